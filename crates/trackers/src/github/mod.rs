//! GitHub issues and pull requests: lines of `{"issue"|"pull":{…},"events":[…]}`, or the REST
//! issues themselves, with a timeline or without.

mod address;
mod read;
#[cfg(test)]
mod tests;
mod timeline;
mod wire;

pub(crate) use read::read;
