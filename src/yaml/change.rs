//! From what a text says to what it should say, by changing as little of the
//! text as that takes.
//!
//! The tree, what it says and what it should say are walked side by side.
//! Where they agree nothing is touched. What comes out is read back by the
//! caller, so a text that is stranger than this module knows is refused and
//! never spoilt.

use std::ops::Range;
use std::rc::Rc;

use serde_json::{Map, Value as Json};
use serde_yaml::{Mapping, Value as Yaml};

use super::align::{Aligned, aligned};
use super::columns::{column, indents};
use super::edit::NotWritten;
use super::layout::{self, Indents, Typed};
use super::scalar::{self, Context};
use super::tree::{Form, Node, Value};
use crate::model::schema::Type;
use crate::source::List;

/// The text, changed so that it says `after` instead of `before`.
///
/// # Errors
///
/// If it is too strange to be changed in place.
pub(super) fn revised(
    text: &str,
    root: Option<&Node>,
    before: &Yaml,
    after: &Yaml,
) -> Result<String, NotWritten> {
    let indents = root.map_or_else(Indents::default, |root| indents(text, root));
    let mut changes = Changes { text, indents, adds_at_end: false, splices: Vec::new() };
    match root.filter(|root| !root.is_null()) {
        Some(root) => {
            let whole = Slot { behind: None, column: 0, in_flow: false, is_item: false, list: None };
            changes.value(root, &whole, (before, after), Some(Type::inventory()))?;
        }
        None => {
            let (Some(new), None) = (after.as_mapping(), root) else { return Err(NotWritten::Unsafe) };
            changes.add_lists(text.len(), new.iter(), false)?;
        }
    }
    changes.spliced()
}

/// Where a value stands that is to be changed.
struct Slot {
    /// The byte behind its colon or dash, if it has one.
    behind: Option<usize>,
    /// The column of its key or dash.
    column: usize,
    in_flow: bool,
    /// Whether it is an item of a list.
    is_item: bool,
    /// The list of the format that it is, or is an entity of.
    list: Option<List>,
}

struct Changes<'a> {
    text: &'a str,
    indents: Indents,
    /// Whether something begins a line behind a last one without a break.
    adds_at_end: bool,
    /// What stands in place of which bytes.
    splices: Vec<(Range<usize>, String)>,
}

