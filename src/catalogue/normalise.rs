//! Names as people type them, cut into words and numbers.
//!
//! Case, accents, trade marks and punctuation go; a letter beside a digit is a
//! boundary, so that `W2K8R2`, `Win2012R2` and `SLES15-SP3` fall into the same
//! parts as their long spellings. Names of the catalogue pass through here
//! too, so both sides are cut alike.

/// How many characters of each of vendor, product and version are looked at;
/// what follows is passed over, which bounds the work per string.
pub const LONGEST_TEXT: usize = 200;

/// Which text a part comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The vendor's name.
    Vendor,
    /// The product's name.
    Product,
    /// The version.
    Version,
}

/// One word or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    start: u16,
    end: u16,
    /// Where it comes from.
    pub(super) field: Field,
    /// Whether it begins with a digit: `10.0.17763` is one number.
    pub(super) is_number: bool,
    /// Whether it stands in brackets.
    pub(super) in_brackets: bool,
    /// Whether it belongs to a word such as `x64`, `SP3` or `KB500`: then it
    /// is no version of its own.
    pub(super) is_qualifier: bool,
}

impl Part {
    /// How many bytes it has.
    pub(super) fn text_len(self) -> usize {
        usize::from(self.end - self.start)
    }
}

/// The parts of a name, in order: vendor, product, version.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    text: String,
    list: Vec<Part>,
}

impl Parts {
    /// Cuts the three texts; linear in their length.
    pub(super) fn of(vendor: &str, product: &str, version: &str) -> Self {
        let mut parts = Self::default();
        parts.add(vendor, Field::Vendor);
        parts.add(product, Field::Product);
        parts.add(version, Field::Version);
        parts.mark_qualifiers();
        parts
    }

    /// Cuts one name.
    pub(super) fn of_name(name: &str) -> Self {
        Self::of("", name, "")
    }

    pub(super) fn list(&self) -> &[Part] {
        &self.list
    }

    /// The text of part `at`, or nothing beyond the last.
    pub(super) fn text(&self, at: usize) -> &str {
        self.list
            .get(at)
            .and_then(|part| self.text.get(usize::from(part.start)..usize::from(part.end)))
            .unwrap_or("")
    }

    /// The texts of all parts, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.list.len()).map(|at| self.text(at))
    }

    /// Replaces part `at` by another spelling of the same word.
    pub(super) fn respell(&mut self, at: usize, word: &str) {
        if let Some(part) = self.list.get_mut(at) {
            part.start = self.text.len() as u16;
            self.text.push_str(word);
            part.end = self.text.len() as u16;
        }
    }

    fn add(&mut self, text: &str, field: Field) {
        let mut depth = 0_u8;
        let mut open: Option<(u16, bool)> = None;
        let mut chars = text.chars().take(LONGEST_TEXT).peekable();
        let mut last_was_digit = false;
        while let Some(c) = chars.next() {
            let c = plain(c);
            let joins = c == '.'
                && last_was_digit
                && open.is_some_and(|(_, number)| number)
                && chars.peek().is_some_and(char::is_ascii_digit);
            let is_digit = c.is_ascii_digit();
            if !(c.is_alphanumeric() || joins) {
                self.close(&mut open, field, depth);
                match c {
                    '(' | '[' => {
                        depth += u8::from(!skip_mark(&mut chars)).min(u8::MAX - depth);
                    }
                    // `S10+` is another model than `S10`.
                    '+' if last_was_digit && !chars.peek().is_some_and(|c| c.is_alphanumeric()) => {
                        let start = self.text.len() as u16;
                        self.text.push_str("plus");
                        self.close(&mut Some((start, false)), field, depth);
                    }
                    ')' | ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                last_was_digit = false;
                continue;
            }
            let is_number = is_digit || joins;
            if open.is_some_and(|(_, number)| number != is_number) {
                self.close(&mut open, field, depth);
            }
            if open.is_none() {
                open = Some((self.text.len() as u16, is_number));
            }
            self.text.extend(c.to_lowercase());
            last_was_digit = is_digit;
        }
        self.close(&mut open, field, depth);
    }

    fn close(&mut self, open: &mut Option<(u16, bool)>, field: Field, depth: u8) {
        let Some((start, is_number)) = open.take() else {
            return;
        };
        let end = self.text.len() as u16;
        let part =
            |start, end| Part { start, end, field, is_number, in_brackets: depth > 0, is_qualifier: false };
        // `10gR2` is 10g R2.
        let touches_number = self.list.last().is_some_and(|before| before.is_number && before.end == start);
        let word = self.text.get(usize::from(start)..).unwrap_or("");
        if touches_number && matches!(word, "gr" | "cr" | "ir") {
            self.list.push(part(start, start + 1));
            self.list.push(part(start + 1, end));
        } else {
            self.list.push(part(start, end));
        }
    }

    fn mark_qualifiers(&mut self) {
        for at in 0..self.list.len() {
            let word = self.text(at);
            let next = self.text(at + 1);
            let before = if at == 0 { "" } else { self.text(at - 1) };
            let number = self.list.get(at).is_some_and(|part| part.is_number);
            let marks = if number {
                is_width(word, before, next) || QUALIFIERS.binary_search(&before).is_ok()
            } else {
                false
            };
            if let (true, Some(part)) = (marks, self.list.get_mut(at)) {
                part.is_qualifier = true;
            }
        }
    }
}

