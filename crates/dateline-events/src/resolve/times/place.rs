//! From what an expression says to its days and its TIMEX3 value.
//!
//! A relative expression is placed by the anchor (the day of publication) or by the focus (the time that the text spoke
//! of last). Without one it keeps an underspecified value and no days: nothing is guessed.

use super::calendar as cal;
use super::expression::{Calendar, Clock, Core, Expression, InYear, Toward};
use crate::resolve::words::{Amount, Cue, Modifier, Part, Reference, Relative, Unit};
use dateline_doc::{Day, Interval, TimeBasis, TimePrecision, TimexKind};

/// What an expression is placed by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// Day of publication.
    pub(super) anchor: Option<Day>,
    /// First day of what the text spoke of last, and how fine it was.
    pub(super) focus: Option<(Day, TimePrecision)>,
    /// First day of the quarter that the text spoke of last, and not long ago.
    pub(super) quarter: Option<Day>,
    /// Which way the clause points.
    pub(super) direction: Option<Cue>,
    /// The expression itself stands in the dateline.
    pub(super) in_dateline: bool,
}

/// An expression on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) kind: TimexKind,
    pub(super) value: String,
    pub(super) interval: Option<Interval>,
    pub(super) precision: TimePrecision,
    pub(super) basis: TimeBasis,
    /// Why more than one reading is covered.
    pub(super) doubt: Option<&'static str>,
}

impl Placed {
    fn date(value: String, interval: Option<Interval>, precision: TimePrecision) -> Self {
        Placed { kind: TimexKind::Date, value, interval, precision, basis: TimeBasis::Relative, doubt: None }
    }

    fn day(day: Option<Day>) -> Self {
        let value = day.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string());
        Placed::date(value, day.map(single), TimePrecision::Day)
    }

    fn unplaced(value: &str, precision: TimePrecision) -> Self {
        Placed::date(value.to_owned(), None, precision)
    }

    fn length(value: String, precision: TimePrecision) -> Self {
        Placed { kind: TimexKind::Duration, ..Placed::date(value, None, precision) }
    }

    fn set(value: String, precision: TimePrecision) -> Self {
        Placed { kind: TimexKind::Set, ..Placed::date(value, None, precision) }
    }

    fn stated(self) -> Self {
        Placed { basis: TimeBasis::Stated, ..self }
    }
}

/// Places an expression.
pub(super) fn place(expression: &Expression, setting: &Setting) -> Placed {
    let mut placed = core(&expression.core, setting);
    if let Some(part) = expression.part {
        add_part(&mut placed, part);
    }
    if let Some(clock) = expression.clock {
        add_clock(&mut placed, clock);
    }
    narrow(&mut placed, expression.modifier);
    if setting.in_dateline && placed.basis == TimeBasis::Relative {
        placed.basis = TimeBasis::Dateline;
    }
    placed
}

fn add_part(placed: &mut Placed, part: Part) {
    placed.kind = TimexKind::Time;
    placed.value.push('T');
    placed.value.push_str(part.code());
}

fn add_clock(placed: &mut Placed, clock: Clock) {
    let at = placed.value.find('T').unwrap_or(placed.value.len());
    placed.value.truncate(at);
    placed.kind = TimexKind::Time;
    let zone = if clock.utc { "Z" } else { "" };
    placed.value.push_str(&format!("T{:02}:{:02}{zone}", clock.hour, clock.minute.unwrap_or(0)));
}

/// The days of the early, middle or late third of a month or longer.
fn narrow(placed: &mut Placed, modifier: Option<Modifier>) {
    let (Some(modifier), Some(interval)) = (modifier, placed.interval) else { return };
    if placed.precision < TimePrecision::Year {
        return;
    }
    let third = cal::days_between(interval.from, interval.to) / 3;
    let (first, last) = match modifier {
        Modifier::Start => (0, third * 2),
        Modifier::Mid => (third / 2, third * 3 - third / 2),
        Modifier::End => (third, third * 3 + 2),
    };
    let from = cal::add_days(interval.from, first);
    let to = cal::add_days(interval.from, last).map(|to| to.min(interval.to));
    if let (Some(from), Some(to)) = (from, to) {
        placed.interval = Some(Interval { from, to });
    }
}

