//! What the splitter sees of a border: the tokens around it, the gap, and the sentence so far.

use crate::signature::{lowered, shape};
use dateline_doc::{Byte, Span};
use dateline_learn::{Bag, hash_text};

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    None,
    Stop,
    Exclamation,
    Dots,
    Colon,
    Semicolon,
    Comma,
    Opening,
    Closing,
    Straight,
    Bracket,
    Unbracket,
    Dash,
    Bullet,
    Rule,
    Number,
    Clock,
    Mixed,
    Address,
    Face,
    Upper,
    Capital,
    Initial,
    Title,
    Abbreviation,
    Lower,
    Other,
}

/// Titles that a name follows.
const TITLES: &[&str] = &[
    "Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Sen.", "Rep.", "Gov.", "Col.", "Capt.", "Lt.", "Sgt.", "Maj.", "Adm.",
    "Prof.", "Rev.", "Hon.", "St.", "MR.", "MRS.", "DR.", "GEN.",
];

/// A token as the splitter sees it.
#[derive(Debug, Clone, Copy, Default)]
struct Sight {
    lower: u64,
    shape: u64,
    tail: u64,
    kind: Kind,
    /// What stands before it: nothing, one space, several, or a line break.
    gap: u64,
}

/// The tokens of a block.
pub(super) struct View {
    sights: Vec<Sight>,
    rules: Vec<bool>,
    /// For each token the number of tokens up to the next mark that may end a sentence.
    ahead: Vec<u16>,
    manner: Manner,
    block: u64,
    capitals: u64,
}

/// The sentence so far.
#[derive(Debug, Default)]
pub(super) struct Open {
    start: usize,
    quotes: u32,
    brackets: u32,
    lower: u32,
    last: (Kind, u64),
}

impl Open {
    /// Takes in the token at `at`.
    pub(super) fn pass(&mut self, view: &View, at: usize, start: usize) {
        if start != self.start {
            let last = view.sight(start as isize - 1).kind;
            *self = Open { start, last: (last, log(start - self.start)), ..Open::default() };
        }
        match view.sights[at].kind {
            Kind::Opening => self.quotes += 1,
            Kind::Closing => self.quotes = self.quotes.saturating_sub(1),
            Kind::Straight => self.quotes = u32::from(self.quotes == 0),
            Kind::Bracket => self.brackets += 1,
            Kind::Unbracket => self.brackets = self.brackets.saturating_sub(1),
            Kind::Lower => self.lower += 1,
            _ => {}
        }
    }
}

impl View {
    pub(super) fn new(text: &str, tokens: &[Span<Byte>], manner: Manner, rules: Vec<bool>) -> Self {
        let mut end = tokens.first().map_or(0, |token| token.start);
        let mut sights = Vec::with_capacity(tokens.len());
        for token in tokens {
            let gap = text.get(end as usize..token.start as usize).unwrap_or("");
            sights.push(Sight { gap: gap_kind(gap), ..sight(&text[token.range()]) });
            end = token.end;
        }
        let body = tokens.first().zip(tokens.last()).map_or("", |(a, b)| &text[a.join(*b).range()]);
        View {
            ahead: ahead(&sights),
            capitals: capitals(&sights),
            sights,
            rules,
            manner,
            block: Manner::of(std::iter::once(body)).marks,
        }
    }

    fn sight(&self, at: isize) -> Sight {
        usize::try_from(at).ok().and_then(|at| self.sights.get(at)).copied().unwrap_or_default()
    }

    /// False where no treebank ends a sentence: before a plain word after a plain word or a comma.
    pub(super) fn is_candidate(&self, at: usize) -> bool {
        let (here, next) = (self.sights[at], self.sight(at as isize + 1));
        let plain = matches!(here.kind, Kind::Lower | Kind::Capital | Kind::Comma);
        let glued = next.gap == 0 && !self.rules[at] && !ends(here.kind) && !ends(next.kind);
        let named = matches!(next.kind, Kind::Capital | Kind::Initial | Kind::Upper) && self.is_of_name(at);
        !(glued || named || plain && next.kind == Kind::Lower || self.is_dateline(at))
    }

