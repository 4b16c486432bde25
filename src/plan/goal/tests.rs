#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by ending"
)]

use proptest::prelude::*;

use super::*;
use crate::{journal::GoalRecord, plan::track};

const DECKS: [&str; 2] = ["leading", "system-design"];

fn day(text: &str) -> StudyDay {
    StudyDay::of(text.parse().unwrap())
}

fn progress(goals: &[Goal]) -> Progress {
    let record = |goal: &Goal| {
        let day = goal.date.parse().ok().map(StudyDay::of);
        let goal = goal.clone();
        (
            goal.id.clone(),
            GoalRecord {
                goal,
                day,
                since: day,
            },
        )
    };
    Progress {
        goals: goals.iter().map(record).collect(),
        ..Progress::default()
    }
}

fn goal(id: &str, date: &str) -> Goal {
    Goal {
        id: id.into(),
        date: date.into(),
        track: "remote-lead".into(),
        minutes: Some(45),
        share: Some(50),
        ..Goal::default()
    }
}

fn decide(wanted: &Wanted, goals: &[Goal]) -> Result<Decided, Refusal> {
    let tracks = track::bundled();
    let known = Known {
        today: day("2026-11-22"),
        progress: &progress(goals),
        tracks: &tracks,
        decks: &DECKS,
        minutes: 30,
        new_id: "new",
    };
    set(wanted, &known)
}

/// `date=… off=a,b minutes=0`: what would stand behind the options.
fn wanted(text: &str) -> Wanted {
    let mut wanted = Wanted::default();
    for (key, value) in text
        .split_whitespace()
        .filter_map(|part| part.split_once('='))
    {
        let value = value.to_owned();
        match key {
            "id" => wanted.id = Some(value),
            "date" => wanted.date = Some(value),
            "time" => wanted.time = Some(value),
            "track" => wanted.track = Some(value),
            "round" => wanted.round = Some(value),
            "company" => wanted.company = Some(value),
            "minutes" => wanted.minutes = Some(value),
            "off" => wanted.days_off.push(value),
            "share" => wanted.share = value.parse().ok(),
            "deck" => wanted.decks.push(value),
            _ => panic!("{key}"),
        }
    }
    wanted
}

fn decided(text: &str, goals: &[Goal]) -> Decided {
    decide(&wanted(text), goals).unwrap()
}

fn refused(text: &str, goals: &[Goal]) -> (String, String) {
    let refusal = decide(&wanted(text), goals).unwrap_err();
    (refusal.message, refusal.hint.unwrap())
}

#[test]
fn every_option_stands_in_the_goal() {
    let decided = decided(
        "date=2026-12-04 time=9:30 track=jp-tech-lead round=lead company=Acme minutes=20 off=2026-11-24,sundays share=40 deck=leading deck=leading",
        &[],
    );
    assert!(
        decided.is_new && decided.sentences.is_empty(),
        "{decided:?}"
    );
    let off = ["2026-11-22", "2026-11-24", "2026-11-29"];
    assert_eq!(
        decided.goal,
        Goal {
            id: "new".into(),
            date: "2026-12-04".into(),
            time: "09:30".into(),
            track: "jp-tech-lead".into(),
            round: "lead".into(),
            company: "Acme".into(),
            minutes: Some(20),
            off: off.map(Into::into).into(),
            decks: vec!["leading".into()],
            share: Some(40),
            ..Goal::default()
        }
    );
}

#[test]
fn the_same_date_or_a_name_changes_a_goal_and_another_date_adds_one() {
    let goals = [goal("near", "2026-12-04"), goal("far", "2026-12-20")];
    for (text, id, is_new) in [
        ("date=2026-12-20 company=Acme", "far", false),
        ("date=2026-12-10", "new", true),
        ("minutes=20", "near", false),
        ("id=far date=2026-12-22", "far", false),
        ("id=2026-12-20 minutes=5", "far", false),
    ] {
        let decided = decided(text, &goals);
        assert_eq!((&*decided.goal.id, decided.is_new), (id, is_new), "{text}");
    }
    assert_eq!(
        &*decided("id=far date=2026-12-22", &goals).goal.date,
        "2026-12-22"
    );
    // Two rounds on one day: the round tells them apart.
    let mut second = goal("second", "2026-12-04");
    second.round = "coding".into();
    let both = [goals[0].clone(), second];
    assert_eq!(
        &*decided("date=2026-12-04 round=coding", &both).goal.id,
        "second"
    );
}

