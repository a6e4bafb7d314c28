//! Method: publications, thresholds and criteria that rules and scores use.
//!
//! A number that is a judgement lives here with its tag, not in a rule, so
//! that it can be printed beside every result that uses it and be set
//! otherwise in the settings.

pub mod criterion;
pub mod hierarchy;
pub mod indicator;
pub mod publication;
pub mod threshold;

pub use criterion::{Criterion, PairFault, Weights};
pub use indicator::Indicator;
pub use publication::Publication;
pub use threshold::{Tag, Threshold, Thresholds};
