//! What is wrong with a portfolio, and where.

/// Where a fault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultPlace {
    /// A line and a column of the text, from 1.
    At(usize, usize),
    /// The field, as in `actions[3].after[0]`; the whole where it is empty.
    Field(String),
}

/// Something that is wrong with a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, and what to do about it, in one sentence.
    pub words: String,
    /// Where.
    pub spot: FaultPlace,
}

impl Fault {
    pub(super) fn of_field(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self { words: words.into(), spot: FaultPlace::Field(field.into()) }
    }

    /// What the reader of JSON says, in the words of the format.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        let words = said.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&said);
        Self { words: plain(words), spot: FaultPlace::At(line.max(1), column.max(1)) }
    }
}

/// The reader's names of types as the words of JSON.
fn plain(words: &str) -> String {
    const FOUND: [(&str, &str); 4] = [
        ("invalid type: map", "an object"),
        ("invalid type: sequence", "a list"),
        ("invalid type: ", ""),
        ("invalid value: ", ""),
    ];
    let Some((found, expected)) = words.rsplit_once(", expected ") else { return words.to_owned() };
    if !words.starts_with("invalid") {
        return words.to_owned();
    }
    let is_object = expected.starts_with("struct ");
    // The reader takes a list for an object without names.
    let found = if is_object && found.starts_with("invalid length") { "a list" } else { found };
    let found = FOUND
        .iter()
        .find_map(|(rust, plain)| found.strip_prefix(rust).map(|rest| format!("{plain}{rest}")))
        .unwrap_or_else(|| found.to_owned());
    let expected = match expected {
        "usize" | "u64" => "a whole number from 0",
        "f64" => "a number",
        "a sequence" => "a list",
        "a map" => "an object",
        _ if is_object => "an object",
        pair if pair.starts_with("an array of length 2") => "a list of two",
        other => other,
    };
    format!("here stands {found}, expected is {expected}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_the_words_of_the_format() {
        let said = |words| plain(words);
        assert_eq!(
            said("invalid type: string \"5\", expected usize"),
            "here stands string \"5\", expected is a whole number from 0"
        );
        assert_eq!(
            said("invalid type: sequence, expected struct Problem with 13 elements"),
            "here stands a list, expected is an object"
        );
        assert_eq!(
            said("invalid length 0, expected struct Problem with 13 elements"),
            "here stands a list, expected is an object"
        );
        assert_eq!(
            said("unknown field `a`, expected one of `b`, `c`"),
            "unknown field `a`, expected one of `b`, `c`"
        );
    }
}
