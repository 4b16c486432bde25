//! The command line: arguments, one file a command, exit codes.

mod brief;
mod deck;
mod deck_check;
mod deck_files;
mod deck_stats;
mod drill;
mod goal;
mod goal_result;
mod home;
mod interview;
mod journal;
mod known;
mod mock;
mod mock_import;
mod own_texts;
mod pieces;
mod plan;
mod shell;
mod simulate;
mod speak;
mod stats;
mod stories;
mod warm_up;

use std::{
    ffi::OsString,
    io::{self, BufWriter, IsTerminal, Stdout},
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
};

use clap::{Parser, Subcommand};

use crate::{
    desk::{Access, Desk},
    output::{Output, OutputError, print_error, print_note, tell_panics_safely},
    store::{Config, Home, LockError, paths::expanded},
    terminal,
};

/// Interview preparation in the terminal: question decks, spaced repetition, ready on the day.
#[derive(Debug, Parser)]
#[command(
    name = "mensetsu",
    version,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// Keep everything below this folder.
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,

    /// Numbered lines instead of a screen, for screen readers and pipes.
    #[arg(long, global = true)]
    plain: bool,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Drill short items: due ones first, then new ones until today's minutes are full.
    Drill(drill::DrillArguments),
    /// Speak about a card against the clock, predict your score, and tick its points.
    Speak(speak::SpeakArguments),
    /// Rehearse a round of your role, with one clock and a debrief.
    Mock(mock::MockArguments),
    /// The interview: its date, role and minutes, and how it went.
    #[command(subcommand)]
    Goal(goal::GoalCommand),
    /// Look at decks, check them, and choose which are in the mix.
    #[command(subcommand)]
    Deck(deck::DeckCommand),
    /// What was done, what is remembered, and how well it was predicted.
    Stats(stats::StatsArguments),
    /// Take what you know already out of the plan.
    #[command(subcommand)]
    Known(known::KnownCommand),
    /// What to study today for the interview, and what to expect on its day.
    Plan(plan::PlanArguments),
    /// One page for the evening before the interview.
    Brief(brief::BriefArguments),
    /// Five minutes on the day: what is shakiest, once more, and nothing is graded.
    WarmUp(warm_up::WarmUpArguments),
    /// Your own stories: which answer which prompts, how long they take, and drills to have them ready.
    Stories(stories::StoriesArguments),
    /// Your own prepared answers: introduction, motivation, case study, questions back.
    Pieces(pieces::PiecesArguments),
    /// The record of everything that was done.
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// Compare ways to study towards a date, with a learner that is simulated.
    Simulate(simulate::SimulateArguments),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// Why a command did not do its work.
#[derive(Debug)]
pub enum Failure {
    /// Something failed; exit code 1.
    Failed {
        /// What, in one line.
        message: String,
        /// What to do, in one line.
        hint: Option<String>,
    },
    /// Problems were found and printed already; exit code 1.
    Found,
    /// The arguments do not fit; exit code 2.
    Usage {
        /// What, in one line.
        message: String,
        /// What to do, in one line.
        hint: Option<String>,
    },
    /// The output cannot take more.
    Output(OutputError),
    /// A signal ended the screen; exit code 128 + signal.
    Signal(i32),
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl From<LockError> for Failure {
    fn from(error: LockError) -> Self {
        let hint = match &error {
            LockError::Held { .. } => {
                "close the other one first; looking at decks and journal works meanwhile".to_owned()
            }
            LockError::Unusable { source, .. } => source.to_string(),
        };
        Self::Failed {
            message: error.to_string(),
            hint: Some(hint),
        }
    }
}

impl Failure {
    /// A failure with a message alone.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Failed {
            message: message.into(),
            hint: None,
        }
    }

    /// A failure with what to do about it.
    pub fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Failed {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }
}

/// What every command gets.
pub struct Context {
    home: Home,
    config: Config,
    plain: bool,
}

/// The output of a command.
type Out = Output<BufWriter<Stdout>>;

fn stdout() -> Out {
    Output::new(BufWriter::new(io::stdout()))
}

impl Context {
    /// Whether a sitting runs in plain lines: asked for, or there is no terminal to draw on.
    fn is_plain(&self) -> bool {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
        self.plain
            || self.config.plain
            || is_set("MENSETSU_PLAIN")
            || is_set("ACCESSIBLE")
            || dumb
            || !io::stdin().is_terminal()
            || !io::stdout().is_terminal()
    }

    fn desk(&self, given: Vec<PathBuf>, access: Access) -> Result<Desk, LockError> {
        Desk::open(self.home.clone(), self.config.clone(), given, access)
    }

    /// A desk for a command that prints: what the settings and the journal have to say goes to stderr.
    fn desk_to_read(&self, given: Vec<PathBuf>) -> Result<Desk, Failure> {
        let desk = self.desk(given, Access::Read)?;
        desk.messages.iter().for_each(|message| print_note(message));
        Ok(desk)
    }

    fn desk_to_write(&self, given: Vec<PathBuf>) -> Result<Desk, Failure> {
        let desk = self.desk(given, Access::Write)?;
        desk.messages.iter().for_each(|message| print_note(message));
        Ok(desk)
    }
}

