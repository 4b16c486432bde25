//! `mensetsu plan` and the drill that follows it, through the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{collections::HashSet, fs, path::Path};

use serde_json::Value;
use support::{code, home, run, stdout, write};

fn plan(home: &Path) -> Value {
    let output = run(home, &["plan", "--json"], "");
    assert_eq!(code(&output), 0);
    serde_json::from_str(&stdout(&output)).unwrap()
}

fn set_goal(home: &Path, arguments: &[&str]) {
    let all: Vec<&str> = ["goal", "set", "--date", "+12d"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    assert_eq!(code(&run(home, &all, "")), 0);
}

fn items(plan: &Value) -> Vec<String> {
    let today = plan["today"].as_array().unwrap();
    today
        .iter()
        .map(|item| item["item"].as_str().unwrap().to_owned())
        .collect()
}

fn seconds(plan: &Value) -> f64 {
    let today = plan["today"].as_array().unwrap();
    today
        .iter()
        .map(|item| item["expected_seconds"].as_f64().unwrap())
        .sum()
}

/// A minute as another program may have written it: the crc is that of the line.
fn row(home: &Path, text: &str) {
    let line = format!(
        "{text},\"x\":\"{:08x}\"}}\n",
        crc32fast::hash(text.as_bytes())
    );
    write(&home.join("data/journal/0000beef-2026.jsonl"), line);
}

#[test]
fn without_a_date_nothing_is_forecast_and_the_day_is_not_overbooked() {
    let home = home();
    let plan = plan(home.path());
    assert!(plan["goal"].is_null() && plan["recall"]["forecast"].is_null());
    assert!(seconds(&plan) <= plan["budget_seconds"].as_f64().unwrap());
    assert_eq!(plan["days"], serde_json::json!([]));
}

#[test]
fn the_items_of_a_day_fit_its_minutes_each_once_and_the_recalls_are_in_order() {
    let home = home();
    set_goal(
        home.path(),
        &["--track", "jp-tech-lead", "--minutes", "20", "--share", "0"],
    );
    let plan = plan(home.path());
    let names = items(&plan);
    assert!(names.len() > 10);
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    assert!(seconds(&plan) <= 1_200.0 && seconds(&plan) > 1_100.0);
    let recall = |name: &str| plan["recall"][name].as_f64().unwrap();
    assert!(recall("if_stopped") <= recall("forecast_at_pace"));
    assert!(recall("forecast_at_pace") <= recall("forecast") + 0.01);
    assert!(recall("forecast") <= recall("bound"));
    let weights = plan["areas"].as_array().unwrap();
    let sum: f64 = weights
        .iter()
        .map(|area| area["weight"].as_f64().unwrap())
        .sum();
    assert!((sum - 1.0).abs() < 1e-4);
    assert_eq!(plan["days"].as_array().unwrap().len(), 12);
}

#[test]
fn a_goal_of_one_deck_asks_no_other_even_when_it_is_done() {
    let home = home();
    set_goal(home.path(), &["--deck", "mine"]);
    assert!(
        items(&plan(home.path()))
            .iter()
            .all(|item| item.starts_with("mine/"))
    );
    let output = run(
        home.path(),
        &["drill", "--plain", "--items", "40"],
        &"\n3\n".repeat(60),
    );
    let text = stdout(&output);
    let asked: Vec<&str> = text.lines().filter(|line| line.starts_with('[')).collect();
    assert!(
        !asked.is_empty() && asked.iter().all(|line| line.contains("mine/")),
        "{text}"
    );
}

#[test]
fn minutes_set_aside_for_speaking_are_set_aside_on_every_day() {
    let home = home();
    set_goal(home.path(), &["--minutes", "30", "--share", "80"]);
    let plan = plan(home.path());
    let days = plan["days"].as_array().unwrap();
    assert!((plan["budget_seconds"].as_f64().unwrap() - 360.0).abs() < 1e-6);
    assert!(
        days.iter()
            .all(|day| day["seconds"].as_f64().unwrap() <= 400.0),
        "{days:?}"
    );
}

#[test]
fn a_damaged_cache_is_made_anew() {
    let home = home();
    set_goal(home.path(), &[]);
    let first = plan(home.path());
    let path = home.path().join("cache/plan.json");
    let mut cached: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    cached["worked"]["if_kept"]["items"] = serde_json::json!([]);
    fs::write(&path, cached.to_string()).unwrap();
    assert_eq!(items(&plan(home.path())), items(&first));
    fs::write(&path, b"{").unwrap();
    assert_eq!(items(&plan(home.path())), items(&first));
    let again = plan(home.path());
    assert_eq!(again["recall"], first["recall"], "the cache says the same");
}

#[test]
fn minutes_that_nobody_has_are_cut() {
    let home = home();
    let soon = jiff::Zoned::now()
        .date()
        .saturating_add(jiff::Span::new().days(3));
    row(
        home.path(),
        &format!(
            "{{\"v\":1,\"d\":\"0000beef\",\"n\":1,\"t\":1790000000000,\"z\":0,\"k\":\"goal\",\"id\":\"g\",\"date\":\"{soon}\",\"minutes\":4294967295"
        ),
    );
    assert!(plan(home.path())["budget_seconds"].as_f64().unwrap() <= 86_400.0);
}

#[test]
fn without_a_card_the_plan_says_so() {
    let home = home();
    set_goal(home.path(), &["--deck", "mine"]);
    assert_eq!(
        code(&run(home.path(), &["deck", "use", "mine", "off"], "")),
        0
    );
    let text = stdout(&run(home.path(), &["plan"], ""));
    assert!(text.contains("No card is in the mix"), "{text}");
    assert!(!stdout(&run(home.path(), &["plan", "--json"], "")).contains("-0.0"));
}
