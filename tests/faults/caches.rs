//! Row 32: what can be worked out again is damaged, stale or of another home. It counts as none, and the state is the same.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mensetsu::{
    deck::item::AnswerHash,
    journal::{DeviceId, Review, What, row},
    memory::Grade,
    store::{Home, parameters, plan_cache, share_cache},
};

use crate::{
    sitting::{deck, printed, without_bundled_decks},
    support::{self, run},
};

const CACHES: [&str; 3] = ["plan.json", "shares.json", "parameters.json"];

/// A home with an interview in two days and enough reviews for own parameters, its caches filled.
fn home_with_caches() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    without_bundled_decks(home.path());
    let talk = support::spoken::SPOKEN[0].1;
    support::write(&home.path().join("data/decks/talk.md"), talk);
    // Few cards and days: a debug build plans slowly.
    let deck = deck()
        .split("\n## ")
        .take(7)
        .collect::<Vec<_>>()
        .join("\n## ");
    support::write(&home.path().join("data/decks/mine.md"), deck);
    let now = jiff::Timestamp::now().as_millisecond();
    let mut text = String::new();
    for n in 0..450_u64 {
        let grades = [Grade::Good, Grade::Again, Grade::Good, Grade::Easy];
        let what = What::Review(Review {
            item: format!("mine/card-{:02}", n % 6 + 1).into(),
            grade: grades[n as usize * 7 % 4],
            ms: 5_000,
            hash: AnswerHash::of("answer"),
            knows_letters: true,
            typed: None,
        });
        let time = now - (450 - n as i64) * 3_600_000;
        let (line, _) = row::write(DeviceId(0x00c0_ffee), n + 1, time, 0, &what).unwrap();
        text.push_str(&line);
        text.push('\n');
    }
    support::write(&home.path().join("data/journal/00c0ffee.jsonl"), text);
    let date = jiff::Zoned::now()
        .date()
        .saturating_add(jiff::Span::new().days(2));
    let date = date.to_string();
    let set = ["goal", "set", "--date", &date, "--minutes", "20"];
    printed(&run(home.path(), &set, ""));
    said(home.path());
    for cache in CACHES {
        assert!(file(home.path(), cache).exists(), "{cache} was not made");
    }
    home
}

fn file(home: &Path, cache: &str) -> PathBuf {
    home.join("cache").join(cache)
}

/// What the program says about the state, without what follows the clock from second to second.
fn said(home: &Path) -> String {
    // Fits parameters again where the cache lost them, so that the plan follows the same ones.
    let fit = run(home, &["stats", "--fit"], "");
    let json = printed(&run(home, &["plan", "--json"], ""));
    let mut json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let object = json.as_object_mut().unwrap();
    let items = object["today"].as_array().unwrap();
    let items: Vec<&serde_json::Value> = items.iter().map(|today| &today["item"]).collect();
    format!("{}\n{items:?}\n{}", printed(&fit), object["days"])
}

#[test]
fn row_32_a_cache_with_any_flipped_bit_counts_as_none() {
    let folder = home_with_caches();
    let home = Home::at(folder.path());
    let journal = folder.path().join("data/journal");
    assert!(journal.exists());
    for cache in CACHES {
        let path = file(folder.path(), cache);
        let whole = fs::read(&path).unwrap();
        let fingerprint = plan_cache::read(&home).unwrap().fingerprint;
        let is_read = || match cache {
            "plan.json" => plan_cache::read(&home).is_some(),
            "shares.json" => share_cache::read(&home, fingerprint).is_some(),
            _ => parameters::read(&home).is_some(),
        };
        assert!(is_read(), "{cache} is whole");
        // Enough places in each file, and always its ends.
        let step = (whole.len() / 400).max(1);
        for at in (0..whole.len()).step_by(step).chain([whole.len() - 1]) {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            fs::write(&path, &damaged).unwrap();
            assert!(!is_read(), "{cache} with a flipped bit in byte {at}");
        }
        fs::write(&path, &whole).unwrap();
        assert!(is_read());
    }
}

#[test]
fn row_32_damaged_and_stale_caches_give_the_same_state() {
    let home = home_with_caches();
    let before = said(home.path());
    let kept = || CACHES.map(|cache| fs::read(file(home.path(), cache)).unwrap());
    let put = |files: [Vec<u8>; 3]| {
        for (cache, bytes) in CACHES.iter().zip(files) {
            fs::write(file(home.path(), cache), bytes).unwrap();
        }
    };
    // A digit in the middle becomes another one: still JSON, and still of the same morning.
    put(kept().map(|mut whole| {
        let digit = (whole.len() / 2..whole.len())
            .find(|at| whole[*at].is_ascii_digit() && whole[*at - 1].is_ascii_digit());
        whole[digit.unwrap()] ^= 1;
        whole
    }));
    assert_eq!(said(home.path()), before, "with flipped digits");
    put(kept().map(|whole| whole[..whole.len() / 2].to_vec()));
    assert_eq!(said(home.path()), before, "with halves");
    put([Vec::new(), vec![0; 500], b"[1,2,3]".to_vec()]);
    assert_eq!(said(home.path()), before, "with nothing in them");

    // Caches of before two grades, put back by a restore: they are of another state and are not used.
    let stale = kept();
    let graded = run(
        home.path(),
        &["drill", "--plain", "--ahead"],
        "\n1\n\n1\nq\n",
    );
    assert!(printed(&graded).contains("saved: "));
    fs::remove_dir_all(home.path().join("cache")).unwrap();
    let after = said(home.path());
    assert_ne!(after, before, "two grades change the state");
    put(stale);
    assert_eq!(said(home.path()), after, "with the caches of before");
}
