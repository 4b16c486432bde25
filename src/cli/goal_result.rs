//! `mensetsu goal result`: how each round went and what was asked. Questions become draft cards of the own deck `asked`.
//!
//! The deck file is written before any row, so that a row never names a card that is not there.

use std::{
    io::{self, BufReader, IsTerminal, Stdin},
    path::{Path, PathBuf},
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::{
    Context, Failure, Out,
    drill::exit_on_signals,
    goal::{round_of, track_of},
    known::read,
    stdout,
};
use crate::{
    deck::{
        SafeText,
        asked::{self, Near, Prompts, Question},
        collection::Origin,
        format::Spelling,
        id::folded,
    },
    desk::{Desk, now},
    journal::{DeckState, What, entry::Goal},
    output::{OutputError, print_note},
    plain::Input,
    plan::goal::{
        self,
        result::{Asked, GoalResult, Outcome, RoundResult, awaited},
    },
    store::whole_file,
};

/// So many questions are taken at once.
const QUESTIONS_LIMIT: usize = 200;

#[derive(Debug, Args)]
pub(super) struct ResultArguments {
    /// Of this goal: its id, or its date; without it the last that is over, else the nearest.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Which round; without it that of the goal.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// How it went; nothing more is asked then. Pending where only questions are given.
    #[arg(long, value_parser = outcomes())]
    outcome: Option<Outcome>,
    /// The questions that were asked, one a line; - for the input, until a lone full stop.
    #[arg(long, value_name = "FILE")]
    asked: Option<PathBuf>,
}

fn outcomes() -> impl TypedValueParser<Value = Outcome> {
    let known = |name: String| Outcome::from_name(&name).ok_or("no outcome");
    PossibleValuesParser::new(Outcome::ALL.map(Outcome::name)).try_map(known)
}

/// How a round went, before its questions have cards.
struct Answered {
    round: String,
    outcome: Outcome,
    questions: Vec<SafeText>,
}

/// The questions and answers of a conversation.
struct Talk {
    input: Input<BufReader<Stdin>>,
    output: Out,
    /// `:q` was said: nothing more is asked and nothing is written.
    is_left: bool,
    /// The input is at its end: nobody answers any more.
    is_over: bool,
}

impl Talk {
    /// An answer; `None` where the input ends.
    fn ask(&mut self, prompt: &str) -> Result<Option<String>, OutputError> {
        self.output.prompt(prompt)?;
        let line = self.input.line();
        self.is_over |= line.is_none();
        if !self.input.is_terminal || line.is_none() {
            self.output.line("")?;
        }
        Ok(line)
    }

    /// Lines until a lone full stop.
    fn lines(&mut self, prompt: &str) -> Result<String, OutputError> {
        let mut text = String::new();
        if !prompt.is_empty() {
            self.output.prompt(prompt)?;
        }
        let mut is_ended = false;
        while let Some(line) = self.input.line() {
            is_ended = line.trim() == ".";
            if is_ended {
                break;
            }
            text.push_str(&line);
            text.push('\n');
        }
        self.is_over |= !is_ended;
        if !prompt.is_empty() && (!self.input.is_terminal || !is_ended) {
            self.output.line("")?;
        }
        Ok(text)
    }

    /// How a round went; `None` where it is passed over.
    fn outcome(&mut self, name: &str) -> Result<Option<Outcome>, OutputError> {
        for (index, outcome) in Outcome::ALL.into_iter().enumerate() {
            let number = index + 1;
            self.output.line(format!("{number} {}", outcome.name()))?;
        }
        loop {
            let prompt = format!("how did {name} go? 1-4, Enter passes it over >");
            let Some(text) = self.ask(&prompt)? else {
                return Ok(None);
            };
            let text = text.trim().to_lowercase();
            self.is_left = text == ":q";
            if text.is_empty() || self.is_left {
                return Ok(None);
            }
            let number = text.parse::<usize>().ok();
            let by_number = number.and_then(|number| Outcome::ALL.get(number.checked_sub(1)?));
            match by_number.copied().or_else(|| Outcome::from_name(&text)) {
                Some(outcome) => return Ok(Some(outcome)),
                None => self.output.line(format!("not understood: {text}"))?,
            }
        }
    }

    /// Whether a card that is near asks the same. Where nobody answers, only one that is nearly the same does.
    fn is_same(&mut self, question: &str, near: &Near<'_>) -> Result<bool, OutputError> {
        if near.score < asked::NEAR || self.is_left {
            return Ok(false);
        }
        let key = near.loaded.deck.card_key(near.card);
        self.output.line(format!("asked: {question}"))?;
        self.output.line(format!("looks like {key}:"))?;
        self.output.card(&near.card.prompt.line())?;
        loop {
            let Some(text) = self.ask("use it? [Y/n] >")? else {
                return Ok(near.score >= asked::SAME);
            };
            match text.trim().to_lowercase().as_str() {
                "" | "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                ":q" => {
                    self.is_left = true;
                    return Ok(true);
                }
                other => self.output.line(format!("not understood: {other}"))?,
            }
        }
    }
}

