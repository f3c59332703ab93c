//! What the installation's key sealed at first.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    let table = Table::create().table("installation").col(id()).col(bytes("sealed")).take();
    vec![Change::Table(table)]
}
