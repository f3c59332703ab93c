//! Who is told of what: what is a reply to whoever raised a problem, what a table below learns of
//! it, and to which tables above it was offered. Pure.

use super::{Entry, Offer, Problem, Standing, What};

impl Problem {
    /// What a table below that offered it is told of: that somebody is on it or nobody any more,
    /// never how many; and not what it said itself.
    pub(crate) fn told_below(&self) -> Vec<&Entry> {
        let mut standing = Standing::before(&self.content);
        let mut is_on_it = false;
        let mut told = vec![];
        for entry in self.valid() {
            standing.take_in(entry);
            let was_on_it = is_on_it;
            is_on_it = !standing.spell().solvers.is_empty();
            let goes = match &entry.what {
                What::TookUp | What::LetGo => is_on_it != was_on_it,
                What::CameBack { .. } => entry.by.is_some(),
                what => what.goes_down(),
            };
            if goes {
                told.push(entry);
            }
        }
        told
    }

    /// To which tables it was offered, each once, and which problem it is there.
    pub(crate) fn offers(&self) -> Vec<Offer> {
        let mut offers: Vec<Offer> = vec![];
        for offer in self.standing().spells.into_iter().filter_map(|spell| spell.offered) {
            if !offers.iter().any(|it| it.problem == offer.problem) {
                offers.push(offer);
            }
        }
        offers
    }
}

impl What {
    /// Whether a table below that offered the problem is told of it. Of who is on it it is told the
    /// first and the last only.
    pub(super) fn goes_down(&self) -> bool {
        matches!(
            self,
            Self::Told { .. }
                | Self::Routed { .. }
                | Self::Contained { .. }
                | Self::BrokeLoose
                | Self::Solved { .. }
                | Self::Dropped { .. }
                | Self::CameBack { .. }
                | Self::Verified
                | Self::WasUnanswered
                | Self::WasUnsolved
                | Self::Offered { .. }
        )
    }

    /// Whether a table below has its answer by it.
    pub(crate) fn answers(&self) -> bool {
        matches!(
            self,
            Self::TookUp
                | Self::Told { .. }
                | Self::Routed { .. }
                | Self::Contained { .. }
                | Self::Solved { .. }
                | Self::Dropped { .. }
        )
    }

    /// Whether it is over by it, or there again.
    pub(crate) fn begins_or_ends(&self) -> bool {
        matches!(self, Self::Solved { .. } | Self::Dropped { .. } | Self::CameBack { .. })
    }

    /// Whether it is a reply where another does it than who raised the problem. Whoever takes it
    /// up themselves ends the silence, too.
    pub(super) fn replies(&self) -> bool {
        matches!(
            self,
            Self::Routed { .. }
                | Self::Dropped { .. }
                | Self::Answered
                | Self::Told { .. }
                | Self::Offered { .. }
        )
    }
}
