//! Measures functions: a scanner that knows just enough Rust to find where one begins and ends.

/// A function and how many lines of code it has, comments and blank lines apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// Its name.
    pub(crate) name: String,
    /// Line of its `fn`, from one.
    pub(crate) line: usize,
    /// Lines of code from `fn` to the closing brace.
    pub(crate) length: usize,
    /// True where most lines are rows of a table: match arms or literals of one line.
    pub(crate) table: bool,
}

/// The functions of a source file, those of its test module apart.
pub(crate) fn functions(source: &str) -> Vec<Function> {
    let code = blank(without_tests(source));
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_fn(&code, at) {
        at = start + 2;
        if let Some(end) = body_end(&code[at..]) {
            let first = code[..start].matches('\n').count();
            let last = code[..at + end].matches('\n').count();
            found.push(measure(&code[at..], first, &lines[first..=last]));
        }
    }
    found
}

/// The source up to its test module.
pub(crate) fn without_tests(source: &str) -> &str {
    source.find("#[cfg(test)]\nmod ").map_or(source, |end| &source[..end])
}

fn measure(after_fn: &str, first: usize, lines: &[&str]) -> Function {
    let name = after_fn.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let length = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let rows = lines.iter().filter(|line| is_row(line.trim())).count();
    Function { name, line: first + 1, length, table: rows * 10 >= length * 7 }
}

fn is_row(line: &str) -> bool {
    // The formatter puts the alternatives of a long pattern on lines of their own.
    line == "|" || line.ends_with(',') && (line.contains("=>") || line.starts_with('(') || line.starts_with('"'))
}

fn next_fn(code: &str, from: usize) -> Option<usize> {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code[from..].match_indices("fn ").map(|(i, _)| from + i).find(|i| !word(code[..*i].chars().next_back()))
}

/// Offset after the closing brace of the body; `None` for a declaration or a function type.
fn body_end(code: &str) -> Option<usize> {
    let mut depth = 0i32;
    let mut braces = 0i32;
    for (i, c) in code.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' => braces += 1,
            '}' if braces <= 1 => return (braces == 1).then_some(i + 1),
            '}' => braces -= 1,
            ';' if braces == 0 && depth <= 0 => return None,
            _ => {}
        }
    }
    None
}

/// The source with comments and the insides of literals blanked; lines stay where they are.
pub(crate) fn blank(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while !rest.is_empty() {
        let length = opaque(rest, out.chars().next_back());
        let taken = if length == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { length };
        let (piece, tail) = rest.split_at(taken);
        if length == 0 {
            out.push_str(piece);
        } else {
            out.extend(piece.chars().map(|c| if c == '\n' { c } else { ' ' }));
        }
        rest = tail;
    }
    out
}

/// Length of the comment or literal that begins here; 0 where none does.
fn opaque(rest: &str, before: Option<char>) -> usize {
    let after_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match rest.as_bytes() {
        [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => rest.find("*/").map_or(rest.len(), |i| i + 2),
        [b'"', ..] => quoted(rest, '"'),
        [b'r', b'"' | b'#', ..] if !after_word => raw(rest),
        [b'\'', ..] => character(rest),
        _ => 0,
    }
}

fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|b| *b == b'#').count();
    if !rest[1 + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    rest[2 + hashes..].find(&close).map_or(rest.len(), |i| 2 + hashes + i + close.len())
}

/// A character literal; 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) => quoted(rest, '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(source: &str) -> Vec<(String, usize)> {
        functions(source).into_iter().map(|f| (f.name, f.length)).collect()
    }

    #[test]
    fn lengths_leave_out_comments_and_blank_lines() {
        let cases = [
            ("fn a() {}", vec![("a", 1)]),
            ("fn a() {\n    // why\n\n    b();\n}\nfn b() {\n}", vec![("a", 3), ("b", 2)]),
            ("fn a() {\n    let c = '{';\n    let s = \"}\\\"}\";\n    let r = r#\"}\"#;\n}", vec![("a", 5)]),
            ("trait T {\n    fn a(&self);\n    fn b(&self) -> u8 {\n        1\n    }\n}", vec![("b", 3)]),
            ("fn a<'x>(f: fn(&'x str) -> u8) -> u8 {\n    f(\"\")\n}", vec![("a", 3)]),
            ("fn a() {\n    fn b() {\n    }\n}", vec![("a", 4), ("b", 2)]),
            ("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}", vec![("a", 1)]),
        ];
        for (source, expected) in cases {
            let expected: Vec<_> = expected.into_iter().map(|(n, l)| (n.to_owned(), l)).collect();
            assert_eq!(lengths(source), expected, "in {source}");
        }
    }

    #[test]
    fn a_long_match_of_one_line_arms_is_a_table() {
        let words = "\n        | \"b\"".repeat(20);
        assert!(
            functions(&format!("fn a(x: &str) -> bool {{\n    matches!(\n        x,\n        \"a\"{words}\n    )\n}}"))
                [0]
            .table
        );
        let arms = "        1 => 2,\n".repeat(20);
        let found = functions(&format!("fn a(x: u8) -> u8 {{\n    match x {{\n{arms}    }}\n}}"));
        assert!(found[0].table);
        assert!(!functions("fn a() {\n    b();\n    c();\n}")[0].table);
    }
}
