//! What can go wrong with an input: which file, which place, and what to do about it.

use std::fmt;

/// An input, or a part of one, that could not be read. The rest of the batch goes on.
#[derive(Debug, thiserror::Error)]
#[error("{}: {trouble}", Place(self))]
pub struct Problem {
    /// The file or folder, or "standard input".
    pub origin: String,
    /// Line, counted from 1.
    pub line: Option<u64>,
    /// Byte offset in the file, counted from 0.
    pub offset: Option<u64>,
    /// What is wrong, and the remedy.
    #[source]
    pub trouble: Trouble,
}

impl Problem {
    /// A problem with a whole file or folder.
    pub(crate) fn whole(origin: impl Into<String>, trouble: Trouble) -> Self {
        Problem { origin: origin.into(), line: None, offset: None, trouble }
    }

    /// A problem at a line.
    pub(crate) fn at_line(origin: impl Into<String>, line: u64, offset: u64, trouble: Trouble) -> Self {
        Problem { origin: origin.into(), line: Some(line), offset: Some(offset), trouble }
    }
}

/// Where a problem is, as people write it.
struct Place<'a>(&'a Problem);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { origin, line, offset, .. } = self.0;
        write!(f, "{origin}")?;
        if let Some(line) = line {
            write!(f, ", line {line}")?;
        }
        match offset {
            Some(offset) => write!(f, " (byte {offset})"),
            None => Ok(()),
        }
    }
}

/// Kinds of trouble. Each message ends with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Trouble {
    #[error("no such file or folder; check the path")]
    Missing,
    #[error("cannot be read ({0}); check that it is a readable file or folder")]
    Unreadable(#[source] std::io::Error),
    #[error("not a file or a folder; give a regular file, a folder, or - for standard input")]
    Special,
    #[error("unknown kind of file; rename it to .txt, .html or .jsonl, or pipe it in with -")]
    UnknownExtension,
    #[error("folders are nested more than {0} deep; give the inner folder itself")]
    TooDeep(usize),
    #[error("the file is over the limit of {} MB and what follows was not read; split the file", .0 >> 20)]
    FileTooLarge(u64),
    #[error("the document is over the limit of {} MB and was not read; split it, or remove what is no report", .0 >> 20)]
    DocumentTooLarge(u64),
    #[error("the file has more than {0} lines and what follows was not read; split the file")]
    TooManyLines(u64),
    #[error("not UTF-8 from byte {0} of the line; JSON Lines must be UTF-8, convert the file (iconv -t UTF-8)")]
    NotUtf8(usize),
    #[error("not a JSON document ({0}); write one object a line: {{\"id\": \"…\", \"text\": \"…\"}}")]
    BrokenJson(#[source] serde_json::Error),
    #[error("neither \"text\" nor \"html\" in the document; give one of them as a string")]
    NoText,
    #[error("{0}")]
    Broken(String),
    #[error("a list of addresses; fetch them first: dateline fetch FILE -o pages.warc.gz")]
    Addresses,
    #[error("the \"id\" is empty; give an identifier, or leave \"id\" out to have one made")]
    EmptyId,
}
