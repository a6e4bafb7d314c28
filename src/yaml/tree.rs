//! YAML as a tree in which every key and value knows its bytes.
//!
//! Slow and exact beside the typed parser: used for files that do not fit and
//! for the places that a person will see. Limits are checked here while
//! events arrive, so that no input makes it hang or overflow.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

/// The deepest nesting that is read.
pub(crate) const DEEPEST: usize = 128;

/// The most nodes that aliases may expand to.
pub(crate) const MOST_EXPANDED: usize = 1_000_000;

/// A value with its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The bytes of the value in the text. Of lines below `|` or `>`, those
    /// of the lines.
    pub(crate) span: Range<usize>,
    /// How it is written.
    pub(crate) form: Form,
    /// Whether `*name` stands here for what is written elsewhere.
    pub(crate) is_alias: bool,
    /// What it holds.
    pub(crate) value: Value,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A scalar without quotes; may be a number, a boolean or nothing.
    Plain,
    /// A scalar in quotes.
    Quoted,
    /// A scalar as lines below `|` or `>`.
    Lines,
    /// A list or mapping with a line for each entry.
    Block,
    /// A list or mapping in brackets or braces.
    Flow,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// The text of a scalar.
    Scalar(String),
    /// A list.
    List(Vec<Rc<Node>>),
    /// A mapping, in order, keys twice if written twice.
    Map(Vec<(Node, Rc<Node>)>),
}

/// Why a text has no tree.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is not YAML, there, for this reason.
    Syntax(Range<usize>, String),
    /// It nests deeper than the limit.
    TooDeep(Range<usize>),
    /// Its aliases expand beyond the limit.
    TooLarge(Range<usize>),
    /// It holds more than one document.
    SeveralDocuments(Range<usize>),
}

/// Parses a text; nothing where it holds no document.
pub(crate) fn parse(text: &str) -> Result<Option<Node>, Unreadable> {
    let mut build = Build::new(text);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = build.offsets.byte(*error.marker());
            Unreadable::Syntax(at..(at + 1).min(text.len()).max(at), error.info().to_owned())
        })?;
        build.take(event, span)?;
    }
    Ok(build.root)
}

struct Build<'a> {
    offsets: Offsets<'a>,
    open: Vec<Open>,
    anchors: FxHashMap<usize, (Rc<Node>, usize)>,
    expanded: usize,
    documents: usize,
    root: Option<Node>,
}

/// A list or mapping that is being filled.
struct Open {
    start: usize,
    form: Form,
    anchor: usize,
    /// Nodes below it, aliases expanded.
    size: usize,
    is_map: bool,
    items: Vec<Rc<Node>>,
    keys: Vec<Node>,
    wants_value: bool,
}

impl<'a> Build<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            offsets: Offsets::new(text),
            open: Vec::new(),
            anchors: FxHashMap::default(),
            expanded: 0,
            documents: 0,
            root: None,
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Unreadable> {
        let bytes = self.offsets.byte(span.start)..self.offsets.byte(span.end);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Unreadable::SeveralDocuments(bytes));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let span = of_scalar(self.offsets.text, bytes, &text);
                let value = Value::Scalar(text.into_owned());
                self.put(Node { span, form: form(style), is_alias: false, value }, anchor, 1);
            }
            Event::Alias(anchor) => {
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(Unreadable::TooLarge(bytes));
                };
                self.expanded += size;
                if self.expanded > MOST_EXPANDED {
                    return Err(Unreadable::TooLarge(bytes));
                }
                self.put(Node { span: bytes, is_alias: true, ..(*node).clone() }, 0, size);
            }
            Event::SequenceStart(anchor, _) => self.begin(bytes, anchor, false)?,
            Event::MappingStart(anchor, _) => self.begin(bytes, anchor, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, bytes: Range<usize>, anchor: usize, is_map: bool) -> Result<(), Unreadable> {
        if self.open.len() >= DEEPEST {
            return Err(Unreadable::TooDeep(bytes));
        }
        self.open.push(Open {
            start: bytes.start,
            form: if is_bracket(&self.offsets.text[bytes]) { Form::Flow } else { Form::Block },
            anchor,
            size: 1,
            is_map,
            items: Vec::new(),
            keys: Vec::new(),
            wants_value: false,
        });
        Ok(())
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let last = open.items.last().map_or(open.start, |item| item.span.end);
        // A block ends where the next thing begins; its last item ends sooner.
        let end = match open.form {
            Form::Flow => closed(self.offsets.text, last),
            _ => last.max(open.start),
        };
        let span = open.start..end;
        let value = if open.is_map {
            Value::Map(open.keys.into_iter().zip(open.items).collect())
        } else {
            Value::List(open.items)
        };
        self.put(Node { span, form: open.form, is_alias: false, value }, open.anchor, open.size);
    }

    fn put(&mut self, node: Node, anchor: usize, size: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (Rc::new(node.clone()), size));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.size += size;
        if open.is_map && !open.wants_value {
            open.keys.push(node);
            open.wants_value = true;
        } else {
            open.items.push(Rc::new(node));
            open.wants_value = false;
        }
    }
}

