//! `mensetsu stories`: the person's own stories, which prompts they answer, and the drills to have them ready.

pub(super) mod report;

use clap::{Args, Subcommand};

use super::{
    Context, Failure,
    own_texts::{begin, edit, find, make},
    stdout,
};
use crate::{
    deck::{Kind, SafeText},
    desk::Desk,
    journal::What,
    plain::own_texts::{matrix, show_story, story_lines},
    stories::{Draft, Genre, Part},
};
use report::{MatrixReport, StoryList};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct StoriesArguments {
    /// As JSON.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    command: Option<StoriesCommand>,
}

#[derive(Debug, Subcommand)]
enum StoriesCommand {
    /// List your stories with the time they take and when they were told.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a story with the time of each part.
    Show {
        /// The name of the story.
        name: String,
    },
    /// Begin a story: a file with a section for each part.
    New {
        /// What it is called.
        #[arg(required = true)]
        title: Vec<String>,
        /// A prompt that it answers, as deck/card; again for more.
        #[arg(long, value_name = "CARD")]
        answers: Vec<String>,
        /// The name of its file; without it one is made of the title.
        #[arg(long)]
        name: Option<String>,
    },
    /// Open a story in $VISUAL or $EDITOR, and say what is wrong with it afterwards.
    Edit {
        /// The name of the story.
        name: String,
    },
    /// Which of your stories answer which prompts, those most asked first, and the prompts without one.
    Matrix {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// A prompt is shown: which story answers it? Nothing is graded.
    Drill {
        /// At most so many prompts.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
        count: Option<u32>,
    },
    /// Tell a story in 30 s, 60 s, 90 s and 3 min.
    Ladder {
        /// The name of the story; without it the one not told for longest.
        name: Option<String>,
    },
    /// Write down that a story was told for a prompt.
    Used {
        /// The name of the story.
        name: String,
        /// The prompt, as deck/card.
        card: String,
    },
}

pub(super) fn run(arguments: StoriesArguments, context: &Context) -> Result<(), Failure> {
    match arguments.command {
        None => list(context, arguments.json),
        Some(StoriesCommand::List { json }) => list(context, json),
        Some(StoriesCommand::Show { name }) => show(context, &name),
        Some(StoriesCommand::New {
            title,
            answers,
            name,
        }) => new(context, &title.join(" "), &answers, name.as_deref()),
        Some(StoriesCommand::Edit { name }) => {
            edit(&context.desk_to_read(Vec::new())?, Genre::Stories, &name)
        }
        Some(StoriesCommand::Matrix { json }) => print_matrix(context, json),
        Some(StoriesCommand::Drill { count }) => drill(context, count),
        Some(StoriesCommand::Ladder { name }) => ladder(context, name.as_deref()),
        Some(StoriesCommand::Used { name, card }) => used(context, &name, &card),
    }
}

fn list(context: &Context, json: bool) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let mut output = stdout();
    if json {
        output.json(&StoryList::of(&desk.study))?;
    } else {
        let lines = story_lines(&desk.study);
        lines.iter().try_for_each(|line| output.line(line))?;
    }
    Ok(output.flush()?)
}

fn show(context: &Context, name: &str) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let index = find(&desk, Genre::Stories, name)?;
    let mut output = stdout();
    show_story(&desk.study, &desk.study.stories.stories[index], &mut output)?;
    Ok(output.flush()?)
}

fn new(
    context: &Context,
    title: &str,
    answers: &[String],
    name: Option<&str>,
) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let answers: Vec<String> = answers
        .iter()
        .map(|card| prompt_key(&desk, card))
        .collect::<Result<_, _>>()?;
    let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
    make(
        &desk,
        Draft::story(&desk.study.stories, title, &answers, name),
    )
}

fn print_matrix(context: &Context, json: bool) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let mut output = stdout();
    if json {
        output.json(&MatrixReport::of(&desk.study))?;
    } else {
        matrix(&desk.study, &mut output)?;
    }
    Ok(output.flush()?)
}

fn drill(context: &Context, count: Option<u32>) -> Result<(), Failure> {
    let limit = count.map_or(usize::MAX, |count| count as usize);
    // Plain lines write nothing, so they need no lock; on the screen everything else is within reach.
    let desk = if context.is_plain() {
        context.desk_to_read(Vec::new())?
    } else {
        context.desk_to_write(Vec::new())?
    };
    if desk.study.story_matrix().prompts.is_empty() {
        return Err(Failure::with_hint(
            "no deck in the mix has a story prompt",
            "mensetsu deck use stories on takes the bundled ones in",
        ));
    }
    begin(
        context,
        desk,
        |app| app.open_story_drill(limit),
        |plain| plain.which_story(limit),
    )
}

fn ladder(context: &Context, name: Option<&str>) -> Result<(), Failure> {
    let desk = context.desk_to_write(Vec::new())?;
    let story = match name {
        Some(name) => desk.study.stories.stories[find(&desk, Genre::Stories, name)?].clone(),
        None => desk.study.longest_untold().cloned().ok_or_else(|| {
            Failure::with_hint(
                "you have no story yet",
                "mensetsu stories new TITLE begins one",
            )
        })?,
    };
    begin(
        context,
        desk,
        |app| app.open_telling(Genre::Stories, story.name.as_str()),
        |plain| plain.ladder(&story),
    )
}

fn used(context: &Context, name: &str, card: &str) -> Result<(), Failure> {
    let mut desk = context.desk_to_write(Vec::new())?;
    let index = find(&desk, Genre::Stories, name)?;
    let story = desk.study.stories.stories[index].name.to_string();
    let card = prompt_key(&desk, card)?;
    let row = What::StoryUse {
        story: story.as_str().into(),
        card: card.as_str().into(),
    };
    desk.append(&row)
        .map_err(|error| Failure::new(format!("not saved: {story} {card} — {error}")))?;
    let mut output = stdout();
    output.line(format!("saved: {story} {card}"))?;
    Ok(output.flush()?)
}

/// The key of a story prompt as its deck writes it.
fn prompt_key(desk: &Desk, card: &str) -> Result<String, Failure> {
    let collection = &desk.study.collection;
    let shown = SafeText::from_line(card);
    match collection.card(&collection.renamed.owner(card)) {
        Some((loaded, found)) if found.kind() == Kind::Story => Ok(loaded.deck.card_key(found)),
        Some((_, found)) => Err(Failure::with_hint(
            format!("{shown} is a {} card", found.kind()),
            "a story answers cards of the kind story; mensetsu stories matrix lists them",
        )),
        None => {
            let near = crate::stories::texts::near_prompt(card, collection);
            Err(Failure::with_hint(
                format!("there is no card {:?}", &*shown),
                near.map_or_else(
                    || "mensetsu stories matrix lists the prompts".to_owned(),
                    |near| {
                        format!("did you mean {near}? mensetsu stories matrix lists the prompts")
                    },
                ),
            ))
        }
    }
}

/// The letters of the parts, for the report.
fn letter(part: Part) -> String {
    part.letter().to_string()
}
