//! The arithmetic of the bundled estimates, worked out again: every step, and the answer at its end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test or bench that cannot go on says so by ending"
)]

use mensetsu::{
    deck::{Body, collection::Collection},
    library::bundled_files,
};

/// What `≈` may be off by, as a share of the value.
const ROUNDED: f64 = 0.01;

/// What a change of unit may multiply with: `1,200,000,000 bytes = 1.2 GB`, `4,000 s = 66.7 minutes`.
const UNITS: [f64; 9] = [
    1.0, 60.0, 100.0, 1_000.0, 1_024.0, 3_600.0, 86_400.0, 1e6, 1e9,
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number(f64),
    Sign(char),
}

/// Numbers and signs of one side of an equation; words between them are units.
fn tokens(side: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = side;
    while let Some(first) = rest.chars().next() {
        let is_inside_word = first.is_alphabetic();
        if is_inside_word {
            rest = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '\'');
        } else if first.is_ascii_digit() {
            let end = rest
                .char_indices()
                .find(|(at, c)| {
                    let goes_on = matches!(c, ',' | '.')
                        && rest[at + 1..].starts_with(|next: char| next.is_ascii_digit());
                    !c.is_ascii_digit() && !goes_on
                })
                .map_or(rest.len(), |(at, _)| at);
            let mut number: f64 = rest[..end].replace(',', "").parse().unwrap();
            rest = &rest[end..];
            if let Some(after) = rest.strip_prefix('%') {
                number /= 100.0;
                rest = after;
            }
            let word: String = rest
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphabetic())
                .collect();
            number *= match word.as_str() {
                "million" => 1e6,
                "billion" => 1e9,
                _ => 1.0,
            };
            tokens.push(Token::Number(number));
        } else {
            let is_rate = first == '/' && rest[1..].starts_with(char::is_alphabetic);
            if matches!(first, '×' | '÷' | '+' | '−' | '^' | '(' | ')')
                || (first == '/' && !is_rate)
            {
                tokens.push(Token::Sign(if first == '/' { '÷' } else { first }));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

/// Sums of products of powers, with brackets. Two numbers side by side end the expression: what follows is prose.
struct Expression<'a>(&'a [Token]);

impl Expression<'_> {
    fn sign(&mut self, wanted: &str) -> Option<char> {
        match self.0.first() {
            Some(Token::Sign(sign)) if wanted.contains(*sign) => {
                let sign = *sign;
                self.0 = &self.0[1..];
                Some(sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product()?;
        while let Some(sign) = self.sign("+−") {
            let next = self.product()?;
            value += if sign == '+' { next } else { -next };
        }
        Some(value)
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.power()?;
        while let Some(sign) = self.sign("×÷") {
            let next = self.power()?;
            value = if sign == '×' {
                value * next
            } else {
                value / next
            };
        }
        Some(value)
    }

    fn power(&mut self) -> Option<f64> {
        let base = self.atom()?;
        match self.sign("^") {
            Some(_) => Some(base.powf(self.atom()?)),
            None => Some(base),
        }
    }

    fn atom(&mut self) -> Option<f64> {
        if self.sign("(").is_some() {
            let value = self.sum()?;
            // Brackets around words alone are no brackets of the sum.
            return self.sign(")").map(|_| value);
        }
        match self.0.first()? {
            Token::Number(number) => {
                self.0 = &self.0[1..];
                Some(*number)
            }
            Token::Sign(_) => None,
        }
    }
}

fn value(side: &str) -> Option<f64> {
    let tokens = tokens(side);
    let start = tokens
        .iter()
        .position(|token| matches!(token, Token::Number(_) | Token::Sign('(')))?;
    Expression(&tokens[start..]).sum()
}

/// What is wrong with a step; empty where nothing is.
fn mistakes(step: &str) -> Vec<String> {
    let mut sides: Vec<(&str, f64)> = Vec::new(); // a side, and what the sign before it may be off by
    let mut rest = step;
    let mut off = 0.0;
    while let Some(at) = rest.find(['=', '≈']) {
        sides.push((&rest[..at], off));
        off = if rest[at..].starts_with('≈') {
            ROUNDED
        } else {
            1e-9
        };
        rest = &rest[at..][rest[at..].chars().next().unwrap().len_utf8()..];
    }
    sides.push((rest, off));
    if sides.len() < 2 {
        return vec![format!("{step:?} comes to nothing")];
    }
    let mut mistakes = Vec::new();
    for pair in sides.windows(2) {
        let (Some(left), Some(right)) = (value(pair[0].0), value(pair[1].0)) else {
            mistakes.push(format!("{step:?} cannot be read"));
            continue;
        };
        let off = pair[1].1;
        let is_equal = UNITS.iter().any(|unit| {
            [left * unit, left / unit]
                .iter()
                .any(|left| (left - right).abs() <= right.abs() * off)
        });
        if !is_equal {
            mistakes.push(format!("{step:?}: {left} is not {right}"));
        }
    }
    mistakes
}

#[test]
fn every_step_of_the_bundled_estimates_comes_to_what_it_says() {
    let collection = Collection::new(bundled_files(), Vec::new());
    let mut wrong = Vec::new();
    let mut steps = 0;
    for loaded in &collection.decks {
        for card in &loaded.deck.cards {
            let Body::Estimate(estimate) = &card.body else {
                continue;
            };
            let name = loaded.deck.card_key(card);
            for step in &estimate.steps {
                steps += 1;
                wrong.extend(
                    mistakes(step.source())
                        .into_iter()
                        .map(|text| format!("{name}: {text}")),
                );
            }
            let last = estimate.steps.last().unwrap().source();
            let sides: Vec<&str> = last.split(['=', '≈']).collect();
            let is_answer = |side: &&str| {
                tokens(side).iter().any(|token| match token {
                    Token::Number(number) => {
                        (number - estimate.answer).abs() <= estimate.answer * 0.005
                            || (number * 100.0 - estimate.answer).abs() <= estimate.answer * 0.005
                    }
                    Token::Sign(_) => false,
                })
            };
            if !sides[1..].iter().any(is_answer) {
                wrong.push(format!(
                    "{name}: {last:?} does not end at {}",
                    estimate.answer
                ));
            }
        }
    }
    assert_eq!(wrong, [""; 0], "{steps} steps");
    assert!(steps >= 36, "{steps} steps");
}

#[test]
fn a_wrong_step_is_found() {
    for right in [
        "50,000 keys × 600 entries = 30,000,000 entries",
        "1,200,000,000 bytes = 1.2 GB",
        "1 − 0.55 = 0.45, that is 45 percent",
        "4% ÷ 0.1% = burn rate 40",
        "0.98^30 ≈ 0.55 chance",
        "(2 + 3) × 4 GB/s = 20 GB/s",
    ] {
        assert_eq!(mistakes(right), [""; 0], "{right}");
    }
    for wrong in [
        "6 × 7 = 43",
        "6 × 7 ≈ 40",
        "no number = here",
        "6 × 7",
        "1 GB = 1.3 GB",
    ] {
        assert_eq!(mistakes(wrong).len(), 1, "{wrong}");
    }
}
