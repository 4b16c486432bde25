//! Own stories and pieces: any text is read, its length is a number, and every sentence about it can be shown.

use mensetsu::{
    deck::{RawText, SafeText},
    journal::Progress,
    stories::{Genre, OwnFile, Part, Stories, Telling, TextName, matrix, template},
};

use super::{safe, text};

/// The text of a story and of a piece.
pub fn own_texts(bytes: &[u8]) {
    let text = text(bytes);
    let stories = read(&text);
    let collection = super::deck::empty();
    let lines = text.split(['\n', '\r']).count() as u32;
    for problem in stories.all_problems(&collection) {
        assert!(safe::is_shown(&problem.sentence), "{problem:?}");
        assert!((1..=lines).contains(&problem.line), "{problem:?}");
    }
    for story in &stories.stories {
        let length = story.length();
        for part in Part::ALL {
            assert!(
                length
                    .share(part)
                    .is_none_or(|share| (0.0..=1.0).contains(&share))
            );
            assert!(length.of(part) <= length.seconds());
            assert!(safe::is_shown(&story.part(part).block()));
        }
        let _ = Telling::ladder(story);
    }
    for piece in &stories.pieces {
        let _ = (piece.estimate(), piece.meant(), Telling::piece(piece));
    }
    let matrix = matrix(&stories, &Progress::default(), &collection);
    let (answered, core) = matrix.core_answered();
    assert!(answered <= core);
    begun(&text);
}

fn read(text: &str) -> Stories {
    let file = |genre: Genre| OwnFile {
        genre,
        path: "the-move.md".into(),
        text: Ok(text.to_owned()),
    };
    Stories::new(Genre::ALL.map(file).to_vec())
}

/// What `new` writes for a title is read without a problem, and has that title.
fn begun(title: &str) {
    let title = SafeText::from_line(title.lines().next().unwrap_or_default());
    let title: Vec<&str> = title.split_whitespace().collect();
    // Files are read in NFC.
    let title = RawText::new(&title.join(" ")).line().into_string();
    if let Some(name) = TextName::made_from(&title) {
        assert_eq!(TextName::parse(name.as_str()), Some(name));
    }
    if title.is_empty() || title.chars().count() > 200 {
        return;
    }
    let text = template::new_story(&title, &[]);
    let stories = read(&text);
    let story = stories.story("the-move").expect("the story is read");
    assert_eq!(&*story.title.line(), title, "{text}");
    let problems = stories.problems.iter();
    assert_eq!(
        problems
            .filter(|problem| problem.genre == Genre::Stories)
            .count(),
        0,
        "{:?}",
        stories.problems
    );
}
