//! THE list of actions. Keys, the help, the bottom bar, the settings and the table in the README all come from it.

mod list;

use std::path::PathBuf;

use crate::{
    deck::collection::Collection,
    journal::{Entry, What},
    memory::Grade,
    stories::Stories,
};

pub use list::BINDINGS;

/// What can happen to the app.
#[derive(Debug)]
pub enum Action {
    /// An action of the list.
    Do(Bound),
    /// A printable key in a text field.
    Type(char),
    /// Text that was pasted into a text field.
    Paste(String),
    /// A kana where no text is taken.
    KanaTyped,
    /// A row is on the disk.
    Saved(Box<Entry>),
    /// A row is not on the disk.
    NotSaved {
        /// The row.
        what: Box<What>,
        /// Why.
        reason: String,
    },
    /// The decks were read again.
    DecksRead(Box<Collection>),
    /// A file was written, under this path.
    Exported(String),
    /// Own stories and pieces were read again.
    StoriesRead {
        /// What was read.
        stories: Box<Stories>,
        /// The file that was open in the editor.
        edited: Option<PathBuf>,
        /// Why the editor did not run well, if it did not.
        failed: Option<String>,
    },
    /// The result of an interview is on the disk.
    InterviewWritten,
    /// Something that the shell tried did not work.
    Failed(String),
    /// Time has passed or the window has another size: draw again.
    Redraw,
}

/// An action that a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// Leaves the program.
    Quit,
    /// Goes back, closes a layer, ends a sitting.
    GoBack,
    /// Shows the keys of the screen.
    OpenHelp,
    /// Stops the process until it is continued.
    Suspend,
    /// One line or entry up.
    MoveUp,
    /// One line or entry down.
    MoveDown,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Begins a sitting.
    StartCards,
    /// Goes on with items that are not due yet.
    GoAhead,
    /// Asks any items and leaves the schedule alone.
    Cram,
    /// Asks the items whose answers changed.
    AskChanged,
    /// Shows the decks.
    OpenDecks,
    /// Shows what to expect on the day, and what was done.
    OpenProgress,
    /// Opens the questions of the first run again.
    SetGoal,
    /// Ask the core of each area for five minutes, to find what is known already.
    CheckKnown,
    /// Five minutes more today.
    MoreMinutes,
    /// Five minutes fewer today.
    FewerMinutes,
    /// Shows the answer.
    RevealAnswer,
    /// Shows the hint.
    ShowHint,
    /// Grades good, or again after a wrong number.
    GradeDefault,
    /// Grades.
    Grade(Grade),
    /// Takes the last row back.
    Undo,
    /// Takes the card out: I know this.
    TakeOut,
    /// Leaves the item for another day.
    NotToday,
    /// Opens the card in the editor.
    EditCard,
    /// Marks the card or takes its mark away.
    ToggleFlag,
    /// Checks what was typed.
    CheckAnswer,
    /// The answer was said and not typed.
    SayAloud,
    /// Counts the verdict on what was typed the other way round.
    OverrideVerdict,
    /// Changes the place of a deck in the mix.
    CycleDeckState,
    /// Shows what is wrong with a deck.
    OpenProblems,
    /// Reads the decks again.
    ReadDecks,
    /// Goes to the next question of the form.
    NextField,
    /// Goes to the question before.
    PreviousField,
    /// The choice before.
    PreviousChoice,
    /// The next choice.
    NextChoice,
    /// Leaves the form for a first card.
    SkipToCard,
    /// Deletes the character before the cursor.
    DeleteBefore,
    /// Deletes the character at the cursor.
    DeleteAt,
    /// Deletes the line.
    DeleteLine,
    /// The cursor one character left.
    CursorLeft,
    /// The cursor one character right.
    CursorRight,
    /// The cursor to the start.
    CursorStart,
    /// The cursor to the end.
    CursorEnd,
    /// Says yes.
    Confirm,
    /// Speaks about the card that is best to practise now.
    StartTalk,
    /// Shows the rounds of the role.
    OpenRounds,
    /// Begins the selected round.
    BeginRound,
    /// Begins to speak after the model was read.
    BeginSpeaking,
    /// Goes to the next phase or question.
    NextStep,
    /// Ends the answer.
    FinishSpeaking,
    /// Stops the clock of the attempt, or lets it go on.
    PauseClock,
    /// Speaks with a clock or without.
    ToggleClock,
    /// Reads the model before speaking.
    ReadModelFirst,
    /// Opens the notes.
    TakeNotes,
    /// Begins a line in the notes.
    NewLine,
    /// Deletes the word before the cursor.
    DeleteWord,
    /// Takes the prediction that is typed, or none.
    TakePrediction,
    /// Decides the selected point: 0 missed, 1 touched, 2 full.
    Tick(u8),
    /// Takes the points as they are ticked.
    TakePoints,
    /// Asks for one number for the whole.
    AskWhole,
    /// Scores the whole at once, 1 to 4.
    ScoreWhole(u8),
    /// Shows the model answer.
    ShowModel,
    /// Shows earlier tries with their notes.
    ShowEarlier,
    /// Goes on: asks what was made due, or the next card of the round.
    GoOn,
    /// Leaves what was made due for the next drill.
    LeaveForDrill,
    /// Goes on with what was under way.
    Resume,
    /// Scores what was under way as it is.
    ScoreNow,
    /// Throws away what was under way.
    ThrowAway,
    /// Rehearses the round once more.
    RehearseAgain,
    /// Writes the debrief to a file.
    ExportDebrief,
    /// The phase or follow-up before.
    PreviousStep,
    /// Writes a line of note.
    WriteNote,
    /// A closer look at a card.
    LookCloser,
    /// Takes the line that is typed.
    TakeLine,
    /// Shows the candidate's part alone.
    ShowCandidatePart,
    /// Ends the card of an interview.
    FinishCard,
    /// Says which own story was told for the card, by its number in the list.
    ToldStory(u8),
    /// Shows own stories and pieces.
    OpenStories,
    /// The next list of the stories.
    NextList,
    /// The list before.
    PreviousList,
    /// Opens the selected story, piece or prompt.
    OpenText,
    /// Begins a story or piece.
    BeginText,
    /// Makes the text that is begun.
    TakeTitle,
    /// Asks which story answers each prompt.
    AskWhichStory,
    /// A story was thought of.
    HadOne,
    /// No story was thought of.
    HadNone,
    /// Tells a story or piece against the clock.
    TellAloud,
    /// Starts or stops the clock.
    PressClock,
    /// Shows more readings of kanji, and none after all.
    ChangeFurigana,
}

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The questions at the start.
    FirstRun,
    /// The home.
    Home,
    /// A question before its answer.
    Question,
    /// A number is typed.
    Number,
    /// A word is typed.
    Typed,
    /// An answer that waits for a grade.
    Answer,
    /// A card that is forgotten again and again.
    Repair,
    /// A note of one's own is written.
    OwnNote,
    /// The end of a sitting.
    Summary,
    /// The decks.
    Decks,
    /// The problems of a deck.
    Problems,
    /// What to expect on the day, and what was done.
    Progress,
    /// Own stories and pieces.
    Stories,
    /// A story or piece to read.
    StoryText,
    /// A story is begun.
    NewText,
    /// A piece is begun.
    NewPiece,
    /// A prompt: which story answers it?
    WhichStory,
    /// The stories that answer it.
    StoriesShown,
    /// A story or piece that is to be told.
    Telling,
    /// It is told, and the clock runs.
    ClockRuns,
    /// The help.
    Help,
    /// A question with yes and no.
    Confirm,
    /// The model is read before speaking.
    Model,
    /// A card is spoken.
    Speaking,
    /// Notes while speaking.
    Notes,
    /// The score is predicted.
    Prediction,
    /// The points are ticked.
    Points,
    /// The whole is scored at once.
    Whole,
    /// The score of a card.
    Scored,
    /// The rounds of the role.
    Rounds,
    /// A look back on a rehearsal.
    Debrief,
    /// Something was under way.
    UnderWay,
    /// A text to read.
    Reading,
    /// An interview for somebody else.
    Interview,
    /// A line that is typed in an interview.
    InterviewLine,
    /// The candidate's part of an interview, alone.
    CandidatePart,
    /// The end of an interview.
    InterviewEnd,
}

