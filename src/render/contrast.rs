//! Contrast between two colours. Source: WCAG 2.2, relative luminance and
//! contrast ratio.

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#RRGGBB` or `#RGB`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u32> =
            text.strip_prefix('#')?.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
        let width = if digits.len() == 3 { 1 } else { 2 };
        let part = |at: usize| {
            let own = &digits[at * width..(at + 1) * width];
            own.first().zip(own.last()).map(|(high, low)| (16 * high + low) as u8)
        };
        (digits.len() == 3 * width).then_some(())?;
        Some(Self([part(0)?, part(1)?, part(2)?]))
    }

    /// As `#RRGGBB`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02X}{green:02X}{blue:02X}")
    }

    /// The same, so much darker: 1 is black, 0 changes nothing.
    #[must_use]
    pub fn darker(self, share: f64) -> Self {
        Self(self.0.map(|part| (f64::from(part) * (1.0 - share)).floor() as u8))
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let value = f64::from(part) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// The contrast ratio of two colours, 1 to 21.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_scale() {
        let [black, white, grey] = ["#000", "#ffffff", "#777777"].map(|text| Colour::parse(text).unwrap());
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
        // The grey that everybody knows to miss 4.5 narrowly.
        assert!((contrast(grey, white) - 4.48).abs() < 0.005);
        assert_eq!(
            (Colour::parse("navy"), Colour::parse("#12"), Colour::parse("#gggggg")),
            (None, None, None)
        );
        assert_eq!(Colour::parse("#12436d").unwrap().hex(), "#12436D");
    }
}
