//! Published vectors; each test says where they stand.

use super::*;

fn reviews(grades: &[u8], days: &[u32]) -> Vec<Recalled> {
    grades
        .iter()
        .zip(days)
        .map(|(grade, days)| Recalled {
            grade: Grade::from_number(*grade).unwrap(),
            days: *days,
        })
        .collect()
}

fn close(left: f32, right: f32, tolerance: f32) {
    assert!((left - right).abs() <= tolerance, "{left} is not {right}");
}

/// fsrs-rs `test_memory_state`, ts-fsrs FSRS-6.test.ts, py-fsrs `test_memo_state`.
#[test]
fn vector_1_memory_after_six_reviews() {
    let series = reviews(&[1, 3, 3, 3, 3, 3], &[0, 0, 1, 3, 8, 21]);
    let memory = Model::default().after(None, &series).unwrap();
    close(memory.stability, 53.62691, 1e-4);
    close(memory.difficulty, 6.357_486_7, 1e-4);

    let mut parameters = DEFAULT_PARAMETERS;
    parameters[17..=19].fill(0.0);
    let without_same_day = Model {
        fsrs: FSRS::new(&parameters).unwrap(),
        ..Model::default()
    };
    close(
        without_same_day.after(None, &series).unwrap().stability,
        53.335_106,
        1e-3,
    );
}

/// The documentation test of fsrs-rs inference.rs.
#[test]
fn vector_2_first_grades() {
    let model = Model::default();
    let next = model.next(None, 0).unwrap();
    let expected = [
        (0.212, 6.4133),
        (1.2931, 5.112_170_7),
        (2.3065, 2.118_104),
        (8.2956, 1.0),
    ];
    for (memory, (stability, difficulty)) in next.into_iter().zip(expected) {
        close(memory.stability, stability, 1e-4);
        close(memory.difficulty, difficulty, 1e-4);
        let interval = model.fsrs.next_interval(Some(memory.stability), 0.9, 3);
        close(interval, memory.stability, 1e-3);
    }
}

/// fsrs-rs `test_next_interval`.
#[test]
fn vector_3_intervals_by_retention() {
    let model = Model::default();
    let intervals: Vec<u32> = (1..=10)
        .map(|tenth| {
            model
                .fsrs
                .next_interval(Some(1.0), tenth as f32 / 10.0, 1)
                .round()
                .max(1.0) as u32
        })
        .collect();
    assert_eq!(
        intervals,
        [3_116_766, 34_793, 2_508, 387, 90, 27, 9, 3, 1, 1]
    );
}

/// fsrs-rs model.rs and inference.rs.
#[test]
fn vector_4_forgetting_curve() {
    let model = Model::default();
    let memory = |stability| Memory {
        stability,
        difficulty: 5.0,
    };
    let points = [
        (0, 1.0, 1.0),
        (1, 2.0, 0.940_344_3),
        (2, 3.0, 0.925_378_6),
        (3, 4.0, 0.918_522_9),
        (4, 4.0, 0.9),
        (5, 2.0, 0.826_135_9),
    ];
    for (days, stability, expected) in points {
        close(model.recall(memory(stability), days), expected, 1e-5);
    }
    let other = Model {
        decay: 0.2,
        ..Model::default()
    };
    close(other.recall(memory(1.0), 2), 0.840_289_35, 1e-5);
    close(other.recall(memory(1.0), 3), 0.798_500_1, 1e-5);
}

/// fsrs-rs inference.rs: memory from SM-2.
#[test]
fn vector_7_from_sm2() {
    let fsrs = FSRS::default();
    let cases = [
        (2.5, 10.0, 0.9, 10.0, 6.914_056_3),
        (2.5, 10.0, 0.8, 3.01572, 9.393_428),
        (1.3, 20.0, 0.9, 20.0, 10.0),
    ];
    for (ease, interval, retention, stability, difficulty) in cases {
        let state = fsrs
            .memory_state_from_sm2(ease, interval, retention)
            .unwrap();
        close(state.stability, stability, 1e-3);
        close(state.difficulty, difficulty, 1e-3);
    }
}

#[test]
fn intervals_are_at_least_a_day_and_never_endless() {
    let model = Model::default();
    assert_eq!(
        model.interval(Memory {
            stability: 0.01,
            difficulty: 5.0
        }),
        1
    );
    assert_eq!(
        model.interval(Memory {
            stability: 1e9,
            difficulty: 5.0
        }),
        INTERVAL_LIMIT
    );
}

#[test]
fn a_series_gives_what_its_steps_give() {
    let model = Model::default();
    let series = reviews(&[3, 3, 1, 4], &[0, 2, 11, 3]);
    let mut memory = None;
    for review in &series {
        memory = Some(model.next(memory, review.days).unwrap()[review.grade as usize - 1]);
    }
    let whole = model.after(None, &series).unwrap();
    close(whole.stability, memory.unwrap().stability, 1e-3);
    close(whole.difficulty, memory.unwrap().difficulty, 1e-4);
}

#[test]
fn retention_outside_its_range_is_brought_back() {
    for (given, taken) in [(0.0, 0.7), (2.0, 0.99), (f32::NAN, 0.9)] {
        close(Model::with_retention(given).retention, taken, 1e-6);
    }
}

#[test]
fn own_parameters_are_used_whole() {
    let default = Model::with_parameters(&DEFAULT_PARAMETERS, 0.9).unwrap();
    let memory = default.next(None, 0).unwrap()[2];
    assert_eq!(memory, Model::default().next(None, 0).unwrap()[2]);
    close(
        default.recall(memory, 5),
        Model::default().recall(memory, 5),
        1e-7,
    );

    let mut own = DEFAULT_PARAMETERS;
    own[2] = 4.0;
    own[20] = 0.5;
    let own = Model::with_parameters(&own, 0.9).unwrap();
    let memory = own.next(None, 0).unwrap()[2];
    close(memory.stability, 4.0, 1e-6);
    close(own.recall(memory, 4), 0.9, 1e-6);
    // F = .9^(-1/.5) - 1 = .234568, R = (1 + 3F)^-.5
    close(own.recall(memory, 12), 0.766_131, 1e-5);

    let mut low = DEFAULT_PARAMETERS;
    low[20] = 0.02;
    let low = Model::with_parameters(&low, 0.9).unwrap();
    let mut least = DEFAULT_PARAMETERS;
    least[20] = 0.1;
    let least = Model::with_parameters(&least, 0.9).unwrap();
    close(low.recall(memory, 12), least.recall(memory, 12), 1e-7);

    let mut none = DEFAULT_PARAMETERS;
    none[3] = f32::NAN;
    assert!(Model::with_parameters(&none, 0.9).is_none());
}
