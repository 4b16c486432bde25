use super::*;
use crate::practice::partner::{
    example::{NOW, tasks},
    result,
};

fn printed() -> String {
    let tasks = tasks();
    let interview =
        Interview::new("interview-1-2a".to_owned(), &tasks, NOW).between("Aiko | x", "");
    sheet(&interview, &tasks)
}

#[test]
fn the_sheet_goes_in_the_order_of_the_interview_and_ends_with_what_is_not_shown() {
    let text = printed();
    let mut at = 0;
    for part in [
        "Candidate: Aiko \\| x   Partner: ____",
        "## Card 1 of 2: design, 20 minutes",
        "### Read aloud\n\n> Design a limiter.\n>\n> Two regions | one store.\n",
        "Only if the candidate is stuck for a minute: *Count.*",
        "| 0 | Clarify | 5 min | |\n| 5 | the task changes: say it | 1 min | |\n| 6 | Build | 15 min | |\n| 21 | Follow-up 1 of 1: ask it | 1 min | |",
        "**Say this at minute 5** (the task changes):\n\n> Now with bursts.",
        "**Say this at minute 6** (with Build):\n\n> The store is slow now.",
        "**Say this at minute 21** (Follow-up 1 of 1):\n\n> What breaks first?",
        "*How well did that go, from 0 to 100?*",
        "| 1 | 40 | Names the key (Clarify) | ☐ | ☐ per user | ☐ per key \\| endpoint |",
        "1. ______",
        "(40 × __ + 60 × __) ÷ 2 = ______ of 100",
        "## Card 2 of 2: open, 4 minutes",
        "Nothing needs to be said while the candidate speaks.",
        "## Do not show: model answers",
        "> A bucket.",
        "This card has no model answer.",
        "mensetsu mock import FILE",
        "\"id\": \"interview-1-2a\"",
    ] {
        let found = text[at..].find(part);
        at += found.unwrap_or_else(|| panic!("{part:?} is not where it should be in\n{text}"));
    }
    assert!(text.ends_with("}\n```\n"));
    assert!(!text.contains("\n\n\n"));
}

#[test]
fn the_block_at_its_end_is_a_file_once_its_points_are_filled_in() {
    let text = printed();
    let block = text.split("```json\n").nth(1).unwrap();
    let block = block.strip_suffix("```\n").unwrap();
    let faults = result::parse(block.as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 3);
    assert_eq!(
        faults[0].to_string(),
        ": card 1, d/limiter: point 1 is not filled in"
    );
    let prediction = block.replace("\"prediction\": null", "\"prediction\": 70");
    let filled = result::parse(prediction.replace("null", "2").as_bytes()).unwrap();
    assert_eq!(filled.cards[0].points, [2, 2]);
    assert_eq!(filled.cards[0].said, Some(70));
    assert!(filled.cards[0].phases.is_empty());
}
