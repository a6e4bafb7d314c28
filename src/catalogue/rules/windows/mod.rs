//! Windows: client, server and embedded, which share names and builds.
//!
//! A build alone is no answer where client and server share it; a year beside
//! LTSC is not a server's year; an edition decides between the two ends of a
//! client version; an embedded edition never takes a client's dates.

mod client;
mod embedded;
mod facts;
mod server;

pub(super) use facts::resolve;
