//! Which news agencies a text is credited to, so that copies of one wire text do not count as independent reports.
//!
//! A credit stands in the dateline, in the byline, or in a line of its own at the head or the foot of the text. An
//! agency named in the narrative ("he told Reuters") is a source, not a credit.

use crate::calendar::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Lines at the foot and at the head of a text that may hold a credit.
const FOOT: usize = 8;
const HEAD: usize = 4;

/// A line of credit is no longer than this, in bytes; of a longer one only the end is looked at.
const LONGEST: usize = 400;

/// Agencies: the short name that they go by, and what else they are called. Names of two or three letters that also
/// mean something else are looked for only where a credit stands.
#[rustfmt::skip]
const AGENCIES: &[(&str, &[&str])] = &[
    ("AP", &["Associated Press", "The Associated Press", "AP News", "A.P."]),
    ("Reuters", &["Thomson Reuters", "Reuters News"]),
    ("AFP", &["Agence France-Presse", "Agence France Presse", "AFP News"]),
    ("UPI", &["United Press International"]),
    ("Bloomberg", &["Bloomberg News"]),
    ("dpa", &["DPA", "Deutsche Presse-Agentur"]),
    ("EFE", &["Agencia EFE", "EPA-EFE", "EFE-EPA"]),
    ("ANSA", &["Ansa"]),
    ("APA", &["Austria Presse Agentur"]),
    ("Keystone-SDA", &["Keystone-ATS", "SDA", "ATS"]),
    ("ANP", &["Algemeen Nederlands Persbureau"]),
    ("Belga", &["BELGA"]),
    ("Lusa", &["LUSA"]),
    ("PA", &["Press Association", "PA Media"]),
    ("TT", &["TT News Agency"]),
    ("NTB", &["Norsk Telegrambyrå"]),
    ("Ritzau", &[]),
    ("STT", &[]),
    ("BNS", &["Baltic News Service"]),
    ("PAP", &["Polish Press Agency"]),
    ("CTK", &["ČTK", "Czech News Agency"]),
    ("MTI", &["Hungarian News Agency"]),
    ("Agerpres", &["AGERPRES"]),
    ("BTA", &["Bulgarian News Agency"]),
    ("Tanjug", &["TANJUG"]),
    ("HINA", &["Hina"]),
    ("AMNA", &["ANA-MPA", "Athens-Macedonian News Agency"]),
    ("Interfax", &["Interfax-Ukraine"]),
    ("TASS", &["Tass", "ITAR-TASS", "Itar-Tass"]),
    ("RIA Novosti", &["RIA"]),
    ("Sputnik", &[]),
    ("Ukrinform", &["UKRINFORM"]),
    ("UNIAN", &[]),
    ("BelTA", &["BELTA"]),
    ("Trend", &["Trend News Agency"]),
    ("Azertac", &["AZERTAC"]),
    ("Armenpress", &["ARMENPRESS"]),
    ("Anadolu", &["Anadolu Agency", "Anadolu Ajansı", "AA"]),
    ("DHA", &["Demirören News Agency", "Doğan News Agency"]),
    ("IRNA", &["Islamic Republic News Agency"]),
    ("Fars", &["FNA", "Fars News Agency"]),
    ("Tasnim", &["Tasnim News Agency"]),
    ("ISNA", &["Iranian Students' News Agency", "Iranian Students News Agency"]),
    ("Mehr", &["Mehr News Agency", "MNA"]),
    ("SANA", &["Syrian Arab News Agency"]),
    ("NNA", &["National News Agency"]),
    ("Petra", &["PETRA", "Jordan News Agency"]),
    ("WAFA", &["Wafa"]),
    ("SPA", &["Saudi Press Agency"]),
    ("WAM", &["Emirates News Agency"]),
    ("QNA", &["Qatar News Agency"]),
    ("KUNA", &["Kuwait News Agency"]),
    ("BNA", &["Bahrain News Agency"]),
    ("ONA", &["Oman News Agency"]),
    ("INA", &["Iraqi News Agency"]),
    ("MENA", &["Middle East News Agency"]),
    ("APS", &["Algeria Press Service", "Algérie Presse Service"]),
    ("MAP", &["Maghreb Arabe Presse"]),
    ("TAP", &["Tunis Afrique Presse"]),
    ("PANA", &["Panapress", "PANAPRESS"]),
    ("NAN", &["News Agency of Nigeria"]),
    ("GNA", &["Ghana News Agency"]),
    ("SAPA", &["Sapa", "South African Press Association"]),
    ("PTI", &["Press Trust of India"]),
    ("ANI", &["Asian News International"]),
    ("IANS", &["Indo-Asian News Service"]),
    ("UNI", &["United News of India"]),
    ("APP", &["Associated Press of Pakistan"]),
    ("PPI", &["Pakistan Press International"]),
    ("BSS", &["Bangladesh Sangbad Sangstha"]),
    ("UNB", &["United News of Bangladesh"]),
    ("RSS", &["Rastriya Samachar Samiti"]),
    ("Pajhwok", &["Pajhwok Afghan News"]),
    ("Xinhua", &["Xinhua News Agency", "XINHUA"]),
    ("CNS", &["China News Service"]),
    ("CNA", &["Central News Agency"]),
    ("Kyodo", &["Kyodo News", "KYODO"]),
    ("Jiji", &["Jiji Press", "JIJI"]),
    ("Yonhap", &["Yonhap News Agency", "YONHAP"]),
    ("KCNA", &["Korean Central News Agency"]),
    ("Bernama", &["BERNAMA"]),
    ("Antara", &["ANTARA"]),
    ("PNA", &["Philippine News Agency"]),
    ("VNA", &["Vietnam News Agency"]),
    ("TNA", &["Thai News Agency"]),
    ("AAP", &["Australian Associated Press"]),
    ("Canadian Press", &["The Canadian Press", "CP"]),
    ("Notimex", &["NOTIMEX"]),
    ("Prensa Latina", &[]),
    ("Télam", &["Telam", "TÉLAM"]),
    ("Agência Brasil", &["Agencia Brasil"]),
    ("IPS", &["Inter Press Service"]),
];

