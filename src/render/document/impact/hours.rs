//! Hours as people say them, alike in the text and in the drawings.

use crate::render::number::decimal;

/// `30 min`, `4 h`, `1.5 h`, `3 days`.
pub(super) fn in_hours(hours: f64) -> String {
    let minutes = (hours * 60.0).round();
    if hours > 0.0 && minutes < 60.0 {
        return format!("{}\u{a0}min", decimal(minutes.max(1.0), 0));
    }
    if hours >= 48.0 && hours % 24.0 == 0.0 {
        return format!("{}\u{a0}days", decimal(hours / 24.0, 0));
    }
    let tenths = (hours * 10.0).round();
    format!("{}\u{a0}h", decimal(tenths / 10.0, usize::from(tenths % 10.0 != 0.0)))
}

/// `at once`, `after 4 h`; `or later` where that is only the earliest.
pub(super) fn after(hours: f64, is_certain: bool) -> String {
    let later = if is_certain { "" } else { " or later" };
    if hours == 0.0 { format!("at once{later}") } else { format!("after {}{later}", in_hours(hours)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_an_hour_are_minutes_and_above_it_one_decimal() {
        let said: Vec<String> = [0.0, 0.001, 0.02, 0.5, 0.999, 1.0, 1.04, 1.25, 24.0, 72.0]
            .into_iter()
            .map(|hours| in_hours(hours).replace('\u{a0}', " "))
            .collect();
        let expected = ["0 h", "1 min", "1 min", "30 min", "1 h", "1 h", "1 h", "1.3 h", "24 h", "3 days"];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_is_only_the_earliest_says_so() {
        assert_eq!(after(0.0, true), "at once");
        assert_eq!(after(0.0, false), "at once or later");
        assert_eq!(after(5.0, false), "after 5\u{a0}h or later");
    }
}
