//! The progress screen as text and through its keys, and the same in plain lines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::path::Path;

use mensetsu::{
    app::{Action, Layer, Screen},
    desk::{Access, Desk},
    output::Output,
    plain::{Input, Plain},
    store::{Config, Home},
    ui::{
        Look,
        glyph::Glyphs,
        theme::{Role, Theme},
    },
};
use ratatui::style::Color;
use support::{DECKS, Driver, buffer, printed};

const DAY: i64 = 86_400_000;

/// The app after sittings on three days, with a wrong number among the answers; it is then 27 November.
fn studied() -> Driver {
    let mut driver = Driver::at_home(&DECKS, &[]);
    for (grades, days) in [("34311", 1), ("3313", 1), ("33", 3)] {
        driver.press("<enter>");
        for grade in grades.chars() {
            if driver.app.takes_text() {
                driver.press("20<enter>");
            } else {
                driver.press("<space>");
            }
            driver.press(&grade.to_string());
        }
        driver.press("<esc>");
        driver.now.ms += days * DAY;
        driver.act(Action::Redraw);
        driver.app.go_home();
    }
    driver
}

/// Everything that the screen holds, without the bar below it.
fn whole(driver: &Driver, width: u16, look: Look) -> String {
    let text = driver.screen_with(width, 120, look);
    let (text, _bar) = text.rsplit_once('\n').unwrap();
    text.trim_end().to_owned()
}

/// The last part of it, from the line on that holds some words.
fn from(words: &str, driver: &Driver, width: u16, look: Look) -> String {
    let text = whole(driver, width, look);
    let lines = text.lines().skip_while(|line| !line.contains(words));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn without_a_date_it_shows_what_is_remembered_now() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("p");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Progress


     No interview date is set.

     Area                         items     met  recall now   of those met
     Reliability                      3       0          0%       none met
     Japanese                         3       0          0%       none met

     Minutes of the last four weeks
                Mon    Tue    Wed    Thu    Fri    Sat    Sun     sum
     26 Oct       ·      ·      ·      ·      ·      ·      ·       0
     2 Nov        ·      ·      ·      ·      ·      ·      ·       0
     9 Nov        ·      ·      ·      ·      ·      ·      ·       0
     16 Nov       ·      ·      ·      ·      ·      ·      ·       0
     · nothing, █ 30 minutes or more

     What was done
     Nothing was graded yet.

     Predicted and what came
     No review was predicted yet.                                                ↓

    u undo   ? help   Esc back
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Progress
    No interview date is set.

    Area                items  met  recall
    Reliability             3    0      0%
    Japanese                3    0      0%

    Minutes of the last four weeks
            Mo Tu We Th Fr Sa Su     sum
    26 Oct   ·  ·  ·  ·  ·  ·  ·       0  ↓

    u undo   ? help   Esc back
    ");
}