/// Agencies that a text is credited to, by their short names, in the order of the credits.
pub(crate) fn credits(text: &str, byline: &[String], dateline_agency: Option<&str>) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(bracket) = dateline_agency {
        add(&mut found, listed(bracket));
    }
    for author in byline {
        add(&mut found, in_byline(author));
    }
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for line in lines.iter().take(HEAD.min(lines.len().saturating_sub(1))) {
        add(&mut found, at_head(line));
    }
    for line in &lines[lines.len().saturating_sub(FOOT)..] {
        add(&mut found, at_foot(end_of(line)));
    }
    found
}

fn add(found: &mut Vec<String>, names: Vec<&'static str>) {
    for name in names {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
}

fn end_of(line: &str) -> &str {
    let from = line.len().saturating_sub(LONGEST);
    &line[line.ceil_char_boundary(from)..]
}

/// "AP", "AFP/Reuters", "The Associated Press and dpa": agencies and nothing else.
fn listed(list: &str) -> Vec<&'static str> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:[/,;|&+]|\band\b|\bwith\b|\s[-–—]\s)\s*"));
    if list.len() > LONGEST {
        return Vec::new();
    }
    let pieces = BETWEEN.split(list).filter(|piece| !piece.is_empty());
    pieces.map(named).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The agency that is called exactly so.
fn named(name: &str) -> Option<&'static str> {
    static FRAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?i:by\s+|the\s+|via\s+|from\s+)*(.*?)(?i:\s+(?:staff|writers?|bureau|reporters?|correspondents?|in \w+)|['’]s)*[.:]?$",
        )
    });
    let name = FRAME.captures(name.trim()).and_then(|c| c.get(1)).map_or("", |m| m.as_str());
    let found = ANY_NAME.captures(name)?;
    let whole = found.get(0)?;
    if whole.range() == (0..name.len()) { canonical(whole.as_str()) } else { None }
}

