//! The numbers that other data sets put beside a code: quad classes, Goldstein's scale of CAMEO, the scores of PLOVER.
//!
//! They are looked up by the exact code. A code that a scale does not have gets nothing, not its parent's number.

/// The four quad classes, by the name POLECAT gives them; the number that GDELT and PLOVER use is one more than the place.
const QUADS: [&str; 4] = ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];

/// Types of PLOVER in each quad class. Its manual puts SANCTION under material conflict in the text and under verbal
/// conflict in a table; the text decides here.
const PLOVER_QUADS: [&str; 4] = [
    "AGREE CONSULT SUPPORT CONCEDE",
    "COOPERATE AID RETREAT",
    "REQUEST ACCUSE REJECT THREATEN",
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
];

/// Quad class of a CAMEO code, 1 to 4: roots 01-05, 06-08, 09-13, 14-20.
pub(crate) fn cameo_quad(code: &str) -> Option<i64> {
    match code.get(..2)?.parse::<u8>().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

/// Quad class of a PLOVER type, 1 to 4.
pub(crate) fn plover_quad(kind: &str) -> Option<i64> {
    let at = PLOVER_QUADS.iter().position(|types| has(types, kind))?;
    Some(at as i64 + 1)
}

/// The same by name.
pub(crate) fn plover_quad_name(kind: &str) -> Option<&'static str> {
    PLOVER_QUADS.iter().zip(QUADS).find(|(types, _)| has(types, kind)).map(|(_, name)| name)
}

/// Goldstein's value of a CAMEO code, -10 (conflict) to 10 (cooperation).
pub(crate) fn goldstein(code: &str) -> Option<f64> {
    GOLDSTEIN.iter().find(|(_, codes)| has(codes, code)).map(|(value, _)| *value)
}

/// PLOVER's score of a type with its mode, if it has one.
pub(crate) fn plover_score(kind: &str, mode: Option<&str>) -> Option<f64> {
    // The manual's table calls this mode by its older name.
    let mode = mode.map(|mode| if mode == "assassinate" { "targeted" } else { mode });
    let (_, scores) = PLOVER_SCORES.iter().find(|(name, _)| *name == kind)?;
    let wanted = mode.unwrap_or("-");
    let mut pairs = scores.split(' ').filter_map(|pair| pair.split_once(':'));
    pairs.find(|(name, _)| *name == wanted)?.1.parse().ok()
}

fn has(words: &str, wanted: &str) -> bool {
    words.split(' ').any(|word| word == wanted)
}

/// Values with the codes that have them, as GDELT's lookup table lists them (the table itself was not at hand: two copies
/// of it in public programs agree). CAMEO's later codes (155, 176) are in no scale.
const GOLDSTEIN: &[(f64, &str)] = &[
    (-10.0, "1823 183 1831 1832 1833 186 19 190 193 194 195 20 200 202 203 204 2041 2042"),
    (-9.5, "182 191 192 196 201"),
    (-9.2, "171 1711 1712"),
    (-9.0, "175 18 180 181 1821 1822"),
    (-8.0, "163 184 185"),
    (-7.5, "144 1441 1442 1443 1444 145 1451 1452 1453 1454"),
    (-7.2, "15 150 151 152 153 154"),
    (-7.0, "136 137 138 139 1381 1382 1383 1384 1385 164 166 1661 1662 1663 17 170"),
    (-6.5, "14 140 141 142 143 1411 1412 1413 1414 1421 1422 1423 1424 1431 1432 1433 1434 165"),
    (-6.0, "13"),
    (-5.8, "131 1311 1312 1313 132 1321 1322 1323 1324 133 134 135"),
    (-5.6, "162 1621 1622 1623"),
    (
        -5.0,
        "10 100 101 102 103 104 105 1011 1012 1013 1014 1031 1032 1033 1034 1041 1042 1043 1044 1051 1052 \
         1053 1054 1055 1056 107 108 125 126 127 128 129 172 1721 1722 1723 1724 173 174",
    ),
    (-4.4, "130"),
    (
        -4.0,
        "12 120 121 122 123 124 1211 1212 1221 1222 1223 1224 1231 1232 1233 1234 1241 1242 1243 1244 1245 \
         1246 16 160 161",
    ),
    (-2.0, "016 09 090 091 092 093 094 11 110 111 112 113 114 115 116 1121 1122 1123 1124 1125"),
    (-0.4, "012"),
    (-0.3, "024 0241 0242 0243 0244 025 0251 0252 0253 0254 0255 0256"),
    (-0.1, "011"),
    (0.0, "01 010 014 015 017"),
    (0.4, "013"),
    (1.0, "04 040 041"),
    (1.9, "042"),
    (2.5, "044"),
    (2.8, "043"),
    (3.0, "02 020"),
    (3.2, "022"),
    (3.4, "018 019 021 0211 0212 0213 0214 023 0231 0232 0233 0234 051"),
    (3.5, "05 050 052"),
    (3.8, "053"),
    (4.0, "026 027 028 03 030 036"),
    (4.5, "032"),
    (5.0, "037 039 045 08 080 081 082 083 0811 0812 0813 0814 0831 0832 0833 0834"),
    (5.2, "031 0311 0312 0313 0314 033 0331 0332 0333"),
    (6.0, "0334 054 06 060"),
    (6.4, "061"),
    (
        7.0,
        "034 0341 0342 0343 0344 035 0351 0352 0353 0354 0355 0356 038 046 055 056 064 07 070 075 084 0841 \
         0842 085",
    ),
    (7.4, "062 063 071 073"),
    (8.0, "057"),
    (8.3, "072"),
    (8.5, "074"),
    (9.0, "086 0861 0862 0863 087 0871 0872 0873"),
    (10.0, "0874"),
];

