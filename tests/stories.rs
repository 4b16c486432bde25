//! The stories screen: its lists, a text to read, beginning one, the drills and the clock, through keys and as text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::path::PathBuf;

use mensetsu::{
    app::{Action, Effect, Screen, action::Scope},
    journal::What,
    stories::{Genre, OwnFile, Refusal, Stories},
    ui::{
        Look,
        glyph::Glyphs,
        theme::{Role, Theme},
    },
};
use support::{Driver, buffer};

/// Story prompts, two of them most asked, and a recall card.
const PROMPTS: (&str, &str) = (
    "behaviour",
    "---\nid: behaviour\ntitle: Behaviour\narea: LD\n---\n\n\
     ## Tell me about a time you were wrong about something technical and others had relied on you. What happened? {#wrong .story tier=core minutes=4}\n\n\
     ### Rubric\n- 100 Says it [S]\n  - full: says it\n\n\
     ## Tell me about a time you led the response to a serious incident. What happened? {#incident .story tier=core minutes=4}\n\n\
     ### Rubric\n- 100 Says it [S]\n  - full: says it\n\n\
     ## 失敗した経験を教えてください。 {#failure .story minutes=4}\n\n\
     ### Rubric\n- 100 Says it [S]\n  - full: says it\n\n\
     ## A fact? {#fact}\n\nYes it is.\n",
);

const OUTAGE: &str = "---\ntitle: The outage of May\nanswers: behaviour/incident, behaviour/failure\nlanguage: en\n---\n\n\
    ## Situation\n\nIn May our checkout returned errors for forty minutes on the evening of a sale.\n\n\
    ## Task\n\nI was on call and **led** the response.\n\n\
    ## Action\n\nI declared the incident, stopped the rollout, and asked one person to talk to support while I read the graphs. \
    The pool was exhausted. I rolled back within six minutes, and only then looked for the cause.\n\n\
    ## Result\n\nErrors fell to zero after 41 minutes; 212 orders were repaired the same night.\n\n\
    ## Learnt\n\nSince then every call to a partner has a timeout of its own.\n";

const MOVE: &str = "---\ntitle: 決済基盤の移行\nanswers: behaviour/failure, behaviour/wrnog\n---\n\n## S\n\n決済[けっさい]はモノリスの中にありました。\n";

const INTRODUCTION: &str = "---\ntitle: Who I am\nkind: introduction\nseconds: 90\n---\n\nI lead a team of six.\n\n- payments\n- identity\n";

fn file(genre: Genre, name: &str, text: &str) -> OwnFile {
    OwnFile {
        genre,
        path: format!("/home/data/{}/{name}.md", genre.folder()).into(),
        text: Ok(text.to_owned()),
    }
}

fn texts() -> Stories {
    Stories::new(vec![
        file(Genre::Stories, "the-outage", OUTAGE),
        file(Genre::Stories, "billing-move", MOVE),
        file(Genre::Pieces, "introduction", INTRODUCTION),
        OwnFile {
            genre: Genre::Pieces,
            path: "/home/data/pieces/old.md".into(),
            text: Err(Refusal {
                line: 3,
                sentence: "byte 7 is not UTF-8, so the file is not read".to_owned(),
            }),
        },
    ])
}

fn used(story: &str, card: &str) -> What {
    What::StoryUse {
        story: story.into(),
        card: card.into(),
    }
}

/// The stories, with some texts and what was told before.
fn driver(rows: &[What]) -> Driver {
    let mut driver = Driver::at_home(&[PROMPTS], rows);
    driver.app.study.stories = texts();
    driver.press("s");
    driver
}

fn scope(driver: &Driver) -> Scope {
    driver.app.scope()
}

