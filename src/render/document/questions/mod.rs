//! The questions that would settle most: for the terminal, as a sheet to fill
//! in, and the words in which each field is asked for.

mod answer;
mod wording;

pub use answer::{accepted, answer, sentence};
pub use wording::of_field;