/// The agencies of one entry of a byline: an agency in its own name, or behind the name of its writer.
fn in_byline(author: &str) -> Vec<&'static str> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:[,/|;(\[–—]|\s-\s|\b(?:of|for|with|via|and|et|und|mit|avec)\b)\s*([^,/|;()\[\]–—]+)")
    });
    let author = end_of(author);
    let whole = listed(author);
    if !whole.is_empty() {
        return whole;
    }
    let first = author.split([',', '/', '|', ';', '(', '[']).next().and_then(named);
    let mut found: Vec<_> = first.into_iter().collect();
    found.extend(LAST.captures_iter(author).filter_map(|c| named(c.get(1)?.as_str())));
    found
}

/// A line "Source: Xinhua" or "By AFP" before the text.
fn at_head(line: &str) -> Vec<&'static str> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?i:sources?|agency|by|from|credit)\s*:?\s+(.+)$"));
    let Some(rest) = LABEL.captures(line).filter(|_| line.len() <= LONGEST).and_then(|c| c.get(1)) else {
        return listed(line);
    };
    // "Source: Xinhua | 2016-12-20 | Editor: …": what follows the first bar is something else.
    let rest = rest.as_str();
    let by_all = listed(rest);
    if by_all.is_empty() { listed(rest.split('|').next().unwrap_or(rest).trim()) } else { by_all }
}

/// A line of credit after the text, or the credit at the end of its last line.
fn at_foot(line: &str) -> Vec<&'static str> {
    let head = at_head(line.trim_start_matches(['-', '–', '—', '/', ' ']));
    if !head.is_empty() {
        return head;
    }
    if REUTERS_FOOT.is_match(line) {
        return vec!["Reuters"];
    }
    if let Some(who) = CLAUSES.iter().find_map(|form| form.captures(line)?.name("who")) {
        return names_in(who.as_str());
    }
    let closing = CLOSING.iter().find_map(|form| form.captures(line)?.name("who"));
    closing.map_or(Vec::new(), |who| listed(who.as_str()))
}

/// All agencies named in a clause that tells who reported.
fn names_in(clause: &str) -> Vec<&'static str> {
    ANY_NAME.find_iter(clause).filter_map(|name| canonical(name.as_str())).collect()
}

/// "(AFP)", "[Reuters]", "— AFP", "-AP", "/PTI" behind the last sentence.
static CLOSING: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"[(\[]\s*(?:(?i:sources?):\s*)?(?P<who>[^()\[\]]{2,60})[)\]][.\s]*$",
        r#"[.!?”’"]\s*(?:[-–—]+|/+)\s*(?P<who>[^.]{2,40})[.\s]*$"#,
    ]
    .map(pattern)
});

/// "(Reporting by A. Writer; Editing by B. Reader)": the foot of this agency alone.
static REUTERS_FOOT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\(?(?:Additional )?[Rr]eporting by [^;]{3,200}; ?(?:[Ww]riting|[Ee]diting) by "));

/// Clauses that tell who reported; `who` is what to search for agencies.
static CLAUSES: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        r"(?:^|[.(—–-]\s*)(?P<who>[^.(]{2,200}?)\s+(?:also\s+)?contributed\s+(?:reporting\s+)?to\s+th(?:is|e)\s+(?:report|story|article)",
        r"(?i:\b(?:with|including)\s+(?:additional\s+|some\s+)?(?:reporting|inputs?|files?|information|material|agency reports?|reports?|contributions?|text)\s+(?:by|from|of))\s+(?P<who>[^.)\]]{2,160})",
        r"^\W{0,3}(?i:this\s+(?:story|article|report|content|item)\s+(?:was|is|has been|first)\b.{0,80}?\b(?:by|from|on|to|with))\s+(?P<who>[^)\]]{2,160})",
        r"(?i:©|\(c\)|copyright)\s*(?:(?i:copyright)\s*)?(?:\d{4}[,\s]*)?(?P<who>[^)\]]{2,80})",
    ]
    .map(pattern)
});

/// Any name of any agency, the longest first.
static ANY_NAME: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = AGENCIES.iter().flat_map(|(short, long)| long.iter().copied().chain([*short])).collect();
    names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    let mut forms = Vec::new();
    for name in names {
        forms.push(regex::escape(name));
        if name.len() > 4 {
            forms.push(regex::escape(&name.to_uppercase()));
        }
    }
    pattern(&format!(r"\b(?:{})(?:\b|$)", forms.join("|")))
});

