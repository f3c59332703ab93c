//! A tracker's bytes in, work histories out.