/// An entry of the list.
#[derive(Debug)]
pub struct Binding {
    /// What it does.
    pub action: Bound,
    /// Its name in the settings.
    pub name: &'static str,
    /// Its keys; the first is shown.
    pub keys: &'static [&'static str],
    /// Where it means something.
    pub scopes: &'static [Scope],
    /// What the bottom bar says after the key; empty where it is not shown.
    pub label: &'static str,
    /// What the help says.
    pub about: &'static str,
}

impl Scope {
    /// All scopes in the order of the help and the README.
    pub const ALL: [Self; 37] = [
        Self::FirstRun,
        Self::Home,
        Self::Question,
        Self::Number,
        Self::Typed,
        Self::Answer,
        Self::Repair,
        Self::OwnNote,
        Self::Summary,
        Self::Decks,
        Self::Problems,
        Self::Progress,
        Self::Rounds,
        Self::Speaking,
        Self::Notes,
        Self::Model,
        Self::Prediction,
        Self::Points,
        Self::Whole,
        Self::Scored,
        Self::Debrief,
        Self::UnderWay,
        Self::Reading,
        Self::Stories,
        Self::StoryText,
        Self::NewText,
        Self::NewPiece,
        Self::WhichStory,
        Self::StoriesShown,
        Self::Telling,
        Self::ClockRuns,
        Self::Help,
        Self::Confirm,
        Self::Interview,
        Self::InterviewLine,
        Self::CandidatePart,
        Self::InterviewEnd,
    ];

    /// The words for the scope.
    pub fn title(self) -> &'static str {
        match self {
            Self::FirstRun => "First questions",
            Self::Home => "Home",
            Self::Question => "A question",
            Self::Number => "Typing a number",
            Self::Typed => "Typing a word",
            Self::Answer => "An answer",
            Self::Repair => "A card forgotten again and again",
            Self::OwnNote => "A note of your own",
            Self::Summary => "End of a sitting",
            Self::Decks => "Decks",
            Self::Problems => "Problems of a deck",
            Self::Progress => "Progress",
            Self::Stories => "Stories",
            Self::StoryText => "A story or piece",
            Self::NewText => "A new story",
            Self::NewPiece => "A new piece",
            Self::WhichStory => "Which story?",
            Self::StoriesShown => "The stories of a prompt",
            Self::Telling => "Telling aloud",
            Self::ClockRuns => "The clock runs",
            Self::Help => "Help",
            Self::Confirm => "Yes or no",
            Self::Model => "A model read first",
            Self::Speaking => "Speaking",
            Self::Notes => "Notes",
            Self::Prediction => "The prediction",
            Self::Points => "The points",
            Self::Whole => "The whole at once",
            Self::Scored => "A score",
            Self::Rounds => "Rounds",
            Self::Debrief => "Debrief",
            Self::UnderWay => "Something under way",
            Self::Reading => "A text to read",
            Self::Interview => "An interview for somebody else",
            Self::InterviewLine => "A line in an interview",
            Self::CandidatePart => "The candidate's part",
            Self::InterviewEnd => "The end of an interview",
        }
    }
}