/// Runs the program and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    outlive_file_limits();
    tell_panics_safely();
    panic_where_a_test_asks();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let result = context(&cli).and_then(|context| dispatch(cli.command, &context));
    match result {
        Ok(()) | Err(Failure::Output(OutputError::Closed)) => 0,
        Err(Failure::Output(error)) => {
            print_error(&error.to_string(), None);
            1
        }
        Err(Failure::Found) => 1,
        Err(Failure::Signal(signal)) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        Err(Failure::Failed { message, hint }) => {
            print_error(&message, hint.as_deref());
            1
        }
        Err(Failure::Usage { message, hint }) => {
            print_error(&message, hint.as_deref());
            2
        }
    }
}

/// Takes the signal that ends a program at a limit on the size of files, so that the write fails and can be told. A handler
/// and not ignoring: an editor that is started gets the default again.
fn outlive_file_limits() {
    let heard = Arc::new(AtomicBool::new(false));
    // Where the signal cannot be taken, the program ends at the limit; what was called saved is on the disk all the same.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, heard);
}

/// Tests of the whole program ask for a panic of a command here, to see that its text is made safe. Not in release builds.
fn panic_where_a_test_asks() {
    #[cfg(debug_assertions)]
    if let Ok(text) = std::env::var("MENSETSU_TEST_COMMAND_PANIC") {
        panic!("a panic that a test asked for: {text}");
    }
}

/// Whether a variable of the environment says yes: anything but nothing, 0, false and no.
fn is_set(name: &str) -> bool {
    let value = std::env::var_os(name).map(|value| value.to_string_lossy().to_lowercase());
    value.is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false" | "no"))
}

/// Prints help to stdout, and what is wrong with the arguments to stderr.
fn usage(error: &clap::Error) -> u8 {
    let text = error.render().to_string();
    if error.use_stderr() {
        let mut output = Output::new(io::stderr());
        // Nothing can be done where stderr itself is gone.
        let _ = output.lines(text.trim_end());
        return 2;
    }
    let mut output = stdout();
    match output.block(&text).and_then(|()| output.flush()) {
        Ok(()) | Err(OutputError::Closed) => 0,
        Err(error @ OutputError::Full(_)) => {
            print_error(&error.to_string(), None);
            1
        }
    }
}

fn context(cli: &Cli) -> Result<Context, Failure> {
    let home = match &cli.home {
        Some(root) if root.as_os_str().is_empty() => {
            return Err(Failure::Usage {
                message: "--home is empty".to_owned(),
                hint: None,
            });
        }
        Some(root) => Some(Home::at(root)),
        None => match std::env::var_os("MENSETSU_HOME").filter(|root| !root.is_empty()) {
            Some(root) => Some(Home::at(std::path::Path::new(&root))),
            None => Home::of_platform(),
        },
    };
    let Some(mut home) = home else {
        return Err(Failure::with_hint(
            "there is no home folder",
            "name one with --home DIR",
        ));
    };
    home.make_absolute();
    let config = Config::read(&home.config_file());
    let data = std::env::var("MENSETSU_DATA")
        .ok()
        .filter(|data| !data.is_empty())
        .map(|data| expanded(&data));
    if let Some(data) = data.as_ref().filter(|data| !data.is_absolute()) {
        return Err(Failure::with_hint(
            format!("MENSETSU_DATA is not a whole path: {}", data.display()),
            "write it from / or ~ on; elsewhere it would be another journal",
        ));
    }
    if let Some(data) = data.or_else(|| config.data.clone()) {
        home.data = data;
    }
    Ok(Context {
        home,
        config,
        plain: cli.plain,
    })
}

/// What the end of the screen means for the command.
fn on_screen(ended: anyhow::Result<terminal::Ended>) -> Result<(), Failure> {
    match ended {
        Ok(terminal::Ended::Left) => Ok(()),
        Ok(terminal::Ended::Signal(signal)) => Err(Failure::Signal(signal)),
        Err(error) => Err(Failure::new(format!("{error:#}"))),
    }
}

fn dispatch(command: Option<Command>, context: &Context) -> Result<(), Failure> {
    match command {
        None => home::run(context),
        Some(Command::Drill(arguments)) => drill::run(&arguments, context),
        Some(Command::Speak(arguments)) => speak::run(&arguments, context),
        Some(Command::Mock(arguments)) => mock::run(&arguments, context),
        Some(Command::Goal(command)) => goal::run(command, context),
        Some(Command::Deck(command)) => deck::run(command, context),
        Some(Command::Stats(arguments)) => stats::run(&arguments, context),
        Some(Command::Known(command)) => known::run(command, context),
        Some(Command::Plan(arguments)) => plan::run(&arguments, context),
        Some(Command::Brief(arguments)) => brief::run(&arguments, context),
        Some(Command::WarmUp(arguments)) => warm_up::run(&arguments, context),
        Some(Command::Stories(arguments)) => stories::run(arguments, context),
        Some(Command::Pieces(arguments)) => pieces::run(arguments, context),
        Some(Command::Journal(command)) => journal::run(&command, context),
        Some(Command::Simulate(arguments)) => simulate::run(&arguments),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man) => shell::man(),
    }
}
