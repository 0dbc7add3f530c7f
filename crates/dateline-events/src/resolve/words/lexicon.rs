//! The lexicon of time words, `lexicons/time/words.tsv`, embedded.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../../lexicons/time/words.tsv");

/// Units of time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::resolve) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Parts of the day; the published codes are those of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// The TIMEX3 code.
    pub(in crate::resolve) const fn code(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Midday => "MI",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
            Part::Daytime => "DT",
        }
    }
}

/// Seasons, those of the northern hemisphere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The TIMEX3 code.
    pub(in crate::resolve) const fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month it begins in.
    pub(in crate::resolve) const fn first_month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// Words that place a unit relative to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Relative {
    /// "last"
    Last,
    /// "past"
    Past,
    /// "this", "current"
    This,
    /// "next", "coming"
    Next,
    /// "latest"
    Latest,
    /// "previous": before what the text spoke of
    Previous,
    /// "that", "same": what the text spoke of
    Same,
    /// "following": after what the text spoke of
    Following,
    /// "every", "each"
    Every,
}

/// Which part of a period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Modifier {
    /// "early"
    Start,
    /// "earlier"
    Earlier,
    /// "mid-"
    Mid,
    /// "late"
    End,
    /// "later"
    Later,
}

/// Vague references to past, present and future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    /// The TIMEX3 value.
    pub(in crate::resolve) const fn value(self) -> &'static str {
        match self {
            Reference::Past => "PAST_REF",
            Reference::Present => "PRESENT_REF",
            Reference::Future => "FUTURE_REF",
        }
    }
}

/// Holidays whose day the calendar gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Holiday {
    ChristmasEve,
    Christmas,
    NewYear,
    NewYearEve,
    Thanksgiving,
    Easter,
    Halloween,
    BoxingDay,
    GoodFriday,
    EasterMonday,
    PalmSunday,
    MayDay,
    ValentinesDay,
    /// The first Monday of September.
    LaborDay,
    /// The last Monday of May.
    MemorialDay,
}

/// Which way a word near a time expression points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Cue {
    Past,
    Future,
}

/// What a word can mean in a time expression or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Sense {
    Month(u8),
    /// 1 is Monday.
    Weekday(u8),
    /// "Mondays"
    Weekdays(u8),
    Unit(Unit),
    Units(Unit),
    Number(u64),
    /// "hundred", "million", "dozen"
    Scale(u64),
    /// "hundreds", "dozens"
    Scales(u64),
    Ordinal(u8),
    /// "several", "few"
    Vague,
    Part(Part),
    Season(Season),
    /// Days from today.
    Shift(i8),
    Relative(Relative),
    Modifier(Modifier),
    Reference(Reference),
    Frequency(Unit),
    /// "noon": hour of the day.
    Clock(u8),
    Zone,
    Approximate,
    /// "nineties"
    Decade(u8),
    Holiday(Holiday),
    Cue(Cue),
    /// A word that expressions begin with and that has no sense of its own ("the").
    Opener,
}

/// What the lexicon says about a word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) senses: Vec<Sense>,
    /// Counts only with a capital ("August").
    pub(super) capital: bool,
    /// Needs a capital and a neighbour that makes it a time ("May", "Sat").
    pub(super) context: bool,
    /// Takes a full stop ("Dec.").
    pub(super) abbreviation: bool,
}

/// The entries, and where each word's entry is.
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    index: HashMap<&'static str, u16>,
}

/// The longest word of the table, in bytes: longer words need no look-up.
pub(super) const LONGEST: usize = 16;

/// The table, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(TABLE));

impl Lexicon {
    /// Number of the word's entry; 0 for words that are not in the table.
    pub(super) fn find(&self, lower: &str) -> u16 {
        self.index.get(lower).copied().unwrap_or(0)
    }

    /// The entry of this number.
    pub(super) fn entry(&self, number: u16) -> &Entry {
        &self.entries[number as usize]
    }

