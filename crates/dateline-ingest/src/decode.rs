//! Bytes to text, with a map back to the bytes; whatever was done is noted.
//!
//! A byte-order mark decides; then text that is sound UTF-8 is UTF-8, whatever it is called; then what the carrier
//! says (HTTP, an archive), what the document says, and last a guess ([`chardetng`], which browsers use).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_doc::{Note, Severity, SourceMap};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that a guess looks at: enough for any page, bounded for any file.
const GUESSED_FROM: usize = 1 << 20;

/// A document as text.
pub(crate) struct Decoded {
    /// The characters.
    pub(crate) text: String,
    /// Name of the encoding.
    pub(crate) encoding: &'static str,
    /// From the characters to the bytes.
    pub(crate) map: SourceMap,
}

/// Decodes a document; `label` is the encoding that the document itself names, where it does.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>, notes: &mut Vec<Note>) -> Decoded {
    decode_carried(bytes, None, label, notes)
}

/// Decodes a document; `carrier` is the encoding that HTTP or an archive names, `label` the one that it names itself.
pub(crate) fn decode_carried(
    bytes: &[u8],
    carrier: Option<&str>,
    label: Option<&str>,
    notes: &mut Vec<Note>,
) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        notes.push(note(
            Severity::Info,
            "byte-order-mark",
            format!("the byte-order mark of {} at the start is no part of the text", encoding.name()),
        ));
        return with(encoding, bytes, length, notes);
    }
    let named = named(carrier).or_else(|| named(label).filter(|encoding| !is_wide(encoding)));
    let hidden = named.filter(|encoding| hides_in_ascii(encoding, bytes));
    if hidden.is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        let map = SourceMap::copy_of(text.len(), 0);
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), map };
    }
    let named = hidden.or(named.filter(|encoding| *encoding != UTF_8));
    if named.is_none() && is_broken_utf8(bytes) {
        return with(UTF_8, bytes, 0, notes);
    }
    let encoding = named.unwrap_or_else(|| guess(bytes));
    let why = if named.is_some() { "as the document says" } else { "a guess: convert the file if words look wrong" };
    notes.push(note(
        if named.is_some() { Severity::Info } else { Severity::Warning },
        "encoding",
        format!("not UTF-8, read as {}, {why}", encoding.name()),
    ));
    with(encoding, bytes, 0, notes)
}

fn named(label: Option<&str>) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label?.trim().as_bytes())
}

/// Two bytes a unit: a page that can say so in ASCII is not in it.
fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// True for bytes that are sound ASCII and mean something else in their encoding.
fn hides_in_ascii(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    is_wide(encoding) && bytes.contains(&0) || encoding == ISO_2022_JP && bytes.contains(&0x1b)
}

/// True for UTF-8 in which a few bytes are broken: by chance alone, other encodings hardly make one sound character.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], bytes.len() <= GUESSED_FROM);
    detector.guess(None, Utf8Detection::Allow)
}

/// Decodes what stands behind the first `skip` bytes.
fn with(encoding: &'static Encoding, bytes: &[u8], skip: usize, notes: &mut Vec<Note>) -> Decoded {
    let mut out = Building { text: String::with_capacity(bytes.len()), map: SourceMap::default(), broken: false };
    if encoding == UTF_8 {
        out.utf8(bytes, skip);
    } else if is_wide(encoding) {
        out.utf16(bytes, skip, if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes });
    } else if encoding.is_single_byte() {
        out.single(encoding, bytes, skip);
    } else {
        out.multiple(encoding, bytes, skip);
    }
    if out.broken {
        let message = format!("bytes that are not {} became U+FFFD", encoding.name());
        notes.push(note(Severity::Warning, "encoding-broken", message));
    }
    Decoded { text: out.text, encoding: encoding.name(), map: out.map }
}

/// A text and its map while they are made.
struct Building {
    text: String,
    map: SourceMap,
    broken: bool,
}

impl Building {
    /// A character made of the bytes `from..to`.
    fn push(&mut self, c: char, from: usize, to: usize) {
        self.text.push(c);
        self.map.units(1, c.len_utf8() as u32, from as u32, (to - from) as u32);
    }

    fn push_broken(&mut self, from: usize, to: usize) {
        self.broken = true;
        self.push(char::REPLACEMENT_CHARACTER, from, to);
    }

    fn utf8(&mut self, bytes: &[u8], skip: usize) {
        let mut at = skip;
        for chunk in bytes[skip..].utf8_chunks() {
            let (sound, broken) = (chunk.valid(), chunk.invalid().len());
            self.text.push_str(sound);
            self.map.copy(sound.len() as u32, at as u32);
            at += sound.len();
            if broken > 0 {
                self.push_broken(at, at + broken);
                at += broken;
            }
        }
    }

