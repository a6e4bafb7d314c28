//! How a table is understood: what its rows are, what each column means, and
//! how sure that is.

use std::ops::ControlFlow;

use super::field::{Field, RowKind};
use super::heading::{Headings, Meaning, SourceHeading, Why};
use super::layout::{self, Layout};
use super::mapping::TableMapping;
use super::row_kind;
use super::shape::ColumnShape;
use super::value::date::DateOrder;
use super::value::number::DecimalSign;
use super::value::word::{self, WordList};
use crate::table::{Book, Row, TableFault};

/// One column, understood.
#[derive(Clone, Debug, Default)]
pub struct SourceColumn {
    /// Its place, from 0.
    pub index: usize,
    /// Its heading, as written.
    pub heading: String,
    /// What it means, if anything was understood.
    pub meaning: Option<Meaning>,
    /// Why it is not taken although it has a meaning, in words.
    pub refused: Option<String>,
    /// Whether its dates begin with the day or the month; open if nothing
    /// settles it.
    pub order: Option<DateOrder>,
    /// Whether some of its dates can be read in two ways.
    pub has_open_dates: bool,
    /// Its decimal sign, if anything settles it.
    pub sign: Option<DecimalSign>,
    /// Cells that say something.
    pub filled: u64,
}

impl SourceColumn {
    /// The field, if it is taken.
    pub fn field(&self) -> Option<Field> {
        self.meaning.filter(|_| self.refused.is_none()).map(|meaning| meaning.field)
    }

    /// Whether a greater number means a more critical system.
    pub fn highest_is_most(&self) -> bool {
        let words = SourceHeading::of(&self.heading).words;
        words
            .iter()
            .any(|word| matches!(word.as_str(), "importance" | "impact" | "score" | "value" | "weight"))
    }
}

/// A table, understood.
#[derive(Clone, Debug)]
pub struct Understanding {
    /// Which sheet of the file.
    pub sheet: usize,
    /// The sheet's name.
    pub sheet_name: Option<String>,
    /// Where its headings stand.
    pub layout: Layout,
    /// What its rows are.
    pub kind: RowKind,
    /// Why, in words.
    pub kind_why: String,
    /// The tool and table whose headings fit best.
    pub tool: Option<(&'static str, &'static str)>,
    /// Its columns.
    pub columns: Vec<SourceColumn>,
    /// Records below the headings.
    pub rows: u64,
    /// Whether its serial dates count from 1904.
    pub from_1904: bool,
}

impl Understanding {
    /// A document that is no table, with so many records.
    pub fn of_document(why: String, rows: u64) -> Self {
        Self {
            sheet: 0,
            sheet_name: None,
            layout: Layout::default(),
            kind: RowKind::Systems,
            kind_why: why,
            tool: None,
            columns: Vec::new(),
            rows,
            from_1904: false,
        }
    }

    /// The columns of a field, the surest first.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &SourceColumn> {
        self.columns.iter().filter(move |column| column.field() == Some(field))
    }

    /// Whether a column of a field is taken.
    pub fn has(&self, field: Field) -> bool {
        self.of(field).next().is_some()
    }
}

/// What helps to understand besides headings and values.
#[derive(Clone, Copy)]
pub struct Help<'a> {
    /// What is known of headings.
    pub headings: &'a Headings,
    /// What a text names in the catalogue: `Some(true)` an operating system,
    /// `Some(false)` another product.
    pub product: &'a dyn Fn(&str) -> Option<bool>,
    /// The order of day and month where nothing settles it.
    pub order: Option<DateOrder>,
    /// What a mapping file says of the table.
    pub mapping: Option<&'a TableMapping>,
}

