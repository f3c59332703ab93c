//! The binary `roundtable`.
fn main() {}
