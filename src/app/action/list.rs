//! The entries of the list, a line each.

use super::{Binding, Bound, Scope};
use crate::memory::Grade;

use Bound as B;
use Scope as S;

const READING: &[Scope] = &[
    S::Question,
    S::Number,
    S::Answer,
    S::Problems,
    S::Progress,
    S::Help,
    S::Interview,
    S::CandidatePart,
];
const LISTS: &[Scope] = &[S::Decks];
const FIELDS: &[Scope] = &[S::FirstRun, S::Number, S::InterviewLine];
const INTERVIEW: &[Scope] = &[S::Interview];
const SITTING: &[Scope] = &[S::Question, S::Answer];
const PAGES: &[Scope] = &[
    S::Summary,
    S::Decks,
    S::Problems,
    S::Progress,
    S::Help,
    S::Confirm,
    S::CandidatePart,
];
const LETTERED: &[Scope] = &[
    S::Home,
    S::Question,
    S::Answer,
    S::Summary,
    S::Decks,
    S::Problems,
    S::Progress,
];

const fn binding(
    action: Bound,
    name: &'static str,
    keys: &'static [&'static str],
    scopes: &'static [Scope],
    label: &'static str,
    about: &'static str,
) -> Binding {
    Binding {
        action,
        name,
        keys,
        scopes,
        label,
        about,
    }
}