fn canonical(name: &str) -> Option<&'static str> {
    let is = |form: &str| form == name || (form.len() > 4 && form.to_uppercase() == name);
    AGENCIES.iter().find(|(short, long)| is(short) || long.iter().any(|form| is(form))).map(|(short, _)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_text(text: &str) -> String {
        credits(text, &[], None).join(" ")
    }

    #[test]
    fn the_dateline_names_agencies() {
        let cases = [
            ("AP", "AP"),
            ("AFP/Reuters", "AFP Reuters"),
            ("Xinhua", "Xinhua"),
            ("REUTERS", "Reuters"),
            ("DPA", "dpa"),
        ];
        for (bracket, expected) in cases {
            assert_eq!(credits("", &[], Some(bracket)).join(" "), expected, "{bracket:?}");
        }
        assert_eq!(credits("", &[], Some("Agency")), [""; 0]);
    }

    #[test]
    fn a_byline_names_agencies() {
        let cases = [
            ("Reuters", "Reuters"),
            ("By REUTERS", "Reuters"),
            ("Reuters Staff", "Reuters"),
            ("The Associated Press", "AP"),
            ("ASSOCIATED PRESS", "AP"),
            ("Ann Writer, Associated Press", "AP"),
            ("Ann Writer | AP", "AP"),
            ("Ann Writer (AFP)", "AFP"),
            ("Staff writer with AFP", "AFP"),
            ("La Gazette et AFP", "AFP"),
            ("AFP, Agence France Presse", "AFP"),
            ("ANI", "ANI"),
            ("Press Trust of India", "PTI"),
            ("Ann Writer and Ben Editor", ""),
            ("Reuters Jones", ""),
            ("Maps desk", ""),
        ];
        for (author, expected) in cases {
            assert_eq!(credits("", &[author.to_owned()], None).join(" "), expected, "{author:?}");
        }
    }

    #[test]
    fn lines_at_the_foot_name_agencies() {
        let cases = [
            ("Two ships sank. (AFP)", "AFP"),
            ("Two ships sank. (AFP/Reuters)", "AFP Reuters"),
            ("Two ships sank. — AFP", "AFP"),
            ("Two ships sank.\n-AP", "AP"),
            ("Two ships sank.\n— AFP/dpa", "AFP dpa"),
            ("Two ships sank.\nReuters", "Reuters"),
            ("Two ships sank.\nAFP, dpa", "AFP dpa"),
            ("Two ships sank.\nSource: Xinhua", "Xinhua"),
            ("Two ships sank.\nReuters contributed to this report.", "Reuters"),
            ("Two ships sank.\nAssociated Press writer Ann Other in Oslo contributed to this report.", "AP"),
            ("Two ships sank.\nWith reporting by The Associated Press", "AP"),
            ("Two ships sank.\n(With inputs from ANI and PTI)", "ANI PTI"),
            ("Two ships sank.\nWith files from The Canadian Press and Reuters.", "Canadian Press Reuters"),
            ("Two ships sank.\nThis story was first published by Agence France-Presse.", "AFP"),
            ("Two ships sank.\n© 2024 The Associated Press. All rights reserved.", "AP"),
            ("Two ships sank.\n(Reporting by Ann Other; Editing by Ben Other)", "Reuters"),
            ("Source: Xinhua | 2016-12-20 | Editor: other\nTwo ships sank.", "Xinhua"),
        ];
        for (text, expected) in cases {
            assert_eq!(of_text(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_source_is_no_credit() {
        let cases = [
            "",
            "The minister told Reuters that two ships sank.",
            "Two ships sank, AFP reported on Monday.",
            "Two ships sank, according to state news agency TASS.",
            "The army (TNA) said two ships sank.",
            "Two ships sank.\n\u{0}\u{FFFD}([",
        ];
        for text in cases {
            assert_eq!(of_text(text), "", "{text:?}");
        }
    }

    #[test]
    fn names_of_agencies_are_told_apart() {
        let mut forms: Vec<_> = AGENCIES.iter().flat_map(|(short, long)| long.iter().chain([short])).collect();
        let before = forms.len();
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(forms.len(), before, "a name stands twice in the table");
        assert!(forms.iter().all(|form| canonical(form).is_some()));
    }
}
