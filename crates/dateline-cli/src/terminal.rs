//! What a terminal needs: width, colours, and text that cannot drive it.

use crate::args::Color;
use anstyle::{AnsiColor, Style};
use std::io::IsTerminal;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// What matters less.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What happened.
pub(crate) const EVENT: Style = AnsiColor::Yellow.on_default().bold();
/// Who did it.
pub(crate) const ACTOR: Style = AnsiColor::Green.on_default();
/// To whom.
pub(crate) const RECIPIENT: Style = AnsiColor::Magenta.on_default();
/// Where.
pub(crate) const PLACE: Style = AnsiColor::Blue.on_default();
/// When.
pub(crate) const TIME: Style = AnsiColor::Cyan.on_default();
/// According to whom.
pub(crate) const SOURCE: Style = Style::new().italic();
/// How many, and what failed.
pub(crate) const FIGURE: Style = AnsiColor::Red.on_default();

/// Applies `--color` to everything that is printed from here on.
pub(crate) fn set_color(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Columns of a terminal that does not tell.
const USUAL: usize = 80;
/// Nothing is fitted into less.
const NARROWEST: usize = 40;

/// Columns of the terminal on standard output; `None` where it is no terminal, and nothing need be cut.
pub(crate) fn columns() -> Option<usize> {
    let told = || terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0).max(NARROWEST));
    std::io::stdout().is_terminal().then(told)
}

/// Text with every character that could drive a terminal replaced by one that can be seen; the number of characters
/// stays the same, so that offsets still fit. Line breaks and tabs become spaces.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        // The "control pictures" block mirrors the control characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls, and the characters that reorder or hide what follows.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}' => {
            '\u{fffd}'
        }
        _ => c,
    }
}

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Columns that a character takes.
pub(crate) fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The text if it fits into `room` columns, else its beginning with an ellipsis.
pub(crate) fn fit(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += char_width(*c);
        used < room
    });
    let mut kept: String = kept.collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// The text in a style.
pub(crate) fn paint(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_shown_and_not_obeyed() {
        let hostile = "a\u{1b}[31mred\u{7}\u{9b}2J\u{202e}b\r\nc\u{7f}";
        let shown = harmless(hostile);
        assert_eq!(shown, "a␛[31mred␇\u{fffd}2J\u{fffd}b  c␡");
        assert_eq!(shown.chars().count(), hostile.chars().count());
    }

    #[test]
    fn fitting_counts_columns_and_not_characters() {
        assert_eq!(fit("Ankara", 6), "Ankara");
        assert_eq!(fit("Ankara", 5), "Anka…");
        assert_eq!(fit("安卡拉市", 5), "安卡…");
        assert_eq!(fit("in the city", 4), "in…");
        for room in 1..12 {
            assert!(width(&fit("Москва 安卡拉", room)) <= room);
        }
    }
}
