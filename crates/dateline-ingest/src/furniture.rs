//! Furniture: units of a text that are no narrative. They are marked, never removed.
//!
//! Precision goes first: a unit is furniture by what it says itself ([`by_its_words`]), or, for inserted headlines,
//! by how it stands out from the prose around it ([`is_inserted`]).

use crate::article::lone_day;
use crate::calendar::{MONTH, WEEKDAY, pattern};
use crate::units::Unit;
use dateline_doc::{Dateline, Furniture, FurnitureKind, Span};
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

/// Words that begin sentences of a story and no headlines.
const SENTENCE_STARTS: [&str; 16] = [
    "He",
    "She",
    "They",
    "It",
    "It's",
    "I",
    "I'm",
    "I've",
    "We",
    "This",
    "These",
    "There",
    "According",
    "However",
    "But",
    "And",
];

/// Words that no headline ends with.
const HANGING_ENDS: [&str; 18] = [
    "at", "to", "of", "the", "a", "an", "and", "or", "is", "are", "was", "in", "on", "for", "with", "by", "from",
    "that",
];

/// Patterns of furniture. All but `shouted_link`, `byline` and `credit_last` expect small letters from the first word on.
struct Patterns {
    advertisement: Regex,
    link: Regex,
    shouted_link: Regex,
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
            r"^(?:(?:paid )?advertisements?|advert|sponsored(?: content| post)?|promoted(?: content| stories)?|(?:story|article|report|content)s? continues? (?:below|after)\b[^.]*|scroll (?:down )?(?:to continue|for more)[^.]*|(?:report|hide|skip) (?:this )?ad(?:vertisement)?|ad feedback|loading)\W{0,3}$",
        ),
        link: pattern(
            r"^(?:(?:read|see|learn|find out) (?:more|also|next)|also read|also see|read this|related(?: (?:story|stories|article|articles|coverage|content|news|links?|topics?|reading))?|recommended(?: (?:stories|for you|reading))?|more (?:on|from) (?:this|the)[^.:]*|more stories|most read|trending(?: now)?|editor'?s'? picks?|you (?:may|might) also (?:like|be interested)[^.:]*|don'?t miss)\s*(?:$|[:|»>→—–-])",
        ),
        shouted_link: pattern(
            r"^(?:READ|WATCH|RELATED|MORE|SEE ALSO|READ MORE|ALSO READ|LISTEN|OPINION|EXPLAINER|IN PICTURES)(?::\s|\s[—–|>»-]\s)\S",
        ),
        boilerplate: pattern(
            r"^(?:share (?:this|on|via|with)\b[^.]*$|share\W*$|tweet\W*$|print(?: this)?\W*$|e-?mail(?: this(?: article| story)?)?\W*$|comments?\W*(?:\(\d+\))?$|\d+ comments?$|sign up (?:for|to|here|now|today|and)\b.*|subscribe (?:to|for|here|now|today)\b.*|click (?:here|on the link)\b.*|follow (?:us|@\w+)\b.*|follow [^.]+ on (?:twitter|facebook|instagram|x|whatsapp|telegram)\b.*|join (?:us|our)\b[^.]*(?:channel|newsletter|group)\b.*|download (?:the|our)\b[^.]* app\b.*|get (?:the|our) [^.]*(?:newsletter|news|stories|headlines)[^.]*(?:inbox|e-?mail)\b.*|copyright\s?(?:©|\(c\)).*|c\)\s?(?:19|20)\d\d.*|copyright,? (?:by |the |(?:19|20)\d\d)[^.]*\.?(?: all rights.*| this material.*)?|all rights reserved\b.*|this (?:material|article|story|content) may not be (?:published|reproduced|copied)\b.*|this (?:story|article|report) (?:has been|was) (?:updated|corrected|first published|originally published|published from)\b.*|(?:additional )?reporting by\b.*\bediting by\b.*|(?:additional )?(?:reporting|writing|editing|compiled|translated|produced) by\b[^.]*|(?:the )?associated press (?:writers?|journalists?|reporters?)\b.* contributed\b.*|.+ contributed to this (?:report|article|story)\.?|(?:we use|this (?:site|website) uses) cookies\b.*|listen to (?:this )?(?:article|story)\b.*|(?:\d+ )?min(?:ute)?s? read|staff reports?|with (?:inputs|files|reporting) from\b.*|(?:for )?more (?:ap )?(?:coverage|information)(?::| at )\s?https?://\S+|https?://\S+|tags?:.*|topics?:.*|filed under\b.*|30\W*|ends?|enditem)$",
        ),
        byline: pattern(
            r"^(?:By|BY|by)\s+\p{Lu}[\p{L}\p{M}.'’-]*(?:[ ,&|/]+(?:and |in |for |of )?[\p{Lu}@][\p{L}\p{M}.'’@-]*)*$",
        ),
        credit_first: pattern(
            r"^(?:(?:photos?|photographs?|images?|pictures?|photo ?credits?|image ?credits?|credits?|captions?|file ?photo|file ?image|video|graphic|illustration)(?: by| courtesy(?: of)?| credit)?\s?[:|/]|file\s?[—–-]\s|(?:image|media|video) (?:caption|copyright|source)\b|(?:photo|photograph|image|picture|video) (?:by|courtesy of)\s|in this (?:[^.]* )?(?:photo|image|picture|frame)\b)",
        ),
        credit_last: pattern(&format!(
            r"(?:\[[^\[\]]+/[^\[\]]+\]|[\[(](?:AP|File|FILE|Reuters|Handout|Courtesy|Contributed) ?(?:Photo|photo|Image|Picture|pic)s?[^()\[\]]*[\])]|[\[(](?:Photo|Image|Picture|Credit|File)s?\s?(?::|by|courtesy)[^()\[\]]*[\])]|\([^()]*/(?:{agency})(?:[ ,/][^()]*)?\)|(?:—|–|-) ?(?:(?:{agency}) (?:pic|photo|file pic|file photo)|Pictures? by [^.]+)|/ ?Getty Images|Getty Images)\.?$",
        )),
        dated: pattern(&format!(
            r"^(?:(?:first |last )?(?:published|posted|updated|modified)\b(?: on| at)?|date:)\s?[:|–-]?\s*(?:{WEEKDAY},?\s*)?(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s*\d{{1,2}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/:]\d{{2}}|\d+ (?:minutes?|hours?|days?) ago\b|an? (?:hour|day) ago\b).*$"
        )),
    }
});

