//! XML as a tree of elements with their lines, within limits.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may stand inside each other.
const DEEPEST: usize = 128;
/// How many elements are read.
const MOST: usize = 4_000_000;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its name, without the prefix of its namespace.
    pub(super) name: String,
    /// Its attributes, names without prefixes.
    pub(super) attributes: Vec<(String, String)>,
    /// The text inside it, that of its children aside.
    pub(super) text: String,
    /// The elements inside it.
    pub(super) children: Vec<Element>,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
}

impl Element {
    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of a name, if there is any.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }
}

/// Reads a document. Entities of a document's own are not expanded.
///
/// # Errors
///
/// With the line and what is wrong there, or the limit that it is beyond.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        let line = lines.of(reader.buffer_position() as usize);
        let event =
            reader.read_event().map_err(|error| format!("line {line}: the XML is broken: {error}"))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEEPEST || count > MOST {
                    return Err(format!(
                        "line {line}: more than {DEEPEST} elements inside each other, or more than {MOST} in all"
                    ));
                }
                open.push(element(&start, line));
            }
            Event::Empty(start) => {
                let element = element(&start, line);
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => return Ok(element),
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { continue };
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => return Ok(done),
                }
            }
            Event::Text(text) => {
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&text);
                }
            }
            Event::CData(text) => {
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&entity(&reference));
                }
            }
            Event::Eof => return Err("the XML ends before its first element does".to_owned()),
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>, line: u64) -> Element {
    let bare = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let attributes = start
        .attributes()
        .flatten()
        .map(|attribute| (bare(attribute.key.as_ref()), unescaped(&attribute.value)))
        .collect();
    Element { name: bare(start.name().as_ref()), attributes, line, ..Element::default() }
}

fn entity(name: &str) -> String {
    unescaped(&format!("&{name};"))
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// Lines of a text, counted forward.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> u64 {
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        let breaks = passed.split(|byte| *byte == b'\n').count().saturating_sub(1);
        self.line += breaks as u64;
        self.at = self.at.max(at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_names_attributes_text_and_lines() {
        let root = parse("<?xml version='1.0'?>\n<a:model xmlns:a='x'>\n <name lang=\"en\">R&amp;D &#65;</name><e id='1'/>\n</a:model>").unwrap();
        assert_eq!(root.name, "model");
        assert_eq!(root.text_of("name"), Some("R&D A"));
        assert_eq!(root.child("e").and_then(|e| e.attribute("id")), Some("1"));
        assert_eq!(root.child("e").map(|e| e.line), Some(3));
    }

    #[test]
    fn broken_and_endless_documents_are_refused() {
        assert!(parse("<a><b></a>").is_err());
        assert!(parse("").is_err());
        assert!(parse(&"<a>".repeat(500)).unwrap_err().contains("inside each other"));
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\">]><a>&x;&x;</a>";
        assert_eq!(parse(bomb).unwrap().text, "&x;&x;", "a document's own entities stay as written");
    }
}
