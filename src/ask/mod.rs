//! Ask: questions about an estate, beyond what every assessment answers.
//!
//! A question takes the estate and its graphs, or an assessment, and gives back
//! plain facts; how they are put into words is the business of `render`.

pub mod ahead;
pub mod buying;
pub mod by_hand;
pub mod comparison;
pub mod connection;
pub mod explain;
pub mod impact;
pub mod question;
pub mod unlisted;
