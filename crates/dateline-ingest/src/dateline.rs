//! The opening of a wire report: place, date, agency and a dash, as in "ANKARA, Dec 19 (Agency) -".

use crate::calendar::{MONTH, WEEKDAY, find_day, pattern};
use crate::units::Unit;
use dateline_doc::{Byte, Dateline, Day, Span};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A dateline stands in the first units of a text, below headline, deck and byline.
const UNITS_SEARCHED: usize = 7;

/// Agencies and outlets that may follow the place without a dash after them.
const AGENCIES: &str = "AP|Associated Press|The Associated Press|Reuters|Thomson Reuters Foundation|AFP|UPI|CNN|dpa|DPA|Xinhua|TASS|Interfax|EFE|ANSA|PTI|ANI|IANS|IRNA|WAM|KUNA|SPA|MENA|AA|BBC|VOA|Kyodo|Yonhap|Bernama|Antara|IPS|IRIN|RFE/RL|BBC News|VOA News|Bloomberg";

/// Words in capitals that open a line and name no place.
const NO_PLACE: [&str; 22] = [
    "BREAKING",
    "BREAKING NEWS",
    "UPDATE",
    "UPDATED",
    "EXCLUSIVE",
    "WATCH",
    "OPINION",
    "ANALYSIS",
    "VIDEO",
    "NEWS",
    "LIVE",
    "FILE",
    "PHOTO",
    "NOTE",
    "EDITORIAL",
    "EXPLAINER",
    "READ",
    "READ MORE",
    "CORRECTION",
    "PHOTOS",
    "COMMENT",
    "CAPTION",
];

/// Place, date and bracket, each of which may lack, and the dash.
static FULL: LazyLock<Regex> = LazyLock::new(|| {
    let (place, day) = (place(), day());
    let bracket = format!(r",?\s*\((?:(?P<bdate>{day})|(?P<agency>[\p{{Lu}}][^()]+))\)");
    let dash = r"\s*(?P<dash>—|–|―|--+|\s-\s|-\s|:\s)\s*";
    pattern(&format!(r"^(?:{place})?(?:,?\s*(?P<date>{day}))?(?:{bracket})?{dash}"))
});

/// Place, perhaps a date, and a known agency.
static NO_DASH: LazyLock<Regex> = LazyLock::new(|| {
    let (place, day) = (place(), day());
    pattern(&format!(r"^{place}(?:,?\s*(?P<date>{day}))?\s*\((?P<agency>{AGENCIES})\)\s*"))
});

/// A place in capitals, or with a capital a word, and the region it is in.
fn place() -> String {
    let caps = r"\p{Lu}[\p{Lu}.'’-]+";
    let title = r"\p{Lu}[\p{L}.'’-]+";
    let small = "(?:de|del|la|of|and|al|el|am|sur|le|les|the)";
    let name = format!(r"(?P<caps>{caps}(?:[ /]+(?:{caps}|{small}))*)|(?P<title>{title}(?:[ /]+(?:{title}|{small}))*)");
    format!(r"(?:{name})(?:,\s*(?P<region>{title}(?:\s(?:{title}|{small}))*))?")
}

/// A day, with or without its weekday and year.
fn day() -> String {
    format!(
        r"(?:{WEEKDAY},?\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\s*\d{{1,2}})(?:,?\s+[12]\d{{3}})?|[12]\d{{3}}-\d\d-\d\d"
    )
}

