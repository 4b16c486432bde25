//! The home: how long until the interview, what to do today, what has changed.

mod speaking;

use jiff::civil::Date;
use ratatui::layout::Position;

use crate::{
    app::{App, Scope, action::Bound},
    practice::Facts,
    ui::{
        Look,
        page::{Page, Painter, key_of},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

pub(in crate::ui) fn draw(
    facts: &Facts,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    painter.title(page, "mensetsu", &facts.role);
    let says = Says {
        facts,
        app,
        look: painter.look,
    };
    let cells = usize::from(page.body.width);
    let mut paragraphs = vec![apart(says.countdown())];
    paragraphs.extend(says.today(cells, page.is_compact));
    paragraphs.extend(says.recall(cells).map(apart));
    if !page.is_compact {
        paragraphs.extend(says.rounds(cells, facts.interview.is_some()));
    }
    paragraphs.extend(says.minutes().map(apart));
    paragraphs.extend(says.changed().map(apart));
    paragraphs.extend(
        app.read_only
            .as_ref()
            .map(|why| apart(vec![Piece::new(&**why, Role::Warn)])),
    );
    let mut lines: Vec<TextLine> = Vec::new();
    for (index, (is_apart, pieces)) in paragraphs.iter().enumerate() {
        if index > 0 && *is_apart {
            lines.push(TextLine::default());
            if index == 1 && !page.is_compact {
                lines.push(TextLine::default());
            }
        }
        lines.extend(wrap(pieces, cells));
    }
    painter.lines(page.body, &lines, 0);
    None
}

type Paragraph = Vec<Piece>;

/// A paragraph with a blank line before it; without one it goes with the paragraph above.
fn apart(pieces: Paragraph) -> (bool, Paragraph) {
    (true, pieces)
}

/// The paragraphs of the home.
struct Says<'a> {
    facts: &'a Facts,
    app: &'a App,
    look: Look,
}

impl Says<'_> {
    fn key(&self, bound: Bound) -> Piece {
        Piece::new(
            key_of(self.app, Scope::Home, bound, self.look),
            Role::Accent,
        )
    }

    fn countdown(&self) -> Paragraph {
        let Some((day, days)) = self.facts.interview else {
            let question = Piece::new("When is your interview?  ", Role::Strong);
            return vec![
                question,
                self.key(Bound::SetGoal),
                Piece::new(" sets the date", Role::Muted),
            ];
        };
        let until = match days {
            0 => "Today is ".to_owned(),
            1 => "1 day to ".to_owned(),
            days => format!("{days} days to "),
        };
        let date = format!(" {} {}", self.look.glyphs.dot, spelled(day.date()));
        vec![
            Piece::new(until + &self.facts.interview_name, Role::Strong),
            Piece::new(date, Role::Text),
        ]
    }

    fn today(&self, cells: usize, is_compact: bool) -> Vec<(bool, Paragraph)> {
        let queue = &self.facts.queue;
        let talk = self.talk().filter(|_| !is_compact);
        if queue.picks.is_empty() {
            let alone = talk.map(|talk| apart(self.talk_line("Today   ", &talk, 0, cells)));
            let mut paragraphs = vec![apart(self.nothing_due())];
            paragraphs.extend(alone);
            return paragraphs;
        }
        let minutes = format!("{}", (queue.seconds() / 60.0).ceil());
        let digits = talk
            .as_ref()
            .map_or(0, |talk| talk.minutes.to_string().len())
            .max(minutes.len());
        let (count, new) = (queue.picks.len(), queue.picked_new());
        let cards = if count == 1 {
            "1 card".to_owned()
        } else {
            format!("{count} cards")
        };
        let what = format!(
            "{cards} {} {} due, {new} new",
            self.look.glyphs.dot, queue.due
        );
        let mut paragraphs = vec![apart(vec![
            Piece::new("Today   ", Role::Muted),
            Piece::new(format!("{minutes:>digits$} min   "), Role::Strong),
            Piece::new(what, Role::Text),
        ])];
        paragraphs
            .extend(talk.map(|talk| (false, self.talk_line("        ", &talk, digits, cells))));
        paragraphs.extend(self.on_top().map(apart));
        paragraphs
    }

    /// What the plan expects of the day, with a bar where there is room.
    fn recall(&self, cells: usize) -> Option<Paragraph> {
        const BAR: usize = 26;
        self.facts.interview?;
        let Some(recall) = self.facts.recall else {
            if self.facts.has_reviews {
                let sentence = "Recall on the day is being worked out.";
                return Some(vec![Piece::new(sentence, Role::Muted)]);
            }
            return Some(vec![
                Piece::new("Recall on the day: not measured yet.  ", Role::Muted),
                self.key(Bound::CheckKnown),
                Piece::new(" five-minute check", Role::Muted),
            ]);
        };
        let (day, now) = (recall.forecast * 100.0, recall.now * 100.0);
        let mut pieces = vec![
            Piece::new("Cards you will recall on the day  ", Role::Text),
            Piece::new(format!("{day:>3.0}%  "), Role::Strong),
        ];
        if cells >= 72 {
            let full = (recall.forecast * BAR as f64).round() as usize;
            pieces.push(Piece::new(
                self.look.glyphs.full.repeat(full.min(BAR)),
                Role::Accent,
            ));
            pieces.push(Piece::new(
                self.look.glyphs.empty.repeat(BAR - full.min(BAR)),
                Role::Muted,
            ));
            pieces.push(Piece::new("  ", Role::Text));
        }
        pieces.push(Piece::new(format!("now {now:.0}"), Role::Muted));
        Some(pieces)
    }

    /// What more minutes would bring; after days without study one calm sentence and a choice.
    fn minutes(&self) -> Option<Paragraph> {
        let recall = self.facts.recall?;
        let (minutes, more) = (self.facts.minutes, recall.with_more.0);
        let percent = |share: f64| (share * 100.0).round() as u32;
        let (here, there) = (percent(recall.forecast), percent(recall.with_more.1));
        let missed = match self.facts.missed_days {
            0 => String::new(),
            1 => "One day was missed. ".to_owned(),
            days => format!("{days} days were missed. "),
        };
        if missed.is_empty() && there <= here {
            return None;
        }
        let now = if missed.is_empty() { "" } else { "now " };
        let mut pieces = vec![Piece::new(
            format!(
                "{missed}{minutes} minutes a day {now}reaches {here}; {more} would reach {there}."
            ),
            Role::Muted,
        )];
        if !missed.is_empty() {
            pieces.extend([
                Piece::new("  ", Role::Muted),
                self.key(Bound::MoreMinutes),
                Piece::new(" gives today more", Role::Muted),
            ]);
        }
        Some(pieces)
    }

    fn nothing_due(&self) -> Paragraph {
        let queue = &self.facts.queue;
        let sentence = match queue.next {
            Some((day, 1)) => format!(
                "Nothing is due. The next card comes on {}.  ",
                spelled(day.date())
            ),
            Some((day, count)) => format!(
                "Nothing is due. The next {count} cards come on {}.  ",
                spelled(day.date())
            ),
            None => "Nothing is due.  ".to_owned(),
        };
        let mut pieces = vec![Piece::new(sentence, Role::Text)];
        if queue.ahead > 0 {
            pieces.extend([
                self.key(Bound::GoAhead),
                Piece::new(" goes ahead", Role::Muted),
            ]);
        }
        pieces
    }

    fn changed(&self) -> Option<Paragraph> {
        let sentence = match self.facts.changed {
            0 => return None,
            1 => "1 answer changed since you learnt it.  ".to_owned(),
            count => format!("{count} answers changed since you learnt them.  "),
        };
        Some(vec![
            Piece::new(sentence, Role::Text),
            self.key(Bound::AskChanged),
            Piece::new(" asks them today", Role::Muted),
        ])
    }
}

/// `Friday 4 December`.
fn spelled(date: Date) -> String {
    date.strftime("%A %-d %B").to_string()
}