/// Words whose number is not a version.
const QUALIFIERS: &[&str] = &[
    "build", "cu", "el", "ep", "feature", "fix", "fixpack", "fp", "hf", "hotfix", "kb", "p", "pack", "patch",
    "r", "rc", "rev", "rollup", "ru", "sp", "sru", "tl", "u", "update", "ur",
];

/// Whether a number is a width of machine words: `x64`, `32-bit`, `i386`.
fn is_width(number: &str, before: &str, next: &str) -> bool {
    match number {
        "64" | "32" | "86" | "16" => {
            matches!(before, "x" | "amd" | "arm" | "aarch" | "win" | "ia" | "ppc" | "86")
                || next == "bit"
                || (number == "86" && next == "64")
                || next == "bits"
        }
        "386" | "586" | "686" => before == "i",
        _ => false,
    }
}

/// Skips `(R)`, `(TM)` and `(C)` after their opening bracket.
fn skip_mark(chars: &mut std::iter::Peekable<std::iter::Take<std::str::Chars<'_>>>) -> bool {
    let ahead: String = chars.clone().take(3).collect::<String>().to_lowercase();
    let length = match ahead.as_str() {
        mark if mark.starts_with("r)") || mark.starts_with("c)") => 2,
        "tm)" => 3,
        _ => return false,
    };
    chars.by_ref().take(length).for_each(drop);
    true
}

/// The letter without its mark, as far as European names need it.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'å' | 'Á' | 'Ä' => 'a',
        'ç' | 'Ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'É' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'Ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'Ü' => 'u',
        '®' | '™' | '©' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        Parts::of_name(text).texts().map(str::to_owned).collect()
    }

    #[test]
    fn short_and_long_spellings_fall_into_the_same_parts() {
        assert_eq!(cut("W2K8R2"), ["w", "2", "k", "8", "r", "2"]);
        assert_eq!(cut("Win2012R2"), cut("WIN 2012 r2"));
        assert_eq!(cut("Java(TM) 6"), ["java", "6"]);
        assert_eq!(cut("Microsoft(R) Caché"), ["microsoft", "cache"]);
        assert_eq!(cut("10.0.17763-x"), ["10.0.17763", "x"]);
        assert_eq!(cut("10gR2"), ["10", "g", "r", "2"]);
        assert_eq!(cut("5.1.el7"), ["5.1", "el", "7"]);
    }

    #[test]
    fn a_qualifier_is_no_version() {
        let parts = Parts::of_name("SLES 15 SP3 (x86_64)");
        let versions: Vec<&str> = (0..parts.list().len())
            .filter(|at| parts.list()[*at].is_number && !parts.list()[*at].is_qualifier)
            .map(|at| parts.text(at))
            .collect();
        assert_eq!(versions, ["15"]);
    }

    #[test]
    fn only_the_first_characters_of_a_long_text_count() {
        let parts = Parts::of_name(&"ab1".repeat(100_000));
        assert!(parts.list().len() <= LONGEST_TEXT);
    }
}
