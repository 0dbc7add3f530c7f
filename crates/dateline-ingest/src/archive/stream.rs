//! A file as a stream of unpacked bytes that knows where its members begin and end.
//!
//! An archive is many compressed members one behind the other, a record in each. The place of a member is the only
//! short way back to its record, so members are never run together here: [`Stream::peek`] stops at the end of one, and
//! [`Stream::next_member`] goes on. A plain file is a single member.

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::mem;
use std::path::{Path, PathBuf};

/// Bytes that a window holds; no look ahead is longer than half of it.
const WINDOW: usize = 1 << 17;
/// The longest look ahead.
pub(crate) const LONGEST_PEEK: usize = WINDOW / 2;
/// The largest window that a Zstandard frame may ask for: bounds its memory.
const ZSTD_WINDOW: u64 = 64 << 20;
/// A member that unpacks to more than `BOMB_RATIO` times its stored size, and to more than `BOMB_FLOOR`, is a bomb.
const BOMB_RATIO: u64 = 400;
const BOMB_FLOOR: u64 = 32 << 20;
/// Bytes of a file that may be read a second time, to find the next sound record behind a broken one.
const READ_AGAIN: u64 = 256 << 20;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// A reader with a look ahead that is as long as asked for, and a count of the bytes consumed.
struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    at: u64,
}

impl<R: Read> Window<R> {
    fn new(reader: R, at: u64) -> Self {
        Window { reader, buffer: vec![0; WINDOW], from: 0, to: 0, at }
    }

    /// At least `n` bytes, fewer only at the end.
    fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        while self.to - self.from < n.min(LONGEST_PEEK) {
            if self.from > 0 {
                self.buffer.copy_within(self.from..self.to, 0);
                (self.from, self.to) = (0, self.to - self.from);
            }
            match self.reader.read(&mut self.buffer[self.to..]) {
                Ok(0) => break,
                Ok(read) => self.to += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(&self.buffer[self.from..self.to])
    }

    fn skip(&mut self, n: usize) {
        let n = n.min(self.to - self.from);
        self.from += n;
        self.at += n as u64;
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let held = self.peek(1)?;
        let n = held.len().min(out.len());
        out[..n].copy_from_slice(&held[..n]);
        self.skip(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, n: usize) {
        self.skip(n);
    }
}

type Stored = Window<Box<dyn Read>>;

/// A member while it is unpacked.
enum Member {
    Plain(Stored),
    Gzip(Box<GzDecoder<Stored>>),
    Zstd(Box<StreamingDecoder<Stored, FrameDecoder>>),
    /// Between two members.
    None,
}

impl Member {
    /// Begins the member that starts here; `None` where none does.
    fn begin(mut stored: Stored) -> io::Result<Result<Member, Stored>> {
        let start = stored.peek(4)?;
        if start.starts_with(GZIP) {
            return Ok(Ok(Member::Gzip(Box::new(GzDecoder::new(stored)))));
        }
        if start.starts_with(ZSTD) {
            let decoder = StreamingDecoder::new_with_max_window_size(stored, ZSTD_WINDOW);
            return decoder.map(|decoder| Ok(Member::Zstd(Box::new(decoder)))).map_err(damaged);
        }
        Ok(Err(stored))
    }

    fn stored(&self) -> Option<&Stored> {
        match self {
            Member::Plain(stored) => Some(stored),
            Member::Gzip(decoder) => Some(decoder.get_ref()),
            Member::Zstd(decoder) => Some(decoder.get_ref()),
            Member::None => None,
        }
    }

    fn into_stored(self) -> Option<Stored> {
        match self {
            Member::Plain(stored) => Some(stored),
            Member::Gzip(decoder) => Some(decoder.into_inner()),
            Member::Zstd(decoder) => Some(decoder.into_inner()),
            Member::None => None,
        }
    }
}

impl Read for Member {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Member::Plain(stored) => stored.read(out),
            Member::Gzip(decoder) => decoder.read(out),
            Member::Zstd(decoder) => decoder.read(out).map_err(damaged),
            Member::None => Ok(0),
        }
    }
}

