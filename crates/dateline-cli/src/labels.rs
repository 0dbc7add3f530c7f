//! Spans of a text drawn under its lines with their names.
//!
//! News sentences are longer than a terminal is wide, so the text is wrapped and every line carries its own labels;
//! longer runs of lines without any are folded into an ellipsis.

use crate::terminal::{DIM, char_width, harmless, paint, width};
use anstyle::Style;
use std::fmt::Write;
use std::ops::Range;

const INDENT: usize = 2;
/// So many lines without labels are shown between others that have some.
const FOLD: usize = 2;

/// A span with its name, in code points of the text.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// Where.
    pub(crate) chars: Range<usize>,
    /// What it is.
    pub(crate) name: String,
    /// How it is drawn.
    pub(crate) style: Style,
    /// What it is underlined with.
    pub(crate) mark: char,
}

/// Draws the passages of `text` that carry labels, no wider than `room` columns. `sentences` are those that are known.
pub(crate) fn draw(text: &str, sentences: &[Range<usize>], labels: &[Label], room: usize) -> String {
    let shown: Vec<char> = harmless(text).chars().collect();
    let breaks: Vec<usize> = text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at).collect();
    let mut out = String::new();
    let mut labels: Vec<&Label> = labels.iter().filter(|label| label.chars.end <= shown.len()).collect();
    labels.sort_by_key(|label| (label.chars.start, label.chars.end));
    for passage in passages(&shown, &breaks, sentences, &labels) {
        draw_passage(&mut out, &shown, passage, &labels, room.saturating_sub(INDENT).max(20));
    }
    out
}

/// The sentences around labels, joined where they meet. Where a sentence that is not known ends is only guessed: it
/// decides how much is shown and nothing else.
fn passages(text: &[char], breaks: &[usize], sentences: &[Range<usize>], labels: &[&Label]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for label in labels {
        let inside =
            |s: &&Range<usize>| s.start <= label.chars.start && label.chars.end <= s.end && s.end <= text.len();
        let known = sentences.iter().find(inside).cloned();
        let Range { start, end } = known.unwrap_or_else(|| sentence_around(text, breaks, &label.chars));
        match found.last_mut() {
            Some(last) if start <= last.end + 1 => last.end = last.end.max(end),
            _ => found.push(start..end),
        }
    }
    found
}

fn sentence_around(text: &[char], breaks: &[usize], inner: &Range<usize>) -> Range<usize> {
    let before = breaks.partition_point(|at| *at < inner.start);
    let floor = before.checked_sub(1).map_or(0, |at| breaks[at] + 1);
    let ceiling = breaks.iter().copied().find(|at| *at >= inner.end).unwrap_or(text.len());
    let start = (floor..inner.start).rev().find(|at| ends_sentence(text, *at)).map_or(floor, |at| at + 1);
    let end = (inner.end..ceiling).find(|at| ends_sentence(text, *at)).unwrap_or(ceiling);
    start..end
}

/// True for the blank after a sentence.
fn ends_sentence(text: &[char], at: usize) -> bool {
    let opens = |c: &char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '(');
    let closes = |c: &&char| matches!(c, '"' | '”' | '’' | ')');
    let mut before = text[..at].iter().rev().skip_while(closes);
    text[at] == ' '
        && text.get(at + 1).is_some_and(opens)
        && before.next().is_some_and(|c| matches!(c, '.' | '!' | '?'))
        && before.take_while(|c| c.is_alphanumeric()).count() > 3
}

fn draw_passage(out: &mut String, text: &[char], passage: Range<usize>, labels: &[&Label], room: usize) {
    let rows = wrap(text, passage, room);
    let labelled = |row: &Range<usize>| labels.iter().any(|label| touches(label, row));
    for group in rows.chunk_by(|a, b| labelled(a) == labelled(b)) {
        if group.len() > FOLD && !labelled(&group[0]) {
            let _ = writeln!(out, "{:INDENT$}{}", "", paint(DIM, "…"));
        } else {
            group.iter().for_each(|row| draw_row(out, text, row, labels, room));
        }
    }
}

fn draw_row(out: &mut String, text: &[char], row: &Range<usize>, labels: &[&Label], room: usize) {
    let here: Vec<_> = labels.iter().filter(|label| touches(label, row)).collect();
    write_row(out, text, row, &here);
    for lane in lanes(text, row, &here, room) {
        write_lane(out, &lane);
    }
}

fn touches(label: &Label, row: &Range<usize>) -> bool {
    label.chars.start < row.end && row.start < label.chars.end.max(label.chars.start + 1)
}

/// Breaks a passage at blanks into rows of at most `room` columns; a longer word is cut.
fn wrap(text: &[char], passage: Range<usize>, room: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = passage.start;
    while start < passage.end {
        if text[start] == ' ' {
            start += 1;
            continue;
        }
        let mut used = 0;
        let fits = text[start..passage.end].iter().take_while(|c| {
            used += char_width(**c);
            used <= room
        });
        let full = (start + fits.count()).max(start + 1);
        let blank = (start..full).rev().find(|at| text[*at] == ' ');
        let end = if full == passage.end || text[full] == ' ' { full } else { blank.unwrap_or(full) };
        rows.push(start..end);
        start = end;
    }
    rows
}

