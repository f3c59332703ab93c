//! The cast of the demo, and what happened at their tables in a year. All of it is made up.

use super::workshop::Step;

/// Somebody of the cast.
pub(super) struct Player {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    /// Who they are, in half a sentence.
    pub(super) who: &'static str,
}

pub(super) const ANA: usize = 0;
pub(super) const BEN: usize = 1;
pub(super) const CHO: usize = 2;
pub(super) const DINA: usize = 3;
pub(super) const EMIL: usize = 4;
pub(super) const FARAH: usize = 5;

pub(super) const CAST: [Player; 6] = [
    Player {
        name: "Ana Novak",
        email: "ana@demo.example",
        who: "serves Checkout and Invoicing; began it all",
    },
    Player { name: "Ben Ortiz", email: "ben@demo.example", who: "serves Accounts and Identity" },
    Player {
        name: "Cho Tanaka",
        email: "cho@demo.example",
        who: "serves Search, and Invoicing with Ana",
    },
    Player { name: "Dina Roth", email: "dina@demo.example", who: "serves Catalogue and Pricing" },
    Player {
        name: "Emil Sand",
        email: "emil@demo.example",
        who: "serves Delivery; sits at the table above, too",
    },
    Player {
        name: "Farah Amiri",
        email: "farah@demo.example",
        who: "serves Platform; sits at the table above, too",
    },
];

/// The tables, by the places in `TABLES`.
pub(super) const NORTH: usize = 0;
pub(super) const HOUSE: usize = 1;
pub(super) const TABLES: [&str; 2] = ["North group", "House round"];