fn core(core: &Core, s: &Setting) -> Placed {
    match *core {
        Core::Calendar(date) => calendar(date, s),
        Core::Numeric { year, a, b } => numeric(year, a, b),
        Core::Weekday(weekday, relative) => weekday_of(weekday, relative, s),
        Core::Year(year) => years(year, year).stated(),
        Core::Years(first, last) => {
            let value = format!("{first:04}/{last:04}");
            Placed::date(value, cal::years(first, last), TimePrecision::Year).stated()
        }
        Core::Decade(first) => decade(first).stated(),
        Core::Century(number) => century(number).stated(),
        Core::Season(season, year) => seasons(season, year, s),
        Core::Quarter(number, year) => quarter(number, year, s),
        Core::Half(number, year) => half(number, year, s),
        Core::Unit(unit, relative) => unit_of(unit, relative, s),
        Core::Shift(days) => Placed::day(s.anchor.and_then(|day| cal::add_days(day, i64::from(days)))),
        Core::Offset(amount, unit, toward) => offset(amount, unit, toward, s),
        Core::Window(amount, unit, future) => window(amount, unit, future, s),
        Core::Duration(amount, unit) => Placed::length(length(amount, unit), precision(unit)),
        Core::Frequency(amount, unit) => Placed::set(length(amount, unit), precision(unit)),
        Core::Weekdays(weekday) => Placed::set(format!("XXXX-WXX-{weekday}"), TimePrecision::Day),
        Core::EveryMonth(month) => Placed::set(format!("XXXX-{month:02}"), TimePrecision::Month),
        Core::Reference(reference) => Placed::unplaced(reference.value(), TimePrecision::Year),
        Core::Holiday(holiday, year) => holiday_of(holiday, year, s),
        Core::PartOf(relative) => part_of(relative, s),
        Core::Clock => Placed::day(s.focus_day().or(s.anchor)),
    }
}

impl Setting {
    /// The day that the text spoke of last.
    fn focus_day(&self) -> Option<Day> {
        self.focus.filter(|(_, precision)| *precision == TimePrecision::Day).map(|(day, _)| day)
    }

    /// Where the text speaks of a quarter, "a year earlier" is that quarter of the year before.
    fn quarter_a_year_before(&self) -> Option<Placed> {
        containing(cal::add_months(self.quarter?, -12)?, Unit::Quarter)
    }

    /// What "previous" and "following" count from.
    fn narrative(&self) -> Option<Day> {
        self.focus.map(|(day, _)| day).or(self.anchor)
    }
}

fn single(day: Day) -> Interval {
    Interval { from: day, to: day }
}

fn years(first: i16, last: i16) -> Placed {
    Placed::date(format!("{first:04}"), cal::years(first, last), TimePrecision::Year)
}

fn decade(first: i16) -> Placed {
    Placed::date(format!("{:03}", first / 10), cal::years(first, first.saturating_add(9)), TimePrecision::Decade)
}

fn century(number: u8) -> Placed {
    let first = (i16::from(number) - 1) * 100;
    Placed::date(format!("{:02}", number - 1), cal::years(first, first + 99), TimePrecision::Decade)
}

/// Both readings of a numeric date whose day and month can't be told apart.
fn numeric(year: i16, a: u8, b: u8) -> Placed {
    let (one, other) = (cal::day(year, a, b), cal::day(year, b, a));
    let interval = one.zip(other).map(|(x, y)| Interval { from: x.min(y), to: x.max(y) });
    let placed = Placed::date(format!("{year:04}-XX-XX"), interval, TimePrecision::Month).stated();
    Placed { doubt: Some("day and month can be told apart neither by size nor by the words"), ..placed }
}

/// The year of the anchor, moved by a relative word.
fn year_by(relative: Relative, s: &Setting) -> Option<i16> {
    let year = match relative {
        Relative::Previous | Relative::Same | Relative::Following => s.narrative()?.year,
        _ => s.anchor?.year,
    };
    year.checked_add(steps(relative) as i16)
}

fn steps(relative: Relative) -> i64 {
    match relative {
        Relative::Last | Relative::Past | Relative::Previous => -1,
        Relative::Next | Relative::Following => 1,
        Relative::This | Relative::Same | Relative::Latest | Relative::Every => 0,
    }
}

// --- dates with a month ---

