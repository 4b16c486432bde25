//! The rows of the table, each once: a test, or the reason why it waits.

/// Makes a test of each row and the list of all rows.
macro_rules! rows {
    ($(tested $name:ident = $number:literal by $test:path;)* $(pending $waiting:literal, $reason:literal;)*) => {
        $(#[test]
        fn $name() {
            $test();
        })*

        const TESTED: &[(u32, &str)] = &[$(($number, stringify!($name))),*];
        const PENDING: &[(u32, &str)] = &[$(($waiting, $reason)),*];
    };
}

use crate::{characters, files, ids, markdown, numbers, records, shell, structure, window};

rows! {
    tested row_01 = 1 by characters::escape_sequences;
    tested row_02 = 2 by characters::controls_of_one_character;
    tested row_03 = 3 by characters::escapes_of_json;
    tested row_04 = 4 by characters::a_raw_escape_in_json;
    tested row_05 = 5 by characters::names_of_every_kind;
    tested row_06 = 6 by characters::bells_and_backspaces;
    tested row_07 = 7 by characters::tabs_in_code;
    tested row_08 = 8 by characters::line_ends_of_every_kind;
    tested row_09 = 9 by characters::a_newline_in_a_title;
    tested row_10 = 10 by characters::text_that_runs_backwards;
    tested row_11 = 11 by characters::invisible_characters_in_an_id;
    tested row_12 = 12 by characters::a_field_of_nothing_to_see;
    tested row_13 = 13 by characters::a_million_marks;
    tested row_14 = 14 by characters::endless_joined_emoji;
    tested row_15 = 15 by characters::private_use;
    tested row_16 = 16 by window::wide_characters_at_the_edge;
    tested row_17 = 17 by characters::a_text_that_begins_with_a_mark;
    tested row_18 = 18 by files::endless_lines;
    tested row_19 = 19 by files::two_gibibytes;
    tested row_20 = 20 by files::pipes_devices_and_folders;
    tested row_21 = 21 by structure::open_brackets;
    tested row_22 = 22 by structure::nesting_below_an_unknown_key;
    tested row_23 = 23 by structure::a_key_twice;
    tested row_24 = 24 by files::bytes_that_are_no_text;
    tested row_25 = 25 by files::a_byte_order_mark;
    tested row_26 = 26 by numbers::numbers_that_fit_nowhere;
    tested row_27 = 27 by numbers::no_number_that_is_none_is_saved;
    tested row_28 = 28 by numbers::the_ends_of_all_scales;
    tested row_29 = 29 by structure::nothing_at_all;
    tested row_30 = 30 by structure::garbage_behind_the_end;
    tested row_31 = 31 by structure::marks_of_a_merge;
    tested row_32 = 32 by ids::the_same_id_twice;
    tested row_33 = 33 by ids::ids_that_are_equal_when_folded;
    tested row_34 = 34 by ids::ids_that_look_like_paths;
    tested row_35 = 35 by ids::an_id_with_a_nul;
    tested row_36 = 36 by markdown::fifty_thousand_quotes;
    tested row_37 = 37 by markdown::pathological_marks;
    tested row_38 = 38 by markdown::a_long_link_used_often;
    tested row_39 = 39 by markdown::raw_html;
    tested row_40 = 40 by markdown::links_are_never_opened;
    tested row_41 = 41 by markdown::twenty_thousand_columns;
    tested row_42 = 42 by markdown::patterns_are_words;
    tested row_53 = 53 by files::links_in_a_deck_folder;
    tested row_59 = 59 by shell::the_editor_of_the_environment;
    tested row_61 = 61 by shell::an_output_that_takes_nothing;
    tested row_62 = 62 by shell::no_terminal;
    tested row_63 = 63 by window::every_size;
    tested row_64 = 64 by records::years_of_every_kind;
    tested row_65 = 65 by records::clocks_that_go_back;
    tested row_66 = 66 by records::reviews_of_the_future;
    tested row_67 = 67 by records::rows_of_another_version;
    tested row_68 = 68 by records::a_cloned_home;
    tested row_69 = 69 by records::copies_of_a_sync_tool;
    tested row_70 = 70 by window::a_paste_of_ten_megabytes;

    pending 43, "decks of Anki are not read: there is no archive to leave";
    pending 44, "decks of Anki are not read: there is no archive to leave";
    pending 45, "decks of Anki are not read: there is no archive to leave";
    pending 46, "decks of Anki are not read: nothing is unpacked";
    pending 47, "decks of Anki are not read: nothing is unpacked";
    pending 48, "decks of Anki are not read: no database is opened";
    pending 49, "decks of Anki are not read: no database is opened";
    pending 50, "decks of Anki are not read: no database is opened";
    pending 51, "decks of Anki are not read: no database is opened";
    pending 52, "decks of Anki are not read: no database is opened";
    pending 54, "decks are not fetched with git: the program starts no git";
    pending 55, "decks are not fetched with git: the program starts no git";
    pending 56, "decks are not fetched with git: the program starts no git";
    pending 57, "decks are not fetched with git: the program starts no git";
    pending 58, "decks are not fetched with git: there are no messages of git to show";
    pending 60, "nothing is written as CSV";
}

/// The last row of the table.
const ROWS: u32 = 70;

#[test]
fn every_row_is_here() {
    let mut here: Vec<u32> = TESTED.iter().chain(PENDING).map(|row| row.0).collect();
    here.sort_unstable();
    assert_eq!(here, (1..=ROWS).collect::<Vec<_>>());
    for (number, name) in TESTED {
        assert_eq!(*name, format!("row_{number:02}"));
    }
}

/// What is pending is pending because nothing does it. Where this fails, its rows have become due.
#[test]
fn nothing_does_what_pending_rows_are_about() {
    let manifest = include_str!("../../Cargo.toml");
    for library in ["zip", "rusqlite", "sqlite", "git2", "gix", "csv", "regex"] {
        assert!(
            !manifest.lines().any(|line| line.starts_with(library)),
            "{library} is used: write the rows about it"
        );
    }
    assert_eq!(
        markdown::started_programs(),
        ["src/terminal/editor.rs"],
        "the editor is the only program that is started"
    );
}