    /// True for a stop of its own between a plain word and a capital or quotation, outside brackets: nothing is left to decide.
    pub(super) fn is_sure(&self, at: usize, open: &Open) -> bool {
        let [last, here, next] = [-1, 0, 1].map(|shift| self.sight(at as isize + shift));
        let high = matches!(next.kind, Kind::Capital | Kind::Abbreviation | Kind::Title | Kind::Opening);
        last.kind == Kind::Lower
            && here.gap == 0
            && here.kind == Kind::Stop
            && next.gap == 1
            && high
            && open.brackets == 0
    }

    /// True for a title, and for an initial after one, after another initial or after a name ("Dr. A.", "J. R.").
    fn is_of_name(&self, at: usize) -> bool {
        let last = self.sight(at as isize - 1).kind;
        match self.sights[at].kind {
            Kind::Title => true,
            Kind::Initial => matches!(last, Kind::None | Kind::Title | Kind::Initial | Kind::Capital),
            _ => false,
        }
    }

    /// True for the dash that ends a dateline at the start of the block ("LIMA, May 3 (AP) -").
    fn is_dateline(&self, at: usize) -> bool {
        let last = self.sight(at as isize - 1).kind;
        at < 14
            && self.sights[at].kind == Kind::Dash
            && matches!(last, Kind::Unbracket | Kind::Number | Kind::Upper)
            && !self.sights[..at].iter().any(|sight| matches!(sight.kind, Kind::Lower) || ends(sight.kind))
    }

    /// The features of the border after the token at `at`.
    pub(super) fn features(&self, at: usize, open: &Open, bag: &mut Bag) {
        bag.clear();
        let window: [Sight; 7] = std::array::from_fn(|i| self.sight(at as isize + i as isize - 3));
        forms(&window, bag);
        kinds(&window, bag);
        self.sentence(at, open, &window, bag);
    }

    /// Features of the sentence so far, of the block and of the report.
    fn sentence(&self, at: usize, open: &Open, window: &[Sight; 7], bag: &mut Bag) {
        let [here, next] = [window[3].kind as u64, window[4].kind as u64];
        let both = here << 8 | next;
        let gap = window[4].gap;
        let rule = u64::from(self.rules[at]);
        let length = log(at + 1 - open.start);
        let first = self.sight(open.start as isize);
        let ahead = log(usize::from(self.ahead.get(at + 1).copied().unwrap_or(0)));
        let inside = u64::from(open.quotes.min(1)) << 1 | u64::from(open.brackets.min(1));
        let lower = u64::from(open.lower.min(4));
        bag.add([rule]);
        bag.add([rule, both]);
        bag.add([rule, self.manner.marks]);
        bag.add([rule, window[4].lower]);
        bag.add([gap, both]);
        bag.add([gap, rule, self.block]);
        bag.add([length]);
        bag.add([length, both]);
        bag.add([inside, both]);
        bag.add([inside, rule, gap]);
        bag.add([first.lower, both]);
        bag.add([first.kind as u64, both]);
        bag.add([first.kind as u64, length, here]);
        bag.add([ahead, both]);
        bag.add([ahead, rule, length]);
        bag.add([lower, both]);
        bag.add([lower, length, next]);
        bag.add([self.block, both]);
        bag.add([self.manner.marks, both]);
        bag.add([self.manner.marks, self.block, here]);
        //        bag.add([self.manner.open, both]);
        bag.add([self.capitals, both]);
        bag.add([self.capitals, rule, gap, length]);
        bag.add([self.capitals, rule, self.manner.open, u64::from(self.block >> 2 == 0)]);
        //        bag.add([self.manner.open, rule, gap, here]);
        bag.add([open.last.0 as u64, both, self.manner.marks]);
        bag.add([open.last.1, open.last.0 as u64, length]);
        bag.add([open.last.0 as u64, length, here]);
        bag.add([log(self.sights.len() - at), both]);
    }
}