fn form(style: ScalarStyle) -> Form {
    match style {
        ScalarStyle::Plain => Form::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Form::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Form::Lines,
    }
}

/// Whether a text begins with a bracket or brace, behind its anchor and tag.
fn is_bracket(text: &str) -> bool {
    match text.strip_prefix(['&', '!']).and_then(|named| named.split_once(char::is_whitespace)) {
        Some((_, rest)) => is_bracket(rest.trim_start()),
        None => text.starts_with(['[', '{']),
    }
}

/// Where brackets or braces end whose last part ends at a byte, or that open
/// there. The scanner is not sure of it: it may count a comma or a remark.
fn closed(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        at += match letter {
            ']' | '}' => return at + 1,
            // A remark may hold brackets too.
            '#' => text[at..].find('\n').unwrap_or(text.len() - at),
            _ => letter.len_utf8(),
        };
    }
    from
}

/// Bytes of a scalar without what the scanner counts to it: white space,
/// behind quotes the rest of the line, and in place of nothing what follows.
fn of_scalar(text: &str, bytes: Range<usize>, value: &str) -> Range<usize> {
    let written = text.get(bytes.clone()).unwrap_or("");
    // Blank lines at the end of lines that are kept belong to the value.
    if value.ends_with("\n\n") {
        return bytes.start..bytes.start + written.trim_end_matches(' ').len();
    }
    // Nothing begins at the colon of its key.
    if value.is_empty() && written.is_empty() {
        let start = bytes.start + usize::from(text[bytes.start..].starts_with(':'));
        return start..start;
    }
    let length = match written.as_bytes().first() {
        Some(b'"') => closing(written, |bytes, at| if bytes[at] == b'\\' { 2 } else { 1 }),
        Some(b'\'') => closing(written, |bytes, at| if bytes[at..].starts_with(b"''") { 2 } else { 1 }),
        _ if value.is_empty() => Some(0),
        _ => None,
    };
    bytes.start..bytes.start + length.unwrap_or(written.trim_end().len())
}

/// The length of a quoted text up to its closing quote; `step` says how many
/// bytes belong together.
fn closing(written: &str, step: fn(&[u8], usize) -> usize) -> Option<usize> {
    let bytes = written.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        let width = step(bytes, at);
        if width == 1 && bytes[at] == bytes[0] {
            return Some(at + 1);
        }
        at += width;
    }
    None
}

/// Turns the scanner's characters into bytes, going forward.
struct Offsets<'a> {
    text: &'a str,
    is_ascii: bool,
    /// A character and its byte that were asked for last.
    last: (usize, usize),
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, is_ascii: text.is_ascii(), last: (0, 0) }
    }

    fn byte(&mut self, marker: Marker) -> usize {
        let index = marker.index();
        if self.is_ascii {
            return index.min(self.text.len());
        }
        if index < self.last.0 {
            self.last = (0, 0);
        }
        let (from, byte) = self.last;
        let ahead = self.text[byte..].char_indices().nth(index - from);
        let found = ahead.map_or(self.text.len(), |(offset, _)| byte + offset);
        self.last = (index, found);
        found
    }
}

