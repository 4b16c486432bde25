//! The screens as text: at the design size, at the smallest, wide, with Japanese, without colours, with long text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, Screen},
    journal::{DeckState, What, entry::Goal},
    ui::{
        Look,
        glyph::Glyphs,
        theme::{Role, Theme},
    },
};
use proptest::prelude::*;
use support::{DECKS, Driver, buffer};

fn goal() -> What {
    What::Goal(Box::new(Goal {
        id: "g".into(),
        date: "2026-12-04".into(),
        track: "jp-tech-lead".into(),
        round: "first-japanese".into(),
        minutes: Some(30),
        ..Goal::default()
    }))
}

#[test]
fn first_run() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press("12<enter><down>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    mensetsu                                                           first start


     When is the interview?      12           in 12 days

     For which role?             Backend tech lead in Japan
                               › Remote lead backend engineer
                                 Backend lead developer
                                 Backend engineering lead (microservices)
                                 First technical lead role, from backend

     Which round is that day?    all rounds

     Minutes a day?              30

     In Japanese?                no

     Cards or rounds?            both



     Enter takes each default. Everything can be changed later.

    Enter next   ↓ choose   Esc straight to a first card   F1 help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    mensetsu                   first start
    For which role?
        Backend tech lead in Japan
      › Remote lead backend engineer
        Backend lead developer
        Backend engineering lead
        First technical lead role, from
    Which round is that day?
        all rounds
    Minutes a day?
        30
    Enter next  ↓ choose
    ");
}

