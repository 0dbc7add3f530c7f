//! Intervals of days: their length, their middle, and numbers written as days again.

use crate::moment;

/// Days since 1970-01-01. `None` for what is no day.
pub(crate) fn number(text: &str) -> Option<i64> {
    moment::day_number(text)
}

/// The day of a number. Years are counted from March, so that the leap day is the last of its year.
pub(crate) fn written(number: i64) -> String {
    const ERA: i64 = 146_097;
    let of_era = (number + 719_468).rem_euclid(ERA);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let year = year + (number + 719_468).div_euclid(ERA) * 400;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_days() {
        for days in (-719_000..1_000_000).step_by(13).chain([-1, 0, 11_016, 11_017]) {
            assert_eq!(number(&written(days)), Some(days));
        }
        assert_eq!(written(11_016), "2000-02-29");
    }

    #[test]
    fn intervals_have_a_length_and_a_middle() {
        assert_eq!(length("2024-03-04", "2024-03-04"), Some(1));
        assert_eq!(length("2024-02-01", "2024-02-29"), Some(29));
        assert_eq!(middle("2024-02-01", "2024-02-29").as_deref(), Some("2024-02-15"));
        assert_eq!(middle("2024-02-01", "soon"), None);
    }
}