impl Node {
    /// What kind of value it is, in words.
    pub(crate) fn noun(&self) -> &'static str {
        match &self.value {
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
            Value::Scalar(_) if self.is_blank() => "nothing",
            Value::Scalar(_) if self.number().is_some() => "a number",
            Value::Scalar(_) if self.boolean().is_some() => "true or false",
            Value::Scalar(_) => "text",
        }
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    fn plain(&self) -> Option<&str> {
        self.text().filter(|_| self.form == Form::Plain)
    }

    /// Whether nothing is written: empty, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.plain(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// The same, or a text of blanks.
    pub(crate) fn is_blank(&self) -> bool {
        self.is_null() || self.text().is_some_and(|text| text.trim().is_empty())
    }

    /// The number of a plain scalar.
    pub(crate) fn number(&self) -> Option<f64> {
        let text = self.plain()?;
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        match digits {
            ".inf" | ".Inf" | ".INF" => Some(f64::INFINITY),
            ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
            _ if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') => text.parse().ok(),
            _ => None,
        }
    }

    /// The boolean of a plain scalar.
    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.plain()? {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    /// The value under a key of a mapping; the last, where it stands twice.
    pub(crate) fn get(&self, key: &str) -> Option<(&Node, &Node)> {
        let Value::Map(entries) = &self.value else { return None };
        let found = entries.iter().rev().find(|(name, _)| name.text() == Some(key));
        found.map(|(name, value)| (name, &**value))
    }

    /// An item of a list.
    pub(crate) fn item(&self, index: usize) -> Option<&Node> {
        match &self.value {
            Value::List(items) => items.get(index).map(|item| &**item),
            _ => None,
        }
    }
}

/// Whether a text may hold an anchor, so that its aliases have to be counted
/// before it is parsed. `A & B` does not.
pub(crate) fn may_have_anchor(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_positions(bytes, b'&').any(|at| {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        matches!(before, b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':') && !after.is_ascii_whitespace()
    })
}

fn memchr_positions(bytes: &[u8], wanted: u8) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter(move |(_, byte)| **byte == wanted).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice<'a>(text: &'a str, node: &Node) -> &'a str {
        &text[node.span.clone()]
    }

    #[test]
    fn every_value_knows_its_bytes() {
        let text = "# é\nsystems:\n  - id: pas\n    name: \"Pas & Co\"  # x\n  - {id: b}\n";
        let root = parse(text).unwrap().unwrap();
        let (_, systems) = root.get("systems").unwrap();
        assert_eq!(slice(text, systems.item(0).unwrap()), "id: pas\n    name: \"Pas & Co\"");
        assert_eq!(slice(text, systems.item(1).unwrap()), "{id: b}");
        let (key, name) = systems.item(0).unwrap().get("name").unwrap();
        assert_eq!((slice(text, key), slice(text, name)), ("name", "\"Pas & Co\""));
    }

    #[test]
    fn an_alias_bomb_and_endless_nesting_are_refused() {
        let levels = (1..9).map(|level| {
            let inner = format!("*a{}", level - 1);
            format!("a{level}: &a{level} [{}]\n", [inner.as_str(); 10].join(","))
        });
        let bomb: String =
            std::iter::once("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned()).chain(levels).collect();
        assert!(matches!(parse(&bomb), Err(Unreadable::TooLarge(_))));
        let nested = parse(&"[".repeat(100_000));
        assert!(matches!(nested, Err(Unreadable::TooDeep(_) | Unreadable::Syntax(..))), "{nested:?}");
        assert!(matches!(
            parse(&format!("{}x{}", "[".repeat(150), "]".repeat(150))),
            Err(Unreadable::TooDeep(_))
        ));
    }

    #[test]
    fn only_an_anchor_looks_like_one() {
        assert!(may_have_anchor("a: &x 1"));
        assert!(!may_have_anchor("name: Patients & staff, R&D"));
    }
}