/// Scores of the manual's table; "-" is the type without a mode. ACCUSE without one is left out: the table prints 3, against
/// -2 and -3.5 for its modes. A minus sign was probably lost, and is not ours to add.
const PLOVER_SCORES: &[(&str, &str)] = &[
    ("AGREE", "-:2.5"),
    ("REJECT", "-:-2 assist:-1.5 change:-2 yield:-2 meet:-2"),
    (
        "COERCE",
        "-:-7 seize:-7 restrict:-7 censor:-6.5 curfew:-6.5 martial-law:-7.5 arrest:-7 deport:-7 withhold:-7 \
         misinformation:-6.5 cyber:-7",
    ),
    ("CONSULT", "-:2.5 visit:4 third-party:1 multilateral:4 phone:1.5"),
    ("THREATEN", "-:-3.5 restrict:-3 arrest:-3.5 relations:-3.5 expel:-3.5 territory:-4 violence:-3.5"),
    ("SUPPORT", "-:5"),
    ("CONCEDE", "-:4.5"),
    ("COOPERATE", "-:9.5"),
    ("AID", "-:10"),
    ("RETREAT", "-:6.5 withdraw:8 release:6.5 disarm:10 ceasefire:7.5 access:6.5 resign:4.5"),
    (
        "ASSAULT",
        "-:-9 abduct:-8.5 beat:-7.5 torture:-8.5 sexual:-8.5 targeted:-9.5 destroy:-8.5 primitive:-8 \
         firearms:-9 explosives:-9 suicide-attack:-9.5 aerial:-9.5 drone:-9.5 heavy-weapons:-9.5 \
         crowd-control:-7.5 unconventional:-10",
    ),
    ("PROTEST", "-:-5 demo:-5 riot:-7 strike:-5 hunger:-4.5 boycott:-4.5 obstruct:-4.5"),
    ("REQUEST", "-:0 assist:0.5 change:-1 yield:-1 meet:0"),
    ("SANCTION", "-:-6 convict:-6 expel:-5.5 withdraw:-6 discontinue:-6"),
    ("ACCUSE", "disapprove:-2 investigate:-3.5 allege:-3.5"),
    ("MOBILIZE", "-:-5.5 troops:-6.5 weapons:-6.5 police:-5.5 militia:-6"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_numbers_of_their_scale_or_none() {
        for (code, quad, value) in [
            ("010", Some(1), Some(0.0)),
            ("042", Some(1), Some(1.9)),
            ("0841", Some(2), Some(7.0)),
            ("112", Some(3), Some(-2.0)),
            ("186", Some(4), Some(-10.0)),
            ("176", Some(4), None),
            ("21", None, None),
            ("", None, None),
        ] {
            assert_eq!((cameo_quad(code), goldstein(code)), (quad, value), "{code:?}");
        }
        for (kind, mode, quad, score) in [
            ("CONSULT", None, Some(1), Some(2.5)),
            ("SANCTION", Some("expel"), Some(4), Some(-5.5)),
            ("ASSAULT", Some("assassinate"), Some(4), Some(-9.5)),
            ("ASSAULT", Some("massacre"), Some(4), None),
            ("ACCUSE", None, Some(3), None),
            ("RALLY", None, None, None),
        ] {
            assert_eq!((plover_quad(kind), plover_score(kind, mode)), (quad, score), "{kind} {mode:?}");
        }
        assert_eq!(plover_quad_name("AID"), Some("MATERIAL COOPERATION"));
    }

    #[test]
    fn no_code_has_two_values() {
        let mut codes: Vec<_> = GOLDSTEIN.iter().flat_map(|(_, codes)| codes.split(' ')).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
