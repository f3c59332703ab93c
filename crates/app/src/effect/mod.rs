//! Whether a change made a difference: before and after, with open items counted.
