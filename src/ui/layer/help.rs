//! The keys of the screen below, from the list of actions.

use ratatui::layout::Rect;

use crate::{
    app::{App, Scope, Screen},
    ui::{
        page::{Painter, key_name},
        text::{Piece, TextLine, padded, wrap},
        theme::Role,
    },
};

/// Cells of the column of keys.
const KEYS_CELLS: usize = 14;

pub(in crate::ui) fn draw(scroll: u16, app: &App, area: Rect, painter: &mut Painter<'_>) {
    painter.clear(area);
    let width = area.width.min(80);
    let x = area.x + (area.width - width) / 2;
    let scope = below(app);
    painter.text(
        x + 1,
        area.y,
        width - 2,
        &format!("Help: {}", scope.title()),
        Role::Strong,
    );
    let body = Rect::new(x + 2, area.y + 2, width - 4, area.height - 4);
    let lines = lines(app, scope, usize::from(body.width), painter);
    let last = lines.len().saturating_sub(usize::from(body.height));
    let from = usize::from(scroll).min(last);
    painter.lines(body, &lines, from);
    if from < last {
        painter.text(
            body.right() - 1,
            body.bottom() - 1,
            1,
            painter.look.glyphs.below,
            Role::Accent,
        );
    }
    painter.bar(
        app,
        Scope::Help,
        Rect::new(x + 1, area.bottom() - 1, width - 2, 1),
    );
}

/// The scope of the screen below the help.
fn below(app: &App) -> Scope {
    match &app.screen {
        Screen::FirstRun(_) => Scope::FirstRun,
        Screen::Home(_) => Scope::Home,
        Screen::Drill(drill) => drill.scope(),
        Screen::Repair(repair) => repair.scope(),
        Screen::Summary(_) => Scope::Summary,
        Screen::Decks(_) => Scope::Decks,
        Screen::Problems(_) => Scope::Problems,
        Screen::Progress(_) => Scope::Progress,
        Screen::Speak(speak) => speak.scope(),
        Screen::Rounds(_) => Scope::Rounds,
        Screen::Debrief(_) => Scope::Debrief,
        Screen::Stories(stories) => stories.scope(),
        Screen::Interviewer(screen) => screen.scope(),
    }
}

fn about(scope: Scope) -> &'static str {
    match scope {
        Scope::Question | Scope::Answer => {
            "Answer aloud or in your head, then look. Say how well you knew it; what you knew less comes back sooner."
        }
        Scope::Number => {
            "Work it out on paper. A number within the tolerance is right; a unit may follow it."
        }
        Scope::Typed => {
            "Type kana, kanji or romaji, or English where the meaning is wanted. What is no answer to the question is asked again and not graded."
        }
        Scope::Repair | Scope::OwnNote => {
            "A card that is forgotten eight times, and each four times more, is stopped at: beside it stand the words that you took it for. A note of your own is shown with its answer from now on."
        }
        Scope::Decks | Scope::Problems => {
            "A deck is first, on or off in your mix. Progress stays when a deck goes or changes."
        }
        Scope::Progress => {
            "The plan counts the minutes of each day until the interview. What it expects comes from your own grades."
        }
        Scope::Speaking | Scope::Notes | Scope::Model => {
            "Speak aloud against the clock, phase by phase. Notes are optional; what you note ticks points beforehand."
        }
        Scope::Prediction | Scope::Points | Scope::Whole | Scope::Scored => {
            "You score yourself: missed, touched or full, by what each point says. A missed point makes its cards due now."
        }
        Scope::Rounds | Scope::Debrief => {
            "A round draws its cards anew each time: what weighs most, scored lowest and was not seen for longest."
        }
        Scope::Stories | Scope::StoryText | Scope::NewText | Scope::NewPiece => {
            "Your stories and pieces are Markdown files in your data folder and leave it in no export. The prompts most asked come first."
        }
        Scope::WhichStory | Scope::StoriesShown => {
            "Think which of your stories answers the prompt, then look. Nothing is graded."
        }
        Scope::Telling | Scope::ClockRuns => {
            "Tell it aloud. Each time is saved when the clock stops, and held against what was meant."
        }
        Scope::Interview | Scope::InterviewLine | Scope::CandidatePart | Scope::InterviewEnd => {
            "You ask and listen. Say only what the screen says, tick when in doubt the lower value, and give the file to the candidate."
        }
        Scope::FirstRun => "The answers decide what is asked. Everything can be changed later.",
        Scope::Home
        | Scope::Summary
        | Scope::Help
        | Scope::Confirm
        | Scope::UnderWay
        | Scope::Reading => {
            "Every grade is on your disk before the next card comes. Nothing leaves this machine."
        }
    }
}

fn lines(app: &App, scope: Scope, cells: usize, painter: &Painter<'_>) -> Vec<TextLine> {
    let intro = [Piece {
        text: about(scope).to_owned(),
        role: Role::Text,
    }];
    let mut lines = wrap(&intro, cells);
    lines.push(TextLine::default());
    for (binding, keys) in app.keymap.entries(scope) {
        let names: Vec<String> = keys
            .iter()
            .map(|key| key_name(*key, painter.look))
            .collect();
        let about = [Piece {
            text: binding.about.to_owned(),
            role: Role::Text,
        }];
        for (row, wrapped) in wrap(&about, cells.saturating_sub(KEYS_CELLS + 1))
            .into_iter()
            .enumerate()
        {
            let keys = if row == 0 {
                names.join(" ")
            } else {
                String::new()
            };
            let mut line = TextLine::of(format!("{} ", padded(&keys, KEYS_CELLS)), Role::Accent);
            line.pieces.extend(wrapped.pieces);
            lines.push(line);
        }
    }
    lines
}
