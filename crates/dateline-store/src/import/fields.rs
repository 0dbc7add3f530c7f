//! Cells of a row by the name of their column, and the values that they hold.

use crate::export::days;
use csv::StringRecord;

/// A cell that does not hold what its column should.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) column: &'static str,
    pub(super) found: String,
    pub(super) expected: &'static str,
    pub(super) remedy: &'static str,
}

/// The cells of a row.
pub(super) struct Fields<'r> {
    names: &'r [String],
    record: &'r StringRecord,
}

impl<'r> Fields<'r> {
    pub(super) fn new(names: &'r [String], record: &'r StringRecord) -> Self {
        Fields { names, record }
    }

    /// The words of a cell; `None` where it is empty or the file has no such column.
    pub(super) fn text(&self, column: &str) -> Option<&'r str> {
        let at = self.names.iter().position(|name| name == column)?;
        self.record.get(at).map(|cell| as_it_was(cell.trim())).filter(|cell| !cell.is_empty())
    }

    /// The same, kept.
    pub(super) fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(str::to_owned)
    }

    /// Several values of a cell.
    pub(super) fn list(&self, column: &str) -> Vec<String> {
        let parts = self.text(column).into_iter().flat_map(|cell| cell.split(';'));
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    /// Degrees.
    pub(super) fn degrees(&self, column: &'static str, most: f64) -> Result<Option<f64>, Wrong> {
        let parse = |cell: &str| cell.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
        self.parsed(column, parse, "degrees", "write them as a decimal number such as 39.92, or leave it empty")
    }

    /// A whole number that is not negative.
    pub(super) fn whole(&self, column: &'static str) -> Result<Option<u64>, Wrong> {
        let parse = |cell: &str| cell.strip_suffix(".0").unwrap_or(cell).parse().ok();
        self.parsed(column, parse, "whole number", "write it in digits, or leave it empty")
    }

    /// A day, as "2016-12-19".
    pub(super) fn day(&self, column: &'static str) -> Result<Option<String>, Wrong> {
        self.parsed(column, day, "day", "write it as 2016-12-19 or 19 December 2016")
    }

    fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        expected: &'static str,
        remedy: &'static str,
    ) -> Result<Option<T>, Wrong> {
        let Some(cell) = self.text(column) else { return Ok(None) };
        let wrong = || Wrong { column, found: cell.to_owned(), expected, remedy };
        parse(cell).map(Some).ok_or_else(wrong)
    }
}

/// Without the apostrophe that keeps a spreadsheet from running it.
fn as_it_was(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.trim_start().starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// A day with or without a time after it, or written out in English.
fn day(cell: &str) -> Option<String> {
    let is_iso = |start: &&str| start.as_bytes()[4] == b'-' && !cell[10..].starts_with(|c: char| c.is_ascii_digit());
    let iso = cell.get(..10).filter(is_iso);
    if let Some(number) = iso.and_then(days::number) {
        return Some(days::written(number)).filter(|day| Some(day.as_str()) == iso);
    }
    let parts: Vec<&str> = cell.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return None };
    let iso = format!("{:04}-{:02}-{:02}", year.parse::<u16>().ok()?, month_of(month)?, day.parse::<u8>().ok()?);
    (year.len() == 4 && days::written(days::number(&iso)?) == iso).then_some(iso)
}

fn month_of(name: &str) -> Option<usize> {
    const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
    let start = name.get(..3)?.to_lowercase();
    MONTHS.split(' ').position(|month| month == start).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_the_data_sets_write_them() {
        for (cell, expected) in [
            ("2016-12-19", Some("2016-12-19")),
            ("2016-12-19 00:00:00.000", Some("2016-12-19")),
            ("19 December 2016", Some("2016-12-19")),
            ("9-Dec-2016", Some("2016-12-09")),
            ("2016-02-30", None),
            ("30 February 2016", None),
            ("19 Dec 16", None),
            ("12/19/2016", None),
            ("2016", None),
            ("9999999-01", None),
            ("安卡拉安卡拉安卡拉", None),
        ] {
            assert_eq!(day(cell).as_deref(), expected, "{cell:?}");
        }
    }
}
