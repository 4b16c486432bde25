//! Colours as roles on the terminal's own sixteen, so that they fit light and dark palettes; none at all under `NO_COLOR`.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// What matters most on the screen.
    Strong,
    /// Emphasis in a card.
    Emphasis,
    /// Code in a card.
    Code,
    /// Less important.
    Muted,
    /// The one accent.
    Accent,
    /// Something that went well.
    Good,
    /// Something to look at.
    Warn,
    /// Something that went wrong.
    Bad,
    /// The selected row.
    Selected,
    /// Lines that separate.
    Border,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// For dark backgrounds.
    #[default]
    Dark,
    /// For light backgrounds.
    Light,
    /// Without colours: weight, underline and reverse say the same.
    Mono,
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new();
        let colored = |dark: Color, light: Color| match self {
            Self::Dark => style.fg(dark),
            Self::Light => style.fg(light),
            Self::Mono => style,
        };
        match role {
            Role::Text => style,
            Role::Strong => style.add_modifier(Modifier::BOLD),
            Role::Emphasis => style.add_modifier(Modifier::ITALIC),
            Role::Code => colored(Color::Cyan, Color::Magenta),
            Role::Muted | Role::Border => match self {
                Self::Mono => style.add_modifier(Modifier::DIM),
                _ => colored(Color::DarkGray, Color::DarkGray),
            },
            Role::Accent => colored(Color::Cyan, Color::Blue).add_modifier(Modifier::BOLD),
            Role::Good => colored(Color::Green, Color::Green),
            Role::Warn => colored(Color::Yellow, Color::Magenta),
            Role::Bad => colored(Color::Red, Color::Red).add_modifier(Modifier::BOLD),
            Role::Selected => style.add_modifier(Modifier::REVERSED),
        }
    }

    /// The theme that the settings and the environment ask for.
    ///
    /// `setting` is `auto`, `light`, `dark` or `mono`; `no_color` is the content of `NO_COLOR`; `colorfgbg` that of
    /// `COLORFGBG`, whose last number is the background where a terminal sets it.
    pub fn choose(setting: Option<&str>, no_color: Option<&str>, colorfgbg: Option<&str>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::Mono;
        }
        match setting {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            Some("mono") => Self::Mono,
            _ => {
                let background =
                    colorfgbg.and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
                if matches!(background, Some(7 | 9..=15)) {
                    Self::Light
                } else {
                    Self::Dark
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_wins_and_the_background_is_a_guess() {
        assert_eq!(Theme::choose(Some("dark"), Some("1"), None), Theme::Mono);
        assert_eq!(Theme::choose(None, Some(""), Some("0;15")), Theme::Light);
        assert_eq!(Theme::choose(None, None, Some("15;0")), Theme::Dark);
        assert_eq!(
            Theme::choose(Some("light"), None, Some("15;0")),
            Theme::Light
        );
    }

    #[test]
    fn mono_has_no_colour_and_tells_important_roles_apart() {
        for role in [
            Role::Strong,
            Role::Accent,
            Role::Bad,
            Role::Selected,
            Role::Muted,
        ] {
            let style = Theme::Mono.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
            assert_ne!(style, Style::new(), "{role:?}");
        }
    }
}
