//! Moments and days as numbers, so that they can be compared.

/// Minutes since 1970-01-01T00:00Z of a time of publication as records write it. Where only a day is stated it is the end
/// of that day: until then it need not have been published. A clock without a zone counts as UTC.
pub(crate) fn minutes(value: &str) -> Option<i64> {
    const DAY: i64 = 24 * 60;
    let (day, clock) = value.split_once('T').map_or((value, None), |(day, clock)| (day, Some(clock)));
    let midnight = i64::from(days(day)?) * DAY;
    let Some(clock) = clock else { return Some(midnight + DAY) };
    let (time, east) = zone(clock)?;
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
    Some(midnight + hour * 60 + minute - east)
}

/// The clock, and minutes east of UTC.
fn zone(clock: &str) -> Option<(&str, i64)> {
    if let Some(time) = clock.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let Some(at) = clock.rfind(['+', '-']) else { return Some((clock, 0)) };
    let (hours, minutes) = clock[at + 1..].split_once(':').unwrap_or((&clock[at + 1..], "0"));
    let east = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
    Some((&clock[..at], if clock[at..].starts_with('-') { -east } else { east }))
}

/// Days since 1970-01-01 of "YYYY-MM-DD".
pub(crate) fn days(value: &str) -> Option<i32> {
    let mut parts = value.splitn(3, '-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(())?;
    // Counted from the first of March, so that the leap day is the last of its year (H. Hinnant, "chrono-compatible
    // low-level date algorithms").
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let cases = [
            ("1970-01-01", Some(0)),
            ("1969-12-31", Some(-1)),
            ("2000-02-29", Some(11_016)),
            ("2016-12-20", Some(17_155)),
            ("2016-13-01", None),
            ("2016-12", None),
            ("soon", None),
        ];
        for (text, expected) in cases {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn publication_is_a_minute_in_utc() {
        let noon = Some(17_155 * 1440 + 720);
        let cases = [
            ("2016-12-20T12:00Z", noon),
            ("2016-12-20T12:00", noon),
            ("2016-12-20T15:00+03:00", noon),
            ("2016-12-20T08:30:59-03:30", noon),
            ("2016-12-20", Some(17_156 * 1440)),
            ("2016-12-20Tnoon", None),
        ];
        for (text, expected) in cases {
            assert_eq!(minutes(text), expected, "{text}");
        }
    }
}