/// Understands one sheet. Reads it once from end to end.
///
/// # Errors
///
/// If the file cannot be read further, or is beyond a limit.
pub fn sheet(book: &Book, sheet: usize, help: Help<'_>) -> Result<Option<Understanding>, TableFault> {
    let head = book.sheets().into_iter().nth(sheet);
    let mut top: Vec<(u64, Vec<String>)> = Vec::new();
    book.rows(sheet, &mut |row: Row<'_>| {
        top.push((row.number, row.cells.iter().map(|cell| (*cell).to_owned()).collect()));
        if top.len() < layout::LOOK { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let Some(layout) = layout::find(&top, help.headings) else { return Ok(None) };
    let mut shapes: Vec<ColumnShape> = vec![ColumnShape::default(); layout.headings.len()];
    let mut rows = 0;
    book.rows(sheet, &mut |row| {
        if row.number > layout.last_row {
            rows += 1;
            for (shape, cell) in shapes.iter_mut().zip(row.cells) {
                shape.add(cell);
            }
        }
        ControlFlow::Continue(())
    })?;
    let sheet_name = head.as_ref().and_then(|head| head.name.clone());
    let title = format!("{} {}", book.file(), sheet_name.as_deref().unwrap_or(""));
    let mut understood = of_columns(layout, &shapes, &title, help);
    understood.sheet = sheet;
    understood.sheet_name = sheet_name;
    understood.rows = rows;
    understood.from_1904 = head.is_some_and(|head| head.counts_from_1904);
    Ok(Some(understood))
}

fn of_columns(layout: Layout, shapes: &[ColumnShape], title: &str, help: Help<'_>) -> Understanding {
    let headings: Vec<SourceHeading> = layout.headings.iter().map(|text| SourceHeading::of(text)).collect();
    let best = help.headings.best_tool(&headings);
    let tool = best.map(|(tool, table, _)| (tool, table));
    let (kind, kind_why) = match help.mapping.and_then(|mapping| mapping.kind) {
        Some(kind) => (kind, "the mapping says so".to_owned()),
        None => row_kind::of_table(&headings, best, title, help.headings),
    };
    let meanings = help.headings.meanings(&headings, kind, tool);
    let mut columns: Vec<SourceColumn> = layout
        .headings
        .iter()
        .enumerate()
        .map(|(index, heading)| {
            let shape = shapes.get(index).cloned().unwrap_or_default();
            let meaning = meanings.get(index).copied().flatten();
            column(index, heading, meaning, &shape, kind, help)
        })
        .collect();
    if let Some(mapping) = help.mapping {
        mapping.apply(&mut columns);
    }
    settle_systems(&mut columns, shapes);
    settle_twins(&mut columns);
    name_somehow(&mut columns, shapes, kind);
    Understanding {
        sheet: 0,
        sheet_name: None,
        layout,
        kind,
        kind_why,
        tool,
        columns,
        rows: 0,
        from_1904: false,
    }
}

fn column(
    index: usize,
    heading: &str,
    by_heading: Option<Meaning>,
    shape: &ColumnShape,
    kind: RowKind,
    help: Help<'_>,
) -> SourceColumn {
    let meaning = by_values(shape, by_heading, kind, help);
    let order = shape.order.order().or(help.order);
    let mut column = SourceColumn {
        index,
        heading: heading.to_owned(),
        meaning,
        refused: None,
        order,
        has_open_dates: shape.order.open > 0 && order.is_none(),
        sign: shape.sign.sign(),
        filled: shape.filled,
    };
    column.refused = refusal(&column, shape);
    column
}

/// Why a column is not taken although its heading has a meaning.
fn refusal(column: &SourceColumn, shape: &ColumnShape) -> Option<String> {
    let field = column.meaning?.field;
    if shape.seen < 5 {
        return None;
    }
    if field.is_date() && shape.share(shape.dates) < 0.2 {
        return Some("its values are no dates".to_owned());
    }
    let has_numbers = shape.share(shape.numbers) >= 0.2
        || !shape.values.iter().all(|value| !value.contains(|c: char| c.is_ascii_digit()));
    (field.is_number() && !has_numbers).then(|| "its values are no numbers".to_owned())
}

/// What the values say: they overrule a heading where they show people, and
/// decide where the heading says nothing.
fn by_values(
    shape: &ColumnShape,
    by_heading: Option<Meaning>,
    kind: RowKind,
    help: Help<'_>,
) -> Option<Meaning> {
    let of = |field: Field, sure: f64| Some(Meaning { field, sure, why: Why::Values });
    // The names of software and devices may look like people's; a column
    // that the heading calls so is believed.
    let is_guarded = by_heading.is_some_and(|meaning| {
        matches!(
            meaning.field,
            Field::Name
                | Field::Product
                | Field::Alias
                | Field::Description
                | Field::Key
                | Field::Serial
                | Field::Mac
                | Field::Ip
                | Field::OwnerRole
        )
    });
    // Of a column of teams the cells that name people are left out one by one.
    let holds_teams = by_heading.is_some_and(|meaning| {
        matches!(meaning.field, Field::Team | Field::Department | Field::Supplier | Field::Vendor)
    });
    let many = if holds_teams { 0.6 } else { 0.2 };
    if shape.seen > 0 && shape.share(shape.people) >= many && !is_guarded {
        return of(Field::Personal, 0.9);
    }
    if by_heading.is_some() || shape.seen == 0 {
        return by_heading;
    }
    let most = |count: u64| shape.share(count) >= 0.8;
    if most(shape.cards) {
        return of(Field::Mac, 0.9);
    }
    if most(shape.addresses) {
        return of(Field::Ip, 0.9);
    }
    if most(shape.identifiers) {
        return of(Field::Identifier, 0.9);
    }
    by_words(shape, kind).or_else(|| by_products(shape, kind, help))
}

/// A column whose values are words of one closed list.
fn by_words(shape: &ColumnShape, kind: RowKind) -> Option<Meaning> {
    if shape.has_more || shape.values.len() < 2 || shape.seen < 4 {
        return None;
    }
    let lists: &[(WordList, Field)] = match kind {
        RowKind::Devices => &[
            (WordList::DeviceKind, Field::Kind),
            (WordList::Environment, Field::Environment),
            (WordList::Status, Field::Status),
        ],
        RowKind::Systems => &[
            (WordList::Environment, Field::Environment),
            (WordList::Hosting, Field::Hosting),
            (WordList::Status, Field::Status),
        ],
        RowKind::Interfaces => {
            &[(WordList::Protocol, Field::Protocol), (WordList::Frequency, Field::Frequency)]
        }
        _ => &[],
    };
    let is_yes_or_no = shape.values.iter().all(|value| word::yes(value).is_some());
    let is_numbers = shape.values.iter().all(|value| value.parse::<f64>().is_ok());
    if is_yes_or_no || is_numbers {
        return None;
    }
    lists
        .iter()
        .find(|(list, _)| shape.values.iter().all(|value| word::read(*list, value).is_some()))
        .map(|(_, field)| Meaning { field: *field, sure: 0.7, why: Why::Values })
}

/// A column whose values are known products.
fn by_products(shape: &ColumnShape, kind: RowKind, help: Help<'_>) -> Option<Meaning> {
    let values: Vec<&String> = shape.values.iter().take(24).collect();
    let found: Vec<bool> = values.iter().filter_map(|value| (help.product)(value)).collect();
    if found.len() < 2 || found.len() * 3 < values.len() * 2 {
        return None;
    }
    let systems = found.iter().filter(|is_os| **is_os).count();
    let field = match kind {
        RowKind::Devices if systems * 2 > found.len() => Field::Os,
        RowKind::Software | RowKind::Systems | RowKind::Databases => Field::Product,
        _ => return None,
    };
    Some(Meaning { field, sure: 0.7, why: Why::Values })
}

/// A column of versions of the operating system, without one that names it,
/// names it itself unless its values are bare versions.
fn settle_systems(columns: &mut [SourceColumn], shapes: &[ColumnShape]) {
    if columns.iter().any(|column| column.field() == Some(Field::Os)) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.field() == Some(Field::OsVersion)) {
        let bare =
            shapes.get(column.index).map_or(1.0, |shape| shape.share(shape.versions.max(shape.numbers)));
        if let Some(meaning) = column.meaning.as_mut().filter(|_| bare < 0.5) {
            *meaning = Meaning { field: Field::Os, sure: 0.8, why: Why::Values };
        }
    }
}

/// Of several columns of one field the fullest is taken first, where one
/// value alone can be.
fn settle_twins(columns: &mut [SourceColumn]) {
    const MANY: &[Field] = &[
        Field::Alias,
        Field::Extra,
        Field::Nothing,
        Field::Personal,
        Field::Capability,
        Field::Server,
        Field::Application,
        Field::DependsOn,
        Field::Ip,
        Field::Covers,
        Field::Key,
        Field::EndKind,
        Field::InterfaceData,
        Field::DataEntity,
        Field::Database,
        Field::Stack,
        Field::Site,
        Field::Status,
        Field::Kind,
        Field::Verified,
        Field::OsVersion,
        Field::OwnerRole,
        Field::Team,
        Field::Name,
        Field::Description,
        Field::Os,
        Field::Product,
        Field::Department,
        Field::Mac,
    ];
    for field in Field::ALL.iter().filter(|field| !MANY.contains(field)) {
        let mut of_field: Vec<(f64, u64, usize)> = columns
            .iter()
            .filter(|column| column.field() == Some(*field))
            .map(|column| (column.meaning.map_or(0.0, |meaning| meaning.sure), column.filled, column.index))
            .collect();
        of_field.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        for (_, _, index) in of_field.iter().skip(1) {
            if let Some(column) = columns.get_mut(*index) {
                column.refused = Some(format!("another column is the {field}"));
            }
        }
    }
}

/// Records need a name: where no heading gives one, the first column of
/// different texts does.
fn name_somehow(columns: &mut [SourceColumn], shapes: &[ColumnShape], kind: RowKind) {
    let needs = matches!(kind, RowKind::Systems | RowKind::Devices | RowKind::Sites);
    let has = columns.iter().any(|column| matches!(column.field(), Some(Field::Name | Field::Path)));
    if !needs || has {
        return;
    }
    let is_name = |column: &&mut SourceColumn| {
        let shape = shapes.get(column.index);
        column.meaning.is_none()
            && shape.is_some_and(|shape| {
                shape.seen > 0
                    && shape.is_distinct()
                    && shape.longest <= 120
                    && shape.share(shape.dates.max(shape.numbers).max(shape.people)) < 0.2
            })
    };
    if let Some(column) = columns.iter_mut().find(is_name) {
        column.meaning = Some(Meaning { field: Field::Name, sure: 0.6, why: Why::Values });
    }
}
