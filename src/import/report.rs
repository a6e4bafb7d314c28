//! What an import took and what it did not, as plain data: printed, written
//! as `import-report.json`, and shown in the report.

use serde::Serialize;

/// The whole of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImportReport {
    /// The version of this form.
    pub format: &'static str,
    /// The day of the import.
    pub day: String,
    /// The tables of the files, in the order of the command line.
    pub tables: Vec<TableReport>,
    /// What was made.
    pub made: Made,
    /// What is worth knowing of a file as a whole.
    pub notes: Vec<String>,
    /// Where sources disagree: the first was taken.
    pub conflicts: Vec<ConflictReport>,
    /// Names that lead to two things or to nothing, by what they were to join.
    pub joins: Vec<JoinReport>,
    /// What one source alone knows, or was last seen long ago.
    pub unconfirmed: Vec<UnconfirmedReport>,
    /// Cells that could not be read.
    pub troubles: Vec<TroubleReport>,
    /// Rows of software lists that say nothing of an estate.
    pub noise_rows: u64,
    /// Cells and names left out because they are about people.
    pub personal_cells: u64,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableReport {
    /// The file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What its rows are.
    pub rows_are: &'static str,
    /// Why.
    pub because: String,
    /// Records.
    pub rows: u64,
    /// Records taken.
    pub taken: u64,
    /// Records left out, with the reason.
    pub left: Vec<(u64, &'static str)>,
    /// The columns.
    pub columns: Vec<ColumnReport>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ColumnReport {
    /// Its place, as spreadsheets name it.
    pub column: String,
    /// Its heading.
    pub heading: String,
    /// What it was understood as; nothing if not taken.
    pub taken_as: Option<&'static str>,
    /// How sure that is, 0 to 1.
    pub sure: f64,
    /// How it came about, or why it is not taken.
    pub because: String,
    /// Cells that say something.
    pub filled: u64,
}

/// What was made, by list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Systems.
    pub systems: u64,
    /// Entries of devices: fleets and single ones.
    pub devices: u64,
    /// Machines that these stand for.
    pub machines: u64,
    /// Machines that are entries of their own.
    pub single_machines: u64,
    /// Components.
    pub components: u64,
    /// Interfaces.
    pub interfaces: u64,
    /// Contracts joined to systems.
    pub contracts: u64,
    /// Sites.
    pub sites: u64,
    /// Teams.
    pub teams: u64,
}

/// Two sources that disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ConflictReport {
    /// What they speak of.
    pub name: String,
    /// About what.
    pub field: &'static str,
    /// What was taken.
    pub taken: String,
    /// Where that stands.
    pub taken_from: String,
    /// What the other says.
    pub other: String,
    /// Where that stands.
    pub other_from: String,
}

/// A name that joined nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct JoinReport {
    /// The name as written.
    pub name: String,
    /// What it was to lead to.
    pub wanted: &'static str,
    /// Why it did not: it fits several things, or none.
    pub because: &'static str,
    /// Where it stands first.
    pub place: String,
    /// How often it stands.
    pub times: u64,
}

/// What is not confirmed by a second source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnconfirmedReport {
    /// The thing.
    pub name: String,
    /// Why.
    pub because: String,
    /// Where it stands.
    pub place: String,
}

/// Cells of a column that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TroubleReport {
    /// The column's heading.
    pub heading: String,
    /// What is wrong.
    pub what: &'static str,
    /// How many cells.
    pub cells: u64,
    /// The first of them: place and value.
    pub first: Vec<(String, String)>,
}