#[test]
fn a_goal_without_a_date_gets_the_first_one() {
    let goals = [goal("undated", "")];
    let decided = decided("date=+12d", &goals);
    assert_eq!((&*decided.goal.id, decided.is_new), ("undated", false));
    assert_eq!(&*decided.goal.date, "2026-12-04");
}

#[test]
fn the_next_goal_takes_role_minutes_and_share_over_and_says_so() {
    let mut done = goal("done", "2026-11-20");
    done.result = Some("{}".into());
    done.company = "Acme".into();
    let decided = decided("date=2026-12-10", &[done]);
    let goal = decided.goal;
    assert_eq!(
        (&*goal.track, goal.minutes, goal.share),
        ("remote-lead", Some(45), Some(50))
    );
    assert!(goal.company.is_empty() && goal.result.is_none());
    assert_eq!(
        decided.sentences,
        ["the role is that of the goal before: remote-lead"]
    );
}

#[test]
fn a_date_in_the_past_is_left_out_and_said() {
    let said = decided("date=2026-11-01 track=remote-lead", &[]);
    assert!(said.goal.date.is_empty() && said.is_new);
    assert_eq!(
        said.sentences,
        ["2026-11-01 is over and cannot be prepared for; the date is left out"]
    );
    let kept = decided(
        "id=near date=2026-11-01 company=Acme",
        &[goal("near", "2026-12-04")],
    );
    assert_eq!(
        (&*kept.goal.date, &*kept.goal.company),
        ("2026-12-04", "Acme")
    );
    let (message, hint) = refused(
        "date=2026-11-01 company=Acme",
        &[goal("near", "2026-12-04")],
    );
    assert!(message.starts_with("2026-11-01 is over"));
    assert_eq!(
        hint,
        "the goal of 2026-12-04 stays as it is; give a date to come"
    );
    assert!(decided("date=2030-01-01", &[]).sentences[0].contains("more than two years away"));
}

#[test]
fn minutes_that_cannot_be_are_replaced_and_said() {
    let zero = decided("date=+5d minutes=0 track=remote-lead", &[]);
    assert_eq!(zero.goal.minutes, Some(30));
    assert!(
        zero.sentences[0].starts_with("0 minutes a day leave nothing to plan; 30 are planned with")
    );
    let kept = decided("minutes=0", &[goal("near", "2026-12-04")]);
    assert_eq!(kept.goal.minutes, Some(45));
    assert_eq!(
        decided("minutes=9999", &[goal("near", "2026-12-04")])
            .goal
            .minutes,
        Some(600)
    );
    for bad in ["-5", "many", "1.5"] {
        let (message, _) = refused(&format!("minutes={bad}"), &[]);
        assert!(message.contains("is no number of minutes"), "{message}");
    }
}

#[test]
fn days_off_that_leave_no_day_are_not_kept() {
    let said = decided(
        "date=2026-11-25 track=remote-lead off=2026-11-01..2026-12-24",
        &[],
    );
    assert_eq!(said.goal.off, []);
    assert_eq!(
        said.sentences,
        [
            "every day until 2026-11-25 is a day off, which leaves no day to study; the days off are not kept"
        ]
    );
    // Also where the date moves into days off that were set before.
    let mut near = goal("near", "2026-12-04");
    near.off = vec!["2026-11-22".into(), "2026-11-23".into()];
    let moved = decided("id=near date=2026-11-24", std::slice::from_ref(&near));
    assert_eq!(moved.goal.off, []);
    let fits = decided("id=near date=2026-11-25", &[near]);
    assert_eq!(fits.goal.off.len(), 2);
    // On the day itself there is no day to lose.
    let today = decided("date=today track=remote-lead off=sundays", &[]);
    assert_eq!(today.sentences, [""; 0]);
}