fn calendar(date: Calendar, s: &Setting) -> Placed {
    if let Some(year) = date.year {
        return with_year(date, year).stated();
    }
    match s.anchor.and_then(|anchor| complete(date, anchor, s)) {
        Some((year, doubt)) => Placed { doubt, ..with_year(date, year) },
        None => without_year(date),
    }
}

fn with_year(date: Calendar, year: i16) -> Placed {
    let Some(number) = date.day else {
        let interval = cal::months(year, date.month, 1);
        return Placed::date(format!("{year:04}-{:02}", date.month), interval, TimePrecision::Month);
    };
    let Some(from) = cal::day(year, date.month, number) else { return without_year(date) };
    let to = date.last_day.and_then(|last| cal::day(year, date.month, last)).unwrap_or(from);
    let value = if to == from { from.to_string() } else { format!("{from}/{to}") };
    let precision = if cal::days_between(from, to) > 7 { TimePrecision::Month } else { TimePrecision::Day };
    Placed::date(value, Some(Interval { from, to }), precision)
}

fn without_year(date: Calendar) -> Placed {
    match date.day {
        Some(day) => Placed::unplaced(&format!("XXXX-{:02}-{day:02}", date.month), TimePrecision::Day),
        None => Placed::unplaced(&format!("XXXX-{:02}", date.month), TimePrecision::Month),
    }
}

/// The year of a date without one.
fn complete(date: Calendar, anchor: Day, s: &Setting) -> Option<(i16, Option<&'static str>)> {
    let before =
        |year: i16| -> bool { (date.month, date.day.unwrap_or(1)) <= (anchor.month, anchor.day) && year == year };
    let past = if before(anchor.year) { anchor.year } else { anchor.year.checked_sub(1)? };
    let future = if past == anchor.year && (date.month, date.day) != (anchor.month, Some(anchor.day)) {
        if date.day.is_none() && date.month == anchor.month { anchor.year } else { anchor.year.checked_add(1)? }
    } else {
        anchor.year
    };
    if let Some(relative) = date.relative {
        return Some((by_relative(relative, past, future, anchor, date), None));
    }
    if let Some(year) = by_weekday(date, past, future) {
        return Some((year, None));
    }
    Some((by_distance(date, past, future, anchor, s.direction), None))
}

/// "last November" is the one before, "next March" the one to come, "June last year" that of last year.
fn by_relative(relative: Relative, past: i16, future: i16, anchor: Day, date: Calendar) -> i16 {
    match relative {
        Relative::Last | Relative::Past | Relative::Previous if date.month == anchor.month => past.saturating_sub(1),
        Relative::Last | Relative::Past | Relative::Previous | Relative::Latest => past,
        Relative::Next | Relative::Following if date.month == anchor.month => anchor.year.saturating_add(1),
        Relative::Next | Relative::Following => future,
        _ => anchor.year,
    }
}

/// Where the weekday is stated, the year in which it fits.
fn by_weekday(date: Calendar, past: i16, future: i16) -> Option<i16> {
    let weekday = date.weekday?;
    let fits = |year: i16| cal::day(year, date.month, date.day?).filter(|day| cal::weekday(*day) == weekday);
    match (fits(past), fits(future)) {
        (Some(_), None) => Some(past),
        (None, Some(_)) => Some(future),
        _ => None,
    }
}

/// By the tense of the clause; where it says nothing the nearer one, the past one for most of the year.
fn by_distance(date: Calendar, past: i16, future: i16, anchor: Day, direction: Option<Cue>) -> i16 {
    let day = |year| cal::day(year, date.month, date.day.unwrap_or(15));
    let ahead = day(future).map_or(365, |day| cal::days_between(anchor, day));
    let back = day(past).map_or(365, |day| cal::days_between(day, anchor));
    let future_reading = match direction {
        Some(Cue::Past) => ahead < 45 && back > 300,
        Some(Cue::Future) => ahead < 270 || back > 330,
        None => ahead < 120 && ahead < back,
    };
    if future_reading { future } else { past }
}

// --- weekdays ---

