//! Japanese on the screen: every bundled text at every width, furigana in their three settings, popups over wide characters.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{cell::RefCell, collections::BTreeSet, io::Write, rc::Rc};

use mensetsu::{
    app::{App, Layer, Message, Tone},
    deck::{
        SafeText,
        collection::Collection,
        fields::CardFields,
        furigana,
        furigana::{Furigana, Lexicon},
        item::Facet,
    },
    library::bundled_files,
    plan::{Mode, Request},
    ui::{
        self, Look,
        glyph::Glyphs,
        markdown::{self, Setting},
        page::Painter,
        text::{Form, Readings},
        theme::Role,
    },
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use support::{Driver, buffer, printed};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A word with a short reading, one with okurigana, a phrase, and a spoken card whose model has furigana.
const DECKS: [(&str, &str); 1] = [(
    "words",
    "---\nid: words\ntitle: 技術用語\narea: JP\nlanguage: en\n---\n\n## Words {.vocab}\n\n\
     | id | term | reading | meaning | example | translation | speech |\n|---|---|---|---|---|---|---|\n\
     | load | 負荷分散 | ふかぶんさん | load balancing | リクエストを複数台[ふくすうだい]に負荷分散するので、再発防止策[さいはつぼうしさく]を切[き]り分[わ]けます。 | We balance the load of the requests. | |\n\
     | split | 切り分け | きりわけ | isolating the problem | 切り分けを急[いそ]ぎ、障害[しょうがい]を調[しら]べる。 | Isolate it quickly. | |\n\
     | say | 前提を三つ置かせてください | ぜんていをみっつおかせてください | let me set three assumptions | | | true |\n\n\
     ## 負荷分散の利点[りてん]を説明[せつめい]してください。 {#talk .open minutes=3}\n\n\
     ### Rubric\n- 100 利点[りてん]を言[い]う\n  - full: 二[ふた]つ言[い]う\n\n\
     ### Model\n利用者[りようしゃ]の要求[ようきゅう]を複数[ふくすう]のサーバーに分[わ]けます。負荷分散は\n単一[たんいつ]障害点[しょうがいてん]をなくします。\n\n\
     - 一台[いちだい]が落[お]ちても動[うご]く\n",
)];

fn asking(facet: Option<Facet>, card: &str) -> Driver {
    let mut driver = Driver::at_home(&DECKS, &[]);
    let items = &driver.app.study.collection.items;
    let key = format!("words/{card}");
    let index = items
        .iter()
        .position(|item| {
            item.key.starts_with(&*key) && facet.is_none_or(|facet| item.facet == facet)
        })
        .unwrap();
    driver.app.begin(&Request {
        facet,
        mode: Mode::Cram,
        ..Request::default()
    });
    // The sitting holds every card of the facet; go on until the wanted one is asked.
    for _ in 0..10 {
        let mensetsu::app::Screen::Drill(screen) = &driver.app.screen else {
            panic!("no card is asked")
        };
        if screen.asked.item == index {
            return driver;
        }
        driver.press("<space>3");
    }
    panic!("{key} is not asked")
}

fn drawn(driver: &Driver) -> String {
    driver.screen(80, 24)
}

#[test]
fn a_reading_stands_above_its_word_once_the_answer_is_shown_and_never_before() {
    let mut driver = asking(Some(Facet::Reading), "load");
    let before = drawn(&driver);
    assert!(
        before.contains("負荷分散") && !before.contains("ふか"),
        "{before}"
    );
    driver.press("<space>");
    insta::assert_snapshot!(drawn(&driver), @"
    Japanese · vocab reading · cram               1 of 2 · 2 min left ╌╌╌╌╌╌╌╌╌╌╌╌


                                     ふかぶんさん
                                       負荷分散

     ────────────────────────────────────────────────────────────────────────────

     ふかぶんさん

     load balancing

                 ふくすうだい                    さいはつぼうしさく  き  わ
     リクエストを   複数台   に負荷分散するので、    再発防止策    を切り分けま
     す。

     We balance the load of the requests.



     1 no · 2 just · 3 yes · 4 at once
     1 again            2 hard             3 good             4 easy

    Space good  u undo  x I know this  - not today  ? help  Esc end  e edit
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Japanese · vocab reading · cr…  1 of 2
    負荷分散

    ──────────────────────────────────────

    ふかぶんさん
                                          ↓

    1 again            2 hard
    3 good             4 easy

    Space good  u undo  x I know this
    ");
    // The word does not move when its answer comes.
    let row = |text: &str| {
        text.lines()
            .position(|line| line.trim() == "負荷分散")
            .unwrap()
    };
    assert_eq!(row(&before), row(&drawn(&driver)));
}

#[test]
fn the_example_of_a_recall_has_readings_and_the_gap_has_none() {
    let mut driver = asking(Some(Facet::Recall), "load");
    let before = drawn(&driver);
    assert!(
        before.contains("ふくすうだい") && !before.contains("ふか"),
        "{before}"
    );
    assert!(before.contains("＿＿"), "{before}");
    driver.press("<space>");
    insta::assert_snapshot!(drawn(&driver), @"
    Japanese · vocab recall · cram                1 of 2 · 2 min left ╌╌╌╌╌╌╌╌╌╌╌╌


                                    load balancing

                 ふくすうだい                さいはつぼうしさく  き  わ
     リクエストを   複数台   に＿＿するので、    再発防止策    を切り分けます。

     ────────────────────────────────────────────────────────────────────────────

     ふかぶんさん
       負荷分散

                 ふくすうだい                    さいはつぼうしさく  き  わ
     リクエストを   複数台   に負荷分散するので、    再発防止策    を切り分けま
     す。

     We balance the load of the requests.


     1 no · 2 just · 3 yes · 4 at once
     1 again            2 hard             3 good             4 easy

    Space good  u undo  x I know this  - not today  ? help  Esc end  e edit
    ");
    let ascii = Look {
        glyphs: Glyphs::ASCII,
        ..Look::default()
    };
    insta::assert_snapshot!(driver.screen_with(40, 16, ascii), @"
    Japanese - vocab recall - cram  1 of 2
    さく）を切（き）り分（わ）けます。    ^

    --------------------------------------

    負荷分散（ふかぶんさん）

    リクエストを複数台（ふくすうだい）に負
    荷分散するので、再発防止策（さいはつぼ
    うしさく）を切（き）り分（わ）けます。
                                          v

    1 again            2 hard
    3 good             4 easy

    Space good  u undo  x I know this
    ");
    insta::assert_snapshot!(driver.screen_with(80, 24, ascii), @"
    Japanese - vocab recall - cram                1 of 2 - 2 min left ------------


                                    load balancing

                 ふくすうだい                さいはつぼうしさく  き  わ
     リクエストを   複数台   に＿＿するので、    再発防止策    を切り分けます。

     ----------------------------------------------------------------------------

     ふかぶんさん
       負荷分散

                 ふくすうだい                    さいはつぼうしさく  き  わ
     リクエストを   複数台   に負荷分散するので、    再発防止策    を切り分けま
     す。

     We balance the load of the requests.


     1 no - 2 just - 3 yes - 4 at once
     1 again            2 hard             3 good             4 easy

    Space good  u undo  x I know this  - not today  ? help  Esc end  e edit
    ");
}

#[test]
fn a_phrase_is_answered_with_its_readings_above() {
    let mut driver = asking(None, "say");
    assert!(!drawn(&driver).contains("前提"));
    driver.press("<space>");
    let shown = drawn(&driver);
    assert!(shown.contains("ぜんてい  みっ  お"), "{shown}");
    assert!(!shown.contains('（'), "{shown}");
}

#[test]
fn a_key_goes_through_the_three_settings_and_the_sitting_keeps_them() {
    let mut driver = asking(Some(Facet::Meaning), "load");
    driver.press("<space>");
    let on = drawn(&driver);
    assert_eq!(on.matches("ふかぶんさん").count(), 1, "{on}");
    driver.press("i");
    let all = drawn(&driver);
    // Now also over the word in its own example.
    assert_eq!(all.matches("ふかぶんさん").count(), 2, "{all}");
    assert!(
        all.contains("Furigana are on, also over the words"),
        "{all}"
    );
    driver.press("<f2>");
    let off = drawn(&driver);
    assert!(off.contains("Furigana are off."), "{off}");
    assert!(off.contains("再発防止策を切り分けます"), "{off}");
    assert!(
        off.contains("負荷分散（ふかぶんさん）"),
        "the answer says its reading: {off}"
    );
    driver.press("3");
    assert!(drawn(&driver).contains("切り分け"));
    assert_eq!(driver.app.furigana, Furigana::Off);
    driver.press("i");
    assert_eq!(driver.app.furigana, Furigana::On);
}

#[test]
fn readings_of_all_words_never_stand_over_what_is_asked() {
    for facet in [Facet::Meaning, Facet::Reading, Facet::Recall] {
        for (card, reading) in [("load", "ふかぶんさん"), ("split", "わ")] {
            let mut driver = asking(Some(facet), card);
            driver.app.furigana = Furigana::All;
            let asked = drawn(&driver);
            let is_gap = facet == Facet::Recall && card == "load";
            assert!(is_gap || !asked.contains(reading), "{asked}");
            assert!(!asked.contains("ふか"), "{asked}");
        }
    }
}

#[test]
fn models_and_prompts_of_spoken_cards_have_no_raw_marks() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    let task = driver.app.study.task("words/talk").unwrap();
    driver
        .app
        .begin_speaking(&task, mensetsu::practice::spoken::Manner::default());
    for setting in Furigana::ALL {
        driver.app.furigana = setting;
        for (cells, rows) in [(80, 24), (40, 12)] {
            let shown = driver.screen(cells, rows);
            assert!(shown.contains("利点") && !shown.contains('['), "{shown}");
        }
    }
    driver.app.furigana = Furigana::On;
    driver.press("r");
    insta::assert_snapshot!(drawn(&driver), @"
    Open · Japanese                                                   0:01 of 3:00


     Read it, then say it in your own words. This try is not scored.

     りようしゃ  ようきゅう  ふくすう            わ                  たんいつ
       利用者  の   要求   を  複数  のサーバーに分けます。負荷分散は  単一
     しょうがいてん
         障害点    をなくします。

     • 一台（いちだい）が落（お）ちても動（うご）く











    This try is kept as read and not scored.
    Enter begins   Esc leave   u undo   ? help
    ");
    let narrow = driver.screen(40, 16);
    assert!(narrow.contains("利用者（りようしゃ）"), "{narrow}");
}

/// Everything in the bundled decks that holds Japanese, each text once.
fn japanese_texts() -> BTreeSet<String> {
    fn walk(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::String(text) if text.chars().any(is_japanese) => {
                found.insert(text.clone());
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| walk(value, found)),
            serde_json::Value::Object(fields) => {
                fields.values().for_each(|value| walk(value, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for deck in bundled_files().into_iter().filter_map(|file| file.deck) {
        for card in &deck.cards {
            let fields = serde_json::to_value(CardFields::of(card, "")).unwrap();
            walk(&fields, &mut found);
        }
    }
    found
}

fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '々')
}

/// Whether a line breaks the rules of Japanese typography at one of its ends.
fn breaks_kinsoku(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "•┃".contains(c));
    let begins = line.starts_with(|c| "、。，．・：；？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]}".contains(c));
    begins || line.ends_with(|c| "（〔［｛〈《「『【([{".contains(c))
}

#[test]
fn every_bundled_japanese_text_keeps_the_rules_at_every_width() {
    let collection = Collection::new(bundled_files(), Vec::new());
    let lexicon = Lexicon::of(&collection);
    let texts: Vec<SafeText> = japanese_texts()
        .iter()
        .map(|text| SafeText::from_block(text))
        .collect();
    let settings = [
        ("off", Form::Hidden, false),
        ("on, above", Form::Above, false),
        ("on, in brackets", Form::Brackets, false),
        ("all, above", Form::Above, true),
        ("all, in brackets", Form::Brackets, true),
    ];
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for (name, form, shows_all) in settings {
            let (texts, wrong, lexicon) = (&texts, &wrong, &lexicon);
            scope.spawn(move || {
                let readings = Readings {
                    form,
                    words: shows_all.then_some(lexicon),
                };
                let setting = Setting {
                    readings,
                    ..Setting::default()
                };
                let (mut count, mut long, mut broken) = (0, 0, 0);
                for cells in 12..=80 {
                    for text in texts {
                        for line in markdown::lines(text, cells, Role::Text, setting) {
                            count += 1;
                            let shown = line.plain();
                            let is_long = shown.width() > cells;
                            let is_broken = breaks_kinsoku(&shown);
                            long += usize::from(is_long);
                            broken += usize::from(is_broken);
                            if is_long || is_broken {
                                wrong
                                    .lock()
                                    .unwrap()
                                    .push(format!("{name} {cells}: {shown}"));
                            }
                        }
                    }
                }
                println!(
                    "furigana {name}: {count} lines, {long} too long, {broken} against the rules"
                );
            });
        }
    });
    println!("{} texts", texts.len());
    let wrong = wrong.into_inner().unwrap();
    let none: [String; 0] = [];
    assert_eq!(&wrong[..wrong.len().min(20)], none, "{} lines", wrong.len());
    assert!(texts.len() > 100);
}

#[test]
fn no_character_of_ambiguous_width_stands_beside_japanese_in_the_bundled_decks() {
    let is_ambiguous = |c: char| UnicodeWidthChar::width(c) != UnicodeWidthChar::width_cjk(c);
    let mut found = Vec::new();
    for text in japanese_texts() {
        let characters: Vec<char> = furigana::bracketed(&text).chars().collect();
        for (at, character) in characters.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| characters[at]);
            let after = characters.get(at + 1).copied();
            if is_ambiguous(*character) && before.into_iter().chain(after).any(is_japanese) {
                found.push(format!("{character} in {text}"));
            }
        }
    }
    let none: [String; 0] = [];
    assert_eq!(found, none);
}

#[test]
fn readings_of_the_bundled_words_fall_to_their_kanji() {
    let collection = Collection::new(bundled_files(), Vec::new());
    let (mut sure, mut words, mut left) = (0, 0, Vec::new());
    for card in collection
        .decks
        .iter()
        .flat_map(|loaded| &loaded.deck.cards)
    {
        if let mensetsu::deck::Body::Vocab(word) = &card.body {
            let (term, reading) = (word.term.source(), word.reading.source());
            if reading.is_empty() || !term.contains(furigana::is_kanji) {
                continue;
            }
            words += 1;
            match furigana::aligned(term, reading) {
                Some(marked) => {
                    assert_eq!(furigana::plain(&marked), term);
                    sure += 1;
                }
                None => left.push(term.to_owned()),
            }
        }
    }
    println!("{sure} of {words} words have their kana over their kanji; the others: {left:?}");
    assert!(sure * 10 >= words * 9);
}

/// What a terminal would get.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn cells(count: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(count).unwrap()
}

/// A terminal that shows what the bytes say, frame by frame.
struct Shown {
    terminal: Terminal<CrosstermBackend<Wire>>,
    wire: Wire,
    parser: vt100::Parser,
    size: (u16, u16),
}

impl Shown {
    fn new(width: u16, height: u16) -> Self {
        let wire = Wire::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let terminal = Terminal::with_options(
            CrosstermBackend::new(wire.clone()),
            TerminalOptions { viewport },
        )
        .unwrap();
        Self {
            terminal,
            wire,
            parser: vt100::Parser::new(cells(height), cells(width), 0),
            size: (width, height),
        }
    }

    /// Draws a frame and compares what the terminal shows with the cells that were drawn.
    fn draw(&mut self, app: &App, what: &str) {
        self.terminal
            .draw(|frame| ui::draw(app, Look::default(), frame))
            .unwrap();
        self.parser
            .process(&std::mem::take(&mut *self.wire.0.borrow_mut()));
        let (width, height) = self.size;
        let wanted = printed(&buffer(app, width, height, Look::default()));
        let rows = self.parser.screen().rows(0, width);
        let shown: Vec<String> = rows.map(|row| row.trim_end().to_owned()).collect();
        assert_eq!(shown.join("\n"), wanted, "{what} at {width}x{height}");
    }
}

#[test]
fn popups_over_japanese_leave_no_half_characters_in_the_bytes() {
    let long =
        "負荷[ふか]分散[ぶんさん]を切[き]り分[わ]けて、障害[しょうがい]を復旧[ふっきゅう]する。"
            .repeat(12);
    let deck = format!(
        "---\nid: long\ntitle: L\narea: JP\nlanguage: en\n---\n\n## 全角[ぜんかく]の文[ぶん] {{#a}}\n\n{long}\n\na{long}\n"
    );
    let words = SafeText::from_line("続[つづ]きの設計。まだ終わっていません。");
    for (width, height) in [(80, 24), (81, 24), (79, 23), (40, 12), (41, 13), (120, 40)] {
        for setting in Furigana::ALL {
            let mut driver = Driver::at_home(&[("long", &deck)], &[]);
            driver.app.furigana = setting;
            driver.press("<enter><space>");
            let layers = [
                ("help", Some(Layer::Help { scroll: 0 }), None),
                (
                    "confirm",
                    Some(Layer::Confirm {
                        question: SafeText::from_line(
                            "このデッキを写しますか。写しは自分のものになります。",
                        ),
                        then: Box::new(mensetsu::app::Effect::Suspend),
                    }),
                    None,
                ),
                (
                    "under way",
                    Some(Layer::UnderWay {
                        words: words.clone(),
                        then: None,
                    }),
                    None,
                ),
                (
                    "reading",
                    Some(Layer::Reading {
                        title: words.clone(),
                        text: SafeText::from_block(&long),
                        scroll: 1,
                    }),
                    None,
                ),
                (
                    "message",
                    None,
                    Some("保存できません。空きがありません。もう一度試してください。もう一度。"),
                ),
                ("short message", None, Some("はい")),
            ];
            for (name, layer, message) in layers {
                let mut shown = Shown::new(width, height);
                driver.app.message = None;
                shown.draw(&driver.app, "the card");
                driver.app.layers.extend(layer);
                driver.app.message = message.map(|text| Message {
                    text: SafeText::from_line(text),
                    tone: Tone::Bad,
                });
                shown.draw(&driver.app, name);
                driver.app.layers.clear();
                driver.app.message = None;
                shown.draw(&driver.app, "the card after it");
                driver.press("j");
                shown.draw(&driver.app, "the card moved");
                driver.press("k");
            }
        }
    }
}

/// A row of wide characters under a box, worked out by columns alone.
fn row_under_box(offset: u16, width: u16, sides: (u16, u16)) -> String {
    let mut row = " ".repeat(usize::from(offset));
    let mut column = offset;
    let box_at = |row: &mut String| {
        row.push('|');
        row.push_str(&" ".repeat(usize::from(sides.1 - sides.0 - 1)));
        row.push('|');
    };
    let mut is_drawn = false;
    while column + 1 < width {
        let is_cut = column + 1 >= sides.0 && column <= sides.1;
        if !is_cut {
            row.push('漢');
            column += 2;
            continue;
        }
        if column < sides.0 {
            row.push(' ');
        }
        if !is_drawn {
            box_at(&mut row);
            is_drawn = true;
        }
        column += 2;
        if column > sides.1 + 1 {
            row.push(' ');
        }
    }
    row.trim_end().to_owned()
}

#[test]
fn the_edges_of_a_box_cut_wide_characters_as_a_whole() {
    const WIDTH: u16 = 20;
    for offset in [0, 1] {
        for left in 2..12 {
            for right in left + 1..16 {
                let mut shown = Shown::new(WIDTH, 2);
                let text = "漢".repeat(usize::from((WIDTH - offset) / 2));
                let mut frame = |with_box: bool| {
                    let draw = |frame: &mut ratatui::Frame<'_>| {
                        let mut painter = Painter::new(frame.buffer_mut(), Look::default());
                        for y in 0..2 {
                            painter.text(offset, y, WIDTH, &text, Role::Text);
                        }
                        if with_box {
                            painter.clear(Rect::new(left, 0, right - left + 1, 1));
                            painter.text(left, 0, 1, "|", Role::Border);
                            painter.text(right, 0, 1, "|", Role::Border);
                        }
                    };
                    shown.terminal.draw(draw).unwrap();
                    let bytes = std::mem::take(&mut *shown.wire.0.borrow_mut());
                    shown.parser.process(&bytes);
                    let rows = shown.parser.screen().rows(0, WIDTH);
                    rows.map(|row| row.trim_end().to_owned())
                        .collect::<Vec<_>>()
                };
                let bare = frame(false);
                let boxed = frame(true);
                let wanted = row_under_box(offset, WIDTH, (left, right));
                assert_eq!(boxed, [wanted, bare[1].clone()], "{offset} {left} {right}");
                assert_eq!(frame(false), bare);
            }
        }
    }
}

