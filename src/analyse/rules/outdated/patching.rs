//! What the rules about mending vulnerabilities share: who is in use, what an
//! attack costs and who is asked.

use super::devices;
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Weighed};
use crate::check::estate::Endpoint;
use crate::model::vocabulary::{Criticality, SystemKind};

/// Every system, then every device fleet, that is in use.
pub(super) fn in_use<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Endpoint> + 'a {
    context.estate.endpoints_in_use().map(|(endpoint, _)| endpoint)
}

/// What an attack on a system or a device fleet puts at risk.
pub(super) fn impact(draft: &mut Draft<'_>, endpoint: Endpoint) -> Weighed {
    match endpoint {
        Endpoint::System(_) => factor::impact_of_loss(draft, endpoint),
        Endpoint::Device(device) => devices::impact(draft, device),
    }
}

/// Whether it is known to face the internet.
pub(super) fn faces_internet(context: &Context<'_>, endpoint: Endpoint) -> bool {
    let facing = factor::security(context, endpoint).then(|security| &security.internet_facing);
    facing.copied() == Some(true)
}

/// Whether it is itself stated to be mission-critical.
pub(super) fn is_mission_critical(context: &Context<'_>, endpoint: Endpoint) -> bool {
    context.estate.endpoint(endpoint).record.criticality.get() == Some(Criticality::MissionCritical)
}

/// Whether somebody else runs it, so that its mending is not on our record.
pub(super) fn is_external(context: &Context<'_>, endpoint: Endpoint) -> bool {
    endpoint.system().is_some_and(|index| {
        context.estate.systems[index.at()].record.kind.get() == Some(SystemKind::ExternalService)
    })
}