fn weekday_of(weekday: u8, relative: Option<Relative>, s: &Setting) -> Placed {
    let narrative = matches!(relative, Some(Relative::Previous | Relative::Same | Relative::Following));
    let from = if narrative { s.narrative() } else { s.anchor };
    let Some(from) = from else { return Placed::unplaced(&format!("XXXX-WXX-{weekday}"), TimePrecision::Day) };
    let back = i64::from((cal::weekday(from) + 7 - weekday) % 7);
    let days = match relative {
        Some(Relative::Last | Relative::Past) => -(if back <= 1 { back + 7 } else { back }),
        Some(Relative::Previous) => -(if back == 0 { 7 } else { back }),
        Some(Relative::Next) => {
            if back == 6 || back == 0 {
                14 - back - 7 * i64::from(back == 0)
            } else {
                7 - back
            }
        }
        Some(Relative::Following) => 7 - back,
        Some(Relative::This) => this_weekday(back, s.direction),
        Some(Relative::Same | Relative::Latest | Relative::Every) => -back,
        None => unmarked_weekday(back, s.direction),
    };
    Placed::day(cal::add_days(from, days))
}

/// "this Friday": to come, but for the past tense.
fn this_weekday(back: i64, direction: Option<Cue>) -> i64 {
    if back == 0 || direction == Some(Cue::Past) { -back } else { 7 - back }
}

/// A weekday alone is the last one, in news; the coming one where the clause points ahead. The day itself where
/// it is that weekday.
fn unmarked_weekday(back: i64, direction: Option<Cue>) -> i64 {
    if back != 0 && direction == Some(Cue::Future) { 7 - back } else { -back }
}

// --- periods ---

fn unit_of(unit: Unit, relative: Relative, s: &Setting) -> Placed {
    if unit == Unit::Weekend && relative == Relative::Latest {
        return the_weekend(s);
    }
    if unit == Unit::Quarter && matches!(relative, Relative::Same | Relative::Latest) {
        return the_quarter(s);
    }
    let narrative = matches!(relative, Relative::Previous | Relative::Same | Relative::Following);
    let from = if narrative { s.narrative() } else { s.anchor };
    let Some(day) = from.and_then(|from| moved(from, unit, steps(relative))) else {
        return Placed::unplaced(underspecified(unit), precision(unit));
    };
    containing(day, unit).unwrap_or_else(|| Placed::unplaced(underspecified(unit), precision(unit)))
}

/// "the weekend": the one that is on, else the last one, or the coming one where the clause points ahead.
fn the_weekend(s: &Setting) -> Placed {
    let on = s.anchor.is_some_and(|day| cal::weekday(day) > 5) || s.direction == Some(Cue::Future);
    let day = s.anchor.and_then(|day| cal::add_days(day, if on { 0 } else { -7 }));
    let placed = day.and_then(|day| containing(day, Unit::Weekend));
    placed.unwrap_or_else(|| Placed::unplaced(underspecified(Unit::Weekend), TimePrecision::Week))
}

/// "the quarter": the one that the text speaks of, else the last one that is over.
fn the_quarter(s: &Setting) -> Placed {
    let day = s.quarter.or_else(|| cal::add_months(s.anchor?, -3));
    let placed = day.and_then(|day| containing(day, Unit::Quarter));
    placed.unwrap_or_else(|| Placed::unplaced(underspecified(Unit::Quarter), TimePrecision::Quarter))
}

/// The unit of the calendar that contains the day.
fn containing(day: Day, unit: Unit) -> Option<Placed> {
    let precision = precision(unit);
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Placed::day(Some(day)),
        Unit::Week | Unit::Fortnight => Placed::date(week_value(day)?, cal::week(day), precision),
        Unit::Weekend => Placed::date(format!("{}-WE", week_value(day)?), cal::weekend(day), precision),
        Unit::Month => {
            Placed::date(format!("{:04}-{:02}", day.year, day.month), cal::months(day.year, day.month, 1), precision)
        }
        Unit::Quarter => numbered_quarter(day.year, (day.month - 1) / 3 + 1),
        Unit::Year => years(day.year, day.year),
        Unit::Decade => decade(day.year / 10 * 10),
        Unit::Century => century(u8::try_from(day.year / 100 + 1).ok()?),
    })
}

fn week_value(day: Day) -> Option<String> {
    cal::iso_week(day).map(|(year, week)| format!("{year:04}-W{week:02}"))
}

