//! How a value is laid out: on one line while it fits, else a line for each
//! part of it.
//!
//! Keys stand in the order of the documentation, those that it does not know
//! behind them in their own. A date that the format knows as one stands
//! without quotes.

use serde_json::{Map, Value};

use super::scalar::{self, Context};
use crate::date::PartialDate;
use crate::model::schema::Type;
use crate::source::List;

/// The longest line that a list or a mapping is put on, in bytes.
const WIDTH: usize = 120;

/// The columns of a file's blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Indents {
    /// From a key to the keys of the mapping below it.
    pub(super) map: usize,
    /// From a key to the dashes of the list below it.
    pub(super) dash: usize,
    /// From a dash to the item behind it.
    pub(super) item: usize,
}

impl Default for Indents {
    fn default() -> Self {
        Self { map: 2, dash: 2, item: 2 }
    }
}

/// A value that is to be written, with its type where the format has one.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) value: &'a Value,
    pub(super) kind: Option<Type>,
}

impl<'a> Typed<'a> {
    pub(super) fn new(value: &'a Value, kind: Option<Type>) -> Self {
        Self { value, kind }
    }

    /// The items of a list.
    fn items(self) -> impl Iterator<Item = Self> {
        let kind = self.kind.and_then(Type::items);
        self.value.as_array().into_iter().flatten().map(move |item| Self::new(item, kind))
    }

    /// The text of a block of lines, and its sign, where it is one: several
    /// lines, each of which shows all that it holds.
    fn lines(self) -> Option<(&'a str, &'static str)> {
        let text = self.value.as_str()?;
        let (body, sign) = text.strip_suffix('\n').map_or((text, "|-"), |body| (body, "|"));
        let shows = |line: &str| line.chars().all(scalar::prints) && line.trim_end() == line;
        let is_block = text.contains('\n')
            && !body.is_empty()
            && !body.starts_with(char::is_whitespace)
            && !body.ends_with('\n')
            && body.split('\n').all(shows);
        is_block.then_some((body, sign))
    }
}

/// The pairs of a mapping in the order in which they are written.
pub(super) fn pairs<'a>(map: &'a Map<String, Value>, kind: Option<Type>) -> Vec<(&'a str, Typed<'a>)> {
    let ranked = |(key, value): (&'a String, &'a Value)| {
        let known = kind.and_then(|kind| kind.key(key));
        let (place, kind) = known.unwrap_or((usize::MAX, None));
        (place, (key.as_str(), Typed::new(value, kind)))
    };
    let mut pairs: Vec<_> = map.iter().map(ranked).collect();
    pairs.sort_by_key(|(place, _)| *place);
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// A value on one line.
pub(super) fn on_one_line(typed: Typed<'_>, context: Context) -> String {
    let mut out = String::new();
    put_on_line(&mut out, typed, context, usize::MAX);
    out
}

/// Writes a value on one line; stops where it is longer than `room`.
fn put_on_line(out: &mut String, typed: Typed<'_>, context: Context, room: usize) -> bool {
    match typed.value {
        Value::Null => out.push('~'),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&scalar::number(number)),
        Value::String(text) if is_date(text, typed.kind) => out.push_str(text),
        Value::String(text) => out.push_str(&scalar::text(text, context)),
        Value::Array(_) => {
            out.push('[');
            for (at, item) in typed.items().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                if !put_on_line(out, item, Context::Flow, room) {
                    return false;
                }
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (at, (key, value)) in pairs(map, typed.kind).into_iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                out.push_str(&scalar::text(key, Context::Flow));
                out.push_str(": ");
                if !put_on_line(out, value, Context::Flow, room) {
                    return false;
                }
            }
            out.push('}');
        }
    }
    out.len() <= room
}

/// Whether a text is a date in a place of one. A bare year would be read as
/// a number.
fn is_date(text: &str, kind: Option<Type>) -> bool {
    kind.is_some_and(|kind| kind.name() == "PartialDate")
        && text.contains('-')
        && text.parse::<PartialDate>().is_ok()
}

