//! The home: how long until the interview, what to do today, what has changed.

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
    let mut paragraphs = vec![says.countdown()];
    paragraphs.extend(says.today());
    paragraphs.extend(says.recall(usize::from(page.body.width)));
    paragraphs.extend(says.minutes());
    paragraphs.extend(says.changed());
    paragraphs.extend(says.spoken().filter(|_| !page.is_compact));
    paragraphs.extend(
        app.read_only
            .as_ref()
            .map(|why| vec![Piece::new(&**why, Role::Warn)]),
    );
    let mut lines: Vec<TextLine> = Vec::new();
    for (index, pieces) in paragraphs.iter().enumerate() {
        if index > 0 {
            lines.push(TextLine::default());
            if index == 1 && !page.is_compact {
                lines.push(TextLine::default());
            }
        }
        lines.extend(wrap(pieces, usize::from(page.body.width)));
    }
    painter.lines(page.body, &lines, 0);
    None
}

type Paragraph = Vec<Piece>;

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

    fn today(&self) -> Vec<Paragraph> {
        let queue = &self.facts.queue;
        if queue.picks.is_empty() {
            return vec![self.nothing_due()];
        }
        let minutes = (queue.seconds() / 60.0).ceil();
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
        let mut paragraphs = vec![vec![
            Piece::new("Today   ", Role::Muted),
            Piece::new(format!("{minutes} min   "), Role::Strong),
            Piece::new(what, Role::Text),
        ]];
        if self.facts.minutes_done {
            let sentence = format!(
                "Today's {} minutes are done. These are on top.",
                self.facts.minutes
            );
            paragraphs.push(vec![Piece::new(sentence, Role::Muted)]);
        }
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

    fn spoken(&self) -> Option<Paragraph> {
        let sentence = match self.facts.spoken {
            0 => return None,
            1 => "1 card to speak about stands in the decks and is not asked here.".to_owned(),
            count => {
                format!("{count} cards to speak about stand in the decks and are not asked here.")
            }
        };
        Some(vec![Piece::new(sentence, Role::Muted)])
    }
}

/// `Friday 4 December`.
fn spelled(date: Date) -> String {
    date.strftime("%A %-d %B").to_string()
}
