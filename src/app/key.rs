//! Keys as the core knows them, and their names in settings and help.

use std::fmt;

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character; Shift is in it.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

const NAMES: [(&str, Code); 15] = [
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("page-up", Code::PageUp),
    ("page-down", Code::PageDown),
    ("space", Code::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// Reads a key's name: `g`, `space`, `ctrl-p`, `f1`, `shift-tab`.
    pub fn parse(name: &str) -> Option<Self> {
        let (ctrl, rest) = name
            .strip_prefix("ctrl-")
            .map_or((false, name), |rest| (true, rest));
        let (alt, rest) = rest
            .strip_prefix("alt-")
            .map_or((false, rest), |rest| (true, rest));
        let named = NAMES
            .iter()
            .find(|(known, _)| *known == rest)
            .map(|(_, code)| *code);
        let function = || {
            rest.strip_prefix('f')?
                .parse()
                .ok()
                .filter(|n| (1..=12).contains(n))
                .map(Code::F)
        };
        let mut characters = rest.chars();
        let single = match (characters.next(), characters.next()) {
            (Some(character), None) => Some(Code::Char(character)),
            _ => None,
        };
        let code = named.or(single).or_else(function)?;
        Some(Self { code, ctrl, alt })
    }

    /// The key as an ASCII key where an input method sent a full-width one: `３` is `3`, the wide space a space.
    pub fn half_width(self) -> Self {
        let code = match self.code {
            Code::Char('\u{3000}') => Code::Char(' '),
            Code::Char(c @ '\u{ff01}'..='\u{ff5e}') => {
                Code::Char(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c))
            }
            code => code,
        };
        Self { code, ..self }
    }

    /// Whether the key is a kana, which no action hangs on: an input method is on.
    pub fn is_kana(self) -> bool {
        matches!(self.code, Code::Char('ぁ'..='ゟ' | 'ァ'..='ヿ' | '｡'..='ﾟ'))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            formatter.write_str("Ctrl-")?;
        }
        if self.alt {
            formatter.write_str("Alt-")?;
        }
        let named = match self.code {
            Code::Char(' ') => "Space",
            Code::Char(character) => return write!(formatter, "{character}"),
            Code::Enter => "Enter",
            Code::Esc => "Esc",
            Code::Tab => "Tab",
            Code::BackTab => "Shift-Tab",
            Code::Backspace => "Backspace",
            Code::Delete => "Delete",
            Code::Up => "↑",
            Code::Down => "↓",
            Code::Left => "←",
            Code::Right => "→",
            Code::Home => "Home",
            Code::End => "End",
            Code::PageUp => "PageUp",
            Code::PageDown => "PageDown",
            Code::F(number) => return write!(formatter, "F{number}"),
        };
        formatter.write_str(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        assert_eq!(Key::parse("space"), Some(Key::plain(Code::Char(' '))));
        assert_eq!(
            Key::parse("ctrl-p"),
            Some(Key {
                code: Code::Char('p'),
                ctrl: true,
                alt: false
            })
        );
        assert_eq!(Key::parse("f1"), Some(Key::plain(Code::F(1))));
        assert_eq!(Key::parse("f"), Some(Key::plain(Code::Char('f'))));
        assert_eq!(Key::parse("-"), Some(Key::plain(Code::Char('-'))));
        for none in ["", "f13", "spacebar", "ctrl-"] {
            assert_eq!(Key::parse(none), None, "{none}");
        }
    }

    #[test]
    fn keys_of_an_input_method_are_understood() {
        assert_eq!(
            Key::plain(Code::Char('３')).half_width().code,
            Code::Char('3')
        );
        assert_eq!(
            Key::plain(Code::Char('　')).half_width().code,
            Code::Char(' ')
        );
        assert!(Key::plain(Code::Char('か')).is_kana());
    }
}