/// Features of the forms around a border.
fn forms(window: &[Sight; 7], bag: &mut Bag) {
    let [_, before, last, here, next, after, later] = window;
    let (k, n) = (here.kind as u64, next.kind as u64);
    bag.add([here.lower]);
    bag.add([next.lower]);
    bag.add([here.lower, next.lower]);
    bag.add([here.lower, n]);
    bag.add([k, next.lower]);
    bag.add([here.shape, next.shape]);
    bag.add([here.shape, n]);
    bag.add([k, next.shape]);
    bag.add([here.tail, n]);
    bag.add([here.tail, next.tail]);
    bag.add([k, next.tail]);
    bag.add([last.lower, k, n]);
    bag.add([last.lower, here.lower]);
    bag.add([last.tail, k, n]);
    bag.add([last.shape, here.shape, n]);
    bag.add([before.lower, last.kind as u64, k, n]);
    bag.add([next.lower, after.lower]);
    bag.add([k, n, after.lower]);
    bag.add([k, next.lower, after.kind as u64]);
    bag.add([k, n, after.tail]);
    bag.add([k, n, after.kind as u64, later.lower]);
    bag.add([last.lower, k, next.lower]);
    bag.add([last.kind as u64, k, next.lower]);
    bag.add([last.kind as u64, here.lower, n]);
}

/// Features of the kinds around a border.
fn kinds(window: &[Sight; 7], bag: &mut Bag) {
    let [a, b, c, d, e, f, g] = window.map(|sight| sight.kind as u64);
    let gap = window[4].gap;
    bag.add([d]);
    bag.add([e]);
    bag.add([d, e]);
    bag.add([c, d, e]);
    bag.add([d, e, f]);
    bag.add([c, d, e, f]);
    bag.add([b, c, d, e]);
    bag.add([d, e, f, g]);
    bag.add([b, c, d, e, f]);
    bag.add([a, b, c, d]);
    bag.add([c, d, e, f, g]);
    bag.add([gap, c, d, e]);
    bag.add([gap, d, e, f, window[5].gap]);
    bag.add([window[3].gap, c, d, e]);
}

/// How many of the longer words begin with capitals: few, many, nearly all, or all are in capitals.
fn capitals(sights: &[Sight]) -> u64 {
    let [mut words, mut high, mut upper] = [0usize; 3];
    for sight in sights {
        words += usize::from(matches!(sight.kind, Kind::Lower | Kind::Capital | Kind::Upper));
        high += usize::from(matches!(sight.kind, Kind::Capital | Kind::Upper));
        upper += usize::from(sight.kind == Kind::Upper);
    }
    match () {
        () if upper * 4 >= words * 3 => 4,
        () if high * 4 >= words * 3 => 3,
        () if high * 2 >= words => 2,
        () if high * 4 >= words => 1,
        () => 0,
    }
}

/// Tokens up to the next mark that may end a sentence.
fn ahead(sights: &[Sight]) -> Vec<u16> {
    let mut ahead = vec![0u16; sights.len()];
    let mut count = 0u16;
    for (at, sight) in sights.iter().enumerate().rev() {
        count = if ends(sight.kind) { 0 } else { count.saturating_add(1) };
        ahead[at] = count;
    }
    ahead
}

fn ends(kind: Kind) -> bool {
    matches!(kind, Kind::Stop | Kind::Exclamation | Kind::Dots)
}

/// Sizes made alike: exact up to four, then coarser.
fn log(size: usize) -> u64 {
    match size {
        0..=4 => size as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        36..=60 => 10,
        _ => 11,
    }
}

fn gap_kind(gap: &str) -> u64 {
    match gap.len() {
        0 => 0,
        _ if gap.contains(['\n', '\r']) => 3,
        1 => 1,
        _ => 2,
    }
}

/// How a text is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manner {
    /// How many words it has to a mark that ends sentences, and how often a small letter follows one.
    marks: u64,
    /// How many of its paragraphs end without such a mark.
    open: u64,
}

