//! Linear issues with their history, as the GraphQL interface answers: pages of
//! `{"data":{"issues":{"nodes":[…]}}}`, or the issues of these.

mod read;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use read::Linear;
