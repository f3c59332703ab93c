//! That the data are made up.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let demo = Table::create().table("demo").col(id()).col(instant("made_at")).take();
    vec![Change::Table(demo)]
}