#[test]
fn with_a_date_it_shows_the_plan() {
    let mut driver = studied();
    driver.press("g7<enter><enter><down><enter><enter><enter><enter>p");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Progress


     7 days to Casual call (カジュアル面談) · Friday 4 December

     Cards you will recall on the day
     if the plan is kept          99%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     at the pace so far           99%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     if you stop now              57%  ━━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌
     if it were today             63%  ━━━━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌
     no plan gives more than      99%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     These may be off by 7 points until the memory model is fitted on your own
     reviews.

     Area                        weight     now  on the day     not met
     Reliability                    11%     89%         99%           0
     Japanese                       89%     60%         99%           0

     Every item will probably be met before the day.

     Day                          minutes     new   reviews
     Fri 27 Nov                         3       1         5                      ↓

    u undo   ? help   Esc back
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Progress
    7 days to Casual call (カジュアル面談)
    · Friday 4 December

    Cards you will recall on the day
    if the plan is kept          99%
    at the pace so far           99%
    if you stop now              57%
    if it were today             63%
    no plan gives more than      99%      ↓

    u undo   ? help   Esc back
    ");
    insta::assert_snapshot!(whole(&driver, 40, Look::default()), @"
    Progress
    7 days to Casual call (カジュアル面談)
    · Friday 4 December

    Cards you will recall on the day
    if the plan is kept          99%
    at the pace so far           99%
    if you stop now              57%
    if it were today             63%
    no plan gives more than      99%
    These may be off by 7 points until the
    memory model is fitted on your own
    reviews.

    Area                 now  day  not met
    Reliability          89%  99%        0
    Japanese             60%  99%        0

    Every item will probably be met before
    the day.

    Day                  min  new  reviews
    Fri 27 Nov             3    1        5
    Sat 28 Nov             2    0        3
    Sun 29 Nov             2    0        6
    Mon 30 Nov             2    0        4
    Tue 1 Dec              2    0        6
    Wed 2 Dec              2    0        6
    Thu 3 Dec              2    0        6

    Minutes of the last four weeks
            Mo Tu We Th Fr Sa Su     sum
    2 Nov    ·  ·  ·  ·  ·  ·  ·       0
    9 Nov    ·  ·  ·  ·  ·  ·  ·       0
    16 Nov   ·  ·  ·  ·  ·  ·  ░       1
    23 Nov   ░  ░  ·  ·  ·             2
    · nothing, █ 12 minutes or more

    What was done
    reviews                          11
    days studied                      3
    recalled, last 30 days          80%

    Predicted and what came
    5 reviews were predicted, too few to
    tell.

    Slips of typed answers
        4  too low by a factor of …

    The memory model has its default
    parameters. Own ones are fitted from
    400 reviews on.
    ");
    driver.screen(80, 24);
    driver.press("<page-down><page-down><page-down><page-down><page-down><page-down>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Progress


     2 Nov        ·      ·      ·      ·      ·      ·      ·       0            ↑
     9 Nov        ·      ·      ·      ·      ·      ·      ·       0
     16 Nov       ·      ·      ·      ·      ·      ·  ░   1       1
     23 Nov   ░   1  ░   1      ·      ·      ·                     2
     · nothing, █ 12 minutes or more

     What was done
     reviews                          11
     days studied                      3
     recalled, last 30 days          80%

     Predicted and what came
     5 reviews were predicted, too few to tell.

     Slips of typed answers
         4  too low by a factor of …

     The memory model has its default parameters. Own ones are fitted from 400
     reviews on.

    u undo   ? help   Esc back
    ");
}

#[test]
fn far_days_stand_week_by_week() {
    let mut driver = studied();
    driver.press("g44<enter><enter><down><enter><enter><enter><enter>p");
    insta::assert_snapshot!(whole(&driver, 80, Look::default()), @"
    Progress


     44 days to Casual call (カジュアル面談) · Sunday 10 January

     Cards you will recall on the day
     if the plan is kept         100%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     at the pace so far          100%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     if you stop now              68%  ━━━━━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌
     if it were today             89%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
     no plan gives more than     100%  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     These may be off by 7 points until the memory model is fitted on your own
     reviews.

     Area                        weight     now  on the day     not met
     Reliability                    11%     89%         99%           0
     Japanese                       89%     89%        100%           0

     Every item will probably be met before the day.

     Day                          minutes     new   reviews
     Fri 27 Nov                         2       0         5
     Sat 28 Nov                         1       0         1
     Sun 29 Nov                         1       0         1
     Mon 30 Nov                         1       0         2
     Tue 1 Dec                          1       0         1
     Wed 2 Dec                          1       0         2
     Thu 3 Dec                          1       0         2
     Fri 4 Dec                          1       0         2
     Sat 5 Dec                          1       0         2
     Sun 6 Dec                          1       0         1
     Mon 7 Dec                          1       0         1
     Tue 8 Dec                          1       0         1
     Wed 9 Dec                          1       0         1
     Thu 10 Dec                         1       0         1
     week from 11 Dec                   3       0         7
     week from 18 Dec                   4       0         9
     week from 25 Dec                   5       0        11
     week from 1 Jan                   10       0        27
     week from 8 Jan                    4       0        10

     Minutes of the last four weeks
                Mon    Tue    Wed    Thu    Fri    Sat    Sun     sum
     2 Nov        ·      ·      ·      ·      ·      ·      ·       0
     9 Nov        ·      ·      ·      ·      ·      ·      ·       0
     16 Nov       ·      ·      ·      ·      ·      ·  ░   1       1
     23 Nov   ░   1  ░   1      ·      ·      ·                     2
     · nothing, █ 23 minutes or more

     What was done
     reviews                          11
     days studied                      3
     recalled, last 30 days          80%

     Predicted and what came
     5 reviews were predicted, too few to tell.

     Slips of typed answers
         4  too low by a factor of …

     The memory model has its default parameters. Own ones are fitted from 400
     reviews on.
    ");
}

#[test]
fn before_the_first_grade_nobody_is_told_that_they_know_nothing() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("g2<enter><enter><down><enter><enter><enter><enter>p");
    for (width, height) in [(80, 24), (40, 24)] {
        let text = driver.screen(width, height);
        assert_eq!(text.matches("not measured").count(), 2, "{text}");
        assert!(!text.contains(" 0%"), "{text}");
    }
}

#[test]
fn p_opens_it_arrows_move_it_and_escape_closes_it() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    let scroll = |driver: &Driver| match &driver.app.screen {
        Screen::Progress(progress) => progress.scroll,
        other => panic!("no progress: {other:?}"),
    };
    driver.press("p<up>");
    driver.screen(40, 12);
    driver.press("<down>j<down><up>");
    assert_eq!(scroll(&driver), 2);
    driver.press("<page-down><page-down><page-down><page-down><page-down>");
    let end = driver.screen(40, 12);
    assert!(end.contains("400 reviews on."), "{end}");
    driver.press("<up>");
    assert_ne!(
        driver.screen(40, 12),
        end,
        "an arrow moves it from the very end"
    );
    driver.press("<page-up><page-up><page-up><page-up><page-up>");
    assert_eq!(scroll(&driver), 0);
    driver.press("?");
    assert!(matches!(driver.app.layers.last(), Some(Layer::Help { .. })));
    assert!(driver.screen(80, 24).contains("Help: Progress"));
    driver.press("<esc><esc>");
    assert!(matches!(driver.app.screen, Screen::Home(_)));
    for key in ["q", "h", "<left>"] {
        driver.press("p").press(key);
        assert!(matches!(driver.app.screen, Screen::Home(_)), "{key}");
    }
    assert!(driver.rows.is_empty() && !driver.app.quits);
}

#[test]
fn an_undo_shows_the_numbers_without_what_it_took_back() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>4<esc><esc>p");
    let reviews = |driver: &Driver| match &driver.app.screen {
        Screen::Progress(progress) => progress.statistics.reviews,
        other => panic!("no progress: {other:?}"),
    };
    assert_eq!(reviews(&driver), 1);
    driver.press("u");
    assert_eq!(reviews(&driver), 0);
}

