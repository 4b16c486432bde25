//! Rows 26–28: numbers that are none, too large, or not whole.

use serde_json::Value;

use crate::place::{Place, assert_holds, json};

pub fn numbers_that_fit_nowhere() {
    for number in [
        "1e999", "-1e999", "NaN", "Infinity", "-1", "0", "1e3x", "1.5e", "\"NaN\"", "true",
    ] {
        let estimate = format!(
            r#""kind":"estimate","prompt":"How many?","answer":{number},"unit":"x","within":1.5,"steps":["a","b"],"minutes":2"#
        );
        let check = Place::with("bad.json", json(&estimate)).checked();
        assert_holds(&check, &["D/bad.json:"]);
        assert!(
            check.contains("skip[") || check.contains("error[bad-json]"),
            "{number}: {check}"
        );
    }
    for (field, number) in [
        ("minutes", "-1"),
        ("minutes", "1e3"),
        ("minutes", "18446744073709551616"),
        ("minutes", "2.5"),
        ("within", "1e999"),
        ("within", "-1"),
        ("within", "NaN"),
        ("within", "0"),
    ] {
        let mut fields = vec![("within", "1.5"), ("minutes", "2")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, number));
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        let estimate = format!(
            r#""kind":"estimate","prompt":"How many?","answer":10,"unit":"x","steps":["a","b"],{}"#,
            fields.join(",")
        );
        let check = Place::with("bad.json", json(&estimate)).checked();
        assert_holds(&check, &["D/bad.json:"]);
    }
    for attribute in [
        "minutes=-1",
        "minutes=1e999",
        "minutes=NaN",
        "minutes=18446744073709551616",
        "minutes=99999",
    ] {
        let text = format!(
            "---\nid: bad\ntitle: Bad\n---\n\n## How many? {{#a .estimate {attribute}}}\n\n### Answer\n1e999 x within NaN\n\n### Steps\n- a\n- b\n"
        );
        let check = Place::with("bad.md", text).checked();
        assert_holds(&check, &["D/bad.md:9:1: ", "skip[estimate-not-number]"]);
    }
    let weights = "---\nid: bad\ntitle: Bad\n---\n\n## How? {#a .open minutes=3}\n\n### Rubric\n- 4294967295 one\n- 4294967295 two\n- 102 three\n";
    let seen = Place::with("bad.md", weights).seen("bad.md");
    assert_holds(&seen.check, &["skip[rubric-weights]"]);
}

/// A number that is none would be saved as `null` and could not be read back: nothing that is printed or kept holds one
/// where a number belongs, whatever the settings and the caches say.
pub fn no_number_that_is_none_is_saved() {
    let place = Place::new();
    place.file("config/config.toml", "retention = nan\nminutes = inf\n");
    place.file(
        "cache/parameters.json",
        r#"{"format":1,"parameters":[null,1e999,-1],"reviews":1}"#,
    );
    place.run(
        &["drill", "--plain", "--deck", "good", "--items", "1"],
        "\n3\n",
    );
    let ran = place.run(&["stats", "--json", "--fit"], "");
    assert_holds(
        &ran.err,
        &[
            "config.toml: retention is not a number from 0.7 to 0.99",
            "config.toml: minutes is not a number",
        ],
    );
    for arguments in [
        &["stats", "--json"][..],
        &["plan", "--json"],
        &["deck", "list", "--json"],
    ] {
        let ran = place.run(arguments, "");
        let value: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(value["format"], 1);
        assert!(!ran.out.contains("NaN") && !ran.out.contains(": inf"));
    }
    let rows = crate::support::rows(&place.home());
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0]
            .as_object()
            .unwrap()
            .values()
            .all(|value| !value.is_null())
    );
    assert_eq!(place.run(&["journal", "check"], "").code, 0);
}

pub fn the_ends_of_all_scales() {
    for (answer, within) in [
        ("1e308", "9.99"),
        ("5e-324", "1.0000000001"),
        ("1e-300", "10"),
        ("9007199254740993", "1.5"),
    ] {
        let fields = format!(
            r#""kind":"estimate","prompt":"How many?","answer":{answer},"unit":"x","within":{within},"steps":["a","{answer}"],"minutes":600"#
        );
        let place = Place::with("bad.json", json(&fields));
        place.draw();
        let path = place.decks().join("bad.json");
        for typed in [
            "1e308",
            "-1",
            "nan",
            "inf",
            "1e999",
            "0",
            "",
            "9".repeat(400).as_str(),
        ] {
            place.run(
                &[
                    "drill",
                    "--plain",
                    "--deck",
                    path.to_str().unwrap(),
                    "--items",
                    "1",
                ],
                &format!("{typed}\n3\n"),
            );
        }
    }
    let place = Place::new();
    for arguments in [
        ["drill", "--plain", "--minutes", "4294967295"],
        ["drill", "--plain", "--items", "18446744073709551615"],
        ["drill", "--plain", "--new", "4294967295"],
        ["drill", "--plain", "--minutes", "-1"],
        ["drill", "--plain", "--minutes", "1e999"],
        ["warm-up", "--plain", "--minutes", "4294967295"],
        ["plan", "--json", "--days", "4294967295"],
        ["plan", "--json", "--days", "0"],
    ] {
        place.run(&arguments, "");
    }
}
