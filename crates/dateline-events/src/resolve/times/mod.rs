//! Time expressions to TIMEX3 values and intervals.
//!
//! `grammar` reads the expressions from the text, `tense` finds which way the clause points, `place` puts them on the
//! calendar.

mod calendar;
mod expression;
mod grammar;
mod place;
mod tense;

use super::words::Tokens;
use dateline_doc::{Article, Byte, Day, Interval, Note, Severity, Span, Syntax, TimePrecision, Timex, TimexKind};
use expression::Core;
use grammar::Found;
use place::{Placed, Setting};

/// All time expressions, in the order of the text.
///
/// Relative ones are placed by the day of publication, else by a full date in the dateline; without either they have no
/// days. `syntax` may be empty: then the tense of the clause is taken from its words.
pub fn times(article: &Article, syntax: &Syntax) -> (Vec<Timex>, Vec<Note>) {
    let tokens = Tokens::new(article.text.as_str());
    let found = grammar::read(&tokens);
    let mut reader = Reader {
        article,
        syntax,
        tokens: &tokens,
        anchor: anchor(article, &tokens, &found),
        only_year: only_year(&found),
        focus: None,
        quarter: None,
    };
    let (mut times, mut notes) = (Vec::with_capacity(found.len()), Vec::new());
    for found in &found {
        let (time, note) = reader.place(found);
        times.push(time);
        notes.extend(note);
    }
    reader.stretch(&found, &mut times);
    (times, notes)
}

/// The day that relative times are counted from.
fn anchor(article: &Article, tokens: &Tokens, found: &[Found]) -> Option<Day> {
    if let Some(published) = article.published {
        return Some(published.day);
    }
    let date = article.dateline.as_ref()?.date?;
    let stated = found.iter().find(|f| tokens.span(f.start, f.end).overlaps(date))?;
    let interval = place::place(&stated.expression, &Setting::default()).interval?;
    (interval.from == interval.to).then_some(interval.from)
}

/// The year that the report's full dates are in, else its years standing alone; `None` where they differ.
fn only_year(found: &[Found]) -> Option<i16> {
    let years = |of: fn(&Core) -> Option<i16>| {
        let mut years = found.iter().filter_map(|f| of(&f.expression.core));
        let first = years.next();
        (first, years.all(|year| Some(year) == first))
    };
    let (dated, alone) = (years(year_of_date), years(year_alone));
    let (year, agreed) = if dated.0.is_some() { dated } else { alone };
    year.filter(|_| agreed)
}

fn year_of_date(core: &Core) -> Option<i16> {
    match core {
        Core::Calendar(date) => date.year,
        _ => None,
    }
}

fn year_alone(core: &Core) -> Option<i16> {
    match core {
        Core::Year(year) => Some(*year),
        _ => None,
    }
}

struct Reader<'a> {
    article: &'a Article,
    syntax: &'a Syntax,
    tokens: &'a Tokens<'a>,
    anchor: Option<Day>,
    /// The year of all full dates of the report.
    only_year: Option<i16>,
    /// First day of the last time placed, and how fine it was.
    focus: Option<(Day, TimePrecision)>,
    /// First day of the quarter placed last, and how many times were placed since.
    quarter: Option<(Day, usize)>,
}

/// For how many time expressions a quarter is still what the text compares with.
const QUARTER_HOLDS: usize = 4;

impl Reader<'_> {
    fn place(&mut self, found: &Found) -> (Timex, Option<Note>) {
        let span = self.tokens.span(found.start, found.end);
        let direction = tense::direction(self.tokens, found.start, found.end, span, self.syntax);
        let in_dateline = self.dateline_date().is_some_and(|date| date.overlaps(span));
        let quarter = self.quarter.filter(|(_, since)| *since < QUARTER_HOLDS).map(|(day, _)| day);
        let year = self.year();
        let setting = Setting { anchor: self.anchor, focus: self.focus, year, quarter, direction, in_dateline };
        let placed = place::place(&found.expression, &setting);
        self.refocus(&placed, matches!(found.expression.core, Core::Offset(..)));
        let Placed { kind, value, interval, precision, basis, doubt } = placed;
        let note = doubt.map(|why| Note {
            severity: Severity::Info,
            code: "time-ambiguous",
            message: format!("\"{}\" has more than one reading: {why}", self.article.text.slice(span)),
            span: Some(span),
        });
        (Timex { span, kind, value, interval, precision, basis }, note)
    }

    /// The year that a date without one is in where nothing says when the report was published: that of the date told
    /// before it, else the only one that the report names.
    fn year(&self) -> Option<i16> {
        let told = self.focus.filter(|(_, precision)| *precision <= TimePrecision::Month).map(|(day, _)| day.year);
        told.or(self.only_year).filter(|_| self.anchor.is_none())
    }

    fn dateline_date(&self) -> Option<Span<Byte>> {
        self.article.dateline.as_ref()?.date
    }

    fn refocus(&mut self, placed: &Placed, compared: bool) {
        if matches!(placed.kind, TimexKind::Date | TimexKind::Time)
            && let Some(interval) = placed.interval
        {
            self.focus = Some((interval.from, placed.precision));
            if placed.value.contains("-Q") && !compared {
                self.quarter = Some((interval.from, 0));
                return;
            }
        }
        if let Some((_, since)) = &mut self.quarter {
            *since += 1;
        }
    }

    /// "since 2013" reaches up to the anchor; "from 2001 to 2006", "between May and July" reach from one to the other.
    fn stretch(&self, found: &[Found], times: &mut [Timex]) {
        for i in 0..times.len() {
            let (start, end) = (found[i].start, found[i].end);
            if self.tokens.is(start.wrapping_sub(1), "since") {
                times[i].interval = self.until_anchor(times[i].interval);
            }
            let joined = self.tokens.is(start.wrapping_sub(1), "from")
                && self.tokens.any(end, &["to", "until", "through"])
                || self.tokens.is(start.wrapping_sub(1), "between") && self.tokens.is(end, "and");
            let joined = joined || self.tokens.is(end, "through");
            if joined && found.get(i + 1).is_some_and(|next| next.start == end + 1) {
                join(times, i);
            }
        }
    }

    fn until_anchor(&self, interval: Option<Interval>) -> Option<Interval> {
        let interval = interval?;
        Some(Interval { to: self.anchor.filter(|to| *to >= interval.from)?, ..interval })
    }
}

fn join(times: &mut [Timex], i: usize) {
    if let (Some(a), Some(b)) = (times[i].interval, times[i + 1].interval)
        && a.from <= b.to
    {
        let both = Some(Interval { from: a.from, to: b.to });
        (times[i].interval, times[i + 1].interval) = (both, both);
    }
}

/// Which tokens belong to a time expression or an age.
pub(super) fn cover(tokens: &Tokens) -> Vec<bool> {
    let mut covered = vec![false; tokens.len()];
    for found in grammar::read(tokens) {
        covered[found.start..found.end].fill(true);
    }
    covered
}
