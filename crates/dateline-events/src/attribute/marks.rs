//! Quotation marks to quoted stretches: straight, curly, low, angled, doubled apostrophes, nested, left open, re-opened
//! at each paragraph.
//!
//! Two passes, both linear: the first lists marks with what their neighbours allow them to be, the second pairs them.

use dateline_doc::{Byte, Span};

/// How far ahead, in marks and breaks, the pairing may look.
const AHEAD: usize = 24;

/// A quoted stretch within one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// The words, without marks and outer blanks.
    pub(super) inner: Span<Byte>,
    /// With the marks.
    pub(super) outer: Span<Byte>,
    /// Number of quotations around it.
    pub(super) depth: u8,
    /// True where it goes on with the quotation of the paragraph before.
    pub(super) continues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Angle,
    Corner,
    Break,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span<Byte>,
    kind: Kind,
    opens: bool,
    closes: bool,
    /// A single mark after "s" and before a blank: more often a possessive.
    possessive: bool,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    kind: Kind,
    mark: u32,
    inner: u32,
    continues: bool,
}

/// All quoted stretches, by where they begin.
pub(super) fn marked(text: &str) -> Vec<Marked> {
    let marks = scan(text);
    let mut pairing = Pairing { text, marks: &marks, open: Vec::new(), resumes_at: None, found: Vec::new() };
    for at in 0..marks.len() {
        pairing.step(at);
    }
    pairing.end_all(text.len() as u32);
    let mut found = pairing.found;
    found.sort_by_key(|m| (m.outer.start, m.depth));
    found
}

/// Number of words that hold a letter or a digit.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn scan(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        if doubled(c) && chars.peek().is_some_and(|(_, d)| *d == c) {
            chars.next();
            end += c.len_utf8();
        }
        while repeatable(c) && chars.peek().is_some_and(|(_, d)| *d == c) {
            chars.next();
            end += c.len_utf8();
        }
        let after = text[end..].chars().find(|c| !invisible(*c));
        let wide = end > at + c.len_utf8();
        marks.extend(mark(c, wide, before, after).map(|m| Mark { span: Span::new(at as u32, end as u32), ..m }));
        if !invisible(c) {
            before = Some(c);
        }
    }
    marks
}

/// Apostrophes and backquotes that stand for a double mark when doubled.
fn doubled(c: char) -> bool {
    matches!(c, '\'' | '`' | '‘' | '’')
}

/// Marks that exports double by accident.
fn repeatable(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '\n')
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

fn mark(c: char, wide: bool, before: Option<char>, after: Option<char>) -> Option<Mark> {
    let kind = match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Kind::Double,
        '\'' | '`' | '‘' | '’' if wide => Kind::Double,
        '\'' | '‘' | '’' | '‚' | '`' => Kind::Single,
        '«' | '»' | '‹' | '›' => Kind::Angle,
        '「' | '」' | '『' | '』' => Kind::Corner,
        '\n' => Kind::Break,
        _ => return None,
    };
    let (opens, closes) = shape(c, before, after);
    let possessive = kind == Kind::Single && before == Some('s') && after.is_some_and(char::is_whitespace);
    Some(Mark { span: Span::new(0, 0), kind, opens, closes, possessive })
}

/// What a mark's form and neighbours allow it to be: opening, closing.
fn shape(c: char, before: Option<char>, after: Option<char>) -> (bool, bool) {
    let left_free = before.is_none_or(|b| b.is_whitespace() || opener(b) || dash(b));
    let right_free = after.is_none_or(|a| a.is_whitespace() || closer(a) || dash(a));
    let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match c {
        '\n' => (false, false),
        '„' | '‚' | '「' | '『' | '`' => (true, false),
        '」' | '』' => (false, true),
        '“' | '‟' => (!right_free || (left_free && after == Some('…')), !left_free && right_free),
        '‘' => (!right_free && !in_word, !left_free && right_free),
        '”' => (left_free && !right_free, !left_free || right_free),
        '’' => (left_free && after.is_some_and(char::is_alphanumeric), !left_free && !in_word && right_free),
        '\'' => (left_free && !right_free, !left_free && right_free && !in_word),
        '«' | '‹' | '»' | '›' => (!right_free || left_free, !left_free || right_free),
        _ => (left_free || !right_free, !left_free || right_free),
    }
}

fn opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '“' | '‘' | '«' | '„' | '/' | '\'' | ':')
}

fn closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '”' | '’' | '»' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '/' | '\'')
}

fn dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

