//! Intervals of days: their length, their middle, and numbers written as days again.

pub(crate) use crate::moment::{day_number as number, day_written as written};

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
