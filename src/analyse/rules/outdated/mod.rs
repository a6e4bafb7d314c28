//! Rules about what is out of date.

mod aged_hardware;
pub(crate) mod component;
pub(crate) mod devices;
mod ending_component;
mod ending_devices;
mod exploited_vulnerability;
mod legacy_protocol;
mod patching;
mod several_versions;
mod shared_platform;
mod slow_patching;
mod unproven_extension;
mod unsupported_component;
mod unsupported_devices;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[
    &unsupported_component::RULE,
    &shared_platform::RULE,
    &unsupported_devices::RULE,
    &unproven_extension::RULE,
    &ending_component::RULE,
    &ending_devices::RULE,
    &several_versions::RULE,
    &aged_hardware::RULE,
    &legacy_protocol::RULE,
    &exploited_vulnerability::RULE,
    &slow_patching::RULE,
];