fn write_row(out: &mut String, text: &[char], row: &Range<usize>, labels: &[&&Label]) {
    let _ = write!(out, "{:INDENT$}", "");
    let style_at = |at: usize| {
        let covering = labels.iter().filter(|label| label.chars.contains(&at));
        covering.min_by_key(|label| label.chars.len()).map_or(Style::new(), |label| label.style)
    };
    let mut at = row.start;
    while at < row.end {
        let style = style_at(at);
        let end = (at..row.end).find(|next| style_at(*next) != style).unwrap_or(row.end);
        out.push_str(&paint(style, &text[at..end].iter().collect::<String>()));
        at = end;
    }
    out.push('\n');
}

/// A label on a row: the columns of its mark, and those of mark and name together.
struct Placed<'a> {
    label: &'a Label,
    mark: Range<usize>,
    all: Range<usize>,
}

/// Puts every label of a row on the first line under it that has room.
fn lanes<'a>(text: &[char], row: &Range<usize>, labels: &[&&'a Label], room: usize) -> Vec<Vec<Placed<'a>>> {
    let mut lanes: Vec<Vec<Placed>> = Vec::new();
    for label in labels {
        let placed = place(text, row, label, room);
        let free =
            |lane: &Vec<Placed>| lane.iter().all(|p| placed.all.end < p.all.start || p.all.end < placed.all.start);
        match lanes.iter_mut().find(|lane| free(lane)) {
            Some(lane) => lane.push(placed),
            None => lanes.push(vec![placed]),
        }
    }
    lanes.iter_mut().for_each(|lane| lane.sort_by_key(|placed| placed.all.start));
    lanes
}

fn place<'a>(text: &[char], row: &Range<usize>, label: &'a Label, room: usize) -> Placed<'a> {
    let column = |at: usize| text[row.start..at.clamp(row.start, row.end)].iter().map(|c| char_width(*c)).sum();
    let start: usize = column(label.chars.start);
    let end = column(label.chars.end).max(start + 1);
    let name = width(&label.name) + 1;
    let all = if end + name > room && name <= start { start - name..end } else { start..end + name };
    Placed { label, mark: start..end, all }
}

fn write_lane(out: &mut String, lane: &[Placed]) {
    let _ = write!(out, "{:INDENT$}", "");
    let mut at = 0;
    for Placed { label, mark, all } in lane {
        let line = label.mark.to_string().repeat(mark.len());
        let drawn =
            if all.start < mark.start { format!("{} {line}", label.name) } else { format!("{line} {}", label.name) };
        let _ = write!(out, "{:gap$}{}", "", paint(label.style, &drawn), gap = all.start - at);
        at = all.end;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str, words: &str, name: &str) -> Label {
        let start = text[..text.find(words).unwrap()].chars().count();
        let chars = start..start + words.chars().count();
        Label { chars, name: name.to_owned(), style: Style::new(), mark: '─' }
    }

    fn drawn(text: &str, labels: &[(&str, &str)], room: usize) -> String {
        draw(text, &[], &labels.iter().map(|(words, name)| label(text, words, name)).collect::<Vec<_>>(), room)
    }

    #[test]
    fn labels_stand_under_their_words() {
        let text = "It was quiet before. Guards shot a man in Izmir on Monday. Then nothing.";
        let labels = [("Guards", "who"), ("shot", "ATTACK"), ("Izmir", "where"), ("a man", "whom")];
        let expected = "  \
  Guards shot a man in Izmir on Monday.
  ────── who  ───── whom
         ──── ATTACK   ───── where
";
        assert_eq!(drawn(text, &labels, 80), expected.trim_start_matches("  ").replacen("Guards", "  Guards", 1));
    }

    #[test]
    fn long_passages_wrap_and_fold() {
        let text = format!("Guards {}fired at a bus near the bridge", "and other men of the same unit ".repeat(8));
        let out = drawn(&text, &[("Guards", "who"), ("bridge", "where")], 40);
        assert!(out.lines().all(|line| width(line) <= 40), "{out}");
        assert_eq!(out.matches('…').count(), 1, "{out}");
        assert!(out.contains("────── who"), "{out}");
    }

    #[test]
    fn any_text_and_span_can_be_drawn() {
        for text in ["", " ", "\n\n", "a", "安卡拉市 \u{1b}[0m x", "é a\u{301}", &"x".repeat(200)] {
            let len = text.chars().count();
            for start in 0..=len.min(6) {
                for end in start..=len.min(9) {
                    for room in [0, 3, 21, 60] {
                        let label = Label { chars: start..end, name: "n".into(), style: Style::new(), mark: '^' };
                        let drawn = draw(text, &[], &[label], room).replace(&paint(DIM, "…"), "…");
                        assert!(!drawn.contains('\u{1b}'), "{drawn:?}");
                    }
                }
            }
        }
    }
}