impl Changes<'_> {
    fn value(
        &mut self,
        node: &Node,
        slot: &Slot,
        (before, after): (&Yaml, &Yaml),
        kind: Option<Type>,
    ) -> Result<(), NotWritten> {
        if before == after {
            return Ok(());
        }
        match (&node.value, before, after) {
            (Value::Map(entries), Yaml::Mapping(old), Yaml::Mapping(new))
                if !node.is_alias
                    && old.keys().any(|key| new.contains_key(key))
                    && entries.len() == old.len() =>
            {
                let removes = old.keys().any(|key| !new.contains_key(key));
                let shares_line = node.form == Form::Block
                    && old.keys().next().is_some_and(|first| !new.contains_key(first))
                    && slot.is_item;
                if removes && (node.form == Form::Flow || shares_line) {
                    return self.replace(node, slot, after, kind);
                }
                self.map(node, slot, entries, (old, new), kind)
            }
            (Value::List(items), Yaml::Sequence(old), Yaml::Sequence(new))
                if !node.is_alias && !old.is_empty() && !new.is_empty() && items.len() == old.len() =>
            {
                let steps = aligned(old, new);
                let removes = steps.iter().any(|step| matches!(step, Aligned::Removed(_)));
                if removes && node.form == Form::Flow {
                    return self.replace(node, slot, after, kind);
                }
                self.list(node, slot, items, (old, new), &steps, kind)
            }
            _ => self.replace(node, slot, after, kind),
        }
    }

    fn map(
        &mut self,
        node: &Node,
        slot: &Slot,
        entries: &[(Node, Rc<Node>)],
        (old, new): (&Mapping, &Mapping),
        kind: Option<Type>,
    ) -> Result<(), NotWritten> {
        let in_flow = slot.in_flow || node.form == Form::Flow;
        let column = self.column(entries[0].0.span.start);
        let is_top = slot.behind.is_none() && !in_flow;
        for ((key, value), (name, stated)) in entries.iter().zip(old) {
            let Some(wanted) = new.get(name) else {
                self.remove_lines(key.span.start, self.end_of(key, value));
                continue;
            };
            let known = name.as_str().unwrap_or_default();
            let list = if is_top { List::ALL.into_iter().find(|list| list.key() == known) } else { None };
            let inner = Slot { behind: self.behind_colon(key), column, in_flow, is_item: false, list };
            self.value(value, &inner, (stated, wanted), kind.and_then(|kind| kind.property(known)))?;
        }
        let added = new.iter().filter(|(key, _)| !old.contains_key(*key));
        let Some((last_key, last)) = entries.last() else { return Ok(()) };
        let end = self.end_of(last_key, last);
        if is_top {
            return self.add_lists(self.end_of_document(end), added, ends_in_lines(node));
        }
        let added = json_map(added)?;
        let mut lines = String::new();
        for (key, value) in layout::pairs(&added, kind) {
            if in_flow {
                lines.extend([", ", &scalar::text(key, Context::Flow), ": "]);
                lines.push_str(&layout::on_one_line(value, Context::Flow));
            } else {
                layout::put_pair(&mut lines, key, value, column, self.indents);
            }
        }
        if in_flow {
            self.splice(end..end, lines);
        } else {
            self.add_lines(self.below(end, column), lines);
        }
        Ok(())
    }

    fn list(
        &mut self,
        node: &Node,
        slot: &Slot,
        items: &[Rc<Node>],
        (old, new): (&[Yaml], &[Yaml]),
        steps: &[Aligned],
        kind: Option<Type>,
    ) -> Result<(), NotWritten> {
        let in_flow = slot.in_flow || node.form == Form::Flow;
        let dashes: Vec<Option<usize>> = items.iter().map(|item| self.dash_of(item)).collect();
        let column = dashes.iter().flatten().next().map(|dash| self.column(*dash));
        let kind = kind.and_then(Type::items);
        for step in steps {
            match *step {
                Aligned::Kept(at, to) => {
                    let start = items[at].span.start;
                    let behind = if in_flow { Some(start) } else { dashes[at].map(|dash| dash + 1) };
                    let column = column.unwrap_or(0);
                    let inner = Slot { behind, column, in_flow, is_item: true, list: slot.list };
                    self.value(&items[at], &inner, (&old[at], &new[to]), kind)?;
                }
                Aligned::Removed(at) => {
                    let dash = dashes[at].ok_or(NotWritten::Unsafe)?;
                    self.remove_lines(dash, items[at].span.end);
                }
                Aligned::Added(at, to) if in_flow => {
                    let value = json(&new[to])?;
                    self.add_in_flow(items, at, Typed::new(&value, kind));
                }
                Aligned::Added(at, to) => {
                    let value = json(&new[to])?;
                    let column = column.ok_or(NotWritten::Unsafe)?;
                    let mut lines = String::new();
                    self.put_item(&mut lines, Typed::new(&value, kind), column, slot.list);
                    self.add_item(items, &dashes, at, &lines, column);
                }
            }
        }
        Ok(())
    }

    /// Adds an item between brackets, before the one of an index.
    fn add_in_flow(&mut self, items: &[Rc<Node>], at: usize, value: Typed<'_>) {
        let item = layout::on_one_line(value, Context::Flow);
        if at == 0 {
            let start = items[0].span.start;
            self.splice(start..start, format!("{item}, "));
        } else {
            let end = items[at - 1].span.end;
            self.splice(end..end, format!(", {item}"));
        }
    }

    /// Adds the lines of an item to a block, before the one of an index.
    fn add_item(
        &mut self,
        items: &[Rc<Node>],
        dashes: &[Option<usize>],
        at: usize,
        lines: &str,
        column: usize,
    ) {
        if at == 0 {
            return self.add_lines(self.line_start(dashes[0].unwrap_or(0)), lines.to_owned());
        }
        let before = &items[at - 1];
        let gap = if ends_in_lines(before) { "" } else { self.gap(dashes) };
        self.add_lines(self.below(before.span.end, column + 1), format!("{gap}{lines}"));
    }

    fn put_item(&self, lines: &mut String, value: Typed<'_>, column: usize, list: Option<List>) {
        match list {
            Some(list) => layout::put_entity(lines, list, value.value, column, self.indents),
            None => layout::put_item(lines, value, column, self.indents),
        }
    }

    /// Puts a value in place of another.
    fn replace(
        &mut self,
        node: &Node,
        slot: &Slot,
        after: &Yaml,
        kind: Option<Type>,
    ) -> Result<(), NotWritten> {
        let behind = slot.behind.ok_or(NotWritten::Unsafe)?;
        let value = json(after)?;
        let value = Typed::new(&value, kind);
        let span = node.span.start.max(behind)..node.span.end.max(behind);
        if slot.in_flow {
            let space = if span.is_empty() { " " } else { "" };
            self.splice(span, format!("{space}{}", layout::on_one_line(value, Context::Flow)));
            return Ok(());
        }
        let rendered = self.rendered(value, slot);
        let (head, rest) = rendered.split_at(rendered.find('\n').unwrap_or(rendered.len()));
        let is_below = self.text[behind..span.start].contains('\n');
        // Lines that are kept to their last break take that with them, and
        // lines at the end of a file need one.
        let is_kept = self.text[..span.end].ends_with('\n');
        let is_last = self.line_end(span.end) == self.text.len() && !rest.is_empty();
        let end = if is_kept || is_last { "\n" } else { "" };
        if node.form == Form::Lines || is_kept && !is_below {
            // The sign of the lines goes with them.
            self.splice(behind..span.end, format!("{rendered}{end}"));
        } else if is_below && !span.is_empty() {
            self.splice(behind..behind, head.to_owned());
            // A remark behind the last line of what goes has no place among lines.
            let last = if rest.is_empty() || is_kept { span.end } else { self.line_end(span.end) };
            self.splice(self.line_end(behind)..last, format!("{rest}{end}"));
        } else {
            let below = self.line_end(span.end);
            let head = if span.is_empty() { head } else { head.trim_start() };
            self.splice(span, head.to_owned());
            self.splice(below..below, format!("{rest}{end}"));
        }
        Ok(())
    }

    /// A value as it stands behind its colon or dash, without the last break.
    fn rendered(&self, value: Typed<'_>, slot: &Slot) -> String {
        let mut out = String::new();
        match (slot.list, value.value) {
            _ if slot.is_item => {
                self.put_item(&mut out, value, slot.column, slot.list);
                out.drain(..=slot.column);
            }
            (Some(list), Json::Array(entities)) if !entities.is_empty() => {
                out.push('\n');
                let column = slot.column + self.indents.dash;
                for entity in entities {
                    layout::put_entity(&mut out, list, entity, column, self.indents);
                }
            }
            _ => layout::put_behind(&mut out, value, slot.column, slot.column, self.indents),
        }
        out.pop();
        out
    }

    /// Adds keys to the top of a file, each list with its head. What is open
    /// above would take a blank line for its own.
    fn add_lists<'y>(
        &mut self,
        at: usize,
        added: impl Iterator<Item = (&'y Yaml, &'y Yaml)>,
        is_open: bool,
    ) -> Result<(), NotWritten> {
        let added = json_map(added)?;
        let mut above = if is_open { "" } else { &self.text[..at] };
        let mut lines = String::new();
        for (key, value) in layout::pairs(&added, Some(Type::inventory())) {
            let list = List::ALL.into_iter().find(|list| list.key() == key);
            let is_blank = above.is_empty() || above.ends_with("\n\n") || above.ends_with("\n\r\n");
            lines.push_str(if is_blank || list.is_none() { "" } else { "\n" });
            let slot = Slot { behind: None, column: 0, in_flow: false, is_item: false, list };
            lines.extend([&scalar::text(key, Context::Block), ":", &self.rendered(value, &slot), "\n"]);
            above = "-";
        }
        self.add_lines(at, lines);
        Ok(())
    }

    fn splice(&mut self, bytes: Range<usize>, new: String) {
        if !bytes.is_empty() || !new.is_empty() {
            self.splices.push((bytes, new));
        }
    }

    /// Adds whole lines at the beginning of one, or behind a last line that
    /// has no break.
    fn add_lines(&mut self, at: usize, mut lines: String) {
        let is_begun = at == 0 || self.text[..at].ends_with('\n') || self.adds_at_end;
        if !is_begun && !lines.is_empty() {
            lines.insert(0, '\n');
            self.adds_at_end = true;
        }
        self.splice(at..at, lines);
    }

    /// Removes the lines of a key or an item.
    fn remove_lines(&mut self, from: usize, end: usize) {
        self.splice(self.line_start(from)..self.next_line(end), String::new());
    }

    /// The changed text; the breaks of new lines are those of the others.
    fn spliced(mut self) -> Result<String, NotWritten> {
        self.splices.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
        let is_crlf = self.text.find('\n').is_some_and(|at| self.text[..at].ends_with('\r'));
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (bytes, new) in self.splices {
            out.push_str(self.text.get(at..bytes.start).ok_or(NotWritten::Unsafe)?);
            if is_crlf {
                out.push_str(&new.replace('\n', "\r\n"));
            } else {
                out.push_str(&new);
            }
            at = bytes.end;
        }
        out.push_str(&self.text[at..]);
        Ok(out)
    }
}

