//! What the rules about missing knowledge share.
//!
//! Not to know is neither fine nor bad, so these findings weigh half at most:
//! their likelihood says how much is unknown, not that anything is wrong.

use crate::analyse::confidence;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding};
use crate::check::estate::Endpoint;

/// The most that not knowing counts.
const MOST: f64 = 0.5;

/// Fills in a finding: how much is unknown, and what hangs on it.
pub(super) fn complete(
    context: &Context<'_>,
    mut finding: Finding,
    endpoint: Endpoint,
    unknown_share: f64,
    fact: String,
) -> Finding {
    let assumption = finding.add(Evidence::Assumption {
        statement: "What is not known counts half at most: it is neither fine nor bad".to_owned(),
    });
    let evidence = (0..=assumption).collect();
    finding.likelihood = vec![Factor {
        name: "Unknown",
        fact,
        value: Bounds::exact(MOST * unknown_share.clamp(0.0, 1.0)),
        weight: 1.0,
        evidence,
    }];
    finding.impact = factor::impact_of_loss(context, &mut finding, endpoint);
    // That a fact is missing is certain, however old the rest is.
    finding.confidence = confidence::of_finding(1.0, &finding.likelihood, &finding.impact);
    finding
}