#[test]
fn prompts_with_their_stories() {
    let mut driver = driver(&[used("the-outage", "behaviour/failure")]);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Stories                                     1 of the 2 most asked have a story

     › Prompts 3     Stories 2     Pieces 1

     most asked
     › you were wrong about something technical and othe…  no story
       you led the response to a serious incident          the-outage
     others
       失敗した経験を教えてください。                      +1 the-outage









     Tell me about a time you were wrong about something technical and others had
     relied on you. What happened?
     No story of yours answers it yet.  Enter begins one


    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Stories                         1 of 2
    › Prompts 3   Stories 2   Pieces 1
    most asked
    › you were wrong about som…  no story
      you led the response to …  1 story
    others
      失敗した経験を教えてくだ…  2 stories

    Tell me about a time you were wrong
    about something technical and others

    Enter open  Tab list  Space drill
    ");
    driver.press("<down><down>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Stories                                     1 of the 2 most asked have a story

     › Prompts 3     Stories 2     Pieces 1

     most asked
       you were wrong about something technical and othe…  no story
       you led the response to a serious incident          the-outage
     others
     › 失敗した経験を教えてください。                      +1 the-outage









     失敗した経験を教えてください。
     The outage of May: told for it once, on 2026-11-21
     決済基盤の移行: not told for it yet


    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    ");
}

#[test]
fn stories_and_pieces() {
    let mut driver = driver(&[]);
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @r#"
    Stories                                     1 of the 2 most asked have a story

       Prompts 3   › Stories 2     Pieces 1

     › 決済基盤の移行                                       0:03   1 prompt
       The outage of May                                    0:37   2 prompts
       stories/billing-move.md line 3: there is no card "behaviour/wrnog" to ans…











     billing-move, not told yet.
     Still to write: Task, Action, Result, Learnt.



    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    "#);
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Stories                         1 of 2
      Prompts 3 › Stories 2   Pieces 1
    › 決済基盤の移行                  0:03
      The outage of May               0:37
      stories/billing-move.md line 3: the…



    billing-move, not told yet.
    Still to write: Task, Action, Result,

    Enter open  Tab list  Space drill
    ");
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Stories                                     1 of the 2 most asked have a story

       Prompts 3     Stories 2   › Pieces 1

     › Who I am                                             1:30   introduction
       pieces/old.md line 3: byte 7 is not UTF-8, so the file is not read












     introduction, introduction, about 0:03 to say, 1:30 meant, not told yet.




    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    ");
    driver.press("<down>");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Stories                         1 of 2
      Prompts 3   Stories 2 › Pieces 1
      Who I am                        1:30
    › pieces/old.md line 3: byte 7 is not…




    pieces/old.md, line 3: byte 7 is not
    UTF-8, so the file is not read

    Enter open  Tab list  Space drill
    ");
    driver.press("<tab><shift-tab><shift-tab>");
    assert!(driver.screen(80, 24).contains("› Stories 2"));
}

#[test]
fn empty_lists_say_what_to_do_next() {
    let mut driver = Driver::at_home(&[PROMPTS], &[]);
    driver.press("s");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Stories                                     0 of the 2 most asked have a story

     › Prompts 3     Stories 0     Pieces 0

     most asked
     › you were wrong about something technical and othe…  no story
       you led the response to a serious incident          no story
     others
       失敗した経験を教えてください。                      no story









     Tell me about a time you were wrong about something technical and others had
     relied on you. What happened?
     No story of yours answers it yet.  Enter begins one


    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    ");
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Stories                                     0 of the 2 most asked have a story

       Prompts 3   › Stories 0     Pieces 0

     You have no story yet.

     + begins one. Five good stories answer most prompts: one of a disagreement,
     one of an incident, one of a mistake, one of helping somebody grow, one of a
     result.














    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Stories                         0 of 2
      Prompts 3 › Stories 0   Pieces 0
    You have no story yet.

    + begins one. Five good stories answer
    most prompts: one of a disagreement,
    one of an incident, one of a mistake,
    one of helping somebody grow, one of a
    result.


    Enter open  Tab list  Space drill
    ");
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Stories                         0 of 2
      Prompts 3   Stories 0 › Pieces 0
    You have no piece yet.

    + begins one: your introduction first,
    then a motivation for each company, a
    case study, and your questions back.




    Enter open  Tab list  Space drill
    ");
    let mut driver = Driver::at_home(&[support::DECKS[0]], &[]);
    driver.press("s");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Stories
    › Prompts 0   Stories 0   Pieces 0
    No deck in the mix has a story prompt.

    The bundled deck stories has those
    most asked; Decks puts it on.





    Enter open  Tab list  Space drill
    ");
}

#[test]
fn a_story_is_read_with_the_time_of_each_part() {
    let mut driver = driver(&[used("the-outage", "behaviour/incident")]);
    driver.press("<tab><down><enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    The outage of May                                                   about 0:37


     Situation  0:06 · 17% of the time, 10% meant
     In May our checkout returned errors for forty minutes on the evening of a
     sale.

     Task  0:03 · 9% of the time, 10% meant
     I was on call and led the response.

     Action  0:16 · 43% of the time, 55% meant
     I declared the incident, stopped the rollout, and asked one person to talk
     to support while I read the graphs. The pool was exhausted. I rolled back
     within six minutes, and only then looked for the cause.

     Result  0:06 · 16% of the time, 15% meant
     Errors fell to zero after 41 minutes; 212 orders were repaired the same
     night.

     Learnt  0:06 · 15% of the time, 10% meant
     Since then every call to a partner has a timeout of its own.
                                                                                 ↓

    l tell aloud   u undo   ? help   Esc back   e edit
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    The outage of May           about 0:37
    Situation  0:06 · 17% of the time, 10%
    meant
    In May our checkout returned errors
    for forty minutes on the evening of a
    sale.

    Task  0:03 · 9% of the time, 10% meant
    I was on call and led the response.
                                          ↓

    l tell aloud  u undo  ? help  Esc back
    ");
    driver.press("<page-down><page-down>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    The outage of May                                                   about 0:37


     Task  0:03 · 9% of the time, 10% meant                                      ↑
     I was on call and led the response.

     Action  0:16 · 43% of the time, 55% meant
     I declared the incident, stopped the rollout, and asked one person to talk
     to support while I read the graphs. The pool was exhausted. I rolled back
     within six minutes, and only then looked for the cause.

     Result  0:06 · 16% of the time, 15% meant
     Errors fell to zero after 41 minutes; 212 orders were repaired the same
     night.

     Learnt  0:06 · 15% of the time, 10% meant
     Since then every call to a partner has a timeout of its own.

     Action takes 43% of the time; about 55% is meant.

     Answers behaviour/incident, behaviour/failure.
     Told once, last on 2026-11-21.

    l tell aloud   u undo   ? help   Esc back   e edit
    ");
    driver.press("<esc>");
    assert_eq!(scope(&driver), Scope::Stories);
    driver.press("<tab><enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Who I am                                                            about 0:03


     I lead a team of six.

     • payments
     • identity

     About 0:03 to say, 1:30 meant.
     Not told yet.













    l tell aloud   u undo   ? help   Esc back   e edit
    ");
}

#[test]
fn a_prompt_opens_its_best_story_or_begins_one() {
    let mut driver = driver(&[]);
    driver.press("<down><enter>");
    assert!(
        driver
            .screen(80, 24)
            .trim_start()
            .starts_with("The outage of May")
    );
    driver.press("<esc><up><enter>");
    assert_eq!(scope(&driver), Scope::NewText);
    driver.press("The wrong call");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    A new story


     Tell me about a time you were wrong about something technical and others had
     relied on you. What happened?

     What is it called?
     › The wrong call















    Enter begin   Esc back   F1 help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    A new story
    Tell me about a time you were wrong
    about something technical and others
    had relied on you. What happened?
    What is it called?
    › The wrong call





    Enter begin   Esc back   F1 help
    ");
    driver.press("<enter>");
    let Some(Effect::NewOwnText(draft)) = driver.effects.last() else {
        panic!("{:?}", driver.effects);
    };
    assert_eq!(draft.name.as_str(), "the-wrong-call");
    assert!(draft.text.contains("answers: behaviour/wrong\n"));
}

#[test]
fn a_title_is_asked_for_until_it_can_be_one() {
    let mut driver = driver(&[]);
    driver.press("<tab>+<enter>");
    assert!(driver.screen(80, 24).contains("The title is empty."));
    driver.press("The outage");
    assert!(!driver.screen(80, 24).contains("empty"));
    driver.press("<enter>");
    assert!(
        driver
            .screen(80, 24)
            .contains("There is a story the-outage already.")
    );
    assert!(driver.effects.is_empty());
    driver.press("<ctrl-u>");
    driver.act(Action::Paste("q".repeat(300)));
    driver.press("<enter>");
    assert!(
        driver.effects.len() == 1,
        "a paste is cut to 200 characters"
    );
    driver.press("+q<esc>");
    assert_eq!(scope(&driver), Scope::Stories);
}

#[test]
fn a_piece_is_begun_by_its_kind() {
    let mut driver = driver(&[]);
    driver.press("<tab><tab>+<down>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    A new piece


     What is it for?
       Introduction
     › Motivation
       Case study
       Questions to ask back
       Piece

     For which company?
     ›











    ↓ choose   Enter begin   Esc back   F1 help
    ");
    driver.press("<enter>");
    assert!(
        driver
            .screen(40, 12)
            .contains("Type the name of the company.")
    );
    driver.press("Acme KK<enter>");
    driver.press("+<up><up><down><down><down><down><down><down><enter>");
    let names: Vec<&str> = driver
        .effects
        .iter()
        .map(|effect| match effect {
            Effect::NewOwnText(draft) => draft.name.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["motivation-acme-kk", "other"]);
}

#[test]
fn texts_are_edited_and_read_again() {
    let mut driver = driver(&[]);
    let edited = |driver: &Driver| match driver.effects.last() {
        Some(Effect::EditOwnText { file, line }) => (file.display().to_string(), *line),
        other => panic!("{other:?}"),
    };
    driver.press("<tab>e");
    assert_eq!(
        edited(&driver),
        ("/home/data/stories/billing-move.md".to_owned(), 3),
        "at its problem"
    );
    driver.press("<down><enter>e");
    assert_eq!(
        edited(&driver),
        ("/home/data/stories/the-outage.md".to_owned(), 1)
    );
    driver.press("<esc><tab><down><enter>");
    assert_eq!(edited(&driver), ("/home/data/pieces/old.md".to_owned(), 3));
    let broken = Stories::new(vec![file(
        Genre::Pieces,
        "introduction",
        "---\ntitle: A\n---\nB",
    )]);
    driver.act(Action::StoriesRead {
        stories: Box::new(broken),
        edited: Some(PathBuf::from("/home/data/pieces/introduction.md")),
        failed: None,
    });
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Stories                                     0 of the 2 most asked have a story

       Prompts 3     Stories 0   › Pieces 1

     › A                                                    0:00   other
       pieces/introduction.md line 1: there is no kind; write kind: and one of i…












     introduction, other, about 0:00 to say, not told yet.


    pieces/introduction.md, line 1: there is no kind; write kind: and one of
    introduction, motivation, case-study, questions, other
    Enter open  Tab list  Space drill  l tell aloud  + new  u undo  ? help
    ");
    driver.act(Action::StoriesRead {
        stories: Box::default(),
        edited: None,
        failed: Some("The editor vi cannot be started: not found. Set $EDITOR.".to_owned()),
    });
    assert!(driver.screen(80, 24).contains("cannot be started"));
    driver.press("e");
    assert!(driver.screen(80, 24).contains("no story to edit"));
}

#[test]
fn a_text_that_is_gone_is_not_read_on() {
    let mut driver = driver(&[]);
    driver.press("<tab><enter>");
    driver.act(Action::StoriesRead {
        stories: Box::default(),
        edited: None,
        failed: None,
    });
    assert_eq!(scope(&driver), Scope::Stories);
    driver.press("<enter>");
    assert_eq!(scope(&driver), Scope::NewText, "an empty list begins one");
}

#[test]
fn which_story_answers_the_prompt() {
    let mut driver = driver(&[used("the-outage", "behaviour/incident")]);
    driver.press("<space>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Which story?                                                    1 of 3 · had 0


     失敗した経験を教えてください。

     Think which of your stories you would tell, and its first sentence.

















    Space shows your stories   Esc end   u undo   ? help
    ");
    driver.press("1");
    assert_eq!(
        scope(&driver),
        Scope::WhichStory,
        "not before they are shown"
    );
    driver.press("<enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Which story?                                                    1 of 3 · had 0


     失敗した経験を教えてください。

     ────────────────────────────────────────────────────────────────────────────

     決済基盤の移行  not told for it yet
     The outage of May  not told for it yet














    1 had one   0 had not   Esc end   u undo   ? help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Which story?            1 of 3 · had 0
    失敗した経験を教えてください。

    ──────────────────────────────────────

    決済基盤の移行  not told for it yet
    The outage of May  not told for it yet




    1 had one  0 had not  Esc end  u undo
    ");
    driver.press("1<space>0<space>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Which story?                                                    3 of 3 · had 1


     Tell me about a time you were wrong about something technical and others had
     relied on you. What happened?

     ────────────────────────────────────────────────────────────────────────────

     No story of yours answers it yet.

     Among the prompts, Enter on this one begins a story for it.












    1 had one   0 had not   Esc end   u undo   ? help
    ");
    driver.press("0");
    assert!(driver.rows.is_empty(), "nothing is graded");
    assert!(
        driver
            .screen(80, 24)
            .contains("You had a story for 1 of 3 prompts. 1 of them has no story of yours yet.")
    );
    driver.press("<space><enter>1<esc>");
    assert!(driver.screen(80, 24).contains("1 of 1 prompt."));
    driver.press("<space><esc>");
    assert_eq!(scope(&driver), Scope::Stories);
}

#[test]
fn the_ladder_saves_each_rung_against_what_is_meant() {
    let mut driver = driver(&[]);
    driver.press("<tab><down>l");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    The outage of May                                                       ladder


     › 30 s
       60 s
       90 s
       3 min

     Tell it in 30 s. Enter starts the clock.














    Enter starts   t text   Esc end   u undo   ? help
    ");
    driver.press("<enter>");
    driver.now.ms += 41_000;
    driver.act(Action::Redraw);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    The outage of May                                                       ladder


     › 30 s    0:41 of 0:30   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━   11 s over
       60 s
       90 s
       3 min

     Tell it aloud. Enter stops the clock.














    Enter stops   t text   Esc end
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    The outage of May               ladder
    › 30 s    0:41 of 0:30   11 s over
      60 s
      90 s
      3 min

    Tell it aloud. Enter stops the clock.




    Enter stops   t text   Esc end
    ");
    driver.press("<enter>");
    assert_eq!(
        driver.rows,
        [What::Told {
            story: "the-outage".into(),
            ms: 42_000,
            meant: 30
        }]
    );
    driver.press("<enter>");
    driver.now.ms += 57_000;
    driver.press("<space>t");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    The outage of May                                                       ladder


       30 s    0:42 of 0:30, 12 s over
       60 s    0:58 of 1:00, on time
     › 90 s
       3 min

     Tell it in 90 s. Enter starts the clock.

     Situation  0:06 · 17% of the time, 10% meant
     In May our checkout returned errors for forty minutes on the evening of a
     sale.

     Task  0:03 · 9% of the time, 10% meant
     I was on call and led the response.

     Action  0:16 · 43% of the time, 55% meant
     I declared the incident, stopped the rollout, and asked one person to talk
     to support while I read the graphs. The pool was exhausted. I rolled back
     within six minutes, and only then looked for the cause.
                                                                                 ↓

    Enter starts   t text   Esc end   u undo   ? help
    ");
    driver.press("u");
    assert!(driver.screen(80, 24).contains("Undone: the-outage told."));
    driver.press("t<enter>").now.ms += 60_000;
    driver.press("<enter><enter><enter><enter><enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    The outage of May                                                       ladder


       30 s    0:42 of 0:30, 12 s over
       60 s    1:01 of 1:00, on time
       90 s    0:01 of 1:30, 1:29 under
       3 min   0:01 of 3:00, 2:59 under

     Every time is saved. Enter goes back.














    Enter starts   t text   Esc end   u undo   ? help
    ");
    driver.press("<enter>");
    assert_eq!(scope(&driver), Scope::Stories);
    assert!(driver.screen(80, 24).contains("timed 4 times"));
}

#[test]
fn a_time_that_is_not_saved_can_be_saved_again() {
    let mut driver = driver(&[]);
    driver.press("<tab><tab>l<enter>");
    driver.now.ms += 80_000;
    driver.disk_is_full = true;
    driver.press("<enter>");
    let screen = driver.screen(80, 24);
    assert!(screen.contains("no space left"), "{screen}");
    driver.disk_is_full = false;
    driver.now.ms += 30_000;
    assert!(screen.contains("1:21 of 1:30"), "{screen}");
    driver.press("<enter>");
    assert_eq!(
        driver.rows,
        [What::Told {
            story: "pieces/introduction".into(),
            ms: 81_000,
            meant: 90
        }]
    );
    assert!(driver.screen(80, 24).contains("1:21 of 1:30, on time"));
}

#[test]
fn a_second_press_at_once_is_a_slip() {
    let mut driver = driver(&[]);
    driver.press("<tab>l<enter>");
    driver.now.ms += 100;
    driver.press_now(mensetsu::app::Key::parse("enter").unwrap());
    assert_eq!(scope(&driver), Scope::ClockRuns);
    assert!(driver.rows.is_empty());
    match &driver.app.screen {
        Screen::Stories(stories) => assert!(stories.wants_ticks()),
        other => panic!("{other:?}"),
    }
    driver.press("u");
    assert_eq!(
        scope(&driver),
        Scope::ClockRuns,
        "nothing is undone while it runs"
    );
}

#[test]
fn a_prompt_or_row_without_a_story_has_nothing_to_tell() {
    let mut driver = driver(&[]);
    driver.press("l");
    assert!(driver.screen(80, 24).contains("no story to tell"));
    driver.press("<down>l");
    assert!(driver.screen(80, 24).contains("The outage of May"));
    driver.press("<esc><esc>");
    assert!(driver.app.shows_home());
}

#[test]
fn decks_that_are_read_again_change_the_prompts() {
    let mut driver = driver(&[]);
    driver.press("<down><down>");
    let collection = support::collection(&[support::DECKS[0]]);
    driver.act(Action::DecksRead(Box::new(collection)));
    assert!(
        driver
            .screen(80, 24)
            .contains("No deck in the mix has a story prompt.")
    );
}

#[test]
fn every_size_and_look_draws() {
    for keys in [
        "",
        "<tab>",
        "<tab><tab>",
        "<tab><enter>",
        "<tab>+",
        "<tab><tab>+",
        "<space>",
        "<space><enter>",
        "<tab>l",
        "<tab>l<enter>t",
        "?",
    ] {
        let mut driver = driver(&[]);
        driver.press(keys);
        for (width, height) in [(40, 12), (41, 13), (60, 18), (80, 24), (120, 40), (200, 60)] {
            let text = driver.screen(width, height);
            assert_eq!(text.lines().count(), usize::from(height), "{keys}");
            let look = Look {
                theme: Theme::Mono,
                glyphs: Glyphs::ASCII,
            };
            let ascii = driver.screen_with(width, height, look);
            for sign in ["›", "━", "╌", "─", "…", "↑", "↓"] {
                assert!(!ascii.contains(sign), "{sign} in {ascii}");
            }
        }
    }
    let driver = driver(&[]);
    let cells = buffer(&driver.app, 80, 24, Look::default());
    let accent = Theme::Dark.style(Role::Accent).fg.unwrap();
    assert!(cells.content.iter().any(|cell| cell.fg == accent));
}