/// A dateline, and the day where it holds a full date.
pub(crate) fn find(units: &[Unit<'_>]) -> Option<(Dateline, Option<Day>)> {
    units.iter().take(UNITS_SEARCHED).find_map(|unit| {
        let dateline = at_start(unit)?;
        let day = dateline.date.and_then(|date| {
            let range = (date.start - unit.span.start) as usize..(date.end - unit.span.start) as usize;
            find_day(&unit.text[range]).map(|(day, _)| day)
        });
        (!is_transcript(&dateline, unit, units)).then_some((dateline, day))
    })
}

/// The dateline at the start of a unit.
fn at_start(unit: &Unit<'_>) -> Option<Dateline> {
    let head = head(unit.text);
    let dashed = FULL.captures(head).filter(|c| is_dateline(c, head));
    let captures = dashed.or_else(|| without_dash(head))?;
    let span = |name: &str| captures.name(name).map(|m| Span::new(m.start() as u32, m.end() as u32));
    let shift = |s: Span<Byte>| Span::new(s.start + unit.span.start, s.end + unit.span.start);
    let place = span("caps").or_else(|| span("title"));
    let (place, agency) = match (place, span("region"), span("agency")) {
        (Some(place), Some(region), agency) => (Some(place.join(region)), agency),
        (None, _, Some(bracket)) if !is_agency(&head[bracket.range()]) => (Some(bracket), None),
        (place, _, agency) => (place, agency),
    };
    Some(Dateline {
        span: shift(Span::new(0, trimmed_end(&captures))),
        place: place.map(shift),
        date: span("date").or_else(|| span("bdate")).map(shift),
        agency: agency.map(shift),
    })
}

/// True where a bracket without a place before it names an agency; else it names the place ("(Butte) -").
fn is_agency(bracket: &str) -> bool {
    AGENCIES.split('|').any(|agency| bracket.contains(agency))
}

/// A dateline that ends with the agency. The pattern is dear to build, so it is asked only where it may hold.
fn without_dash(head: &str) -> Option<Captures<'_>> {
    let (before, after) = head.split_once('(')?;
    let known = after.split_once(')').is_some_and(|(agency, _)| AGENCIES.split('|').any(|known| known == agency));
    if !known || before.trim().is_empty() {
        return None;
    }
    NO_DASH.captures(head).filter(|c| opens_prose(c, head))
}