struct Pairing<'a> {
    text: &'a str,
    marks: &'a [Mark],
    open: Vec<Open>,
    /// Where a mark opens the next paragraph of a quotation that has not ended.
    resumes_at: Option<u32>,
    found: Vec<Marked>,
}

impl Pairing<'_> {
    fn step(&mut self, at: usize) {
        let mark = self.marks[at];
        if mark.kind == Kind::Break {
            return self.paragraph_ends(at);
        }
        let level = self.open.iter().rposition(|open| open.kind == mark.kind);
        match level {
            Some(level) if self.is_close(at) => self.close(level, mark.span),
            Some(level) if mark.opens && mark.kind != Kind::Single => {
                self.close_unmarked(level, mark.span.start);
                self.push(mark, false);
            }
            None if (mark.opens && self.may_open(at)) || self.misplaced(at) => {
                self.push(mark, self.resumes_at == Some(mark.span.start))
            }
            _ => {}
        }
    }

    /// Whether a mark whose kind is open closes it.
    fn is_close(&self, at: usize) -> bool {
        let mark = self.marks[at];
        match mark.kind {
            Kind::Single => mark.closes && !(mark.possessive && self.closes_ahead(at)),
            // A mark turned the wrong way (`reach, “she said. “If`): what follows it opens the next quotation.
            _ if mark.opens && !mark.closes => self.turned(at),
            _ => mark.closes && !(mark.opens && self.reopens(at)),
        }
    }

    /// An opening mark after a comma or full stop while a quotation is open, before another opening mark.
    fn turned(&self, at: usize) -> bool {
        let before = self.text[..self.marks[at].span.start as usize].trim_end();
        let next = self.ahead(at).find(|m| m.kind == self.marks[at].kind);
        before.ends_with([',', '.', '?', '!']) && next.is_none_or(|m| m.opens && !m.closes)
    }

    /// A mark that could do either, set off by a blank before and a word after: opens when the next one closes.
    fn reopens(&self, at: usize) -> bool {
        let mark = self.marks[at];
        let before = self.text[..mark.span.start as usize].chars().next_back();
        let after = self.text[mark.span.end as usize..].chars().next();
        before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_alphanumeric)
    }

    /// Single marks open only where a closing one follows in the paragraph; the rest are apostrophes.
    fn may_open(&self, at: usize) -> bool {
        self.marks[at].kind != Kind::Single || self.closes_ahead(at)
    }

    /// `The mayor said," We will stay."`: a closing form with nothing open, and another closing form next.
    fn misplaced(&self, at: usize) -> bool {
        let mark = self.marks[at];
        let next = self.ahead(at).find(|m| m.kind == mark.kind);
        let after_comma = self.text[..mark.span.start as usize].ends_with([',', ':']);
        mark.kind == Kind::Double && mark.closes && after_comma && next.is_some_and(|m| m.closes && !m.opens)
    }

    fn closes_ahead(&self, at: usize) -> bool {
        let same = |m: &&Mark| m.kind == Kind::Single && m.closes && !m.possessive;
        self.ahead(at).any(|m| same(&m))
    }

    /// Marks after this one in the paragraph.
    fn ahead(&self, at: usize) -> impl Iterator<Item = &Mark> {
        self.marks[at + 1..].iter().take(AHEAD).take_while(|m| m.kind != Kind::Break)
    }

    fn push(&mut self, mark: Mark, continues: bool) {
        self.open.push(Open { kind: mark.kind, mark: mark.span.start, inner: mark.span.end, continues });
    }

    /// Ends the quotation at `level` with its mark; those inside it are dropped as stray.
    fn close(&mut self, level: usize, mark: Span<Byte>) {
        self.emit(level, mark.start, mark.end);
        self.open.truncate(level);
    }

    fn close_unmarked(&mut self, level: usize, end: u32) {
        self.emit(level, end, end);
        self.open.truncate(level);
    }

    fn emit(&mut self, level: usize, inner_end: u32, outer_end: u32) {
        let open = self.open[level];
        let inner = trim(self.text, Span::new(open.inner, inner_end));
        if !inner.is_empty() {
            let outer = Span::new(open.mark.min(inner.start), outer_end.max(inner.end));
            let outer = if inner_end == outer_end { Span::new(outer.start, inner.end) } else { outer };
            self.found.push(Marked { inner, outer, depth: level as u8, continues: open.continues });
        }
    }

    /// At the end of a paragraph: the outermost quotation goes on if the next paragraph re-opens or closes it.
    fn paragraph_ends(&mut self, at: usize) {
        let end = self.marks[at].span.start;
        let Some(outermost) = self.open.first().copied() else { return };
        if outermost.kind != Kind::Single {
            self.emit(0, end, end);
        }
        self.open.clear();
        let next = self.marks[at + 1..].iter().take(AHEAD).find(|m| m.kind == outermost.kind);
        let from = self.marks[at].span.end;
        match next {
            Some(mark) if self.text[from as usize..mark.span.start as usize].trim().is_empty() => {
                self.resumes_at = Some(mark.span.start);
            }
            Some(mark) if mark.closes && !mark.opens && outermost.kind != Kind::Single => {
                self.open.push(Open { mark: from, inner: from, continues: true, ..outermost });
            }
            _ => {}
        }
    }

    fn end_all(&mut self, end: u32) {
        if self.open.first().is_some_and(|open| open.kind != Kind::Single) {
            self.emit(0, end, end);
        }
    }
}

