//! Furniture: units of a text that are no narrative. They are marked, never removed.
//!
//! Precision goes first: a unit is furniture by what it says itself ([`by_its_words`]), or, for inserted headlines,
//! by how it stands out from the prose around it ([`is_inserted`]).

use crate::article::lone_day;
use crate::calendar::{MONTH, pattern};
use crate::units::Unit;
use dateline_doc::{Dateline, Furniture, FurnitureKind};
use regex::Regex;
use std::sync::LazyLock;

/// Longest unit, in bytes, that may be a line of furniture by its words.
const LONGEST_LINE: usize = 400;
/// Longest caption, in bytes.
const LONGEST_CAPTION: usize = 600;
/// Longest inserted headline, in words.
const LONGEST_HEADLINE: usize = 18;
/// Units from this length up, in words, are prose if they end as a sentence does.
const PROSE_WORDS: usize = 8;

struct Patterns {
    advertisement: Regex,
    link: Regex,
    boilerplate: Regex,
    byline: Regex,
    credit_first: Regex,
    credit_last: Regex,
    dated: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let agency = r"AP|Associated Press|Reuters|AFP|EPA|EPA-EFE|Getty(?: Images)?|Anadolu|AA|Xinhua|TASS|Al Jazeera|PA|PTI|ANI|dpa|DPA|NYT|Bloomberg|VOA|Handout|File|file";
    Patterns {
        advertisement: pattern(
            r"(?i)^\W{0,3}(?:(?:paid )?advertisements?|advert|sponsored(?: content| post)?|promoted(?: content| stories)?|(?:story|article|report|content)s? continues? (?:below|after)\b[^.]{0,40}|scroll (?:down )?(?:to continue|for more)[^.]{0,40}|(?:report|hide|skip) (?:this )?ad(?:vertisement)?|ad feedback|loading)\W{0,3}$",
        ),
        link: pattern(
            r"(?:(?i)^\W{0,3}(?:(?:read|see|learn|find out) (?:more|also|next)|also read|also see|read this|related(?: (?:story|stories|article|articles|coverage|content|news|links?|topics?|reading))?|recommended(?: (?:stories|for you|reading))?|more (?:on|from) (?:this|the)[^.:]{1,40}|more stories|most read|trending(?: now)?|editor'?s'? picks?|you (?:may|might) also (?:like|be interested)[^.:]{0,20}|don'?t miss)\s*(?:$|[:|»>→—–-]))|(?:^(?:READ|WATCH|RELATED|MORE|SEE ALSO|READ MORE|ALSO READ|LISTEN|OPINION|EXPLAINER|IN PICTURES)(?::\s|\s[—–|>»-]\s)\S)",
        ),
        boilerplate: pattern(
            r"(?i)^\W{0,3}(?:share (?:this|on|via|with)\b[^.]{0,50}$|share\W*$|tweet\W*$|print(?: this)?\W*$|e-?mail(?: this)?[^.]{0,20}$|comments?\W*(?:\(\d+\))?$|\d+ comments?$|sign up (?:for|to|here|now|today|and)\b.{0,160}|subscribe (?:to|for|here|now|today)\b.{0,160}|click (?:here|on the link)\b.{0,120}|follow (?:us|@\w+)\b.{0,120}|follow [^.]{2,40} on (?:twitter|facebook|instagram|x|whatsapp|telegram)\b.{0,80}|join (?:us|our)\b[^.]{0,40}(?:channel|newsletter|group)\b.{0,60}|download (?:the|our)\b[^.]{0,30} app\b.{0,60}|get (?:the|our) [^.]{0,40}(?:newsletter|news|stories|headlines)[^.]{0,60}(?:inbox|e-?mail)\b.{0,40}|(?:copyright\s?)?(?:©|\(c\)).{0,200}|copyright,? (?:by |the |(?:19|20)\d\d)[^.]{0,80}\.?(?: all rights.{0,100}| this material.{0,160})?|all rights reserved\b.{0,60}|this (?:material|article|story|content) may not be (?:published|reproduced|copied)\b.{0,160}|this (?:story|article|report) (?:has been|was) (?:updated|corrected|first published|originally published|published from)\b.{0,160}|(?:additional )?reporting by\b.{0,200}\bediting by\b.{0,100}|(?:additional )?(?:reporting|writing|editing|compiled|translated|produced) by\b[^.]{0,80}|(?:writing|editing|compiled|translated) by\b.{0,80}|(?:the )?associated press (?:writers?|journalists?|reporters?)\b.{0,200} contributed\b.{0,40}|.{2,120} contributed to this (?:report|article|story)\.?|(?:we use|this (?:site|website) uses) cookies\b.{0,200}|listen to (?:this )?(?:article|story)\b.{0,40}|(?:\d+ )?min(?:ute)?s? read|staff reports?|with (?:inputs|files|reporting) from\b.{0,80}|(?:for )?more (?:ap )?(?:coverage|information)(?::| at )\s?https?://\S+|https?://\S+|tags?:.{0,200}|topics?:.{0,200}|filed under\b.{0,160}|_{3,}|[*•·=~—–-]{3,}|# ?# ?#|-? ?30 ?-|ends?$|enditem$)$",
        ),
        byline: pattern(
            r"^(?:By|BY|by)\s+\p{Lu}[\p{L}\p{M}.'’-]*(?:[ ,&|/]+(?:and |in |for |of )?[\p{Lu}@][\p{L}\p{M}.'’@-]*){0,9}$",
        ),
        credit_first: pattern(
            r"(?i)^\W{0,3}(?:(?:photos?|photographs?|images?|pictures?|photo ?credits?|image ?credits?|credits?|captions?|file ?photo|file ?image|video|graphic|illustration)(?: by| courtesy(?: of)?| credit)?\s?[:|/]|file\s?[—–-]|(?:image|media|video) (?:caption|copyright|source)\b|(?:photo|photograph|image|picture|video) (?:by|courtesy of)\s|in this (?:[\p{L}\d., ]{0,40} )?(?:file |handout |aerial |satellite )?(?:photo|image|picture|frame)\b)",
        ),
        credit_last: pattern(&format!(
            r"(?:\[[^\[\]]{{1,60}}/[^\[\]]{{1,60}}\]|[\[(](?:AP|File|FILE|Reuters|Handout|Courtesy|Contributed) ?(?:Photo|photo|Image|Picture|pic)s?[^()\[\]]{{0,60}}[\])]|[\[(](?:Photo|Image|Picture|Credit|File)s?\s?(?::|by|courtesy)[^()\[\]]{{0,80}}[\])]|\([^()]{{1,60}}/(?:{agency})(?:[ ,/][^()]{{0,40}})?\)|(?:—|–|-) ?(?:(?:{agency}) (?:pic|photo|file pic|file photo)|Pictures? by [^.]{{3,60}})|/ ?Getty Images|Getty Images)\.?$",
        )),
        dated: pattern(&format!(
            r"(?i)^\W{{0,2}}(?:(?:first |last )?(?:published|posted|updated|modified)\b(?: on| at)?|date)\s?:?[^.]{{0,30}}(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s*\d{{1,2}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/:]\d{{2}}|ago\b).{{0,60}}$"
        )),
    }
});

