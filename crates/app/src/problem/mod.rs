//! Problems: what holds one or several teams back. Noted in seconds, shared, taken up, contained,
//! solved, and watched for a while; silence escalates, and what was solved once is offered to
//! whoever meets it again.

mod like;
mod measures;
mod size;