/// Places in the text.
impl Changes<'_> {
    fn column(&self, at: usize) -> usize {
        column(self.text, at)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |found| found + 1)
    }

    /// The end of a line, before its break.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        if self.text[at..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Where the line after a value begins. Lines that are kept to their last
    /// break end there.
    fn next_line(&self, end: usize) -> usize {
        if self.text[..end].ends_with('\n') {
            return end;
        }
        self.text[end..].find('\n').map_or(self.text.len(), |found| end + found + 1)
    }

    /// Where lines that belong to a column are added behind a value: below
    /// the comments that belong there too.
    fn below(&self, end: usize, column: usize) -> usize {
        let mut at = self.next_line(end);
        loop {
            let line = self.text[at..].lines().next().unwrap_or_default();
            let inner = line.trim_start();
            if !inner.starts_with('#') || line.len() - inner.len() < column {
                return at;
            }
            at = self.next_line(at + 1);
        }
    }

    /// Where the last list of a file may be followed by another.
    fn end_of_document(&self, end: usize) -> usize {
        let at = self.below(end, 0);
        let is_remark = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        if self.text[at..].lines().all(is_remark) { self.text.len() } else { at }
    }

    /// The byte behind the colon of a key.
    fn behind_colon(&self, key: &Node) -> Option<usize> {
        let rest = &self.text[key.span.end..];
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[spaces..].starts_with(':').then_some(key.span.end + spaces + 1)
    }

    /// Where a pair of a mapping ends.
    fn end_of(&self, key: &Node, value: &Node) -> usize {
        value.span.end.max(self.behind_colon(key).unwrap_or(key.span.end))
    }

    /// The dash of an item; nothing if a remark or a name stands between.
    fn dash_of(&self, item: &Node) -> Option<usize> {
        let before = self.text[..item.span.start].trim_end();
        before.ends_with('-').then(|| before.len() - 1)
    }

    /// A blank line where the items of a list have one between them.
    fn gap(&self, dashes: &[Option<usize>]) -> &'static str {
        let [.., Some(one), Some(other)] = dashes else { return "" };
        let (between, _) = self.text[*one..*other].rsplit_once('\n').unwrap_or_default();
        let above = between.lines().rev().map(str::trim).find(|line| !line.starts_with('#'));
        if above == Some("") { "\n" } else { "" }
    }
}

/// Whether the last value in a node is lines below a sign, to which blank
/// lines behind them might belong.
fn ends_in_lines(node: &Node) -> bool {
    match &node.value {
        Value::Map(entries) => entries.last().is_some_and(|(_, value)| ends_in_lines(value)),
        Value::List(items) => items.last().is_some_and(|item| ends_in_lines(item)),
        Value::Scalar(_) => node.form == Form::Lines,
    }
}

fn json(value: &Yaml) -> Result<Json, NotWritten> {
    serde_json::to_value(value).map_err(|_| NotWritten::Unsafe)
}

fn json_map<'y>(pairs: impl Iterator<Item = (&'y Yaml, &'y Yaml)>) -> Result<Map<String, Json>, NotWritten> {
    let pair =
        |(key, value): (&Yaml, &Yaml)| Ok((key.as_str().ok_or(NotWritten::Unsafe)?.to_owned(), json(value)?));
    pairs.map(pair).collect()
}