pub(super) fn run(arguments: &ResultArguments, context: &Context) -> Result<(), Failure> {
    let mut desk = context.desk_to_write(Vec::new())?;
    let today = desk.study.today(now());
    let progress = desk.study.progress();
    let record = match &arguments.id {
        Some(id) => Some(goal::find(progress, id)?),
        None => awaited(progress, today),
    };
    let Some(record) = record.cloned() else {
        return Err(Failure::with_hint(
            "no goal waits for a result",
            "mensetsu goal set --date D sets an interview; --id names one that has a result",
        ));
    };
    let goal = record.goal;
    let signals = exit_on_signals();
    let mut talk = Talk {
        input: Input::new(BufReader::new(io::stdin()), io::stdin().is_terminal()),
        output: stdout(),
        is_left: false,
        is_over: false,
    };
    let answered = answered(arguments, &desk, &goal, &mut talk)?;
    if answered.is_empty() || talk.is_left {
        talk.output.line("nothing is written down")?;
        return Ok(talk.output.flush()?);
    }
    let count: usize = answered.iter().map(|round| round.questions.len()).sum();
    if count > QUESTIONS_LIMIT {
        return Err(Failure::with_hint(
            format!("{count} questions are more than {QUESTIONS_LIMIT} at once; nothing is saved"),
            "give them in parts; goal result --id adds to what is there",
        ));
    }
    let mut result = GoalResult::read(goal.result.as_deref());
    for round in with_cards(answered, &mut desk, &goal, &mut talk)? {
        let asked = round.asked.len();
        let name = match round.round.as_str() {
            "" => "the interview",
            name => name,
        };
        let name = format!("{name} {} · {asked} asked", round.outcome.name());
        result.add(round);
        let row = Goal {
            id: goal.id.clone(),
            result: Some(result.clone().written().into()),
            ..Goal::default()
        };
        save(&mut desk, &What::Goal(Box::new(row)))?;
        talk.output.line(format!("saved: {name}"))?;
    }
    talk.output.flush()?;
    drop(signals);
    Ok(())
}