/// Drops blanks and invisible characters at both ends.
fn trim(text: &str, span: Span<Byte>) -> Span<Byte> {
    let blank = |c: char| c.is_whitespace() || invisible(c);
    let body = text.get(span.range()).unwrap_or("");
    let start = span.start + (body.len() - body.trim_start_matches(blank).len()) as u32;
    Span::new(start, start + body.trim_matches(blank).len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, and the quoted stretches expected: `+` marks one that goes on from the paragraph before, `>` one inside another.
    const CASES: &[(&str, &[&str])] = &[
        (r#""We will stay," the mayor said."#, &["We will stay,"]),
        (r#""We will stay," he said. "We won't go.""#, &["We will stay,", "We won't go."]),
        ("“We will stay,” he said, “and wait.”", &["We will stay,", "and wait."]),
        ("The mayor said,\"[We] will stay\".", &["[We] will stay"]),
        ("The mayor said,\" We will stay\".", &["We will stay"]),
        ("« Nous restons », dit-il.", &["Nous restons"]),
        ("»Wir bleiben«, sagte sie.", &["Wir bleiben"]),
        ("„Wir bleiben“, sagte sie.", &["Wir bleiben"]),
        ("「我々は残る」と言った。", &["我々は残る"]),
        ("``We will stay,'' he said.", &["We will stay,"]),
        ("“We will stay,’’ he said. “… And we'll wait.”", &["We will stay,", "… And we'll wait."]),
        ("''We will stay,'' he said.", &["We will stay,"]),
        ("‘We will stay,’ he said. It was the farmers’ view.", &["We will stay,"]),
        ("'We don't know the miners' plans,' he said.", &["We don't know the miners' plans,"]),
        ("The farmers' leader isn't here; the '90s are over.", &[]),
        ("“They told us ‘go home now’ and left,” she said.", &["They told us ‘go home now’ and left,", ">go home now"]),
        ("“First part.\n\n“Second part.\n\n“Third part,” he said.", &["First part.", "+Second part.", "+Third part,"]),
        ("\"First part.\nSecond part,\" he said.", &["First part.", "+Second part,"]),
        ("“Never closed.\n\nThe army left. “Next one,” he said.", &["Never closed.", "Next one,"]),
        ("“It is the key,“ Brown said. “We know it.”", &["It is the key,", "We know it."]),
        ("“It is the key, “Brown said. “We know it.”", &["It is the key,", "We know it."]),
        ("called him an \"\"uncontested leader of it\"\" today", &["uncontested leader of it"]),
        ("\"\u{200e}The forces have begun,\" he said.", &["The forces have begun,"]),
        ("a 5'10\" man and a 12\" pipe", &[]),
        ("\"", &[]),
        ("“ ”", &[]),
        ("", &[]),
        ("He wrote \"no comment\"", &["no comment"]),
        ("He called it ”a shame”.", &["a shame"]),
        ("Left open \"at the end of it", &["at the end of it"]),
    ];

    #[test]
    fn marks_pair_as_readers_pair_them() {
        for (text, expected) in CASES {
            let found: Vec<_> = marked(text)
                .iter()
                .map(|m| {
                    let sign = if m.continues { "+" } else { "" };
                    format!("{sign}{}{}", ">".repeat(m.depth.into()), &text[m.inner.range()])
                })
                .collect();
            assert_eq!(&found, expected, "in {text:?}");
        }
    }

    #[test]
    fn time_grows_with_the_text_and_no_more() {
        let text = "'a \" ‘b\n“".repeat(40_000);
        assert!(marked(&text).iter().all(|m| text.get(m.outer.range()).is_some()));
    }
}
