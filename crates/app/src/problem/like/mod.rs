//! Problems like the one that somebody is typing. Pure.
