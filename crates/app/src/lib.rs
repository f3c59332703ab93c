//! Roundtable, the product: one folder per capability.
//!
//! - [`source`]: where a team's work history comes from, and the workflow it is read by
//! - [`flow_page`]: how a team's work flows, in sentences, in numbers and in charts
//! - [`effect`]: whether a change made a difference, before and after, with open items counted
//! - `today`: the table, what needs me, what moved
//! - `why`: why I want to work with my peers, private until I share it
//! - `peer_team`: managers who are peers, at one table
//! - `peer_team_link`: peer teams above and below, by consent of both
//! - `seat`: how one is given up or ended
//! - `proposal`: what one peer proposes and another seconds: removing a peer, archiving a table
//! - `ask`: what a peer wants of another or of all, answered yes, no, I will try or whatever
//! - `problem`: what holds teams back, seen while small, solved together, never silently lost
//! - `purpose`: what a peer team is for: made in a workshop, adopted by consent
//! - `comment`: what peers say about anything that is shared
//! - `undo`: what was done is undone, from the history
//! - `team`: the delivery teams that peers serve
//! - `invitation`: a link by which somebody takes a seat
//! - `account`: all about me on one page, and leaving for good
//! - `lost_access`: a one-time link for somebody who cannot get in, made by two who agree
//! - `operator`: who runs the installation sees the accounts, and nothing that people write
//! - `people`: accounts, how people show and read, signing in and out, recovery codes
//! - `demo`: a year of made-up peers, to look around
//! - [`config`]: how the place is set up: flags, the environment and a file
//! - [`backup`]: a copy of everything but the key, read again; put back into an empty folder
//!
//! Below them: `live` wakes open pages, [`serve`] puts the pages together, `shell` is what every
//! page wears, [`private`] seals what people write for themselves, `event` records what happened,
//! `job` does what is due later, [`mail`] is the outbox, [`store`] keeps everything.

#![allow(unreachable_pub)] // Entities are `pub` by their derive, and rooms are private.

mod account;
pub mod app;
mod ask;
pub mod backup;
mod comment;
pub mod config;
mod demo;
pub mod effect;
pub mod error;
mod event;
pub mod flow_page;
mod ids;
mod invitation;
mod job;
mod live;
mod lost_access;
pub mod mail;
mod micros;
mod operator;
mod passkey;
mod peer_team;
mod peer_team_link;
mod people;
pub mod private;
mod problem;
mod proposal;
mod purpose;
mod seat;
pub mod serve;
mod shell;
pub mod source;
pub mod store;
mod team;
#[cfg(test)]
mod testing;
mod today;
mod undo;
mod why;
mod wording;

pub use error::Error;
pub use lost_access::reset;
pub use shell::Report;
