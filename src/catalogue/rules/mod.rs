//! From the words after a product's name to one of its cycles.
//!
//! Most products name their cycles by the first components of the version;
//! [`general`] reads those. Where editions, builds, service packs, letters or
//! years decide, a family has a rule of its own. What is not said is not
//! guessed: the answer is then a list.

mod answer;
mod apple_and_devices;
mod dispatch;
mod dotnet;
mod general;
mod java;
mod microsoft;
mod said;
mod sql_server;
mod suse_and_ibm;
mod various;
mod windows;

pub(super) use answer::{Answer, Fit};
pub(super) use dispatch::resolve;
pub(super) use said::Said;