/// The first bytes of a unit, in which a dateline must fit with a word of the report after it.
fn head(text: &str) -> &str {
    let end = (0..=160.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    &text[..end]
}

fn trimmed_end(c: &Captures<'_>) -> u32 {
    c.get(0).map_or(0, |m| m.as_str().trim_end().len() as u32)
}

/// Decides whether the parts that matched are enough: prose too may open with a capitalised word and a dash.
fn is_dateline(c: &Captures<'_>, head: &str) -> bool {
    let has = |name: &str| c.name(name).is_some();
    let dated = has("date") || has("bdate");
    let colon = c.name("dash").is_some_and(|dash| dash.as_str().starts_with(':'));
    let bare_hyphen = c.name("dash").is_some_and(|dash| dash.as_str() == "- ");
    if !opens_prose(c, head) || is_label(c) || (bare_hyphen && !has("agency") && !dated) {
        return false;
    }
    if let Some(caps) = c.name("caps") {
        return caps.as_str().chars().filter(|ch| ch.is_uppercase()).count() >= 3 && (!colon || dated || has("agency"))
            || has("agency");
    }
    match has("title") {
        true if colon => has("agency"),
        true => has("agency") || dated || has("region"),
        false => has("agency") && !colon,
    }
}

fn is_label(c: &Captures<'_>) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^(?:{WEEKDAY}|{MONTH})")));
    let place = c.name("caps").or_else(|| c.name("title")).map_or("", |m| m.as_str());
    if DAY.is_match(place) {
        return true;
    }
    let upper = place.to_uppercase();
    let long = |name: &str| c.name(name).is_some_and(|m| m.as_str().split_whitespace().count() > 5);
    ["caps", "title", "region", "agency"].into_iter().any(long)
        || NO_PLACE.contains(&upper.as_str())
        || upper.starts_with("BY ")
        || upper.starts_with("PUBLISHED")
}

/// After a dateline a sentence begins.
fn opens_prose(c: &Captures<'_>, head: &str) -> bool {
    let rest = &head[c.get(0).map_or(0, |m| m.end())..];
    let mut chars = rest.chars();
    let first = chars.next();
    first.is_some_and(|ch| ch.is_uppercase() || ch.is_numeric() || "\"'“‘«[$£€¿¡".contains(ch) || is_uncased(ch))
        && rest.split_whitespace().count() >= 2
}

/// Letters of scripts without case.
fn is_uncased(ch: char) -> bool {
    ch.is_alphabetic() && !ch.is_lowercase() && !ch.is_uppercase()
}

/// "SMITH -" and "JONES -" in one text are speakers, not places.
fn is_transcript(dateline: &Dateline, unit: &Unit<'_>, units: &[Unit<'_>]) -> bool {
    let bare = dateline.agency.is_none() && dateline.date.is_none();
    let place = dateline
        .place
        .map_or("", |p| &unit.text[(p.start - unit.span.start) as usize..(p.end - unit.span.start) as usize]);
    let others = units.iter().filter(|other| {
        other.span != unit.span && at_start(other).is_some_and(|d| d.agency.is_none() && d.date.is_none())
    });
    bare && !place.contains(',') && others.take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::units;

    fn show(text: &str) -> Option<String> {
        let (dateline, day) = find(&units(text))?;
        let part = |s: Option<Span<Byte>>| s.map_or("-", |s| &text[s.range()]).to_owned();
        let day = day.map_or("-".to_owned(), |d| d.to_string());
        let whole = &text[dateline.span.range()];
        Some(format!("{whole}|{}|{}|{}|{day}", part(dateline.place), part(dateline.date), part(dateline.agency)))
    }

    #[test]
    fn datelines_are_taken_apart() {
        let cases = [
            ("ANKARA, Dec 19 (Agency) - A man fired.", "ANKARA, Dec 19 (Agency) -|ANKARA|Dec 19|Agency|-"),
            ("HANOI, Vietnam (AP) — The minister said.", "HANOI, Vietnam (AP) —|HANOI, Vietnam|-|AP|-"),
            ("KYIV, Ukraine — Shells fell.", "KYIV, Ukraine —|KYIV, Ukraine|-|-|-"),
            (
                "GENEVA (22 November 2024) – Experts said.",
                "GENEVA (22 November 2024) –|GENEVA|22 November 2024|-|2024-11-22",
            ),
            ("HAYWARD, Calif. (AP) — The latest news.", "HAYWARD, Calif. (AP) —|HAYWARD, Calif.|-|AP|-"),
            ("PUTRAJAYA, Nov 22 — Private firms paid.", "PUTRAJAYA, Nov 22 —|PUTRAJAYA|Nov 22|-|-"),
            ("WASHINGTON (AP) -- Three men were held.", "WASHINGTON (AP) --|WASHINGTON|-|AP|-"),
            ("Taipei, Taiwan — The festival opened.", "Taipei, Taiwan —|Taipei, Taiwan|-|-|-"),
            ("Lagos (Reuters) - Two ships sank.", "Lagos (Reuters) -|Lagos|-|Reuters|-"),
            ("London (CNN) Three people died.", "London (CNN)|London|-|CNN|-"),
            ("New Delhi, Dec 19 (ANI): The court ruled.", "New Delhi, Dec 19 (ANI):|New Delhi|Dec 19|ANI|-"),
            ("(Reuters) - Two ships sank.", "(Reuters) -|-|-|Reuters|-"),
            ("(Butte, Mont.) -- Two mines closed.", "(Butte, Mont.) --|Butte, Mont.|-|-|-"),
            (
                "MOSCOW/ANKARA, December 20, 2016 (TASS) - Two men met.",
                "MOSCOW/ANKARA, December 20, 2016 (TASS) -|MOSCOW/ANKARA|December 20, 2016|TASS|2016-12-20",
            ),
            (
                "Storm sinks ships\n\nBy A. Writer\n\nPORT-AU-PRINCE, Haiti — Two ships sank.",
                "PORT-AU-PRINCE, Haiti —|PORT-AU-PRINCE, Haiti|-|-|-",
            ),
            ("CAIRO — “Go home,” they told him.", "CAIRO —|CAIRO|-|-|-"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text).as_deref(), Some(expected), "dateline of {text:?}");
        }
    }

    #[test]
    fn prose_has_no_dateline() {
        let cases = [
            "Two hostages — an American and a Briton — were freed.",
            "BREAKING — Two ships sank.",
            "BREAKING NEWS: Two ships sank.",
            "Karlov - the ambassador - spoke.",
            "PanGazette.Net - Footage shows it.",
            "NATO: The alliance met.",
            "It rained.",
            "SMITH — Good day.\nJONES — Good day.\nMILLER — Good day.",
            "On Dec. 6th, forces tried to seize it.",
            "Saturday March 25 - Two ships sank.",
            "Syria",
            "",
        ];
        for text in cases {
            assert_eq!(show(text), None, "no dateline in {text:?}");
        }
    }
}