/// A value on one line that begins in a column, if it belongs on one. What
/// has no parts always does, unless it is text of several lines.
fn if_it_fits(typed: Typed<'_>, column: usize) -> Option<String> {
    let is_short = match typed.value {
        Value::Array(items) if !items.is_empty() => items.iter().filter(|item| item.is_object()).count() < 2,
        Value::Object(map) if !map.is_empty() => !map.values().all(Value::is_object),
        _ => return typed.lines().is_none().then(|| on_one_line(typed, Context::Block)),
    };
    let mut line = String::new();
    let fits = is_short
        && !has_lines(typed)
        && put_on_line(&mut line, typed, Context::Block, WIDTH.saturating_sub(column));
    fits.then_some(line)
}

/// Whether a text of several lines stands anywhere within. Looks no further
/// than a line could hold.
fn has_lines(typed: Typed<'_>) -> bool {
    match typed.value {
        Value::String(_) => typed.lines().is_some(),
        Value::Array(_) => typed.items().take(WIDTH).any(has_lines),
        Value::Object(map) => map.values().take(WIDTH).any(|value| has_lines(Typed::new(value, None))),
        _ => false,
    }
}

/// A pair of a block, with its indent and the break behind it.
pub(super) fn put_pair(out: &mut String, key: &str, value: Typed<'_>, column: usize, indents: Indents) {
    indent(out, column);
    put_key_and_value(out, key, value, column, indents);
}

fn put_key_and_value(out: &mut String, key: &str, value: Typed<'_>, column: usize, indents: Indents) {
    let key = scalar::text(key, Context::Block);
    out.push_str(&key);
    out.push(':');
    put_behind(out, value, column + key.len() + 2, column, indents);
}

/// An item of a block list whose dash stands in a column, with the break
/// behind it.
pub(super) fn put_item(out: &mut String, value: Typed<'_>, column: usize, indents: Indents) {
    indent(out, column);
    out.push('-');
    let inner = column + indents.item;
    match (value.value, if_it_fits(value, inner)) {
        (Value::Object(map), None) => put_block(out, map, value.kind, inner, indents),
        (_, Some(line)) => {
            indent(out, indents.item - 1);
            out.push_str(&line);
            out.push('\n');
        }
        // A list in a list begins on a line of its own, in the item's column.
        (_, None) => put_behind(
            out,
            value,
            inner,
            column,
            Indents { dash: indents.item, map: indents.item, ..indents },
        ),
    }
}

/// An entity of a list of the format whose dash stands in a column. Words
/// that others refer to stand on one line each; what people add facts to has
/// a line for each fact.
pub(super) fn put_entity(out: &mut String, list: List, entity: &Value, column: usize, indents: Indents) {
    let typed = Typed::new(entity, Type::entry(list));
    match entity.as_object() {
        Some(map) if !map.is_empty() && !is_vocabulary(list) => {
            indent(out, column);
            out.push('-');
            put_block(out, map, typed.kind, column + indents.item, indents);
        }
        _ => put_item(out, typed, column, indents),
    }
}

fn is_vocabulary(list: List) -> bool {
    matches!(list, List::Teams | List::Capabilities | List::DataEntities)
}

/// A mapping behind a dash, a line for each key.
fn put_block(
    out: &mut String,
    map: &Map<String, Value>,
    kind: Option<Type>,
    column: usize,
    indents: Indents,
) {
    for (at, (key, value)) in pairs(map, kind).into_iter().enumerate() {
        indent(out, if at == 0 { indents.item - 1 } else { column });
        put_key_and_value(out, key, value, column, indents);
    }
}

/// What stands behind the colon of a key, or the dash of an item, in a
/// column: ` value` and its break, or the lines below it.
pub(super) fn put_behind(out: &mut String, value: Typed<'_>, at: usize, column: usize, indents: Indents) {
    if let Some(line) = if_it_fits(value, at) {
        out.push(' ');
        out.push_str(&line);
        out.push('\n');
        return;
    }
    match value.value {
        Value::Object(map) => {
            out.push('\n');
            for (key, value) in pairs(map, value.kind) {
                put_pair(out, key, value, column + indents.map, indents);
            }
        }
        Value::Array(_) => {
            out.push('\n');
            value.items().for_each(|item| put_item(out, item, column + indents.dash, indents));
        }
        _ => {
            let (body, sign) = value.lines().unwrap_or_default();
            out.push(' ');
            out.push_str(sign);
            out.push('\n');
            for line in body.split('\n') {
                indent(out, if line.is_empty() { 0 } else { column + indents.map });
                out.push_str(line);
                out.push('\n');
            }
        }
    }
}

fn indent(out: &mut String, columns: usize) {
    out.extend(std::iter::repeat_n(' ', columns));
}
