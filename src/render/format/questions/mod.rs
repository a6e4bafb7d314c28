//! The questions that would settle most: for the terminal, as a sheet to fill
//! in, and the words in which each field is asked for.

mod sheet;
mod wording;

pub use sheet::{accepted, sentence, settles, sheet, text, whom};
pub use wording::of_field;