/// A home with the deck of words, and settings.
fn home_with(settings: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    support::write(&home.path().join("data/decks/words.md"), DECKS[0].1);
    support::write(&home.path().join("config/config.toml"), settings);
    home
}

#[test]
fn plain_lines_leave_readings_out_unless_all_are_wanted() {
    let ask = |settings: &str| {
        let home = home_with(settings);
        let deck = home.path().join("data/decks/words.md");
        let arguments = [
            "drill",
            "--plain",
            "--deck",
            deck.to_str().unwrap(),
            "--facet",
            "meaning",
            "--cram",
        ];
        let output = support::run(home.path(), &arguments, "\n3\n\n3\n");
        assert_eq!(support::code(&output), 0, "{}", support::stderr(&output));
        support::stdout(&output)
    };
    for settings in ["", "furigana = \"off\"\n", "furigana = \"on\"\n"] {
        let lines = ask(settings);
        assert!(
            lines.contains("  切り分けを急ぎ、障害を調べる。"),
            "{lines}"
        );
        // The reading of the word itself belongs to its answer.
        assert!(lines.contains("  切り分け（きりわけ）"), "{lines}");
    }
    let all = ask("furigana = \"all\"\n");
    assert!(
        all.contains("  切り分けを急（いそ）ぎ、障害（しょうがい）を調（しら）べる。"),
        "{all}"
    );
    let wrong = ask("furigana = \"none\"\n");
    assert!(wrong.contains("障害を調べる"), "{wrong}");
}

#[test]
fn a_model_in_plain_lines_has_no_marks() {
    for (settings, wanted) in [
        ("", "利用者の要求を複数のサーバーに分けます"),
        (
            "furigana = \"all\"",
            "利用者（りようしゃ）の要求（ようきゅう）を複数（ふくすう）のサーバーに分（わ）けます",
        ),
    ] {
        let home = home_with(settings);
        let output = support::run(
            home.path(),
            &["speak", "words/talk", "--read", "--plain"],
            "",
        );
        let lines = support::stdout(&output);
        assert!(
            lines.contains(wanted),
            "{lines}{}",
            support::stderr(&output)
        );
        assert!(!lines.contains("[よう"), "{lines}");
    }
}