/// What was answered: from the options, or asked round by round.
fn answered(
    arguments: &ResultArguments,
    desk: &Desk,
    goal: &Goal,
    talk: &mut Talk,
) -> Result<Vec<Answered>, Failure> {
    let track = track_of(desk, goal);
    let wanted = arguments.round.as_deref().unwrap_or(&goal.round);
    if let (Some(track), Some(id)) = (track, &arguments.round) {
        goal::round(track, id)?;
    }
    if arguments.outcome.is_some() || arguments.asked.is_some() {
        let text = match arguments.asked.as_deref() {
            None => String::new(),
            Some(path) if path == Path::new("-") => talk.lines("")?,
            Some(path) => read(path)?,
        };
        if arguments.outcome.is_none() {
            print_note("no --outcome is given, so the round counts as pending");
        }
        return Ok(vec![Answered {
            round: wanted.to_owned(),
            outcome: arguments.outcome.unwrap_or_default(),
            questions: asked::questions(&text),
        }]);
    }
    let rounds: Vec<(String, String)> = match track {
        Some(track) if wanted.is_empty() && !track.rounds.is_empty() => track
            .rounds
            .iter()
            .map(|round| (round.id.clone(), round.name.line().into_string()))
            .collect(),
        _ => {
            let name = track.and_then(|track| track.round(wanted)).map_or_else(
                || "the interview".to_owned(),
                |round| round.name.line().into_string(),
            );
            vec![(wanted.to_owned(), name)]
        }
    };
    let mut answered = Vec::new();
    for (round, name) in rounds {
        if talk.is_left || talk.is_over {
            break;
        }
        let Some(outcome) = talk.outcome(&name)? else {
            continue;
        };
        let text = talk.lines("what was asked, one a line (a lone . ends) >")?;
        answered.push(Answered {
            round,
            outcome,
            questions: asked::questions(&text),
        });
    }
    Ok(answered)
}

/// A question with what asks it: a card that was there, or a draft by its place among them.
enum Target {
    Card(String),
    Draft(usize),
}

/// Finds or writes a card for each question.
fn with_cards(
    answered: Vec<Answered>,
    desk: &mut Desk,
    goal: &Goal,
    talk: &mut Talk,
) -> Result<Vec<RoundResult>, Failure> {
    let mut drafts: Vec<Question> = Vec::new();
    let mut rounds: Vec<(Answered, Vec<Target>)> = Vec::new();
    let prompts = Prompts::new(&desk.study.collection);
    for answered in answered {
        let mut targets = Vec::new();
        let of_round = Goal {
            round: answered.round.as_str().into(),
            ..goal.clone()
        };
        let round = round_of(desk, &of_round);
        let areas = round.map_or_else(Vec::new, crate::plan::Round::areas);
        let place = place(goal, round.map(|round| round.name.line()));
        for question in &answered.questions {
            let near = prompts.nearest(question);
            let same = drafts.iter().position(|draft| draft.text == *question);
            let target = match (same, near) {
                (Some(draft), _) => Target::Draft(draft),
                (None, Some(near)) if talk.is_same(question, &near)? => {
                    Target::Card(near.loaded.deck.card_key(near.card))
                }
                (None, near) => {
                    drafts.push(Question {
                        text: question.clone(),
                        area: asked::area_of(near, &areas),
                        place: place.clone(),
                    });
                    Target::Draft(drafts.len() - 1)
                }
            };
            targets.push(target);
        }
        rounds.push((answered, targets));
    }
    drop(prompts);
    if talk.is_left {
        talk.output.line("nothing is written down")?;
        return Ok(Vec::new());
    }
    let keys = write_drafts(desk, &drafts, talk)?;
    let mut results = Vec::new();
    for (answered, targets) in rounds {
        let mut asked = Vec::new();
        for (question, target) in answered.questions.iter().zip(targets) {
            let card = match target {
                Target::Draft(index) => keys.get(index).cloned().unwrap_or_default(),
                Target::Card(key) => {
                    flag(desk, &key, talk)?;
                    key
                }
            };
            asked.push(Asked {
                card,
                text: question.to_string(),
            });
        }
        results.push(RoundResult {
            round: answered.round,
            outcome: answered.outcome,
            asked,
        });
    }
    Ok(results)
}

/// Where and when it was asked.
fn place(goal: &Goal, round: Option<SafeText>) -> SafeText {
    let company = match &*goal.company {
        "" => "an interview",
        company => company,
    };
    let mut parts = vec![format!("asked at {company}")];
    parts.extend(round.map(SafeText::into_string));
    parts.extend((!goal.date.is_empty()).then(|| goal.date.to_string()));
    SafeText::from_line(&parts.join(", "))
}

