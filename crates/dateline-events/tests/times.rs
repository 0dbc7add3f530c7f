//! Time expressions, as a table of sentences: what is marked in brackets is found, and nothing else.
//!
//! A row of `times.tsv` is the day of publication ("-" for none), the sentence, and what each expression becomes: TIMEX3
//! type and value, the days ("-" for none), the precision and the basis.

use dateline_doc::{Article, Dateline, Day, Published, PublishedBasis, Span, Syntax, Timex, TimexKind};
use dateline_events::resolve::times;
use proptest::prelude::*;

const TABLE: &str = include_str!("times.tsv");

fn article(text: &str, published: Option<Day>) -> Article {
    Article {
        published: published.map(|day| Published::on(day, PublishedBasis::Metadata)),
        ..Article::of_text("a", text)
    }
}

fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Day { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? })
}

fn described(time: &Timex) -> String {
    let days = match time.interval {
        None => "-".to_owned(),
        Some(days) if days.from == days.to => days.from.to_string(),
        Some(days) => format!("{}..{}", days.from, days.to),
    };
    let (kind, precision, basis) = (time.kind.as_str(), time.precision.as_str(), time.basis.as_str());
    format!("{kind} {} {days} {precision} {basis}", time.value)
}

fn marked(text: &str, times: &[Timex]) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for time in times {
        marked += &text[at..time.span.start as usize];
        marked += &format!("[{}]", &text[time.span.range()]);
        at = time.span.end as usize;
    }
    marked + &text[at..]
}

#[test]
fn the_table_holds() {
    let rows: Vec<_> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() >= 320, "the table has lost rows: {}", rows.len());
    let wrong: Vec<_> = rows.into_iter().filter_map(mismatch).collect();
    assert!(wrong.is_empty(), "{} rows do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a row becomes, where that is not what it says.
fn mismatch(row: &str) -> Option<String> {
    let cells: Vec<_> = row.split('\t').collect();
    let [anchor, sentence, expected] = cells[..] else { panic!("not three cells: {row}") };
    let text = sentence.replace(['[', ']'], "");
    let (times, _) = times(&article(&text, day(anchor)), &Syntax::default());
    let found: Vec<_> = times.iter().map(described).collect();
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
    let marked = marked(&text, &times);
    (marked != sentence || found != expected).then(|| format!("{row}\n  found: {marked}\t{found}"))
}

#[test]
fn two_readings_are_noted() {
    for (anchor, text) in [(None, "It is dated 03/04/2016."), (day("2016-12-20"), "A fair: June 18.")] {
        let (times, notes) = times(&article(text, anchor), &Syntax::default());
        assert_eq!(notes.len(), 1, "one note for {text:?}");
        assert_eq!(notes[0].code, "time-ambiguous");
        assert_eq!(notes[0].span, Some(times[0].span));
    }
}

#[test]
fn a_full_date_in_the_dateline_is_the_anchor() {
    let text = "ANKARA, Dec. 20, 2016 - Police arrested six people on Monday.";
    let mut article = article(text, None);
    article.dateline = Some(Dateline {
        span: Span::new(0, 23),
        place: Some(Span::new(0, 6)),
        date: Some(Span::new(8, 21)),
        agency: None,
    });
    let (times, _) = times(&article, &Syntax::default());
    assert_eq!(times[1].value, "2016-12-19");
}

#[test]
fn a_date_in_the_dateline_says_so() {
    let mut article = article("ANKARA, Dec 19 - Calm returned.", day("2016-12-20"));
    article.dateline = Some(Dateline {
        span: Span::new(0, 16),
        place: Some(Span::new(0, 6)),
        date: Some(Span::new(8, 14)),
        agency: None,
    });
    let (times, _) = times(&article, &Syntax::default());
    assert_eq!(described(&times[0]), "DATE 2016-12-19 2016-12-19 day dateline");
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "Monday",
            "last",
            "next",
            "Dec.",
            "19",
            "2016",
            "-",
            "/",
            ":",
            "three",
            "weeks",
            "ago",
            "the",
            "of",
            "a",
            "and",
            "half",
            "quarter",
            "'s",
            "night",
            "p.m.",
            "early",
            "999999999999",
            "since",
            "from",
            "to",
            "31",
            "February",
            "0000",
            "99th",
            "\u{2013}",
            "½",
            "İstanbul",
            "year",
            "earlier",
            "9999",
            "century",
            "this",
            "every",
            "few",
            ".",
            ",",
            "\n\n",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_gives_valid_spans_in_order(text in words(), year in 0i16..=9999, month in 1u8..=12) {
        let (times, notes) = times(&article(&text, Some(Day { year, month, day: 28 })), &Syntax::default());
        let mut end = 0;
        for time in &times {
            prop_assert!(time.span.start >= end && time.span.end > time.span.start);
            prop_assert!(text.get(time.span.range()).is_some(), "a span cuts a character");
            if let Some(days) = time.interval {
                prop_assert!(days.from <= days.to, "{:?}", time);
            }
            end = time.span.end;
        }
        prop_assert!(notes.iter().all(|note| note.span.is_some()));
    }

    #[test]
    fn a_day_written_out_is_that_day(year in 1800i16..=2099, month in 1usize..=12, date in 1u8..=28, form in 0usize..4) {
        let name = MONTHS[month - 1];
        let text = match form {
            0 => format!("It fell on {name} {date}, {year}."),
            1 => format!("It fell on {date} {name} {year}."),
            2 => format!("It fell on {year:04}-{month:02}-{date:02}."),
            _ => format!("It fell on the {date}th of {name}, {year}."),
        };
        let expected = Day { year, month: month as u8, day: date };
        let (times, _) = times(&article(&text, None), &Syntax::default());
        prop_assert_eq!(times.len(), 1, "{}", text);
        prop_assert_eq!(&times[0].value, &expected.to_string());
        prop_assert_eq!(times[0].interval.map(|days| (days.from, days.to)), Some((expected, expected)));
    }

    #[test]
    fn value_and_days_agree(text in words(), year in 1800i16..=2098, month in 1u8..=12) {
        let (times, _) = times(&article(&text, Some(Day { year, month, day: 28 })), &Syntax::default());
        for time in times.iter().filter(|time| time.kind == TimexKind::Date) {
            let Some(days) = time.interval else { continue };
            // A value that is a day lies in the days that it is given: "since" and "from" stretch them.
            if time.value.len() == 10 && time.value.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
                let within = days.from.to_string() <= time.value && time.value <= days.to.to_string();
                prop_assert!(within, "{:?}", time);
            }
        }
    }

    #[test]
    fn without_a_day_of_publication_what_is_relative_stays_so(back in 1u32..400) {
        for text in [format!("He fled {back} days ago."), "He fled yesterday.".to_owned(), "He fled on Monday.".to_owned()] {
            let (times, _) = times(&article(&text, None), &Syntax::default());
            prop_assert!(times.iter().all(|time| time.interval.is_none() && time.value.contains('X')), "{:?}", times);
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
