//! Aligned columns, fitted to the terminal.

use crate::terminal::{DIM, fit, paint, width};
use anstyle::Style;
use std::fmt::Write;

/// Columns between two columns.
const GAP: usize = 2;
/// No column is cut below this.
const LEAST: usize = 6;

/// A column: its heading and style.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Heading.
    pub(crate) title: &'static str,
    /// Style of its cells.
    pub(crate) style: Style,
}

/// Draws rows under headings. Columns without a single value are left out; where the room is short the widest columns
/// give way first. `None` leaves everything whole.
pub(crate) fn draw<const N: usize>(columns: &[Column; N], rows: &[[String; N]], room: Option<usize>) -> String {
    let mut widths = columns.each_ref().map(|_| 0);
    for (at, column) in columns.iter().enumerate() {
        let cells = rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
        widths[at] = if cells == 0 { 0 } else { cells.max(width(column.title)) };
    }
    if let Some(room) = room {
        shrink(&mut widths, room);
    }
    let mut out = String::new();
    line(&mut out, &widths, columns.iter().map(|column| (column.title, DIM)));
    for row in rows {
        line(&mut out, &widths, row.iter().map(String::as_str).zip(columns.iter().map(|column| column.style)));
    }
    out
}

fn shrink(widths: &mut [usize], room: usize) {
    let gaps = GAP * (widths.iter().filter(|width| **width > 0).count() + 1);
    while widths.iter().sum::<usize>() + gaps > room {
        let Some(widest) = widths.iter_mut().max() else { return };
        if *widest <= LEAST {
            return;
        }
        *widest -= 1;
    }
}

fn line<'a>(out: &mut String, widths: &[usize], cells: impl Iterator<Item = (&'a str, Style)>) {
    let mut owed = 0;
    for ((text, style), wide) in cells.zip(widths) {
        if *wide == 0 {
            continue;
        }
        owed += GAP;
        let text = fit(text, *wide);
        if !text.is_empty() {
            let _ = write!(out, "{:owed$}{}", "", paint(style, &text));
            owed = 0;
        }
        owed += wide - width(&text).min(*wide);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column { title: "when", style: Style::new() },
        Column { title: "who", style: Style::new() },
        Column { title: "where", style: Style::new() },
    ];

    fn rows(cells: &[[&str; 3]]) -> Vec<[String; 3]> {
        cells.iter().map(|row| row.map(str::to_owned)).collect()
    }

    fn plain(cells: &[[&str; 3]], room: Option<usize>) -> String {
        anstream::adapter::strip_str(&draw(&COLUMNS, &rows(cells), room)).to_string()
    }

    #[test]
    fn columns_line_up_and_empty_ones_are_left_out() {
        let drawn = plain(&[["2016", "a man in 安卡拉", ""], ["", "two", ""]], None);
        assert_eq!(drawn, "  when  who\n  2016  a man in 安卡拉\n        two\n");
    }

    #[test]
    fn the_widest_column_gives_way() {
        let long = "officials of the ministry of foreign affairs";
        let drawn = plain(&[["2016-12-19", long, "Ankara"]], Some(40));
        assert!(drawn.lines().all(|line| width(line) <= 40), "{drawn}");
        assert!(drawn.contains("2016-12-19  officials of th…  Ankara"), "{drawn}");
    }
}
