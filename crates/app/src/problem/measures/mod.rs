//! How problems go at a table: how long until a reply, until they are contained, until they are
//! solved; how early they are seen, how large, whether they come back, what causes them. Never by
//! person.

mod life;
