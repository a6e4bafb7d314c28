//! Method: publications, thresholds and criteria that rules and scores use.
//!
//! A number that is a judgement lives here with its tag, not in a rule, so
//! that it can be printed beside every result that uses it and be set
//! otherwise in the settings.

pub mod bounds;
pub mod criterion;
pub mod hierarchy;
pub mod indicator;
pub mod parameter;
pub mod publication;
pub mod range;
pub mod rule_id;
pub mod scale;
pub mod threshold;
pub mod weighing;

pub use bounds::Bounds;
pub use criterion::{Criterion, PairFault, Weights};
pub use indicator::Indicator;
pub use parameter::Parameter;
pub use publication::Publication;
pub use range::Range;
pub use rule_id::RuleId;
pub use scale::Scale;
pub use threshold::{Tag, Threshold, Thresholds};
pub use weighing::{Part, Weighing};
