//! The indicators of the government's Legacy IT Risk Assessment Framework.
//!
//! Rule set `litraf-2025-03`: the March 2025 text. Indicators and formula were
//! read in a public re-implementation with the official worked example; the
//! opening and the threshold on a copy of the official page and in the press.
//! Everything that uses them is a self-assessment aligned with the framework.

/// The version of the rule set.
pub const RULE_SET: &str = "litraf-2025-03";

/// The overall score from which the framework calls a system red.
pub const RED: f64 = 16.0;

/// The likelihood from which an indicator makes a system legacy.
pub const LEGACY: u8 = 3;

macro_rules! indicators {
    ($($variant:ident = $key:literal, $title:literal, $asked:literal, $ask:literal;)*) => {
        /// An indicator.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Indicator {
            $(#[doc = $title] $variant),*
        }

        impl Indicator {
            /// Every indicator: seven of likelihood, then six of impact.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The label in the inventory, such as `l1`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// What it is called.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// Whether it is asked of a person: the inventory can only suggest.
            pub fn is_asked(self) -> bool {
                match self { $(Self::$variant => $asked),* }
            }

            /// The question that settles it.
            pub fn question(self) -> &'static str {
                match self { $(Self::$variant => $ask),* }
            }
        }
    };
}

indicators! {
    L1 = "l1", "End of life or support", false, "How near is the end of support of what it is built on?";
    L2 = "l2", "Expired supplier contract", false, "Has the supplier's contract ended, or when does it?";
    L3 = "l3", "Lack of knowledge and skills", true, "How likely is it that nobody is left who can keep it going?";
    L4 = "l4", "Cannot meet business needs", true, "How likely is it that it fails what the organisation needs now or soon?";
    L5 = "l5", "Unsuitable hardware or environment", false, "How old and how suitable is the hardware that it runs on?";
    L6 = "l6", "Known security vulnerabilities", false, "How many vulnerabilities are open, and how fast are fixes applied?";
    L7 = "l7", "Recorded incidents", false, "How many major incidents were recorded in twelve months?";
    C1 = "c1", "Safety, health, life, national security", true, "What would its failure mean for safety, health and life?";
    C2 = "c2", "Reputation", true, "What would its failure mean for the organisation's reputation?";
    C3 = "c3", "Direct cost", true, "What share of the budget would its failure cost?";
    C4 = "c4", "External stakeholders", true, "How would its failure harm patients, citizens and partners outside?";
    C5 = "c5", "Staff time", true, "How many hours of staff time would its failure leave idle or add?";
    C6 = "c6", "Effect on other systems", false, "How much else stops with it?";
}

impl Indicator {
    /// Whether it tells of likelihood; otherwise of impact.
    pub fn is_likelihood(self) -> bool {
        self <= Self::L7
    }

    /// The highest score: 6 for likelihood, 5 for impact. The lowest is 1.
    pub fn highest(self) -> u8 {
        if self.is_likelihood() { 6 } else { 5 }
    }
}