    fn utf16(&mut self, bytes: &[u8], skip: usize, unit: fn([u8; 2]) -> u16) {
        let mut whole = &bytes[skip..bytes.len() - (bytes.len() - skip) % 2];
        // Half a pair and half a unit at the end are one broken character.
        if let [.., a, b] = whole
            && skip + whole.len() < bytes.len()
            && (0xd800..0xdc00).contains(&unit([*a, *b]))
        {
            whole = &whole[..whole.len() - 2];
        }
        let units = whole.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let mut at = skip;
        for c in char::decode_utf16(units) {
            match c {
                Ok(c) => {
                    self.push(c, at, at + 2 * c.len_utf16());
                    at += 2 * c.len_utf16();
                }
                Err(_) => {
                    self.push_broken(at, at + 2);
                    at += 2;
                }
            }
        }
        if at < bytes.len() {
            self.push_broken(at, bytes.len());
        }
    }

    fn single(&mut self, encoding: &'static Encoding, bytes: &[u8], skip: usize) {
        let of = |byte: u8| encoding.decode_without_bom_handling(&[byte]).0.chars().next();
        let table: Vec<char> = (0..=255).map(|byte| of(byte).unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        for (at, byte) in bytes.iter().enumerate().skip(skip) {
            match table[usize::from(*byte)] {
                char::REPLACEMENT_CHARACTER => self.push_broken(at, at + 1),
                c => self.push(c, at, at + 1),
            }
        }
    }

    /// Byte for byte, so that it shows which bytes made which characters; ASCII between characters is copied.
    fn multiple(&mut self, encoding: &'static Encoding, bytes: &[u8], skip: usize) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let (mut from, mut at) = (skip, skip);
        while at < bytes.len() {
            if from == at && encoding != ISO_2022_JP {
                let ascii = bytes[at..].iter().take_while(|b| b.is_ascii()).count();
                self.text.extend(bytes[at..at + ascii].iter().map(|b| char::from(*b)));
                self.map.copy(ascii as u32, at as u32);
                at += ascii;
                from = at;
                if at == bytes.len() {
                    break;
                }
            }
            if self.step(&mut decoder, &bytes[..at + 1], at, from, false) {
                from = at + 1;
            }
            at += 1;
        }
        self.step(&mut decoder, bytes, bytes.len(), from, true);
    }

    /// Gives the decoder the bytes from `at` on. True where characters came out: they are those of the bytes from
    /// `from` on.
    fn step(&mut self, decoder: &mut encoding_rs::Decoder, bytes: &[u8], at: usize, from: usize, last: bool) -> bool {
        let (mut out, mut written, mut input) = ([0u8; 64], 0, at);
        let mut broken = false;
        loop {
            let (result, read, wrote) =
                decoder.decode_to_utf8_without_replacement(&bytes[input..], &mut out[written..], last);
            (input, written) = (input + read, written + wrote);
            match result {
                DecoderResult::InputEmpty | DecoderResult::OutputFull => break,
                DecoderResult::Malformed(..) if written + 3 <= out.len() => {
                    broken = true;
                    out[written..written + 3].copy_from_slice("\u{FFFD}".as_bytes());
                    written += 3;
                }
                DecoderResult::Malformed(..) => break,
            }
        }
        self.broken |= broken;
        self.share(&String::from_utf8_lossy(&out[..written]), bytes, from);
        written > 0
    }

    /// Shares the bytes from `from` on among the characters that came of them. Behind a broken character its last
    /// bytes may have been read again as ASCII; what is left at the front is one unit.
    fn share(&mut self, made: &str, bytes: &[u8], from: usize) {
        let (mut front, mut end) = (made.len(), bytes.len());
        while let [.., byte] = made.as_bytes()[..front]
            && byte.is_ascii()
            && end > from + 1
            && bytes[end - 1] == byte
            && front > 1
        {
            (front, end) = (front - 1, end - 1);
        }
        if front > 0 {
            self.text.push_str(&made[..front]);
            self.map.units(1, front as u32, from as u32, (end - from) as u32);
        }
        self.text.push_str(&made[front..]);
        self.map.copy((made.len() - front) as u32, end as u32);
    }
}

fn note(severity: Severity, code: &'static str, message: String) -> Note {
    Note { severity, code, message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::Span;
    use proptest::prelude::*;

    fn check(bytes: &[u8], label: Option<&str>, text: &str, codes: &[&str]) {
        let mut notes = Vec::new();
        assert_eq!(decode(bytes, label, &mut notes).text, text, "text of {bytes:?}");
        assert_eq!(notes.iter().map(|n| n.code).collect::<Vec<_>>(), codes, "notes on {bytes:?}");
    }

    #[test]
    fn the_encoding_is_found_and_said() {
        check("Zürich\r\n".as_bytes(), None, "Zürich\r\n", &[]);
        check(b"\xEF\xBB\xBFa", None, "a", &["byte-order-mark"]);
        check(b"\xFF\xFEa\0b\0", None, "ab", &["byte-order-mark"]);
        check(b"\xFE\xFF\0a\xD8\0", None, "a\u{FFFD}", &["byte-order-mark", "encoding-broken"]);
        check(b"Z\xFCrich \x93x\x94", None, "Zürich “x”", &["encoding"]);
        check(b"\xCF\xF0\xE8\xE2", Some("windows-1251"), "Прив", &["encoding"]);
        check(b"\xFC", Some("utf-8"), "ü", &["encoding"]);
        check("é and \u{FFFD}é".replace('\u{FFFD}', "?").as_bytes(), Some("latin1"), "é and ?é", &[]);
        check(b"\xC3\xA9t\xC3\xA9, \xC3 cut", None, "été, \u{FFFD} cut", &["encoding-broken"]);
        check(b"\x1b$B$\"\x1b(B.", Some("iso-2022-jp"), "あ.", &["encoding"]);
        check(b"\x82\xA0\x81", Some("shift_jis"), "あ\u{FFFD}", &["encoding", "encoding-broken"]);
        check(b"\x82\xA0\x81<p>", Some("shift_jis"), "あ\u{FFFD}<p>", &["encoding", "encoding-broken"]);
    }

    #[test]
    fn the_carrier_goes_before_the_document_and_both_before_a_guess() {
        let russian = encoding_rs::WINDOWS_1251.encode("В городе прошёл сильный дождь, сообщили власти.").0;
        for (carrier, label, encoding) in [
            (Some("koi8-r"), Some("windows-1251"), "KOI8-R"),
            (None, Some("windows-1251"), "windows-1251"),
            (Some("nonsense"), Some("windows-1251"), "windows-1251"),
            (None, Some("utf-16"), "windows-1251"),
            (None, None, "windows-1251"),
        ] {
            let decoded = decode_carried(&russian, carrier, label, &mut Vec::new());
            assert_eq!(decoded.encoding, encoding, "{carrier:?}, {label:?}");
        }
    }

    #[test]
    fn broken_bytes_have_their_place() {
        let decoded = decode(b"\x82\xA0\x81<p>", Some("shift_jis"), &mut Vec::new());
        let of = |from, to| decoded.map.source_of(Span::new(from, to));
        assert_eq!((of(0, 3), of(3, 6), of(6, 7), of(6, 9)), (0..2, 2..3, 3..4, 3..6));
    }

    /// Text of letters that the encoding has, as its bytes.
    fn encoded(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
        if is_wide(encoding) {
            let units = text.encode_utf16();
            let little = encoding == UTF_16LE;
            return Some(units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect());
        }
        let (bytes, _, lost) = encoding.encode(text);
        (!lost).then(|| bytes.into_owned())
    }

    fn texts() -> impl Strategy<Value = String> {
        let pieces = [
            "a", "<p>", " ", "\n", "é", "ü", "“", "ж", "Я", "日", "本", "語", "が", "ｱ", "中", "文", "한", "국", "😀",
            "œ",
        ];
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40).prop_map(|p| p.concat())
    }

    proptest! {
        #[test]
        fn every_character_leads_to_its_bytes(text in texts()) {
            use encoding_rs::*;
            let all = [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252, WINDOWS_1251, KOI8_R, SHIFT_JIS, EUC_JP, GBK, GB18030, BIG5, EUC_KR];
            for encoding in all {
                let kept: String = text.chars().filter(|c| encoded(encoding, &c.to_string()).is_some()).collect();
                let bytes = encoded(encoding, &kept).unwrap();
                let decoded = with(encoding, &bytes, 0, &mut Vec::new());
                prop_assert_eq!(&decoded.text, &kept, "{}", encoding.name());
                prop_assert_eq!(decoded.map.text_len() as usize, kept.len());
                for (at, c) in kept.char_indices() {
                    let source = decoded.map.source_of(Span::new(at as u32, (at + c.len_utf8()) as u32));
                    let own = &bytes[source.start as usize..source.end as usize];
                    prop_assert_eq!(encoding.decode_without_bom_handling(own).0, c.to_string(), "{}", encoding.name());
                }
            }
        }

        #[test]
        fn any_bytes_become_what_the_standard_says(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            use encoding_rs::*;
            for encoding in [UTF_8, UTF_16LE, WINDOWS_1252, SHIFT_JIS, EUC_JP, GB18030, BIG5, EUC_KR, ISO_2022_JP] {
                let decoded = with(encoding, &bytes, 0, &mut Vec::new());
                prop_assert_eq!(&decoded.text, &*encoding.decode_without_bom_handling(&bytes).0, "{}", encoding.name());
                prop_assert_eq!(decoded.map.text_len() as usize, decoded.text.len());
                for run in decoded.map.runs() {
                    prop_assert!(run.source_range().end as usize <= bytes.len());
                }
            }
        }
    }
}
