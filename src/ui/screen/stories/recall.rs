//! Which story answers the prompt? The prompt, then the stories below a line.

use super::{Sheet, piece};
use crate::{
    app::{App, stories::words::told_for},
    stories::Recall,
    ui::{
        page::{Page, Painter},
        text::TextLine,
        theme::Role,
    },
};

pub(super) fn draw(recall: &Recall, app: &App, page: &Page, painter: &mut Painter<'_>) {
    let count = recall.prompts.len();
    let Some(prompt) = recall.asked() else {
        return;
    };
    painter.title(
        page,
        "Which story?",
        &format!(
            "{} of {count} {} had {}",
            recall.done() + 1,
            painter.look.glyphs.dot,
            recall.had()
        ),
    );
    let mut sheet = Sheet::new(page);
    sheet.sentence(&*prompt.text, Role::Strong);
    sheet.blank();
    if !recall.is_shown {
        let sentence = "Think which of your stories you would tell, and its first sentence.";
        sheet.sentence(sentence, Role::Muted);
        painter.lines(page.body, &sheet.lines, 0);
        return;
    }
    let rule = painter.look.glyphs.rule.repeat(sheet.cells);
    sheet.lines.push(TextLine::of(rule, Role::Border));
    sheet.blank();
    if !prompt.is_answered() {
        sheet.sentence("No story of yours answers it yet.", Role::Text);
        sheet.blank();
        let way = "Among the prompts, Enter on this one begins a story for it.";
        sheet.sentence(way, Role::Muted);
    }
    for answer in &prompt.answers {
        let Some(story) = app.study.stories.stories.get(answer.story) else {
            continue;
        };
        let told = told_for(story, answer);
        sheet.pieces(&[
            piece(story.title.line().into_string(), Role::Text),
            piece(format!("  {told}"), Role::Muted),
        ]);
    }
    painter.lines(page.body, &sheet.lines, 0);
}