/// True for a line that counts readers' comments, which stand below it.
pub(crate) fn opens_comments(text: &str) -> bool {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\d[\d.,]* (?:comments?|responses?|thoughts|replies|kommentare|commentaires)(?: (?:to|on)\b.*)?$")
    });
    text.len() <= 200 && COUNTED.is_match(&text.to_lowercase())
}

/// Headings of what follows an article, in the languages of many outlets.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:related(?: (?:stories|articles|links?|posts?|news|content|topics?|coverage))?|more stories.*|more news.*|",
        r"more (?:on|from) .*|top stories|latest (?:news|stories|posts)|most (?:read|popular|viewed)|trending(?: now)?|",
        r"recommended.*|you (?:may|might) (?:also )?(?:like|be interested).*|read (?:next|more)|up next|what to read next|",
        r"popular (?:posts|stories)|partner news|around the web|from (?:around )?the web|other stories|recent posts|",
        r"(?:\d+ )?(?:comments?|responses?|replies)(?: \(?\d+\)?)?|\d+ (?:comments|responses|thoughts|replies) (?:to|on) .*|",
        r"leave a (?:reply|comment)|join the (?:conversation|discussion).*|post a comment|about the authors?|",
        r"share this(?: .*)?|tags?|filed under|mehr zum thema.*|auch interessant|das könnte (?:sie|dich|ihnen).*|",
        r"lesen sie auch|weitere (?:artikel|meldungen|themen|nachrichten)|ähnliche.*|meistgelesen|kommentare|",
        r"à lire aussi|lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|similaires)|commentaires|",
        r"noticias relacionadas|relacionad[oa]s|te puede interesar|más (?:noticias|información)|lo más (?:leído|visto)|",
        r"leia (?:também|mais)|veja também|notícias relacionadas|leggi anche|articoli correlati|potrebbe interessarti|",
        r"lees ook|meer over|関連記事|関連ニュース|あわせて読みたい|관련 ?기사|相关阅读|相关新闻)$"
    ))
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

/// The kind of a line of a page that says itself that it is furniture; `edge` tells that it is near the top or end.
pub(crate) fn of_line(text: &str, edge: bool) -> Option<FurnitureKind> {
    by_words(&Unit { span: Span::new(0, text.len() as u32), text }, edge)
}

/// True for a line below which a page holds no more of its article: links to others, or what readers say.
pub(crate) fn opens_end(text: &str, heading: bool) -> bool {
    let lower = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words = lower.split_whitespace().count();
    let more = heading && words <= 4 && lower.starts_with("more ");
    words <= 7 && (more || END.is_match(&lower))
}

