//! Days as numbers, for shapes that want the length or the middle of an interval.

/// Days from the first of March of year 0, in the proleptic Gregorian calendar. `None` for what is no day.
pub(crate) fn number(text: &str) -> Option<i64> {
    let mut parts = text.get(..10)?.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| from_civil(year, month, day))
}

/// A year that begins in March has its leap day last, so that months add up by one formula.
fn from_civil(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day - 1
}

/// The day of a number.
pub(crate) fn written(number: i64) -> String {
    let mut year = (number * 400).div_euclid(146_097);
    if number < from_civil(year, 3, 1) {
        year -= 1;
    } else if number >= from_civil(year + 1, 3, 1) {
        year += 1;
    }
    let of_year = number - from_civil(year, 3, 1);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days of an interval, both ends inside.
pub(crate) fn length(from: &str, to: &str) -> Option<i64> {
    Some(number(to)? - number(from)? + 1)
}

/// The day in the middle.
pub(crate) fn middle(from: &str, to: &str) -> Option<String> {
    Some(written((number(from)? + number(to)?).div_euclid(2)))
}

/// Days since 1970-01-01.
pub(crate) fn since_1970(text: &str) -> Option<i32> {
    i32::try_from(number(text)? - from_civil(1970, 1, 1)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_written_back() {
        for (day, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2024-03-01", 19_783)] {
            assert_eq!(since_1970(day), Some(days), "{day}");
        }
        for number in (-400..750_000).step_by(13) {
            assert_eq!(super::number(&written(number)).filter(|_| number >= 306), Some(number).filter(|n| *n >= 306));
        }
        for bad in ["", "2024", "2024-13-01", "2024-00-10", "yesterday!", "2024-1+-01", "安安安安"] {
            assert_eq!(number(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn intervals_have_a_length_and_a_middle() {
        assert_eq!(length("2024-03-04", "2024-03-04"), Some(1));
        assert_eq!(length("2024-02-01", "2024-02-29"), Some(29));
        assert_eq!(middle("2024-02-01", "2024-02-29").as_deref(), Some("2024-02-15"));
    }
}