/// So many units later, or earlier.
fn moved(day: Day, unit: Unit, steps: i64) -> Option<Day> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => cal::add_days(day, steps),
        Unit::Week | Unit::Weekend => cal::add_days(day, steps.checked_mul(7)?),
        Unit::Fortnight => cal::add_days(day, steps.checked_mul(14)?),
        Unit::Month => cal::add_months(day, steps),
        Unit::Quarter => cal::add_months(day, steps.checked_mul(3)?),
        Unit::Year => cal::add_months(day, steps.checked_mul(12)?),
        Unit::Decade => cal::add_months(day, steps.checked_mul(120)?),
        Unit::Century => cal::add_months(day, steps.checked_mul(1200)?),
    }
}

fn underspecified(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

fn precision(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => TimePrecision::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => TimePrecision::Week,
        Unit::Month => TimePrecision::Month,
        Unit::Quarter => TimePrecision::Quarter,
        Unit::Year => TimePrecision::Year,
        Unit::Decade | Unit::Century => TimePrecision::Decade,
    }
}

/// The year that a part of a year is in; `None` where only the anchor's nearest one is meant or nothing is known.
fn stated_year(year: InYear, s: &Setting) -> Option<i16> {
    match year {
        InYear::Stated(year) => Some(year),
        InYear::OfYear(relative) => year_by(relative, s),
        InYear::Relative(_) | InYear::Unstated => None,
    }
}

/// The year of a part of a year of three or six months that begins in month `first`, by the anchor.
fn nearest_year(first: u8, length: u8, year: InYear, s: &Setting) -> Option<i16> {
    let anchor = s.anchor?;
    let begun = first <= anchor.month;
    let past = if begun { anchor.year } else { anchor.year.checked_sub(1)? };
    let since_begun = (12 + anchor.month - first) % 12;
    let running = since_begun < length;
    let since_over = i16::from(since_begun) - i16::from(length);
    let ahead = 12 - i16::from(since_begun);
    match year {
        InYear::Relative(Relative::Last | Relative::Past | Relative::Previous) if running => past.checked_sub(1),
        InYear::Relative(Relative::Next | Relative::Following) => past.checked_add(1),
        InYear::Relative(Relative::This) if !running => Some(anchor.year),
        InYear::Unstated if s.direction == Some(Cue::Future) && !running && ahead < since_over => past.checked_add(1),
        _ => Some(past),
    }
}

fn seasons(season: crate::resolve::words::Season, year: InYear, s: &Setting) -> Placed {
    let stated = matches!(year, InYear::Stated(_));
    let Some(year) = stated_year(year, s).or_else(|| nearest_year(season.first_month(), 3, year, s)) else {
        return Placed::unplaced(&format!("XXXX-{}", season.code()), TimePrecision::Quarter);
    };
    let placed =
        Placed::date(format!("{year:04}-{}", season.code()), cal::season(year, season), TimePrecision::Quarter);
    if stated { placed.stated() } else { placed }
}

fn quarter(number: u8, year: InYear, s: &Setting) -> Placed {
    if let InYear::Stated(year) = year {
        return numbered_quarter(year, number).stated();
    }
    match stated_year(year, s).or_else(|| nearest_year(number * 3 - 2, 3, year, s)) {
        Some(year) => numbered_quarter(year, number),
        None => Placed::unplaced(&format!("XXXX-Q{number}"), TimePrecision::Quarter),
    }
}

fn numbered_quarter(year: i16, number: u8) -> Placed {
    let interval = cal::months(year, number * 3 - 2, 3);
    Placed::date(format!("{year:04}-Q{number}"), interval, TimePrecision::Quarter)
}

fn half(number: u8, year: InYear, s: &Setting) -> Placed {
    let stated = matches!(year, InYear::Stated(_));
    let Some(year) = stated_year(year, s).or_else(|| nearest_year(number * 6 - 5, 6, year, s)) else {
        return Placed::unplaced(&format!("XXXX-H{number}"), TimePrecision::Year);
    };
    let interval = cal::months(year, number * 6 - 5, 6);
    let placed = Placed::date(format!("{year:04}-H{number}"), interval, TimePrecision::Year);
    if stated { placed.stated() } else { placed }
}