/// The kind of a unit that says itself that it is furniture.
fn by_its_words(units: &[Unit<'_>], index: usize, unit: &Unit<'_>) -> Option<FurnitureKind> {
    by_words(unit, index < 6 || index + 2 >= units.len())
}

fn by_words(unit: &Unit<'_>, edge: bool) -> Option<FurnitureKind> {
    let text = unit.text;
    if text.len() > LONGEST_CAPTION {
        return None;
    }
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if lower.is_empty() {
        return Some(FurnitureKind::Boilerplate);
    }
    let line = || line_kind(unit, &lower, edge);
    let caption = || PATTERNS.credit_first.is_match(&lower) || PATTERNS.credit_last.is_match(text);
    let kind = if text.len() <= LONGEST_LINE { line() } else { None };
    kind.or_else(|| caption().then_some(FurnitureKind::Caption))
}

/// The kind of a line by its words; `lower` is the line in small letters, and `edge` tells that it is near the top or
/// the end of the text, where bylines and dates stand.
fn line_kind(unit: &Unit<'_>, lower: &str, edge: bool) -> Option<FurnitureKind> {
    let (text, words, patterns) = (unit.text, unit.words(), &*PATTERNS);
    let link = || (patterns.link.is_match(lower) || patterns.shouted_link.is_match(text)) && !text.contains(['“', '”']);
    let boilerplate = || text.starts_with('©') || patterns.boilerplate.is_match(lower);
    let dated = || words <= 16 && patterns.dated.is_match(lower);
    let byline = || edge && (words <= 12 && patterns.byline.is_match(text) || lone_day(text).is_some());
    if patterns.advertisement.is_match(lower) {
        Some(FurnitureKind::Advertisement)
    } else if words <= 25 && link() {
        Some(FurnitureKind::InsertedLink)
    } else {
        (boilerplate() || dated() || byline()).then_some(FurnitureKind::Boilerplate)
    }
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
    let first = text.chars().next();
    let starts = first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || "'‘\"“".contains(c));
    let ends = text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "'’\"”)]%".contains(c));
    let bare = text.trim_end_matches(|c: char| "'’\"”)]".contains(c));
    (2..=LONGEST_HEADLINE).contains(&unit.words())
        && text.len() <= 140
        && starts
        && ends
        && !bare.ends_with([',', ';', ':', '.', '!', '?', '…', '-', '—', '–'])
        && !text.contains('\n')
        && !is_numbered(text)
        && !is_sloppy_sentence(text)
}

/// Sentences that merely lack their stop: they begin or break off as no headline does, hold a sentence within, or end
/// in the closing quotation mark after which the stop was forgotten.
fn is_sloppy_sentence(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    let last = text.split_whitespace().next_back().unwrap_or("");
    let quoted = text.ends_with(['"', '”']);
    let whole_quote = text.starts_with(['"', '“']) && text.split_whitespace().count() <= 8;
    SENTENCE_STARTS.contains(&first)
        || HANGING_ENDS.contains(&last)
        || (quoted && !whole_quote && !is_title_case(text))
        || holds_sentence(text)
}

/// True where a sentence ends within the line: a stop after a word in small letters, then a capital.
fn holds_sentence(text: &str) -> bool {
    text.split_whitespace().zip(text.split_whitespace().skip(1)).any(|(word, next)| {
        let bare = word.trim_end_matches(['"', '”', '’', '\'']);
        let stem = bare.trim_end_matches(['.', '!', '?']);
        stem.len() < bare.len()
            && stem.len() >= 4
            && stem.chars().all(|c| c.is_lowercase() || "'’-".contains(c))
            && next.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
    })
}

/// True where nearly all longer words have capitals.
fn is_title_case(text: &str) -> bool {
    let long =
        || text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).filter(|w| w.len() > 3);
    let capitals = long().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())).count();
    capitals * 10 >= long().count() * 8
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
            ("- 30 -", Some(Boilerplate)),
            ("(c) 2016 The Island Gazette", Some(Boilerplate)),
            ("© The Island Gazette", Some(Boilerplate)),
            ("Photo: Coast guard of the island", Some(Caption)),
            ("Divers look for the crew on Tuesday [Ann Example/AP]", Some(Caption)),
            ("A diver is seen on Tuesday. (AP Photo/Ann Example)", Some(Caption)),
            ("FILE - A trawler in the harbour in 2014.", Some(Caption)),
            ("The captain was arrested.", None),
            ("“Nobody came for us,” she said.", None),
            ("The minister listed three reasons:", None),
            ("Photos of the wreck were published by the coast guard.", None),
            ("Share prices of the owner fell by a tenth.", None),
            ("Updated figures showed on 5 May that 20 had died.", None),
            ("Compiled by officials, the list holds 20 names.", None),
            ("Reporting by the island paper found that 20 had died.", None),
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