#[test]
fn names_that_nothing_has_are_refused_with_the_nearest() {
    let near = goal("near", "2026-12-04");
    for (text, message, hint) in [
        (
            "track=jp-techlead",
            "there is no role \"jp-techlead\"",
            "did you mean jp-tech-lead?",
        ),
        (
            "track=jp-tech-lead round=leed",
            "there is no round of jp-tech-lead \"leed\"",
            "did you mean lead?",
        ),
        (
            "round=leed track=",
            "there is no round \"leed\"",
            "did you mean lead?",
        ),
        (
            "round=system-design track=",
            "several roles have a round system-design",
            "remote-lead, microservices-lead",
        ),
        (
            "deck=leadin",
            "there is no deck \"leadin\"",
            "did you mean leading?",
        ),
        ("id=neer", "there is no goal \"neer\"", "did you mean near?"),
        ("date=soon", "\"soon\" is no date", "write 2026-12-04"),
        ("time=noon", "\"noon\" is no hour", "14:30"),
        (
            "off=never",
            "\"never\" is no day off",
            "2026-12-24..2026-12-26",
        ),
    ] {
        let (said, what) = refused(text, std::slice::from_ref(&near));
        assert_eq!(said, message);
        assert!(what.contains(hint), "{what}");
    }
    let mut done = near;
    done.result = Some("{}".into());
    assert!(
        refused("id=near minutes=5", &[done])
            .0
            .contains("has its result already")
    );
}

#[test]
fn a_round_that_one_role_has_brings_its_role_and_goes_with_it() {
    let found = decided("date=+5d round=final", &[]);
    assert_eq!(
        (&*found.goal.track, &*found.goal.round),
        ("jp-tech-lead", "final")
    );
    assert_eq!(
        found.sentences,
        ["the round final is of the role jp-tech-lead"]
    );
    let mut near = goal("near", "2026-12-04");
    near.round = "coding".into();
    let other = decided("track=first-lead", &[near]);
    assert_eq!(&*other.goal.round, "");
    assert_eq!(
        other.sentences,
        ["the role has no round coding; the goal is for all rounds"]
    );
}

#[test]
fn an_empty_value_takes_it_away() {
    let mut near = goal("near", "2026-12-04");
    near.company = "Acme".into();
    near.off = vec!["2026-11-24".into()];
    near.decks = vec!["leading".into()];
    let decided = decided("company= off=none deck= track=", &[near]);
    let goal = decided.goal;
    assert!(goal.company.is_empty() && goal.off.is_empty() && goal.decks.is_empty());
    assert!(
        decided.sentences[0].starts_with("no role is set"),
        "{:?}",
        decided.sentences
    );
}

#[test]
fn open_goals_come_nearest_first_and_those_without_a_date_last() {
    let mut done = goal("done", "2026-12-01");
    done.result = Some("{}".into());
    let goals = [
        goal("over", "2026-11-01"),
        goal("b", ""),
        goal("a", "2026-12-20"),
        done,
        goal("c", "2026-12-04"),
    ];
    let progress = progress(&goals);
    let open = progress.open_goals(day("2026-11-22"));
    let ids: Vec<&str> = open.iter().map(|record| &*record.goal.id).collect();
    assert_eq!(ids, ["c", "a", "b"]);
    let awaited = result::awaited(&progress, day("2026-11-22")).unwrap();
    assert_eq!(&*awaited.goal.id, "over");
}

proptest! {
    #[test]
    fn any_text_is_taken_or_refused(texts in prop::collection::vec(".{0,20}", 8)) {
        let wanted = Wanted {
            date: Some(texts[0].clone()),
            time: Some(texts[1].clone()),
            track: Some(texts[2].clone()),
            round: Some(texts[3].clone()),
            company: Some(texts[4].clone()),
            minutes: Some(texts[5].clone()),
            days_off: vec![texts[6].clone()],
            decks: vec![texts[7].clone()],
            ..Wanted::default()
        };
        let _ = decide(&wanted, &[]);
        let only_company = Wanted { company: Some(texts[4].repeat(20)), ..Wanted::default() };
        let decided = decide(&only_company, &[]).unwrap();
        prop_assert!(decided.goal.company.chars().count() <= 100);
    }
}
