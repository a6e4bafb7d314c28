//! What the rules about missing knowledge share.
//!
//! Not to know is neither fine nor bad, so these findings weigh half at most:
//! their likelihood says how much is unknown, not that anything is wrong.

use crate::analyse::confidence::Belief;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Weighed};
use crate::check::estate::Endpoint;
use crate::method::Weighing;

/// Completes a finding: how much is unknown, as its own scale counts it, and
/// what hangs on it.
pub(super) fn complete(
    mut draft: Draft<'_>,
    endpoint: Endpoint,
    weighing: &'static Weighing,
    unknown: f64,
    fact: String,
) -> Finding {
    let evidence = draft.add_all([Evidence::Assumption {
        statement: "What is not known counts half at most: it is neither fine nor bad".to_owned(),
    }]);
    let rate = |scale| Rated { scale, fact, value: Bounds::exact(unknown), evidence };
    let rated = weighing.parts.first().map(|part| rate(part.scale));
    let impact = factor::impact_of_loss(&mut draft, endpoint);
    let certain =
        Belief::Certain("that a fact is missing, old or contradicted is certain, however old the rest is");
    draft.finish(Weighed(weighing, rated.into_iter().collect()), impact, certain)
}

/// What a share that is not known counts.
pub(super) fn of_share(draft: Draft<'_>, endpoint: Endpoint, share: f64, fact: String) -> Finding {
    let unknown = draft.value(&crate::method::scale::UNKNOWN, share);
    complete(draft, endpoint, &crate::method::weighing::NOT_KNOWN, unknown, fact)
}
