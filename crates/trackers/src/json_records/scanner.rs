//! Finds the end of a JSON value by its quotes and brackets alone. It never recurses, however
//! deep the value is, and can stop anywhere and go on when there is more text.

use super::seams::is_broken;
use memchr::memmem;

/// The keys under which pages of results, and boards, hold their lists of records.
const LISTS: [&[u8]; 8] =
    [b"issues", b"values", b"value", b"nodes", b"issue_statuses", b"actions", b"cards", b"lists"];
/// The keys under which there may be an object that wraps such a list, or the record.
const WRAPPERS: [&[u8]; 3] = [b"data", b"issues", b"issue"];

/// Where a scan has come to.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    at: usize,
    depth: usize,
    /// The depth of the innermost object that is looked into: the outermost one, or a wrapper.
    level: usize,
    /// Where the string began, while within one.
    string: Option<usize>,
    /// The last string directly inside the object that is looked into.
    name: (usize, usize),
    /// The names of the members so far, those in wrappers too, where they are asked for.
    names: Option<Vec<(usize, usize)>>,
    /// Whether the value that follows next is the list of a page.
    list_follows: bool,
    /// Whether the value that follows next may be an object to look into.
    wrapper_follows: bool,
    /// Whether the outermost object may be a page of results.
    may_be_page: bool,
    /// A number or a word, or something else that is no value.
    scalar: bool,
}

/// How far a scan got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value is so many bytes long.
    Value(usize),
    /// It is a page of results, in which a list begins after so many bytes, so deep.
    List(usize, usize),
    /// It goes on behind the text given.
    More,
}

impl Scanner {
    /// Begins at a value with this first byte.
    pub(super) fn at(first: u8, may_be_page: bool) -> Self {
        Self {
            at: 0,
            depth: 0,
            level: 1,
            string: None,
            name: (0, 0),
            names: None,
            list_follows: false,
            wrapper_follows: false,
            may_be_page: may_be_page && first == b'{',
            scalar: !matches!(first, b'{' | b'[' | b'"'),
        }
    }

    /// Begins behind a list within a page, so deep, to find the next list or the page's end.
    pub(super) fn behind_list(depth: usize) -> Self {
        Self { depth, level: depth, ..Self::at(b'{', true) }
    }

    /// Goes on in the same text, of which there may be more than before.
    pub(super) fn go_on(&mut self, text: &[u8]) -> Step {
        if self.scalar {
            return self.scalar_end(text);
        }
        while self.at < text.len() {
            if let Some(begin) = self.string {
                match memchr::memchr2(b'"', b'\\', &text[self.at..]) {
                    None => self.at = text.len(),
                    Some(found) if text[self.at + found] == b'\\' => {
                        if self.at + found + 1 >= text.len() {
                            self.at += found;
                            return Step::More;
                        }
                        self.at += found + 2;
                    }
                    Some(found) => {
                        self.at += found + 1;
                        self.string = None;
                        if self.depth == 0 {
                            return Step::Value(self.at);
                        }
                        if self.depth == self.level {
                            self.name = (begin, self.at - 1);
                        }
                    }
                }
                continue;
            }
            let Some(next) = text[self.at..].iter().position(|byte| STRUCTURE[usize::from(*byte)])
            else {
                self.at = text.len();
                continue;
            };
            self.at += next + 1;
            if let Some(step) = self.structure(text) {
                return step;
            }
        }
        Step::More
    }

    /// Takes the quote, bracket or colon just before `at`.
    fn structure(&mut self, text: &[u8]) -> Option<Step> {
        match text[self.at - 1] {
            b'"' => self.string = Some(self.at),
            b':' if self.depth == self.level => {
                self.names.iter_mut().for_each(|names| names.push(self.name));
                let name = &text[self.name.0..self.name.1];
                self.list_follows = self.may_be_page && LISTS.contains(&name);
                self.wrapper_follows = self.may_be_page && WRAPPERS.contains(&name);
            }
            b'[' if self.depth == self.level && self.list_follows => {
                return Some(Step::List(self.at, self.depth));
            }
            bracket @ (b'{' | b'[') => {
                self.depth += 1;
                if bracket == b'{' && self.wrapper_follows {
                    self.level = self.depth;
                }
                self.list_follows = false;
                self.wrapper_follows = false;
            }
            b'}' | b']' => {
                if self.depth == self.level {
                    self.level = (self.depth - 1).max(1);
                }
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return Some(Step::Value(self.at));
                }
            }
            _ => {}
        }
        None
    }

    /// A number or a word ends where something else begins; it is never empty.
    fn scalar_end(&mut self, text: &[u8]) -> Step {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",[]{}\"".contains(byte);
        let rest = text.get(1..).unwrap_or_default();
        rest.iter().position(ends).map_or(Step::More, |at| Step::Value(at + 1))
    }

    /// The length of a value that may end with the file.
    pub(super) fn at_end(&self, length: usize) -> Option<usize> {
        (self.scalar && length > 0).then_some(length)
    }
}

/// The bytes that matter outside of strings.
const STRUCTURE: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\"{}[]:";
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
};

/// The keys of the first whole record of a text that may be cut off anywhere, and those of the page
/// of results around it.
pub(crate) fn keys(head: &[u8]) -> Vec<String> {
    let mut keys = vec![];
    let mut rest = past_damaged(head.trim_ascii_start());
    rest = rest.strip_prefix(b"[").unwrap_or(rest).trim_ascii_start();
    let mut page = None;
    while let Some(first) = rest.first() {
        let begun = match (first, page) {
            (b'{', _) => Scanner::at(b'{', page.is_none()),
            // Behind a list that is empty there may be another.
            (b']', Some(depth)) => Scanner::behind_list(depth),
            _ => break,
        };
        if *first == b']' {
            rest = &rest[1..];
        }
        let mut scanner = Scanner { names: Some(vec![]), ..begun };
        let step = scanner.go_on(rest);
        let names = scanner.names.unwrap_or_default();
        let name = |(from, until): (usize, usize)| String::from_utf8_lossy(&rest[from..until]);
        keys.extend(names.into_iter().map(|place| name(place).into_owned()));
        let Step::List(length, depth) = step else { break };
        rest = rest[length..].trim_ascii_start();
        page = Some(depth);
    }
    keys
}

/// The text without the damaged lines that it begins with.
fn past_damaged(mut text: &[u8]) -> &[u8] {
    while let Some(seam) = memmem::find(text, b"\n{") {
        let first = Scanner::at(text[0], false).go_on(&text[..seam]);
        if first != Step::More || !is_broken(&text[..seam + 2]) {
            break;
        }
        text = &text[seam + 1..];
    }
    text
}
