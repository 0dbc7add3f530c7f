//! A text as words, numbers and marks.

use super::lexicon::{Entry, LEXICON, LONGEST, Sense};
use super::{Cue, Holiday, Modifier, Part, Reference, Relative, Season, Unit};
use dateline_doc::{Byte, Span};

/// Kinds of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Kind {
    /// A run of letters.
    Word,
    /// A run of digits, with points and commas inside.
    Number,
    /// Any other character that is no space.
    Mark,
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Glued,
    Space,
    Line,
    Blank,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    start: u32,
    end: u32,
    entry: u16,
    kind: Kind,
    gap: Gap,
}

/// The tokens of a text. Positions past the end hold nothing and match nothing.
pub(in crate::resolve) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Reads the text.
    pub(in crate::resolve) fn new(text: &'a str) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut lower = String::new();
        let mut at = 0;
        while let Some((start, gap)) = skip_space(text, at) {
            let (kind, end) = token_end(text, start);
            let entry = if kind == Kind::Word { look_up(&text[start..end], &mut lower) } else { 0 };
            list.push(Token { start: start as u32, end: end as u32, entry, kind, gap });
            at = end;
        }
        Tokens { text, list }
    }

    /// Number of tokens.
    pub(in crate::resolve) fn len(&self) -> usize {
        self.list.len()
    }

    /// The characters of a token; empty past the end.
    pub(in crate::resolve) fn slice(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// From the first token to the last before `end`.
    pub(in crate::resolve) fn span(&self, start: usize, end: usize) -> Span<Byte> {
        match (self.list.get(start), end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::new(0, 0),
        }
    }

    /// What kind of token; `None` past the end.
    pub(in crate::resolve) fn kind(&self, i: usize) -> Option<Kind> {
        self.list.get(i).map(|t| t.kind)
    }

    /// True where no space stands before the token.
    pub(in crate::resolve) fn glued(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.gap == Gap::Glued)
    }

    /// True where the token begins a line.
    pub(in crate::resolve) fn new_line(&self, i: usize) -> bool {
        i == 0 || self.list.get(i).is_none_or(|t| t.gap >= Gap::Line)
    }

    /// True for this word, whatever its case.
    pub(in crate::resolve) fn is(&self, i: usize, word: &str) -> bool {
        self.slice(i).eq_ignore_ascii_case(word)
    }

    /// True for one of these words.
    pub(in crate::resolve) fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    /// The position after this run of words.
    pub(in crate::resolve) fn words(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(k, word)| self.is(i + k, word)).then_some(i + words.len())
    }

    /// The position after the word, or `i` where it isn't there.
    pub(in crate::resolve) fn skip(&self, i: usize, words: &[&str]) -> usize {
        i + usize::from(self.any(i, words))
    }

    /// True where the word has a capital at its head.
    pub(in crate::resolve) fn capital(&self, i: usize) -> bool {
        self.slice(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// True where the word has a capital that its place in the sentence doesn't explain, in a text with lower case
    /// around it: "This Week".
    pub(in crate::resolve) fn title(&self, i: usize) -> bool {
        let lower = self.slice(i).chars().any(char::is_lowercase);
        self.capital(i)
            && lower
            && !self.breaks(i)
            && !matches!(self.slice(i.wrapping_sub(1)), "\"" | "\u{201c}" | "`" | ":")
    }

    /// True for a hyphen or dash that touches the token before.
    pub(in crate::resolve) fn hyphen(&self, i: usize) -> bool {
        self.glued(i) && matches!(self.slice(i), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
    }

    /// True where a sentence ends before this token: at the end of the text, at a blank line, after a stop.
    pub(in crate::resolve) fn breaks(&self, i: usize) -> bool {
        let Some(token) = self.list.get(i) else { return true };
        let Some(before) = i.checked_sub(1) else { return true };
        if token.gap == Gap::Blank {
            return true;
        }
        match self.slice(before) {
            "!" | "?" => token.gap != Gap::Glued,
            "." => token.gap != Gap::Glued && self.capital(i) && !self.abbreviated(before),
            _ => false,
        }
    }

    /// True where the stop at `dot` belongs to an abbreviation.
    fn abbreviated(&self, dot: usize) -> bool {
        let Some(word) = dot.checked_sub(1) else { return false };
        let text = self.slice(word);
        self.abbreviation(word)
            || text.chars().count() == 1 && text.chars().all(char::is_uppercase)
            || ["Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Sen", "Rep", "Gov", "Lt", "Sgt", "St"].contains(&text)
    }

    fn entry(&self, i: usize) -> Option<&'static Entry> {
        self.list.get(i).filter(|t| t.entry != 0).map(|t| LEXICON.entry(t.entry))
    }

    /// What the lexicon says about the word, its conditions on capitals met.
    pub(in crate::resolve) fn senses(&self, i: usize) -> &'static [Sense] {
        match self.entry(i) {
            Some(entry) if !(entry.capital || entry.context) || self.capital(i) => &entry.senses,
            _ => &[],
        }
    }

    /// True where the word needs a neighbour that makes it a time.
    pub(in crate::resolve) fn needs_context(&self, i: usize) -> bool {
        self.entry(i).is_some_and(|e| e.context)
    }

    /// True for an abbreviation of the lexicon.
    pub(in crate::resolve) fn abbreviation(&self, i: usize) -> bool {
        self.entry(i).is_some_and(|e| e.abbreviation)
    }

    /// The position after the word and the full stop of its abbreviation.
    pub(in crate::resolve) fn after_word(&self, i: usize) -> usize {
        let dot = self.abbreviation(i) && self.slice(i + 1) == "." && self.glued(i + 1);
        i + 1 + usize::from(dot)
    }

    /// The position after a possessive ending.
    pub(in crate::resolve) fn after_possessive(&self, i: usize) -> Option<usize> {
        let apostrophe = matches!(self.slice(i), "'" | "\u{2019}");
        (apostrophe && self.is(i + 1, "s") && self.glued(i + 1)).then_some(i + 2)
    }

    /// Digits without points or commas, at most four billion.
    pub(in crate::resolve) fn digits(&self, i: usize) -> Option<u32> {
        let plain = self.kind(i) == Some(Kind::Number) && self.slice(i).bytes().all(|b| b.is_ascii_digit());
        plain.then(|| self.slice(i).parse().ok()).flatten()
    }
}