#[test]
fn it_has_an_ascii_twin_and_needs_no_colour() {
    let mut driver = studied();
    driver.press("p");
    let ascii = Look {
        glyphs: Glyphs::ASCII,
        theme: Theme::Mono,
    };
    for (width, height) in [(80, 120), (40, 120), (40, 12)] {
        let drawn = buffer(&driver.app, width, height, ascii);
        let text = printed(&drawn);
        assert!(text.is_ascii(), "{text}");
        let is_plain =
            |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        assert!(drawn.content.iter().all(is_plain));
    }
    insta::assert_snapshot!(activity(&driver, ascii), @"
    Minutes of the last four weeks
            Mo Tu We Th Fr Sa Su     sum
    2 Nov    .  .  .  .  .  .  .       0
    9 Nov    .  .  .  .  .  .  .       0
    16 Nov   .  .  .  .  .  .  -       1
    23 Nov   -  -  .  .  .             2
    . nothing, # 30 minutes or more
    ");
    let headings = |theme: Theme| {
        let look = Look {
            theme,
            ..Look::default()
        };
        let drawn = buffer(&driver.app, 80, 24, look);
        drawn[(2, 3)].modifier == theme.style(Role::Strong).add_modifier
    };
    assert!(headings(Theme::Light) && headings(Theme::Dark));
}

/// The lines of the last weeks, at the smallest width.
fn activity(driver: &Driver, look: Look) -> String {
    let text = from("last four weeks", driver, 40, look);
    text.lines().take(7).collect::<Vec<_>>().join("\n")
}

#[test]
fn days_are_told_apart_by_their_sign() {
    let mut driver = studied();
    driver.press("p");
    let Screen::Progress(progress) = &mut driver.app.screen else {
        panic!()
    };
    progress.weeks[1].minutes = [0, 1, 10, 11, 20, 21, 30].map(Some);
    progress.weeks[3].minutes = [Some(1_440), Some(0), None, None, None, None, None];
    insta::assert_snapshot!(activity(&driver, Look::default()), @"
    Minutes of the last four weeks
            Mo Tu We Th Fr Sa Su     sum
    2 Nov    ·  ·  ·  ·  ·  ·  ·       0
    9 Nov    ·  ░  ░  ▒  ▒  ▓  █      93
    16 Nov   ·  ·  ·  ·  ·  ·  ░       1
    23 Nov   █  ·                  1,440
    · nothing, █ 30 minutes or more
    ");
}

#[test]
fn enough_reviews_are_told_and_reasons_from_elsewhere_are_made_safe() {
    let mut driver = studied();
    driver.press("p");
    let Screen::Progress(progress) = &mut driver.app.screen else {
        panic!()
    };
    for (bin, count, observed) in [(3, 7, 0.5), (4, 1_234, 0.861), (5, 20, 1.0)] {
        let bin = &mut progress.statistics.calibration.bins[bin];
        (bin.count, bin.observed) = (count, Some(observed));
        bin.predicted = Some(f64::midpoint(bin.from, bin.to));
    }
    progress.statistics.slips = vec![
        ("red \u{1b}[31m\u{202e}".to_owned(), 12),
        ("長音".repeat(30), 1),
    ];
    progress.has_own_parameters = true;
    let end = |width| from("what came", &driver, width, Look::default());
    insta::assert_snapshot!(end(80), @"
    Predicted and what came
    Predicted recall            reviews        mean    recalled
    50 to 70%                         1         68%     too few
    80 to 85%                         7         82%     too few
    85 to 90%                     1,234         88%         86%
    90 to 95%                        20         92%        100%
    Fewer than 20 are too few to tell.

    Slips of typed answers
       12  red ␛[31m�
        1  長音長音長音長音長音長音長音長音長音長音長音長音長音長音長音長音長音
           長音長音長音長音長音長音長音長音長音長音長音長音長音

    The memory model has parameters fitted on your own reviews.
    ");
    insta::assert_snapshot!(end(40), @"
    Predicted and what came
    Predicted      reviews  mean  recalled
    50 to 70%            1   68%   too few
    80 to 85%            7   82%   too few
    85 to 90%        1,234   88%       86%
    90 to 95%           20   92%      100%
    Fewer than 20 are too few to tell.

    Slips of typed answers
       12  red ␛[31m�
        1  長音長音長音長音長音長音長音長
           音長音長音長音長音長音長音長音
           長音長音長音長音長音長音長音長
           音長音長音長音長音長音長音長音

    The memory model has parameters fitted
    on your own reviews.
    ");
    assert!(!end(80).contains(['\u{1b}', '\u{202e}']));
}

/// What the numbered home prints for some choices.
fn plain_home(home: &Path, choices: &str) -> String {
    let home = Home::at(home);
    let mut desk = Desk::open(home, Config::default(), Vec::new(), Access::Read).unwrap();
    let mut printed = Vec::new();
    let input = Input::new(choices.as_bytes(), false);
    Plain::new(&mut desk, input, Output::new(&mut printed))
        .home()
        .unwrap();
    String::from_utf8(printed).unwrap()
}

/// What a command prints in the time zone of this test.
fn command(home: &Path, arguments: &[&str]) -> String {
    let mut program = support::program(home);
    let output = program.env_remove("TZ").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", support::stderr(&output));
    support::stdout(&output)
}

#[test]
fn the_plain_home_prints_what_stats_and_plan_say() {
    let home = support::home();
    let home = home.path();
    assert!(plain_home(home, "9\nq\n").contains("\nNo interview date is set.\nNothing was graded"));
    command(home, &["goal", "set", "--date", "+2d", "--deck", "mine"]);
    let text = plain_home(home, "9\nq\n");
    assert!(
        text.contains("if you stop now         not measured"),
        "{text}"
    );
    support::run(home, &["drill", "--plain", "--deck", "mine"], "\n3\n:q\n");
    let text = plain_home(home, "9\nq\n");
    assert!(text.contains("\n9 progress\n"), "{text}");
    assert!(text.contains(&command(home, &["stats"])), "{text}");
    let recall = |text: &str| -> Vec<Vec<String>> {
        let lines = text.lines().skip_while(|line| !line.contains("on the day"));
        let rows = lines.skip(1).take(5);
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect();
        rows.map(words).collect()
    };
    let (_, shown) = text.split_once("> ").unwrap();
    assert_eq!(recall(shown), recall(&command(home, &["plan"])));
    assert_eq!(
        recall(shown)[4][..5],
        ["no", "plan", "gives", "more", "than"]
    );
}
