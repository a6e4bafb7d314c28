//! Numbers and money as people and exports write them.
//!
//! `1,234.56`, `1.234,56`, `1 200,50`, `1'200.50`, `£1.2m`, `100k`, `82%`.
//! Whether a lone separator before three digits parts thousands or decimals is
//! settled for the whole column, by the values that allow one reading only.

/// A number with what stood beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadNumber {
    /// The number; of `82%` 82, of `1.2m` 1,200,000.
    pub value: f64,
    /// A three-letter code, if a currency is named.
    pub currency: Option<&'static str>,
    /// Whether it is per cent.
    pub is_percent: bool,
}

/// Which sign parts decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalSign {
    /// `1,234.56`.
    Point,
    /// `1.234,56`.
    Comma,
}

/// What the values of a column say of its decimal sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignEvidence {
    point: u64,
    comma: u64,
}

impl SignEvidence {
    /// Counts one value.
    pub fn add(&mut self, text: &str) {
        let (digits, ..) = parts(text);
        match own_sign(&digits) {
            Some(DecimalSign::Point) => self.point += 1,
            Some(DecimalSign::Comma) => self.comma += 1,
            None => {}
        }
    }

    /// The sign, if the evidence speaks for one alone.
    pub fn sign(self) -> Option<DecimalSign> {
        match (self.point, self.comma) {
            (1.., 0) => Some(DecimalSign::Point),
            (0, 1..) => Some(DecimalSign::Comma),
            _ => None,
        }
    }
}

/// Reads a text, in a column whose sign is settled or not. `1,234` is read
/// with thousands where nothing is settled: as decimals nobody writes three.
/// `1.234` is not read then.
pub fn read(text: &str, sign: Option<DecimalSign>) -> Option<ReadNumber> {
    let (digits, currency, scale, is_percent) = parts(text);
    let sign = own_sign(&digits).or(sign);
    let has = |c: char| digits.contains(c);
    if !are_thousands(&digits, sign) {
        return None;
    }
    let plain: String = match sign {
        Some(DecimalSign::Comma) => digits.replace('.', "").replace(',', "."),
        None if has('.') => return None,
        Some(DecimalSign::Point) | None => digits.replace(',', ""),
    };
    let value: f64 = plain.parse().ok()?;
    let value = value * scale;
    (value.is_finite() && value.abs() <= 1e12).then_some(ReadNumber { value, currency, is_percent })
}

/// Whether what is no decimal sign parts groups of three digits.
fn are_thousands(digits: &str, sign: Option<DecimalSign>) -> bool {
    let (group, decimal) = match sign {
        Some(DecimalSign::Comma) => ('.', ','),
        _ => (',', '.'),
    };
    let whole = digits.split(decimal).next().unwrap_or(digits);
    let mut groups = whole.split(group);
    let first = groups.next().map_or(0, |first| first.trim_start_matches('-').len());
    let mut rest = groups.peekable();
    // In India the first groups hold two digits.
    rest.peek().is_none() || (first <= 3 && rest.all(|group| matches!(group.len(), 2 | 3)))
}

/// The digits with their separators, the currency, the scale, per cent.
fn parts(text: &str) -> (String, Option<&'static str>, f64, bool) {
    let mut rest = text.trim().to_lowercase();
    let mut currency = None;
    for (sign, code) in [
        ("£", "GBP"),
        ("gbp", "GBP"),
        ("€", "EUR"),
        ("eur", "EUR"),
        ("usd", "USD"),
        ("$", "USD"),
        ("chf", "CHF"),
    ] {
        if rest.contains(sign) {
            rest = rest.replacen(sign, "", 1);
            currency = Some(code);
            break;
        }
    }
    let is_percent = rest.ends_with('%');
    let mut rest = rest.trim_end_matches('%').trim().to_owned();
    for end in [
        " per annum",
        " per year",
        "/year",
        " pa",
        " p.a.",
        "/yr",
        " a year",
        " plus vat",
        " ex vat",
        "+vat",
        " hours",
        " hrs",
        " hour",
        " h",
        " users",
        " licences",
    ] {
        if let Some(cut) = rest.strip_suffix(end) {
            rest = cut.trim().to_owned();
        }
    }
    let mut scale = 1.0;
    for (end, by) in [("million", 1e6), ("bn", 1e9), ("m", 1e6), ("thousand", 1e3), ("k", 1e3)] {
        if let Some(cut) = rest.strip_suffix(end) {
            rest = cut.trim().to_owned();
            scale = by;
            break;
        }
    }
    let is_negative = rest.starts_with('(') && rest.ends_with(')');
    let inner = rest.trim_matches(['(', ')', ' ']);
    let mut digits = if is_negative { "-".to_owned() } else { String::new() };
    digits.extend(inner.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '_')));
    (digits, currency, scale, is_percent)
}

/// The decimal sign that the digits themselves settle.
fn own_sign(digits: &str) -> Option<DecimalSign> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-')) {
        return None;
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let after = |sign: char| digits.rsplit(sign).next().map_or(0, str::len);
    let before = |sign: char| digits.split(sign).next().map_or("", |part| part.trim_start_matches('-'));
    match (points, commas) {
        (0, 0) => None,
        (1.., 1..) => {
            Some(if digits.rfind('.') > digits.rfind(',') { DecimalSign::Point } else { DecimalSign::Comma })
        }
        (2.., 0) => Some(DecimalSign::Comma),
        (0, 2..) => Some(DecimalSign::Point),
        (1, 0) => lone(after('.'), before('.')).then_some(DecimalSign::Point),
        (0, 1) => lone(after(','), before(',')).then_some(DecimalSign::Comma),
    }
}

/// Whether a lone separator must part decimals.
fn lone(after: usize, before: &str) -> bool {
    after != 3 || before.is_empty() || before == "0" || before.len() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        read(text, None).map(|figure| figure.value)
    }

    #[test]
    fn one_amount_in_all_its_forms() {
        for text in [
            "1,234.56",
            "1.234,56",
            "1 234,56",
            "1'234.56",
            "£1,234.56",
            "EUR 1.234,56",
            "1234.56 GBP",
            "1\u{a0}234,56 €",
        ] {
            assert_eq!(value(text), Some(1234.56), "{text}");
        }
        assert_eq!(value("£1.2m"), Some(1_200_000.0));
        assert_eq!(value("100k"), Some(100_000.0));
        assert_eq!(value("1,200,000"), Some(1_200_000.0));
        assert_eq!(value("1,234"), Some(1234.0));
        assert_eq!(value("(500)"), Some(-500.0));
        assert_eq!(value("0.125"), Some(0.125));
        assert_eq!(value("£12,500 per annum"), Some(12_500.0));
        assert!(read("82%", None).unwrap().is_percent);
    }

    #[test]
    fn a_point_before_three_digits_waits_for_the_column() {
        assert_eq!(value("1.234"), None);
        let mut evidence = SignEvidence::default();
        evidence.add("12,50");
        assert!((read("1.234", evidence.sign()).unwrap().value - 1234.0).abs() < 1e-9);
        let mut evidence = SignEvidence::default();
        evidence.add("12.50");
        assert!((read("1.234", evidence.sign()).unwrap().value - 1.234).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "abc", "10.0.19045", "1-2", "£", "about 20", "12/03", "1e400"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