/// Marks a card, so that it is found.
fn flag(desk: &mut Desk, key: &str, talk: &mut Talk) -> Result<(), Failure> {
    if !desk.study.progress().flagged.contains(folded(key).as_str()) {
        let row = What::Flag {
            card: key.into(),
            on: true,
        };
        save(desk, &row)?;
    }
    Ok(talk.output.line(format!("flagged: {key}"))?)
}

/// Writes the drafts into the person's own deck and returns their keys.
fn write_drafts(
    desk: &mut Desk,
    drafts: &[Question],
    talk: &mut Talk,
) -> Result<Vec<String>, Failure> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let (path, text) = match file_of_deck(desk) {
        Ok(found) => found,
        Err(failure) => return not_written(drafts, talk, failure),
    };
    let is_new = text.is_none();
    let Some(written) = asked::append(text.as_deref(), drafts) else {
        let failure = Failure::with_hint(
            format!("{} cannot take further cards", path.display()),
            "mensetsu deck check names what is open at its end; mend it and give the questions again",
        );
        return not_written(drafts, talk, failure);
    };
    if let Err(error) = whole_file::write(&path, written.text.as_bytes()) {
        let failure = Failure::new(format!("{}: {error}", path.display()));
        return not_written(drafts, talk, failure);
    }
    if is_new {
        let row = What::Deck {
            id: asked::DECK.into(),
            state: DeckState::First,
        };
        save(desk, &row)?;
        talk.output
            .line(format!("deck: {} · first in the mix", path.display()))?;
    }
    let keys: Vec<String> = written
        .ids
        .iter()
        .map(|id| format!("{}/{id}", asked::DECK))
        .collect();
    for key in &keys {
        talk.output.line(format!("draft: {key}"))?;
    }
    Ok(keys)
}

/// The file of the own deck `asked` with its text, or the path of a new one. A file that holds something else is left alone.
fn file_of_deck(desk: &Desk) -> Result<(PathBuf, Option<String>), Failure> {
    let known = desk.study.collection.deck(asked::DECK);
    if let Some(loaded) = known.filter(|loaded| loaded.origin == Origin::Own)
        && let Some(path) = &loaded.file
    {
        let ending = path.extension().and_then(|ending| ending.to_str());
        if ending.and_then(Spelling::of_extension) == Some(Spelling::Json) {
            return Err(Failure::with_hint(
                format!("{} is JSON and takes no drafts", path.display()),
                "mensetsu deck convert FILE --to markdown --out FILE writes it as Markdown",
            ));
        }
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        return Ok((path.clone(), Some(text)));
    }
    if let Some(loaded) = known {
        print_note(&format!(
            "the {} deck {} of the same name is hidden by the own one from now on",
            loaded.origin.name(),
            asked::DECK
        ));
    }
    let folder = desk.home.decks();
    let names = std::iter::once(format!("{}.md", asked::DECK))
        .chain((2..100).map(|count| format!("{}-{count}.md", asked::DECK)));
    let mut paths = names.map(|name| folder.join(name));
    let free = paths.find(|path| path.symlink_metadata().is_err());
    free.map(|path| (path, None))
        .ok_or_else(|| Failure::new(format!("{} has no free name left", folder.display())))
}

/// Shows the questions again that could not be written, so that none is lost.
fn not_written(
    drafts: &[Question],
    talk: &mut Talk,
    failure: Failure,
) -> Result<Vec<String>, Failure> {
    for draft in drafts {
        talk.output.line(format!("not written: {}", draft.text))?;
    }
    talk.output.flush()?;
    Err(failure)
}

fn save(desk: &mut Desk, what: &What) -> Result<(), Failure> {
    desk.append(what)
        .map(|_| ())
        .map_err(|error| Failure::new(format!("not saved: {error}")))
}
