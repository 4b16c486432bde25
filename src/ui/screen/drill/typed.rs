//! The fields of typed answers, and the verdict above the answer.

use ratatui::layout::Position;

use crate::{
    app::DrillScreen,
    deck::SafeText,
    practice::answer::{Verdict, Wanted, kana},
    ui::{
        page::{Page, Painter},
        text::{Piece, TextLine, cut, field, width, wrap},
        theme::Role,
    },
};

/// Rows that the field of a word takes; where there is little room what is wanted stands above the field.
pub(super) fn rows(page: &Page) -> u16 {
    if page.is_compact { 4 } else { 3 }
}

/// The field of a word: what is wanted in words, what is typed, and at the right the kana that it makes.
pub(super) fn word_field(
    screen: &DrillScreen,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let wanted = screen.wanted.as_ref()?;
    let y = page.body.bottom().saturating_sub(2);
    let (left, right) = (page.body.x, page.body.right());
    let x = if page.is_compact {
        painter.text(
            left,
            y.saturating_sub(1),
            page.body.width,
            wanted.asks(),
            Role::Muted,
        );
        left
    } else {
        painter.text(left, y, page.body.width / 2, wanted.asks(), Role::Muted) + 2
    };
    let x = painter.text(x, y, 2, painter.look.glyphs.chosen, Role::Accent) + 1;
    let preview = preview(screen);
    let room = right.saturating_sub(x);
    // The kana have at most half of the row; their end is what is being typed.
    let shown = end_of(&preview, usize::from(room / 2));
    let cells = width(&shown) as u16;
    let room = room.saturating_sub(if cells == 0 { 0 } else { cells + 2 });
    let (value, cursor) = field(&screen.input, usize::from(room));
    painter.text(x, y, room, &value, Role::Text);
    painter.text(right.saturating_sub(cells), y, cells, &shown, Role::Muted);
    let said = match screen.verdict() {
        Some(Verdict::TryAgain(reason)) => Some((reason.as_str(), Role::Warn)),
        _ if screen.explains => Some(("Tab if you said it; ? gives up", Role::Muted)),
        _ => None,
    };
    if let Some((text, role)) = said {
        painter.text(left, y + 1, page.body.width, text, role);
    }
    Some(Position {
        x: x + cursor as u16,
        y,
    })
}

/// The kana of romaji with what is no kana yet; nothing where that is what was typed.
fn preview(screen: &DrillScreen) -> String {
    let takes_kana = screen.wanted.as_ref().is_some_and(Wanted::takes_kana);
    let typed = SafeText::from_line(screen.input.value());
    if !takes_kana || !typed.chars().any(char::is_alphabetic) {
        return String::new();
    }
    let (kana, tail) = kana::preview(&typed);
    let preview = SafeText::from_line(&format!("{kana}{tail}"));
    if preview == typed {
        String::new()
    } else {
        preview.into_string()
    }
}

/// The end of a text that fits into some cells.
fn end_of(text: &str, cells: usize) -> String {
    let mut shown = text;
    while width(shown) > cells {
        let mut characters = shown.chars();
        characters.next();
        shown = characters.as_str();
    }
    shown.to_owned()
}

/// The verdict in words, and whether the person says otherwise.
pub(super) fn verdict(screen: &DrillScreen, cells: usize) -> Vec<TextLine> {
    let Some(entered) = &screen.entered else {
        return Vec::new();
    };
    let typed = typed(screen);
    let mut text = match &entered.checked.verdict {
        Verdict::Right => format!("{typed} is right"),
        Verdict::RightAlternate(note) => format!("{typed} is right: {note}"),
        Verdict::RightTypo { want } => format!("{typed} is right but for a slip: {want}"),
        Verdict::Wrong(reason) => format!("{typed} is wrong: {reason}"),
        Verdict::TryAgain(_) => return Vec::new(),
    };
    let counts = entered.counts_as_right();
    if entered.is_overridden {
        text.push_str(if counts {
            "; it counts as right"
        } else {
            "; it counts as wrong"
        });
    }
    if entered.checked.verdict == Verdict::Right {
        text.push('.');
    }
    let role = if counts { Role::Good } else { Role::Warn };
    wrap(&[Piece { text, role }], cells)
}

fn typed(screen: &DrillScreen) -> String {
    let typed = SafeText::from_line(screen.input.value());
    if typed.is_empty() {
        "Nothing".to_owned()
    } else {
        cut(&typed, 24, "…")
    }
}

/// The field of a number.
pub(super) fn number_field(
    screen: &DrillScreen,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let number = screen.question.number.as_ref()?;
    let y = page.body.bottom().saturating_sub(2);
    let label = if number.unit.is_empty() {
        "number".to_owned()
    } else {
        format!("number, in {}", number.unit)
    };
    let x = painter.text(page.body.x, y, page.body.width / 2, &label, Role::Muted);
    let x = painter.text(x + 2, y, 2, painter.look.glyphs.chosen, Role::Accent) + 1;
    let room = page.body.right().saturating_sub(x);
    let (value, cursor) = field(&screen.input, usize::from(room));
    painter.text(x, y, room, &value, Role::Text);
    let said = match screen.verdict() {
        Some(Verdict::TryAgain(reason)) => Some((reason.as_str(), Role::Warn)),
        _ if screen.explains && page.is_compact => Some(("20k 2e4 2万; ? gives up", Role::Muted)),
        _ if screen.explains => Some((
            "20,000, 20k, 2e4 and 2万 are the same; ? gives up",
            Role::Muted,
        )),
        _ => None,
    };
    if let Some((text, role)) = said {
        painter.text(page.body.x, y + 1, page.body.width, text, role);
    }
    Some(Position {
        x: x + cursor as u16,
        y,
    })
}
