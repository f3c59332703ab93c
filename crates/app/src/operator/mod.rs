//! Running the installation: accounts, and the facts of its set-up. An operator sees no private
//! writing and no peer team that they are not in.

mod pages;
#[cfg(test)]
mod tests;

pub(crate) use pages::routes;