/// THE list, in the order of the bottom bar.
#[rustfmt::skip]
pub static BINDINGS: &[Binding] = &[
    binding(B::StartCards, "start-cards", &["enter", "space"], &[S::Home], "cards", "begin today's cards"),
    binding(B::RevealAnswer, "reveal-answer", &["space", "enter"], &[S::Question], "shows the answer", "show the answer"),
    binding(B::ShowHint, "show-hint", &["t"], &[S::Question], "", "show the hint, where there is one"),
    binding(B::ShowHint, "show-hint-in-field", &["ctrl-t"], &[S::Number], "", "show the hint, where there is one"),
    binding(B::CheckAnswer, "check-answer", &["enter"], &[S::Number], "check", "check the number"),
    binding(B::GradeDefault, "grade-default", &["space", "enter"], &[S::Answer], "good", "grade good, after a wrong number again"),
    binding(B::Grade(Grade::Again), "grade-again", &["1"], &[S::Answer], "", "grade again: not known"),
    binding(B::Grade(Grade::Hard), "grade-hard", &["2"], &[S::Answer], "", "grade hard: known with effort"),
    binding(B::Grade(Grade::Good), "grade-good", &["3"], &[S::Answer], "", "grade good: known"),
    binding(B::Grade(Grade::Easy), "grade-easy", &["4"], &[S::Answer], "", "grade easy: known at once"),
    binding(B::NextStep, "next-step", &["tab"], INTERVIEW, "next", "the next phase or follow-up"),
    binding(B::PreviousStep, "previous-step", &["shift-tab"], &[S::Interview, S::InterviewLine], "", "the phase or follow-up before"),
    binding(B::Tick(0), "tick-missed", &["0"], INTERVIEW, "", "tick the point: missed"),
    binding(B::Tick(1), "tick-half", &["1"], INTERVIEW, "", "tick the point: half"),
    binding(B::Tick(2), "tick-full", &["2"], INTERVIEW, "", "tick the point: full"),
    binding(B::WriteNote, "write-note", &["n"], INTERVIEW, "note", "write a line on the point, or for the candidate"),
    binding(B::PauseClock, "pause-clock", &["space"], INTERVIEW, "clock", "let the clock run, or stop it"),
    binding(B::FinishCard, "finish-card", &["enter"], INTERVIEW, "finish", "end speaking, then end the card; it asks once"),
    binding(B::FinishCard, "write-again", &["r"], &[S::InterviewEnd], "", "write the result again, where that failed"),
    binding(B::TakeLine, "take-line", &["enter"], &[S::InterviewLine], "take", "take the line"),
    binding(B::ShowCandidatePart, "candidate-part", &["y"], &[S::Interview, S::CandidatePart], "their part", "show the candidate's part alone, to be copied"),
    binding(B::NextField, "next-field", &["enter", "tab"], &[S::FirstRun], "next", "take this answer and go on"),
    binding(B::NextChoice, "next-choice", &["down"], &[S::FirstRun], "choose", "the next choice"),
    binding(B::PreviousChoice, "previous-choice", &["up"], &[S::FirstRun], "", "the choice before"),
    binding(B::PreviousField, "previous-field", &["shift-tab"], &[S::FirstRun], "", "go back a question"),
    binding(B::SkipToCard, "skip-to-card", &["esc"], &[S::FirstRun], "straight to a first card", "leave the questions for a first card"),
    binding(B::GoBack, "leave-summary", &["enter", "space"], &[S::Summary], "home", "go home"),
    binding(B::GoAhead, "go-ahead", &["a"], &[S::Home, S::Summary], "ahead", "go on with cards that are not due yet"),
    binding(B::Cram, "cram", &["m"], &[S::Home], "", "any cards; the schedule is left alone"),
    binding(B::AskChanged, "ask-changed", &["c"], &[S::Home], "", "ask the cards whose answers changed"),
    binding(B::CheckKnown, "check-known", &["v"], &[S::Home], "", "find out in five minutes what you know already"),
    binding(B::MoreMinutes, "more-minutes", &["+"], &[S::Home], "", "five minutes more today"),
    binding(B::FewerMinutes, "fewer-minutes", &["-"], &[S::Home], "", "five minutes fewer today"),
    binding(B::SetGoal, "set-goal", &["g"], &[S::Home], "date", "set the interview date, role and minutes"),
    binding(B::OpenDecks, "open-decks", &["d"], &[S::Home], "decks", "show the decks"),
    binding(B::OpenProgress, "open-progress", &["p"], &[S::Home], "progress", "show what to expect on the day, and what was done"),
    binding(B::CycleDeckState, "cycle-deck-state", &["space"], LISTS, "first, on, off", "put the deck first, on or off"),
    binding(B::OpenProblems, "open-problems", &["enter"], LISTS, "problems", "show what is wrong with the deck"),
    binding(B::ReadDecks, "read-decks", &["r"], LISTS, "read again", "read the deck files again"),
    binding(B::Undo, "undo", &["u"], LETTERED, "undo", "take the last change back; again goes further back"),
    binding(B::TakeOut, "take-out", &["x"], SITTING, "I know this", "take the card out of the plan"),
    binding(B::NotToday, "not-today", &["-"], SITTING, "not today", "leave the item for another day"),
    binding(B::OpenHelp, "open-help-in-interview", &["?", "f1"], INTERVIEW, "help", "show these keys"),
    binding(B::GoBack, "leave-interview", &["esc"], INTERVIEW, "leave", "leave; all is kept, and the same command goes on"),
    binding(B::GoBack, "close-line", &["esc"], &[S::InterviewLine], "back", "back to the points, from the prediction out of the interview; all is kept"),
    binding(B::Quit, "leave-end", &["enter", "esc", "q"], &[S::InterviewEnd], "leave", "leave"),
    binding(B::OpenHelp, "open-help", &["?", "f1"], LETTERED, "help", "show these keys"),
    binding(B::OpenHelp, "open-help-in-fields", &["f1"], FIELDS, "help", "show these keys"),
    binding(B::GoBack, "go-back", &["esc"], &[S::Question, S::Number, S::Answer], "end", "end the sitting"),
    binding(B::GoBack, "go-back-a-screen", &["esc", "q", "h", "left"], PAGES, "back", "go back"),
    binding(B::Quit, "quit", &["q"], &[S::Home], "quit", "leave; everything is saved"),
    binding(B::EditCard, "edit-card", &["e"], &[S::Question, S::Answer, S::Decks, S::Problems], "edit", "open it in $EDITOR"),
    binding(B::ToggleFlag, "toggle-flag", &["f"], SITTING, "flag", "mark the card, or take its mark away"),
    binding(B::Confirm, "confirm", &["y", "enter"], &[S::Confirm], "yes", "yes"),
    binding(B::MoveDown, "move-down", &["down", "j"], &[S::Question, S::Answer, S::Decks, S::Problems, S::Progress, S::Help, S::Interview, S::CandidatePart], "", "down"),
    binding(B::MoveUp, "move-up", &["up", "k"], &[S::Question, S::Answer, S::Decks, S::Problems, S::Progress, S::Help, S::Interview, S::CandidatePart], "", "up"),
    binding(B::MoveDown, "scroll-down", &["down"], &[S::Number], "", "down"),
    binding(B::MoveUp, "scroll-up", &["up"], &[S::Number], "", "up"), binding(B::PageDown, "page-down", &["page-down"], READING, "", "a page down"),
    binding(B::PageUp, "page-up", &["page-up"], READING, "", "a page up"), binding(B::DeleteBefore, "delete-before", &["backspace"], FIELDS, "", "delete the character before the cursor"),
    binding(B::DeleteAt, "delete-at", &["delete"], FIELDS, "", "delete the character at the cursor"),
    binding(B::DeleteLine, "delete-line", &["ctrl-u"], FIELDS, "", "delete the line"),
    binding(B::CursorLeft, "cursor-left", &["left"], FIELDS, "", "the cursor left"),
    binding(B::CursorRight, "cursor-right", &["right"], FIELDS, "", "the cursor right"),
    binding(B::CursorStart, "cursor-start", &["home", "ctrl-a"], FIELDS, "", "the cursor to the start"),
    binding(B::CursorEnd, "cursor-end", &["end", "ctrl-e"], FIELDS, "", "the cursor to the end"),
    binding(B::Quit, "quit-at-once", &["ctrl-c"], &[S::FirstRun, S::Home, S::Question, S::Number, S::Answer, S::Summary, S::Decks, S::Problems, S::Progress, S::Help, S::Confirm, S::Interview, S::InterviewLine, S::CandidatePart, S::InterviewEnd], "", "leave at once; everything is saved"),
    binding(B::Suspend, "suspend", &["ctrl-z"], &[S::FirstRun, S::Home, S::Question, S::Number, S::Answer, S::Summary, S::Decks, S::Problems, S::Progress, S::Help, S::Confirm, S::Interview, S::InterviewLine, S::CandidatePart, S::InterviewEnd], "", "stop until fg"),
];