/// An error that says that the compressed bytes themselves are wrong.
fn damaged(error: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

/// True where the bytes are wrong or cut short, not the reading of them.
pub(crate) fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// An unpacked file.
pub(crate) struct Stream {
    unpacked: Window<Member>,
    /// Where the file can be opened again.
    path: Option<PathBuf>,
    packed: bool,
    /// Where the member begins: in the file, and in what was unpacked.
    member: (u64, u64),
    read_again: u64,
}

impl Stream {
    /// The file at a path from byte `from` on.
    pub(crate) fn open(path: &Path, from: u64) -> io::Result<Stream> {
        Stream::start(open_at(path, from)?, from, Some(path.to_owned()))
    }

    /// What comes from a reader, which cannot be opened again.
    pub(crate) fn of(reader: Box<dyn Read>) -> io::Result<Stream> {
        Stream::start(reader, 0, None)
    }

    fn start(reader: Box<dyn Read>, from: u64, path: Option<PathBuf>) -> io::Result<Stream> {
        let member = Member::begin(Window::new(reader, from))?;
        let packed = member.is_ok();
        let unpacked = Window::new(member.unwrap_or_else(Member::Plain), if packed { 0 } else { from });
        let member = (from, unpacked.at);
        Ok(Stream { unpacked, path, packed, member, read_again: READ_AGAIN })
    }

    /// True where the file is compressed.
    pub(crate) fn is_packed(&self) -> bool {
        self.packed
    }

    /// At least `n` bytes, fewer only at the end of the member.
    pub(crate) fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        let unpacked = self.unpacked.at - self.member.1;
        if self.packed && unpacked > BOMB_FLOOR && unpacked / BOMB_RATIO > self.stored_at() - self.member.0 {
            return Err(damaged(format!("it unpacks to more than {BOMB_RATIO} times its size")));
        }
        self.unpacked.peek(n)
    }

    /// Passes over bytes that were looked at.
    pub(crate) fn skip(&mut self, n: usize) {
        self.unpacked.skip(n);
    }

    /// Bytes unpacked and consumed so far.
    pub(crate) fn at(&self) -> u64 {
        self.unpacked.at
    }

    /// Where the member begins in the file, and in what was unpacked.
    pub(crate) fn member(&self) -> (u64, u64) {
        self.member
    }

    /// How far the file was read; at the end of a compressed member, where the next one begins.
    pub(crate) fn stored_at(&self) -> u64 {
        self.unpacked.reader.stored().map_or(self.member.0, |stored| stored.at)
    }

    /// Where what comes next is in the file: its own place in a plain file, that of its member in a compressed one.
    pub(crate) fn place(&self) -> u64 {
        if self.packed { self.member.0 } else { self.at() }
    }

    /// Goes on to the next member, behind the end of one; false at the end of the file.
    pub(crate) fn next_member(&mut self) -> io::Result<bool> {
        if !self.packed {
            return Ok(false);
        }
        let Some(mut stored) = mem::replace(&mut self.unpacked.reader, Member::None).into_stored() else {
            return Ok(false);
        };
        skip_between(&mut stored)?;
        let at = stored.at;
        if stored.peek(1)?.is_empty() {
            return Ok(false);
        }
        self.enter(Member::None, at);
        match Member::begin(stored)? {
            Ok(member) => {
                self.enter(member, at);
                Ok(true)
            }
            Err(stored) => {
                self.enter(Member::Plain(stored), at);
                Err(damaged("bytes that are no compressed data follow"))
            }
        }
    }

    fn enter(&mut self, member: Member, at: u64) {
        self.unpacked.reader = member;
        (self.unpacked.from, self.unpacked.to) = (0, 0);
        self.member = (at, self.unpacked.at);
    }

    /// Goes back to an earlier byte of what was unpacked; false where that cannot be done, or was done too often. In a
    /// compressed member one can go back as far as the look ahead still holds it.
    pub(crate) fn go_back(&mut self, to: u64) -> io::Result<bool> {
        let back = self.at().saturating_sub(to);
        if to >= self.member.1 && back <= self.unpacked.from as u64 {
            self.unpacked.from -= back as usize;
            self.unpacked.at -= back;
            return Ok(true);
        }
        let Some(path) = self.path.as_ref().filter(|_| !self.packed && self.read_again > 0) else { return Ok(false) };
        let reader = open_at(path, to)?;
        self.spend(back);
        self.unpacked = Window::new(Member::Plain(Window::new(reader, to)), to);
        Ok(true)
    }

    /// Takes bytes that are read again from the allowance; opening a file costs as much as a window of them.
    fn spend(&mut self, bytes: u64) {
        self.read_again = self.read_again.saturating_sub(bytes.max(WINDOW as u64));
    }

    /// Looks for the next member that begins with `mark`, behind a member that cannot be unpacked. The search begins
    /// in the broken member, which may be shorter than it said and then has swallowed the start of the next.
    pub(crate) fn find_member(&mut self, mark: &[u8]) -> io::Result<bool> {
        let Some(mut stored) = self.stored_behind_start()? else { return Ok(false) };
        loop {
            if !find_magic(&mut stored)? {
                return Ok(false);
            }
            let at = stored.at;
            match Member::begin(stored) {
                Ok(Ok(member)) => {
                    self.enter(member, at);
                    match self.unpacked.peek(mark.len()) {
                        Ok(start) if start.starts_with(mark) => return Ok(true),
                        Err(error) if !is_damage(&error) => return Err(error),
                        _ => {}
                    }
                }
                Ok(Err(rest)) => self.enter(Member::Plain(rest), at),
                Err(error) if !is_damage(&error) => return Err(error),
                Err(_) => self.enter(Member::None, at),
            }
            match self.stored_behind_start()? {
                Some(next) => stored = next,
                None => return Ok(false),
            }
        }
    }

    /// The file as stored, from the second byte of the member on, or from where it is where going back is too dear.
    fn stored_behind_start(&mut self) -> io::Result<Option<Stored>> {
        let (from, now) = (self.member.0 + 1, self.stored_at());
        if let Some(path) = self.path.as_ref().filter(|_| self.read_again > 0) {
            let again = Window::new(open_at(path, from)?, from);
            self.spend(now.saturating_sub(from));
            return Ok(Some(again));
        }
        let stored = mem::replace(&mut self.unpacked.reader, Member::None).into_stored();
        Ok(stored.map(|mut stored| {
            stored.skip(usize::from(stored.at < from));
            stored
        }))
    }
}