fn holiday_of(holiday: crate::resolve::words::Holiday, year: InYear, s: &Setting) -> Placed {
    if let InYear::Stated(year) = year {
        return Placed::day(cal::holiday(year, holiday)).stated();
    }
    let Some(anchor) = s.anchor else { return Placed::day(None) };
    let this = cal::holiday(anchor.year, holiday);
    let passed = this.is_some_and(|day| day <= anchor);
    let past = if passed { anchor.year } else { anchor.year.saturating_sub(1) };
    let ahead = this.map_or(365, |day| cal::days_between(anchor, day));
    let future = match year {
        InYear::Relative(Relative::Next) => true,
        InYear::Relative(Relative::This) => !passed,
        InYear::Relative(_) => false,
        _ => s.direction == Some(Cue::Future) || s.direction.is_none() && (1..60).contains(&ahead),
    };
    Placed::day(cal::holiday(if future { past.saturating_add(1) } else { past }, holiday))
}

// --- counted from a point ---

fn offset(amount: Amount, unit: Unit, toward: Toward, s: &Setting) -> Placed {
    let back = matches!(toward, Toward::Ago | Toward::Earlier);
    let from = if matches!(toward, Toward::Earlier | Toward::Later) { s.narrative() } else { s.anchor };
    let Amount::Whole(count) = amount else {
        let reference = if back { Reference::Past } else { Reference::Future };
        return Placed::unplaced(reference.value(), precision(unit));
    };
    if unit == Unit::Year
        && count == 1
        && let Some(quarter) = s.quarter_a_year_before().filter(|_| back)
    {
        return quarter;
    }
    let steps = i64::try_from(count).unwrap_or(i64::MAX).checked_mul(if back { -1 } else { 1 });
    let to = steps.and_then(|steps| moved(from?, unit, steps));
    to.and_then(|day| containing(day, unit.measure()))
        .unwrap_or_else(|| Placed::unplaced(underspecified(unit), precision(unit)))
}

impl Unit {
    /// How finely "three of these ago" is meant.
    fn measure(self) -> Unit {
        match self {
            Unit::Weekend | Unit::Fortnight => Unit::Week,
            Unit::Decade | Unit::Century => Unit::Year,
            unit => unit,
        }
    }
}

/// A length that ends or begins at the anchor.
fn window(amount: Amount, unit: Unit, future: bool, s: &Setting) -> Placed {
    let placed = Placed::length(length(amount, unit), precision(unit));
    let Amount::Whole(count) = amount else { return placed };
    let steps = i64::try_from(count).unwrap_or(i64::MAX).checked_mul(if future { 1 } else { -1 });
    let interval = s.anchor.and_then(|anchor| {
        let other = moved(anchor, unit, steps?)?;
        Some(Interval { from: anchor.min(other), to: anchor.max(other) })
    });
    Placed { interval, ..placed }
}

/// A TIMEX3 duration.
fn length(amount: Amount, unit: Unit) -> String {
    let (code, times) = unit.duration();
    let (time, code) = code.strip_prefix('T').map_or(("", code), |code| ("T", code));
    match amount {
        Amount::Vague => format!("P{time}X{code}"),
        Amount::Whole(n) => format!("P{time}{}{code}", n.saturating_mul(times)),
        Amount::AndHalf(n) => half_length(n, unit, times),
    }
}

fn half_length(n: u64, unit: Unit, times: u64) -> String {
    let whole = |code: &str| if n == 0 { String::new() } else { format!("{}{code}", n.saturating_mul(times)) };
    match unit {
        Unit::Year => format!("P{}6M", whole("Y")),
        Unit::Hour => format!("PT{}30M", whole("H")),
        Unit::Minute => format!("PT{}30S", whole("M")),
        Unit::Decade | Unit::Century => format!("P{}Y", n.saturating_mul(times).saturating_add(times / 2)),
        _ => {
            let (code, _) = unit.duration();
            format!("P{n}.5{code}")
        }
    }
}

// --- parts of the day ---

fn part_of(relative: Relative, s: &Setting) -> Placed {
    let day = match relative {
        Relative::This => s.anchor,
        Relative::Last | Relative::Past => s.anchor.and_then(|day| cal::add_days(day, -1)),
        Relative::Next => s.anchor.and_then(|day| cal::add_days(day, 1)),
        Relative::Same => s.focus_day(),
        Relative::Latest | Relative::Every => s.focus_day().or(s.anchor),
        Relative::Previous => s.narrative().and_then(|day| cal::add_days(day, -1)),
        Relative::Following => s.narrative().and_then(|day| cal::add_days(day, 1)),
    };
    Placed::day(day)
}