    fn read(table: &'static str) -> Self {
        let mut lexicon = Lexicon { entries: vec![Entry::default()], index: HashMap::new() };
        for row in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some((word, sense, flags)) = row_of(row) {
                lexicon.add(word, sense, flags);
            }
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, sense: Sense, flags: &str) {
        let next = self.entries.len() as u16;
        let number = *self.index.entry(word).or_insert(next);
        if number == next {
            self.entries.push(Entry::default());
        }
        let entry = &mut self.entries[number as usize];
        entry.senses.push(sense);
        entry.capital |= flags.contains("capital");
        entry.context |= flags.contains("context");
        entry.abbreviation |= flags.contains("abbreviation");
    }
}

fn row_of(row: &'static str) -> Option<(&'static str, Sense, &'static str)> {
    let mut cells = row.split('\t');
    let (word, sense, value) = (cells.next()?, cells.next()?, cells.next()?);
    Some((word, sense_of(sense, value)?, cells.next().unwrap_or("")))
}

fn sense_of(name: &str, value: &str) -> Option<Sense> {
    Some(match name {
        "month" => Sense::Month(value.parse().ok()?),
        "weekday" => Sense::Weekday(value.parse().ok()?),
        "weekdays" => Sense::Weekdays(value.parse().ok()?),
        "unit" => Sense::Unit(unit_of(value)?),
        "units" => Sense::Units(unit_of(value)?),
        "number" => Sense::Number(value.parse().ok()?),
        "scale" => Sense::Scale(value.parse().ok()?),
        "scales" => Sense::Scales(value.parse().ok()?),
        "ordinal" => Sense::Ordinal(value.parse().ok()?),
        "vague" => Sense::Vague,
        "part" => Sense::Part(part_of(value)?),
        "season" => Sense::Season(season_of(value)?),
        "shift" => Sense::Shift(value.parse().ok()?),
        "relative" => Sense::Relative(relative_of(value)?),
        "modifier" => Sense::Modifier(modifier_of(value)?),
        "reference" => Sense::Reference(reference_of(value)?),
        "frequency" => Sense::Frequency(unit_of(value)?),
        "clock" => Sense::Clock(value.parse().ok()?),
        "zone" => Sense::Zone,
        "approximate" => Sense::Approximate,
        "decade" => Sense::Decade(value.parse().ok()?),
        "opener" => Sense::Opener,
        "holiday" => Sense::Holiday(holiday_of(value)?),
        "cue" => Sense::Cue(if value == "past" { Cue::Past } else { Cue::Future }),
        _ => return None,
    })
}

fn unit_of(value: &str) -> Option<Unit> {
    Some(match value {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn part_of(value: &str) -> Option<Part> {
    let all = [Part::Morning, Part::Midday, Part::Afternoon, Part::Evening, Part::Night, Part::Daytime];
    all.into_iter().find(|part| part.code() == value)
}

fn season_of(value: &str) -> Option<Season> {
    let all = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
    all.into_iter().find(|season| season.code() == value)
}

fn relative_of(value: &str) -> Option<Relative> {
    Some(match value {
        "last" => Relative::Last,
        "past" => Relative::Past,
        "this" => Relative::This,
        "next" => Relative::Next,
        "latest" => Relative::Latest,
        "previous" => Relative::Previous,
        "same" | "that" => Relative::Same,
        "following" => Relative::Following,
        "every" => Relative::Every,
        _ => return None,
    })
}

fn modifier_of(value: &str) -> Option<Modifier> {
    Some(match value {
        "start" => Modifier::Start,
        "mid" => Modifier::Mid,
        "end" => Modifier::End,
        "earlier" => Modifier::Earlier,
        "later" => Modifier::Later,
        _ => return None,
    })
}

fn reference_of(value: &str) -> Option<Reference> {
    [Reference::Past, Reference::Present, Reference::Future].into_iter().find(|reference| reference.value() == value)
}

fn holiday_of(value: &str) -> Option<Holiday> {
    Some(match value {
        "christmas" => Holiday::Christmas,
        "thanksgiving" => Holiday::Thanksgiving,
        "easter" => Holiday::Easter,
        "halloween" => Holiday::Halloween,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let read = row_of(row);
            assert!(read.is_some(), "a row of the table that says nothing: {row:?}");
            assert!(read.is_some_and(|(word, _, _)| word.len() <= LONGEST), "LONGEST is too small for {row:?}");
        }
    }
}
