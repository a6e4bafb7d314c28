//! The id of a rule that there is.

use std::fmt;

/// The id of a rule that there is: made only from the list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(&'static str);

impl RuleId {
    /// The rule of this id among those that there are.
    pub fn find(id: &str, known: &[&'static str]) -> Option<Self> {
        known.iter().find(|known| **known == id).map(|known| Self(known))
    }

    /// The id.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
