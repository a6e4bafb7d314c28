//! Every heading that a known tool writes, recognised without that tool: what
//! an importer does with a tool that it has never met.

use std::collections::BTreeMap;

use techstrata::import::field::Field;
use techstrata::import::heading::{Headings, SourceHeading};
use techstrata::import::row_kind;

/// Fields that lead to nothing in the inventory, or to keys alone: to take
/// one for the other costs nothing.
fn is_left(field: Option<Field>) -> bool {
    field.is_none_or(|field| {
        matches!(
            field,
            Field::Nothing
                | Field::Extra
                | Field::Ip
                | Field::Mac
                | Field::Domain
                | Field::OsFamily
                | Field::ModelNumber
                | Field::CheckId
                | Field::FindingText
                | Field::EndKind
                | Field::Year
                | Field::Alias
                | Field::Segment
                | Field::Sensitivity
                | Field::Path
        )
    })
}

/// Whether what was understood is what the tool means.
fn is_right(expected: Field, is_firm: bool, got: Option<Field>) -> bool {
    let is_name = |field: Field| matches!(field, Field::Name | Field::Alias | Field::Path);
    let same_name = is_name(expected) && got.is_some_and(is_name);
    // A key or a remark kept for itself changes no fact.
    let is_kept = expected == Field::Extra && matches!(got, Some(Field::Key | Field::Description));
    // Where no version stands beside it, a build is read as one.
    let is_build = matches!(expected, Field::OsVersion | Field::OsBuild)
        && matches!(got, Some(Field::OsVersion | Field::OsBuild));
    got == Some(expected)
        || same_name
        || is_kept
        || is_build
        || (is_left(Some(expected)) && is_left(got))
        || (!is_firm && is_left(got))
}

#[derive(Default)]
struct Count {
    right: usize,
    left: usize,
    wrong: usize,
}

/// What became of each heading of each tool, with that tool left out.
fn recognised() -> (BTreeMap<&'static str, Count>, Vec<String>) {
    let all = Headings::all();
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut notes = Vec::new();
    let mut tables: BTreeMap<(&str, &str), Vec<_>> = BTreeMap::new();
    for known in all.known() {
        tables.entry((known.tool, known.table)).or_default().push(known);
    }
    for ((tool, table), headings) in tables {
        let rest = Headings::without(Some(tool));
        let forms: Vec<SourceHeading> =
            headings.iter().map(|known| SourceHeading::of(known.written)).collect();
        let (kind, _) = row_kind::of_headings(&forms, table, &rest);
        let fitting = rest.best_tool(&forms).map(|(tool, table, _)| (tool, table));
        let meanings = rest.meanings(&forms, kind, fitting);
        for (known, meaning) in headings.iter().zip(meanings) {
            let got = meaning.map(|meaning| meaning.field);
            let count = counts.entry(known.tool).or_default();
            let verdict = if is_right(known.field, known.is_firm, got) {
                count.right += 1;
                continue;
            } else if is_left(got) {
                count.left += 1;
                "left"
            } else {
                count.wrong += 1;
                "WRONG"
            };
            notes.push(format!(
                "{verdict}: {tool} / {table} [{kind}]: `{}` is {}, got {got:?}",
                known.written, known.field
            ));
        }
    }
    (counts, notes)
}

#[test]
fn a_tool_never_met_is_recognised_by_the_rest() {
    let (counts, notes) = recognised();
    let sum = |of: fn(&Count) -> usize| counts.values().map(of).sum::<usize>();
    let (right, left, wrong) = (sum(|count| count.right), sum(|count| count.left), sum(|count| count.wrong));
    let all = right + left + wrong;
    println!("{right} right, {left} left, {wrong} wrong of {all}");
    for note in &notes {
        println!("{note}");
    }
    assert!(right * 100 >= all * 95, "{right} of {all} right");
    assert!(wrong * 1000 < all * 5, "{wrong} of {all} wrong");
}