/// Marks the furniture among the units of a text, in the order of the text.
pub(crate) fn find(units: &[Unit<'_>], dateline: Option<&Dateline>) -> Vec<Furniture> {
    let mut kinds: Vec<_> = units.iter().enumerate().map(|(i, unit)| by_its_words(units, i, unit)).collect();
    if let Some(start) = opening(units, dateline)
        && is_punctuated(units)
    {
        let inserted: Vec<_> = (start..units.len()).filter(|i| is_inserted(units, &kinds, *i)).collect();
        for i in inserted {
            kinds[i] = Some(FurnitureKind::InsertedLink);
        }
    }
    let marked = units.iter().zip(kinds);
    marked.filter_map(|(unit, kind)| Some(Furniture { span: unit.span, kind: kind? })).collect()
}

/// The kind of a unit that says itself that it is furniture.
fn by_its_words(units: &[Unit<'_>], index: usize, unit: &Unit<'_>) -> Option<FurnitureKind> {
    let (text, patterns) = (unit.text, &*PATTERNS);
    if text.len() <= LONGEST_LINE {
        if patterns.advertisement.is_match(text) {
            return Some(FurnitureKind::Advertisement);
        }
        if patterns.link.is_match(text) && unit.words() <= 25 && !text.contains(['“', '”']) {
            return Some(FurnitureKind::InsertedLink);
        }
        if patterns.boilerplate.is_match(text) || patterns.dated.is_match(text) && unit.words() <= 16 {
            return Some(FurnitureKind::Boilerplate);
        }
        if (index < 6 || index + 2 >= units.len()) && (patterns.byline.is_match(text) || lone_day(text).is_some()) {
            return Some(FurnitureKind::Boilerplate);
        }
    }
    let caption =
        text.len() <= LONGEST_CAPTION && (patterns.credit_first.is_match(text) || patterns.credit_last.is_match(text));
    caption.then_some(FurnitureKind::Caption)
}

/// The first unit after the first paragraph of prose: what stands above it is headline, deck and byline.
fn opening(units: &[Unit<'_>], dateline: Option<&Dateline>) -> Option<usize> {
    let led = dateline.and_then(|d| units.iter().position(|unit| unit.span.contains(d.span)));
    led.or_else(|| units.iter().position(is_prose)).map(|i| i + 1)
}

/// A paragraph that ends as a sentence does.
fn is_prose(unit: &Unit<'_>) -> bool {
    unit.ends_sentence() && unit.words() >= PROSE_WORDS
}

/// In a text whose paragraphs mostly lack their stops, a lacking stop says nothing.
fn is_punctuated(units: &[Unit<'_>]) -> bool {
    let long = || units.iter().filter(|unit| unit.words() > LONGEST_HEADLINE);
    let closed = long().filter(|unit| unit.ends_sentence()).count();
    closed >= 2 && closed * 10 >= long().count() * 7
}

/// An inserted headline or subheading: short, without a stop, between paragraphs that have theirs.
fn is_inserted(units: &[Unit<'_>], kinds: &[Option<FurnitureKind>], index: usize) -> bool {
    let unit = &units[index];
    if kinds[index].is_some() || !is_headline_like(unit) {
        return false;
    }
    let plain = |i: &usize| kinds[*i].is_none();
    let before = (0..index).rev().find(plain);
    let after = (index + 1..units.len()).find(plain);
    let (Some(before), Some(after)) = (before, after) else { return false };
    let run = 1 + run_length(units, kinds, (0..index).rev()) + run_length(units, kinds, index + 1..units.len());
    run <= 2 && (closes(&units[before]) || run == 2) && (opens(&units[after]) || run == 2)
}

/// Units in a row that look like headlines too: a list, if there are many.
fn run_length(units: &[Unit<'_>], kinds: &[Option<FurnitureKind>], order: impl Iterator<Item = usize>) -> usize {
    order.filter(|i| kinds[*i].is_none()).take_while(|i| !units[*i].ends_sentence()).take(3).count()
}

/// True where a new paragraph can follow.
fn closes(unit: &Unit<'_>) -> bool {
    unit.ends_sentence()
}

/// True where a unit begins a sentence of its own.
fn opens(unit: &Unit<'_>) -> bool {
    let first = unit.text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase()) && unit.ends_sentence() && unit.words() >= 4
}

fn is_headline_like(unit: &Unit<'_>) -> bool {
    let text = unit.text;
    let words = unit.words();
    let first = text.chars().next();
    let starts = first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || "'‘\"“".contains(c));
    let ends = text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "'’\"”)]%".contains(c));
    let bare = text.trim_end_matches(|c: char| "'’\"”)]".contains(c));
    (2..=LONGEST_HEADLINE).contains(&words)
        && text.len() <= 140
        && starts
        && ends
        && !bare.ends_with([',', ';', ':', '.', '!', '?', '…', '-', '—', '–'])
        && !text.contains('\n')
        && !is_numbered(text)
}

/// Items of lists and tables: bullets, numbers, scores.
fn is_numbered(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let first = text.split_whitespace().next().unwrap_or("");
    digits * 3 > letters || first.ends_with([')', '.']) && first.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dateline;
    use crate::units::units;

    const PROSE: &str = "Rescuers searched the harbour through the night for the crew of the trawler, the coast guard of the island said on Tuesday.";
    const MORE: &str =
        "Four men were pulled out of the water alive, and the search for two others was to be resumed in the morning.";

    fn marked(text: &str) -> Vec<(String, FurnitureKind)> {
        let units = units(text);
        let dateline = dateline::find(&units).map(|(d, _)| d);
        let found = find(&units, dateline.as_ref());
        found.iter().map(|f| (text[f.span.range()].to_owned(), f.kind)).collect()
    }

    /// The kind of a unit that stands between two paragraphs of prose.
    fn between(unit: &str) -> Option<FurnitureKind> {
        let text = format!("Trawler sinks off island\n\n{PROSE}\n\n{MORE}\n\n{unit}\n\n{MORE}\n\n{PROSE}\n\n{MORE}");
        let found = marked(&text);
        assert!(found.iter().all(|(words, _)| words == unit), "only {unit:?} may be marked: {found:?}");
        found.first().map(|(_, kind)| *kind)
    }

    #[test]
    fn furniture_is_told_from_prose() {
        use FurnitureKind::{Advertisement, Boilerplate, Caption, InsertedLink};
        let cases = [
            ("Advertisement", Some(Advertisement)),
            ("ADVERTISEMENT", Some(Advertisement)),
            ("Story continues below advertisement", Some(Advertisement)),
            ("Story continues below gallery", Some(Advertisement)),
            ("Read more: Island buries its dead", Some(InsertedLink)),
            ("Related: Fishing fleet to be inspected", Some(InsertedLink)),
            ("WATCH: Helicopter lifts crew from raft", Some(InsertedLink)),
            ("Fishing Fleet To Be Inspected After Sinking", Some(InsertedLink)),
            ("The implications of the harbour disaster", Some(InsertedLink)),
            ("'Nobody came for us'", Some(InsertedLink)),
            ("Share this article", Some(Boilerplate)),
            ("Sign up for our morning newsletter.", Some(Boilerplate)),
            ("Copyright 2016 The Island Gazette. All rights reserved.", Some(Boilerplate)),
            ("(Published Monday, Nov. 18, 2019)", Some(Boilerplate)),
            ("Reporting by A. Writer; Editing by B. Editor", Some(Boilerplate)),
            ("___", Some(Boilerplate)),
            ("Photo: Coast guard of the island", Some(Caption)),
            ("Divers look for the crew on Tuesday [Ann Example/AP]", Some(Caption)),
            ("A diver is seen on Tuesday. (AP Photo/Ann Example)", Some(Caption)),
            ("FILE - A trawler in the harbour in 2014.", Some(Caption)),
            ("The captain was arrested.", None),
            ("“Nobody came for us,” she said.", None),
            ("The minister listed three reasons:", None),
            ("Photos of the wreck were published by the coast guard.", None),
            ("Share prices of the owner fell by a tenth.", None),
            ("Copyright law does not apply, the court held.", None),
            ("More on the island than on the mainland, people fear the sea.", None),
            ("Related charges were dropped in May.", None),
            ("Printing presses stood still, he said (Reuters).", None),
            ("Divers", None),
            ("1. Inspect the fleet", None),
            ("and the harbour master agreed", None),
        ];
        for (unit, kind) in cases {
            assert_eq!(between(unit), kind, "kind of {unit:?}");
        }
    }

    #[test]
    fn headline_byline_and_lists_are_no_inserted_links() {
        let text = format!("Trawler sinks off island\n\nTwo still missing after storm\n\n{PROSE}\n\n{MORE}");
        assert_eq!(marked(&text), []);
        let text =
            format!("{PROSE}\n\nThe crew\n\nAnn Example of Port\n\nBob Example of Port\n\nCyd Example\n\n{MORE}");
        assert_eq!(marked(&text), []);
        let text = format!("Trawler sinks\nBy Ann Example\n{PROSE}\n{MORE}");
        assert_eq!(marked(&text), [("By Ann Example".to_owned(), FurnitureKind::Boilerplate)]);
    }

    #[test]
    fn a_text_without_stops_has_no_inserted_links() {
        let line = "the committee then heard from the director of the agency who said that costs had gone up again in the last year";
        let text = [PROSE, line, line, line, "Costs of the agency", line, line].join("\n\n");
        assert_eq!(marked(&text), []);
    }
}
