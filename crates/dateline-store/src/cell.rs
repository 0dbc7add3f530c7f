//! Cells of rows, comma-separated (RFC 4180) or tab-separated, that a spreadsheet can open and not run.

/// What a cell holds decides how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Words from outside: quoted where needed, and defused.
    Text(String),
    /// A number of ours: written as it is.
    Number(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Words.
    pub(crate) fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    /// Words, if there are any.
    pub(crate) fn optional(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// A number.
    pub(crate) fn number(number: impl ToString) -> Cell {
        Cell::Number(number.to_string())
    }

    /// Several values, joined by "; ".
    pub(crate) fn joined<S: AsRef<str>>(parts: impl Iterator<Item = S>) -> Cell {
        let parts: Vec<S> = parts.collect();
        Cell::Text(parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; "))
    }

    fn written(self, write: fn(String) -> String) -> String {
        match self {
            Cell::Text(text) => write(defused(text)),
            Cell::Number(number) => number,
            Cell::Empty => String::new(),
        }
    }
}

/// A row with commas, without a line end.
pub(crate) fn comma_separated(cells: impl IntoIterator<Item = Cell>) -> String {
    cells.into_iter().map(|cell| cell.written(quoted)).collect::<Vec<_>>().join(",")
}

/// A row with tabs, without a line end. Its readers differ in whether quotation marks mean anything, so there are none.
pub(crate) fn tab_separated(cells: impl IntoIterator<Item = Cell>) -> String {
    cells.into_iter().map(|cell| cell.written(flat)).collect::<Vec<_>>().join("\t")
}

/// Spreadsheets run a cell that opens with one of these as a formula, some of them also in full width.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A leading apostrophe makes a would-be formula text.
fn defused(text: String) -> String {
    match text.trim_start().starts_with(FORMULA_STARTS) || text.starts_with(['\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}

fn quoted(text: String) -> String {
    match text.contains(['"', ',', '\n', '\r', '\t', ';', '\'']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

/// Breaks become spaces, and quotation marks apostrophes.
fn flat(text: String) -> String {
    text.replace(['\t', '\n', '\r', '\u{2028}', '\u{2029}'], " ").replace('"', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_needed_and_never_run() {
        let cases = [
            ("plain", "plain", "plain"),
            ("", "", ""),
            ("a, b", "\"a, b\"", "a, b"),
            ("the \"army\"", "\"the \"\"army\"\"\"", "the 'army'"),
            ("two\nlines\tand", "\"two\nlines\tand\"", "two lines and"),
            ("=1+1", "\"'=1+1\"", "'=1+1"),
            ("-3", "\"'-3\"", "'-3"),
            (" @SUM(A1)", "\"' @SUM(A1)\"", "' @SUM(A1)"),
            ("＝1", "\"'＝1\"", "'＝1"),
            ("\t=1", "\"'\t=1\"", "' =1"),
            ("Kéra 安卡拉", "Kéra 安卡拉", "Kéra 安卡拉"),
        ];
        for (text, comma, tab) in cases {
            assert_eq!(comma_separated([Cell::text(text)]), comma, "{text:?}");
            assert_eq!(tab_separated([Cell::text(text)]), tab, "{text:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers_and_nothing_stays_empty() {
        let row = || [Cell::number(-3.5), Cell::Empty, Cell::optional(None), Cell::joined(["a", "b"].iter())];
        assert_eq!(comma_separated(row()), "-3.5,,,\"a; b\"");
        assert_eq!(tab_separated(row()), "-3.5\t\t\ta; b");
    }
}