/// Defines look-ups of one sense of a word.
macro_rules! lookups {
    ($($name:ident, $sense:ident, $value:ty;)+) => {
        impl Tokens<'_> {
            $(#[doc = concat!("The word's sense as ", stringify!($sense), ".")]
            pub(in crate::resolve) fn $name(&self, i: usize) -> Option<$value> {
                self.senses(i).iter().find_map(|sense| match sense {
                    Sense::$sense(value) => Some(*value),
                    _ => None,
                })
            })+
        }
    };
}

lookups! {
    month, Month, u8;
    weekday, Weekday, u8;
    weekdays, Weekdays, u8;
    unit, Unit, Unit;
    units, Units, Unit;
    number, Number, u64;
    scale, Scale, u64;
    scales, Scales, u64;
    ordinal, Ordinal, u8;
    part, Part, Part;
    season, Season, Season;
    shift, Shift, i8;
    relative, Relative, Relative;
    modifier, Modifier, Modifier;
    reference, Reference, Reference;
    frequency, Frequency, Unit;
    clock_word, Clock, u8;
    decade_word, Decade, u8;
    holiday, Holiday, Holiday;
    cue, Cue, Cue;
}

/// The next character that is no space, and what stands before it.
fn skip_space(text: &str, from: usize) -> Option<(usize, Gap)> {
    let rest = &text[from..];
    let start = rest.find(|c: char| !c.is_whitespace())?;
    let lines = rest[..start].bytes().filter(|b| *b == b'\n').count();
    let gap = match (start, lines) {
        (0, _) => Gap::Glued,
        (_, 0) => Gap::Space,
        (_, 1) => Gap::Line,
        _ => Gap::Blank,
    };
    Some((from + start, gap))
}

fn token_end(text: &str, start: usize) -> (Kind, usize) {
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return (Kind::Number, start + number_len(rest.as_bytes()));
    }
    if first.is_alphabetic() {
        return (Kind::Word, start + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()));
    }
    (Kind::Mark, start + first.len_utf8())
}

/// Digits, with single points and commas between digits.
fn number_len(bytes: &[u8]) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (end > 0 && matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
        end += 1;
    }
    end
}

fn look_up(word: &str, lower: &mut String) -> u16 {
    if word.len() > LONGEST {
        return 0;
    }
    lower.clear();
    lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    LEXICON.find(lower)
}
