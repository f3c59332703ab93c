//! What was done, said once on the page that an answer leads on to.

use axum::response::{IntoResponse, Redirect, Response};

/// What somebody has just done, where the next page would not show it by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Saved,
    Settled,
    PutBack,
    WhyKept,
    WhyLetGo,
    Shared,
    TakenBack,
    PasswordTaken,
    Left,
    Ended,
    LinkEnded,
    Revoked,
    Proposed,
    Seconded,
    Objected,
    Withdrawn,
    Asked,
    DraftKept,
    ThrownAway,
    Answered,
    Reworded,
    Told,
    Offered,
    TakenUp,
    Written,
    PurposeKept,
    Noted,
    OnIt,
    OffIt,
    HaveItToo,
    Contained,
    Loose,
    Solved,
    Back,
    Dropped,
    Thanked,
    Undone,
}

/// Each with its word in the cookie, and the sentence.
const DONE: [(Done, &str, &str); 37] = [
    (Done::Saved, "saved", "Saved."),
    (
        Done::Settled,
        "settled",
        "Saved. Everybody sees that it changed; for a week it can be undone.",
    ),
    (Done::PutBack, "put-back", "It is as it was before."),
    (Done::WhyKept, "why-kept", "Kept. Only you can read it."),
    (Done::WhyLetGo, "why-let-go", "Let go. What you wrote stays among your earlier ones."),
    (Done::Shared, "shared", "Shared. It stands here until you take it back."),
    (Done::TakenBack, "taken-back", "Taken back. Nobody can read it here any more."),
    (
        Done::PasswordTaken,
        "password",
        "Your password is another one now. You are signed out elsewhere.",
    ),
    (Done::Left, "left", "You have left the table."),
    (Done::Ended, "ended", "The seat has ended."),
    (Done::LinkEnded, "link-ended", "The link has ended; the other table is told."),
    (Done::Revoked, "revoked", "Taken back. The link opens nothing any more."),
    (Done::Proposed, "proposed", "Proposed. It needs a second now."),
    (
        Done::Seconded,
        "seconded",
        "Seconded. In three days it is in force, unless somebody objects.",
    ),
    (Done::Objected, "objected", "Your objection stands. Nothing will happen."),
    (Done::Withdrawn, "withdrawn", "Withdrawn."),
    (Done::Asked, "asked", "Asked."),
    (
        Done::DraftKept,
        "draft-kept",
        "Kept. Only you can read it, and nobody knows that it is there.",
    ),
    (Done::ThrownAway, "thrown-away", "Thrown away."),
    (Done::Answered, "answered", "Your answer is kept."),
    (
        Done::Reworded,
        "reworded",
        "Put in other words. Those who had said whatever are asked again.",
    ),
    (Done::Told, "told", "Noted. For a week it can be undone in the history below."),
    (Done::Offered, "offered", "Offered. It stands here until you withdraw it."),
    (Done::TakenUp, "taken-up", "Taken up. Talk to each other."),
    (Done::Written, "written", "Kept."),
    (
        Done::Noted,
        "noted",
        "Shared. Your peers see it now; what becomes of it stands under “Problems”.",
    ),
    (Done::OnIt, "on-it", "You are on it, and your peers see that."),
    (Done::OffIt, "off-it", "You are not on it any more."),
    (Done::HaveItToo, "have-it-too", "Noted: it is one problem, and your teams have it, too."),
    (Done::Contained, "contained", "Contained. The teams can go on; it is not solved yet."),
    (Done::Loose, "loose", "It is not contained any more."),
    (Done::Solved, "solved", "Solved. It is watched for a while; if it comes back, say so here."),
    (Done::Back, "back", "It is open again, and its clock starts anew."),
    (Done::Dropped, "dropped", "Dropped. For a week it can be undone below."),
    (Done::Thanked, "thanked", "Your thanks stand here for all to see."),
    (Done::Undone, "undone", "Undone."),
    (Done::PurposeKept, "purpose-kept", "Kept. It comes back on its day."),
];

impl Done {
    pub(super) fn word(self) -> &'static str {
        DONE.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        DONE.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    /// What is said.
    pub(super) fn sentence(self) -> &'static str {
        DONE.iter().find(|it| it.0 == self).map_or("", |it| it.2)
    }
}

/// Leads on to a page, which says once what was done.
pub(crate) struct Led(Redirect, Done);

impl Led {
    pub(crate) fn to(page: &str, done: Done) -> Self {
        Self(Redirect::to(page), done)
    }
}

impl IntoResponse for Led {
    fn into_response(self) -> Response {
        // The cookie is the guard's, who knows how the place is reached.
        let mut response = self.0.into_response();
        response.extensions_mut().insert(self.1);
        response
    }
}
