//! The lines of a text, and which of their breaks only wrap a paragraph.

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Where it starts and ends, in bytes.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// True where the line before it is blank, or there is none.
    opens: bool,
    /// Number of characters without white space at the end.
    width: usize,
    text: &'a str,
}

/// Widths that texts are wrapped at; prose lines are longer where a line is a paragraph.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// Words that no line ends with unless its sentence goes on.
const DANGLING: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "to", "in", "for", "with", "by", "at", "from", "that", "which", "as", "is",
    "are", "was", "were", "be", "but", "his", "her", "their", "its", "my", "your", "our", "who", "will", "would",
    "has", "had", "have",
];

/// The lines of a text but for blank ones.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut start, mut opens, mut last) = (0, true, ' ');
    for (at, char) in text.char_indices().chain([(text.len(), '\n')]) {
        if !is_break(char) {
            last = char;
            continue;
        }
        let body = text[start..at].trim_end();
        if !body.is_empty() {
            lines.push(Line { start: start as u32, end: at as u32, opens, width: body.chars().count(), text: body });
            opens = false;
        } else if !(char == '\n' && last == '\r') {
            opens = true;
        }
        start = (at + char.len_utf8()).min(text.len());
        last = char;
    }
    lines
}

fn is_break(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// For each line, whether the break after it only wraps: its paragraph goes on in the next line. A break wraps where
/// the next word would not have fitted, in a paragraph or a text that shows by broken sentences that it is wrapped.
pub(crate) fn wraps(lines: &[Line<'_>]) -> Vec<bool> {
    let runs: Vec<_> = lines.chunk_by(|_, next| !next.opens).collect();
    let widths: Vec<_> = runs.iter().map(|run| wrapped_at(run)).collect();
    let common = widths.iter().flatten().max();
    let mut wraps = Vec::with_capacity(lines.len());
    for (run, own) in runs.iter().zip(&widths) {
        let width = own.as_ref().or(common.filter(|width| run.iter().all(|line| line.fits_in(**width))));
        wraps.extend(run.windows(2).map(|pair| width.is_some_and(|width| is_full(pair, *width))));
        wraps.push(false);
    }
    wraps
}

/// The width that a run of lines is wrapped at, where it shows that it is.
fn wrapped_at(run: &[Line<'_>]) -> Option<usize> {
    let width = run.iter().filter(|line| line.text.contains(' ')).map(|line| line.width).max()?;
    let full: Vec<_> = run.windows(2).filter(|pair| is_full(pair, width)).collect();
    let broken = full.iter().filter(|pair| breaks_sentence(pair[0].text, pair[1].text)).count();
    let shown = broken * 4 >= full.len() && full.len() * 3 >= run.len() - 1;
    (WIDTHS.contains(&width) && broken > 0 && shown).then_some(width)
}

/// True where the second line's first word would not have fitted into the first line.
fn is_full(pair: &[Line<'_>], width: usize) -> bool {
    let [line, next] = pair else { return false };
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.width + 1 + word > width && line.fits_in(width) && !next.is_apart(line)
}

impl Line<'_> {
    /// Lines of one long word, as an address, may be longer than the others.
    fn fits_in(&self, width: usize) -> bool {
        self.width <= width || !self.text.trim_start().contains(' ')
    }

    /// True for items of a list, quoted mail and indented first lines.
    fn is_apart(&self, before: &Line<'_>) -> bool {
        let indent = |line: &Line<'_>| line.text.len() - line.text.trim_start().len();
        let body = self.text.trim_start();
        let item = body.starts_with(['-', '*', '•', '·', '>', '|', '='])
            || body.split_once(['.', ')']).is_some_and(|(number, rest)| {
                number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with(' ')
            });
        item || indent(self) >= indent(before) + 2
    }
}

/// True where a sentence visibly goes on from one line to the next.
fn breaks_sentence(line: &str, next: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    let open = !line.ends_with(['.', '!', '?', ':', ';', '…', '"', '”', ')']);
    let small = open && next.trim_start().starts_with(char::is_lowercase);
    small || line.ends_with(',') && line.contains(' ') || DANGLING.contains(&last)
}