/// All members, one behind the other.
impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.peek(1)?.is_empty() && self.next_member()? {}
        self.peek(1)
    }

    fn consume(&mut self, n: usize) {
        self.skip(n);
    }
}

impl Read for Stream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let held = self.fill_buf()?;
        let n = held.len().min(out.len());
        out[..n].copy_from_slice(&held[..n]);
        self.skip(n);
        Ok(n)
    }
}

fn open_at(path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
    let mut file = File::open(path)?;
    if from > 0 {
        file.seek(SeekFrom::Start(from))?;
    }
    Ok(Box::new(file))
}

/// Passes over zeros that fill a file up, and frames that hold no data.
fn skip_between(stored: &mut Stored) -> io::Result<()> {
    loop {
        let start = stored.peek(8)?;
        match start {
            [0, ..] => stored.skip(1),
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d, ..] => {
                let mut left = u64::from(u32::from_le_bytes([*a, *b, *c, *d])) + 8;
                while left > 0 && !stored.peek(1)?.is_empty() {
                    let n = left.min((stored.to - stored.from) as u64);
                    stored.skip(n as usize);
                    left -= n;
                }
            }
            _ => return Ok(()),
        }
    }
}

/// Goes to the next bytes with which a member may begin.
fn find_magic(stored: &mut Stored) -> io::Result<bool> {
    loop {
        let held = stored.peek(LONGEST_PEEK)?;
        let is_start =
            |at: &[u8]| at.starts_with(ZSTD) || at.starts_with(GZIP) && at.get(3).is_some_and(|b| b & 0xe0 == 0);
        let found = (0..held.len()).find(|at| matches!(held[*at], 0x1f | 0x28) && is_start(&held[*at..]));
        let (end, last) = (held.len(), held.len() < LONGEST_PEEK);
        match found {
            Some(at) => {
                stored.skip(at);
                return Ok(true);
            }
            None if last => return Ok(false),
            None => stored.skip(end - 3),
        }
    }
}