#[test]
fn home() {
    let driver = Driver::at_home(&DECKS, &[goal()]);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    mensetsu                                            Backend tech lead in Japan


     12 days to First interview in Japanese · Friday 4 December


     Today   3 min   4 cards · 0 due, 4 new
             3 min   How do you bring two teams to one decision

     Recall on the day: not measured yet.  v five-minute check













    Enter cards  t talk  m round  a ahead  g date  d decks  p progress  u undo
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    mensetsu    Backend tech lead in Japan
    12 days to First interview in Japanese
    · Friday 4 December

    Today   3 min   4 cards · 0 due, 4 new

    Recall on the day: not measured yet.
    v five-minute check



    Enter cards  t talk  m round  a ahead
    ");
    insta::assert_snapshot!(driver.screen(120, 40), @"
    mensetsu                                            Backend tech lead in Japan


     12 days to First interview in Japanese · Friday 4 December


     Today   3 min   4 cards · 0 due, 4 new
             3 min   How do you bring two teams to one decision

     Recall on the day: not measured yet.  v five-minute check





























    Enter cards  t talk  m round  a ahead  g date  d decks  p progress  u undo
    ");
}

#[test]
fn home_without_a_date_and_with_nothing_to_do() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    insta::assert_snapshot!(driver.screen(80, 12), @"
    mensetsu
    When is your interview?  g sets the date

    Today   3 min   4 cards · 0 due, 4 new







    Enter cards  t talk  m round  a ahead  g date  d decks  p progress  u undo
    ");
    driver.press("<enter><space>4<space>4<space>4?<enter>4<enter>");
    insta::assert_snapshot!(driver.screen(80, 12), @"
    mensetsu
    When is your interview?  g sets the date

    Nothing is due. The next 4 cards come on Monday 30 November.







    Enter cards  t talk  m round  a ahead  g date  d decks  p progress  u undo
    ");
}

#[test]
fn question_and_answer() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Reliability · recall                          1 of 4 · 3 min left ╌╌╌╌╌╌╌╌╌╌╌╌


     Three layers each make up to 3 attempts. How many calls can one user request
     cause at the bottom?
















     t shows a hint

    Space shows the answer  u undo  x I know this  - not today  ? help  Esc end
    ");
    driver.press("<space>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Reliability · recall                          1 of 4 · 3 min left ╌╌╌╌╌╌╌╌╌╌╌╌


     Three layers each make up to 3 attempts. How many calls can one user request
     cause at the bottom?

     ────────────────────────────────────────────────────────────────────────────

     27 (3 × 3 × 3).

     ┃ Retry at one layer only, or give the whole request a retry budget.

     AWS Builders' Library, Timeouts, retries and backoff with jitter







     1 no · 2 just · 3 yes · 4 at once
     1 again  today     2 hard   today     3 good   2 days+   4 easy   8 days

    Space good  u undo  x I know this  - not today  ? help  Esc end  e edit
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Reliability · recall            1 of 4
    request cause at the bottom?          ↑

    ──────────────────────────────────────

    27 (3 × 3 × 3).
                                          ↓

    1 again  today     2 hard   today
    3 good   2 days+   4 easy   8 days

    Space good  u undo  x I know this
    ");
}

#[test]
fn a_long_answer_begins_in_sight_and_scrolls() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>");
    driver.screen(40, 12);
    driver.press("<down><down><down>");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Reliability · recall            1 of 4
                                          ↑
    27 (3 × 3 × 3).

    ┃ Retry at one layer only, or give the
    ┃ whole request a retry budget.
                                          ↓

    1 again  today     2 hard   today
    3 good   2 days+   4 easy   8 days

    Space good  u undo  x I know this
    ");
}

#[test]
fn a_number_is_typed() {
    let mut driver = Driver::at_home(&DECKS, &[goal()]);
    driver.press("<enter>xxx12k users<enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Reliability · estimate                        1 of 4 · 4 min left ╌╌╌╌╌╌╌╌╌╌╌╌


     How many messages a second at peak?

     6,000 users online, one message each 30 s.














     number, in messages/s  › 12k users
     the number is wanted in messages/s

    Enter check   Tab I said it   F1 help   Esc end
    ");
    driver.press("<ctrl-u>210<enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Reliability · estimate                        1 of 4 · 4 min left ╌╌╌╌╌╌╌╌╌╌╌╌


     How many messages a second at peak?

     6,000 users online, one message each 30 s.

     210 is right.

     ────────────────────────────────────────────────────────────────────────────

     200 messages/s

     • 6,000 ÷ 30 s = 200 messages/s
     • nothing else





     1 no · 2 just · 3 yes · 4 at once   % is recall on the day
     1 again  54%+      2 hard   70%+      3 good   76%+      4 easy   87%

    Space good  u undo  x I know this  - not today  ? help  Esc end  e edit
    ");
}

#[test]
fn japanese_words() {
    let mut driver = Driver::at_home(
        &DECKS,
        &[What::Deck {
            id: "reliability".into(),
            state: DeckState::Off,
        }],
    );
    driver.press("<enter><space>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Japanese · vocab meaning                      1 of 1 · 1 min left ╌╌╌╌╌╌╌╌╌╌╌╌


                                     べきとうせい
                                        冪等性

     ────────────────────────────────────────────────────────────────────────────

     idempotency

     さいしこう  そな      けっさい             たんぽ
       再試行  に 備 えて、  決済  APIの冪等性を 担保 します。

     To be ready for retries we guarantee that the payment API is idempotent.






     1 no · 2 just · 3 yes · 4 at once
     1 again  today     2 hard   today     3 good   2 days+   4 easy   8 days

    Space good  u undo  x I know this  - not today  ? help  Esc end  e edit
    ");
    insta::assert_snapshot!(driver.screen(40, 16), @"
    Japanese · vocab meaning        1 of 1
    冪等性

    ──────────────────────────────────────

    idempotency

    冪等性（べきとうせい）

    再試行（さいしこう）に備（そな）えて、
    決済（けっさい）APIの冪等性を担保（た ↓

    1 again  today     2 hard   today
    3 good   2 days+   4 easy   8 days

    Space good  u undo  x I know this
    ");
}

#[test]
fn end_of_a_sitting() {
    let mut driver = Driver::at_home(&DECKS, &[goal()]);
    driver.press("<enter><space>1<space>3<esc>");
    insta::assert_snapshot!(driver.screen(80, 16), @"
    End of the sitting
    2 cards, 2 answers, under a minute

    again 1  ·  hard 0  ·  good 1  ·  easy 0

    2 cards are due today.

    Every grade is saved.  a goes ahead, Enter goes home.







    Enter home   a ahead   u undo   ? help   Esc back
    ");
}

#[test]
fn ascii_glyphs_draw_no_other_signs() {
    let mut driver = Driver::at_home(&DECKS[..1], &[]);
    driver.press("<enter><space>");
    let look = Look {
        glyphs: Glyphs::ASCII,
        ..Look::default()
    };
    let screen = driver.screen_with(80, 24, look);
    let odd: String = screen.chars().filter(|c| !c.is_ascii()).collect();
    assert_eq!(odd, "××", "only what stands in the card");
}

#[test]
fn mono_uses_no_colour() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    for keys in ["", "<enter>", "<space>", "?", "<esc><esc>d"] {
        driver.press(keys);
        let drawn = buffer(
            &driver.app,
            80,
            24,
            Look {
                theme: Theme::Mono,
                ..Look::default()
            },
        );
        let colored = drawn.content.iter().any(|cell| {
            cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset
        });
        assert!(!colored, "after {keys:?}");
    }
}

#[test]
fn the_cursor_stands_in_the_field_that_is_typed_into() {
    use ratatui::{Terminal, backend::TestBackend, layout::Position};
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>xxx２k万");
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal
        .draw(|frame| mensetsu::ui::draw(&driver.app, Look::default(), frame))
        .unwrap();
    let Position { x, y } = terminal.get_cursor_position().unwrap();
    let text = support::printed(terminal.backend().buffer());
    let line = text.lines().nth(usize::from(y)).unwrap();
    assert_eq!(
        usize::from(x),
        unicode_width::UnicodeWidthStr::width(line),
        "{line}"
    );
}

#[test]
fn hostile_text_is_drawn_as_signs() {
    let source = "---\nid: bad\ntitle: \"T\u{1b}[2J\"\n---\n\n## Q\u{1b}]52;c;QUFB\u{7}? {#q}\n\nA\u{9b}31m\u{202e}x\u{e000}\n\ty\n";
    let mut driver = Driver::at_home(&[("bad", source)], &[]);
    for keys in ["d", "<enter>", "<esc><esc><enter>", "<space>"] {
        driver.press(keys);
        let drawn = buffer(&driver.app, 80, 24, Look::default());
        for cell in &drawn.content {
            assert!(
                cell.symbol()
                    .chars()
                    .all(|c| !c.is_control() && c != '\u{202e}' && c != '\u{e000}'),
                "{:?}",
                cell.symbol()
            );
        }
    }
}

#[test]
fn roles_differ_between_light_and_dark() {
    assert_ne!(
        Theme::Dark.style(Role::Accent),
        Theme::Light.style(Role::Accent)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_size_and_no_keys_make_it_panic(
        width in 0..130_u16,
        height in 0..60_u16,
        keys in prop::collection::vec(prop::sample::select(vec![
            "<enter>", "<space>", "<esc>", "1", "3", "u", "x", "-", "f", "d", "g", "?", "<down>", "<up>", "<page-down>", "m", "a", "c", "h", "t", "p", "7"
        ]), 0..30),
    ) {
        let mut driver = Driver::new(&DECKS, &[]);
        for key in keys {
            driver.press(key);
            driver.act(Action::Redraw);
            driver.screen(width, height);
        }
        let _ = matches!(driver.app.screen, Screen::Home(_));
    }
}
