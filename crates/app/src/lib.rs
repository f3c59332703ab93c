//! Roundtable, the product: one folder per capability.