impl Manner {
    /// Of the paragraphs of a text.
    pub fn of<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Self {
        let [mut words, mut stops, mut small, mut lines, mut open] = [0usize; 5];
        for paragraph in paragraphs {
            let mut stopped = None;
            for word in paragraph.split_whitespace() {
                words += 1;
                small += usize::from(stopped == Some(true) && word.starts_with(char::is_lowercase));
                let ends = word.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?']);
                stops += usize::from(ends);
                stopped = Some(ends);
            }
            lines += usize::from(stopped.is_some());
            open += usize::from(stopped == Some(false));
        }
        let dense = [8, 13, 19, 29].iter().take_while(|limit| words >= **limit * (stops + 1)).count() as u64;
        let marks = dense << 2 | u64::from(small * 3 > stops) << 1 | u64::from(small > 0);
        Manner { marks, open: (open * 4).div_ceil(lines.max(1)) as u64 }
    }
}

fn sight(form: &str) -> Sight {
    let lower = lowered(form);
    let tail = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    Sight { lower: hash_text(&lower), shape: shape(form), tail: hash_text(&lower[tail..]), kind: kind(form), gap: 0 }
}

fn kind(form: &str) -> Kind {
    let mut chars = form.chars();
    let Some(first) = chars.next() else { return Kind::None };
    if first.is_alphabetic() {
        return word(form, first);
    }
    if first.is_numeric() {
        return number(form);
    }
    if chars.next().is_some() { marks(form, first) } else { mark(first) }
}

fn word(form: &str, first: char) -> Kind {
    if form.contains(['@', '/']) || form.starts_with("www.") {
        return Kind::Address;
    }
    if form.ends_with('.') {
        return match form.chars().count() {
            2 => Kind::Initial,
            _ if TITLES.contains(&form) => Kind::Title,
            _ => Kind::Abbreviation,
        };
    }
    if !first.is_uppercase() {
        return if form.contains(|c: char| c.is_numeric() || c == '.') { Kind::Mixed } else { Kind::Lower };
    }
    let mut rest = form.chars().skip(1).filter(|c| c.is_alphabetic()).peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Kind::Upper } else { Kind::Capital }
}

fn number(form: &str) -> Kind {
    if form.contains('@') {
        Kind::Address
    } else if form.contains(char::is_alphabetic) {
        Kind::Mixed
    } else if form.contains([':', '/']) {
        Kind::Clock
    } else {
        Kind::Number
    }
}

fn mark(mark: char) -> Kind {
    match mark {
        '.' | '。' => Kind::Stop,
        '!' | '?' => Kind::Exclamation,
        '…' => Kind::Dots,
        ':' => Kind::Colon,
        ';' => Kind::Semicolon,
        ',' => Kind::Comma,
        '“' | '‘' | '«' | '`' | '„' => Kind::Opening,
        '”' | '’' | '»' => Kind::Closing,
        '"' | '\'' => Kind::Straight,
        '(' | '[' | '<' | '{' => Kind::Bracket,
        ')' | ']' | '>' | '}' => Kind::Unbracket,
        '-' | '–' | '—' => Kind::Dash,
        '*' | '•' | '·' | '■' | '►' | '#' | '+' => Kind::Bullet,
        _ => Kind::Other,
    }
}

fn marks(form: &str, first: char) -> Kind {
    match first {
        '\'' | '’' if form.contains(char::is_alphanumeric) => Kind::Lower,
        '.' | '…' if form.bytes().all(|byte| byte == b'.') || first == '…' => Kind::Dots,
        '!' | '?' => Kind::Exclamation,
        '`' => Kind::Opening,
        '\'' => Kind::Straight,
        ':' | ';' | '=' if form.chars().count() <= 4 => Kind::Face,
        '-' | '—' | '–' if form.chars().count() <= 3 => Kind::Dash,
        '-' | '=' | '_' | '*' | '~' | '+' | '#' => Kind::Rule,
        '@' => Kind::Address,
        _ => Kind::Other,
    }
}