/// What somebody does.
pub(super) enum Does {
    /// Founds a table.
    Founds(usize),
    /// Invites somebody to a table, who takes the seat.
    Invites(usize, usize),
    /// Asks somebody to observe a table, who does.
    InvitesToObserve(usize, usize),
    /// Makes a link and takes it back.
    InvitesInVain(usize),
    /// Keeps a why: the reasons and the words.
    Keeps(&'static [&'static str], &'static str),
    /// Says that it is still why.
    StillWhy,
    /// Lets the why go.
    LetsGo,
    /// Shares the latest version with a table.
    Shares(usize),
    /// Takes a shared why back.
    TakesBack(usize),
    /// Names a delivery team at a table.
    Names(usize, &'static str),
    /// Serves a team that somebody named.
    Serves(usize, &'static str),
    /// Adds a working day to those of a table, and puts it back.
    TriesSaturdays(usize),
    /// Offers a link to a table that would stand below, whose peer accepts it.
    Links(usize, usize, usize),
    /// Proposes to archive a table; somebody objects in these words.
    ProposesInVain(usize, usize, &'static str),
    /// Comments on a team of a table.
    Says(usize, &'static str, &'static str),
    /// Comments on what somebody shares with a table.
    SaysOfWhy(usize, usize, &'static str),
    /// Edits what they said last.
    SaysBetter(usize, &'static str),
    /// Deletes what they said last.
    Unsays(usize),
    /// Something about asks of the north group.
    AboutAsks(super::asks::Asking),
    /// Something about problems of the north group.
    AboutProblems(super::problems::Doing),
    /// Does something in the workshop on the purpose of a table.
    InWorkshop(usize, Step),
    /// Has seen it all at a table.
    HasSeen(usize),
}

use Does::{
    Founds, HasSeen, Invites, InvitesInVain, InvitesToObserve, Keeps, LetsGo, Links, Names,
    ProposesInVain, Says, SaysBetter, SaysOfWhy, Serves, Shares, StillWhy, TakesBack,
    TriesSaturdays, Unsays,
};

/// The year: how many days ago, who, and what. Nothing happens at weekends.
pub(super) const YEAR: &[(i64, usize, Does)] = &[
    (
        364,
        ANA,
        Keeps(
            &["shared", "company"],
            "Every one of us fights the same build, and nobody tells anybody. I am tired of \
             solving it alone.",
        ),
    ),
    (362, ANA, Founds(NORTH)),
    (361, ANA, Names(NORTH, "Checkout")),
    (361, ANA, Names(NORTH, "Invoicing")),
    (360, ANA, Invites(NORTH, BEN)),
    (
        359,
        BEN,
        Keeps(&["faster"], "Decisions wait three weeks for a meeting. I want them in days."),
    ),
    (358, BEN, Names(NORTH, "Accounts")),
    (357, BEN, Shares(NORTH)),
    (356, ANA, Shares(NORTH)),
    (352, ANA, Invites(NORTH, CHO)),
    (
        351,
        CHO,
        Keeps(
            &["shared", "attention"],
            "Product people speak to whoever shouts. Together we would not have to shout.",
        ),
    ),
    (350, CHO, Names(NORTH, "Search")),
    (350, CHO, Serves(NORTH, "Invoicing")),
    (345, BEN, InvitesInVain(NORTH)),
    (341, CHO, Invites(NORTH, DINA)),
    (340, DINA, Names(NORTH, "Catalogue")),
    (340, DINA, Names(NORTH, "Pricing")),
    (
        338,
        DINA,
        Keeps(
            &["shared", "faster", "company"],
            "My teams wait for other teams half of the time. I know the others wait for mine. \
             Nobody has ever drawn it.",
        ),
    ),
    (336, DINA, Shares(NORTH)),
    (331, CHO, Shares(NORTH)),
    (322, ANA, Invites(NORTH, EMIL)),
    (321, EMIL, Names(NORTH, "Delivery")),
    (
        320,
        EMIL,
        Keeps(&["attention", "faster"], "If we agree among ourselves, we need not ask so often."),
    ),
    (310, ANA, Invites(NORTH, FARAH)),
    (309, FARAH, Names(NORTH, "Platform")),
    (309, FARAH, Names(NORTH, "Identity")),
    (308, BEN, Serves(NORTH, "Identity")),
    (
        306,
        FARAH,
        Keeps(
            &["shared"],
            "Everybody needs Platform on the same Thursday. I need to hear it before.",
        ),
    ),
    (301, FARAH, Shares(NORTH)),
    (272, ANA, StillWhy),
    (268, DINA, TriesSaturdays(NORTH)),
    (266, BEN, StillWhy),
    (255, FARAH, Founds(HOUSE)),
    (254, FARAH, Invites(HOUSE, EMIL)),
    (250, EMIL, Invites(HOUSE, ANA)),
    (248, FARAH, Links(HOUSE, NORTH, EMIL)),
    (240, EMIL, Shares(HOUSE)),
    (236, FARAH, InvitesToObserve(HOUSE, DINA)),
    (
        181,
        ANA,
        Keeps(
            &["shared", "faster", "company"],
            "The build is better since we looked at it together. What is left is slower: decisions \
             that belong to none of us. And I like these mornings.",
        ),
    ),
    (180, ANA, Shares(NORTH)),
    (173, BEN, StillWhy),
    (160, CHO, TakesBack(NORTH)),
    (
        159,
        CHO,
        Keeps(
            &["attention", "company"],
            "I wanted product people to listen. They do, now that we ask with one voice. I stay \
             for the company.",
        ),
    ),
    (158, CHO, Shares(NORTH)),
    (120, EMIL, LetsGo),
    (
        96,
        EMIL,
        Keeps(
            &["shared", "faster"],
            "Half of what is begun here is never needed. I want us to begin less, and finish it.",
        ),
    ),
    (
        92,
        EMIL,
        ProposesInVain(
            HOUSE,
            FARAH,
            "What is too large for the north group would have no place. Let us meet every second \
             week instead.",
        ),
    ),
    (88, ANA, StillWhy),
    (81, BEN, StillWhy),
    (70, DINA, StillWhy),
    (41, EMIL, Shares(NORTH)),
    (30, CHO, InvitesInVain(NORTH)),
    (38, BEN, SaysOfWhy(NORTH, EMIL, "*Begin less* I can do. Who tells the board?")),
    (37, EMIL, SaysOfWhy(NORTH, EMIL, "All of us. On one page, with the ages of what is open.")),
    (
        20,
        CHO,
        Says(
            NORTH,
            "Invoicing",
            "Three things wait for the test environment:\n\n- the new tax rates\n- the archive\n- \
             the letters\n\n> It is booked until Friday.",
        ),
    ),
    (19, ANA, Says(NORTH, "Invoicing", "Let them have ours on Thursday.")),
    (19, ANA, SaysBetter(NORTH, "Let them have ours, on *Wednesday*. Thursday is release day.")),
    (18, DINA, Says(NORTH, "Invoicing", "We need it on Wednesday, too.")),
    (18, DINA, Unsays(NORTH)),
    (12, FARAH, Names(HOUSE, "Customer care")),
    (9, BEN, HasSeen(NORTH)),
    (8, ANA, HasSeen(NORTH)),
    (
        6,
        FARAH,
        Keeps(
            &["shared", "company"],
            "Thursdays are quiet now. I want us to see the next such thing while it is small.",
        ),
    ),
    (5, FARAH, Shares(NORTH)),
    (3, DINA, TakesBack(NORTH)),
    (2, DINA, Shares(NORTH)),
];
