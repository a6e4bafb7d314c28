//! The techstrata command.
fn main() {}
