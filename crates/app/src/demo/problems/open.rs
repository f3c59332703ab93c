//! What is open at the end: in every column of the board, and of every age.

use super::super::cast::{ANA, BEN, CHO, DINA, EMIL, FARAH};
use super::Life;
use super::Step::{
    Above, AlsoHas, Contains, Discusses, Estimates, IsBlocked, LetsGo, Links, Names, Offers,
    PutsOnAgenda, Routes, Says, TakesUp, Tells,
};
use crate::problem::Route;
use crate::problem::Size::{AFewDays, APersonWeek, UnderADay};

pub(super) const LIVES: &[Life] = &[
    Life {
        seen: (40, EMIL, APersonWeek, None),
        teams: &["Delivery", "Catalogue"],
        began: Some((4, 2)),
        words: "Nobody may say which partner comes first when two want the same week, so both \
                wait.",
        more: "We can rank them by cost in an hour. What it is worth belongs to nobody at this \
                table.",
        then: &[
            (39, DINA, TakesUp),
            (39, ANA, Routes(Route::Organization)),
            (38, EMIL, Names("waiting for product people")),
            (35, EMIL, IsBlocked("Delivery", 1)),
        ],
    },
    Life {
        seen: (30, DINA, AFewDays, None),
        teams: &["Catalogue"],
        began: None,
        words: "Release day ends at midnight for all who are left at eight.",
        more: "It began as an exception.",
        then: &[
            (29, ANA, Says("We had three of these in a row.")),
            (29, ANA, AlsoHas(&["Checkout", "Invoicing"], AFewDays)),
            (29, BEN, AlsoHas(&["Accounts"], AFewDays)),
            (28, CHO, AlsoHas(&["Search"], AFewDays)),
            (28, EMIL, TakesUp),
            (27, DINA, Names("too much begun at once")),
            (
                27,
                DINA,
                Links(
                    "/peer-teams/north-group/asks",
                    "What Dina asked of all of us: no deploying on Thursday afternoons",
                ),
            ),
            (24, BEN, TakesUp),
            (21, EMIL, Estimates(APersonWeek)),
        ],
    },
    Life {
        seen: (27, CHO, AFewDays, None),
        teams: &["Search", "Accounts"],
        began: Some((2, 1)),
        words: "Where the search index lives is still undecided, and two teams build for both \
                answers.",
        more: "",
        then: &[
            (27, FARAH, Says("I would decide it, if it were mine.")),
            (26, FARAH, TakesUp),
            (25, CHO, Names("no owner")),
            (25, BEN, Contains("Until it is decided, both build for the old place only.")),
            (16, CHO, Offers),
            (
                4,
                FARAH,
                Above(
                    2,
                    &Tells(
                        "The house has no wish of its own here. Decide it among the three of \
                        you, by the end of next week; we will stand by it.",
                    ),
                ),
            ),
        ],
    },
    Life {
        seen: (24, FARAH, UnderADay, None),
        teams: &["Platform", "Identity"],
        began: Some((2, 1)),
        words: "The new certificates are entered by hand, and so far each of us has done it \
                otherwise.",
        more: "",
        then: &[
            (23, BEN, TakesUp),
            (22, BEN, Contains("There is a list to go by, and two do it together.")),
        ],
    },
    Life {
        seen: (18, BEN, UnderADay, None),
        teams: &["Accounts"],
        began: None,
        words: "The migration needs two days of somebody who knew the old accounts, and all of \
                them are busy.",
        more: "A day now and a day next week would do.",
        then: &[
            (17, ANA, Says("You have one of mine for Tuesday.")),
            (17, EMIL, Routes(Route::Peers)),
            (16, EMIL, TakesUp),
            (15, BEN, Estimates(AFewDays)),
            (14, BEN, IsBlocked("Accounts", 1)),
            (13, EMIL, LetsGo),
            (12, BEN, PutsOnAgenda),
            (9, ANA, TakesUp),
        ],
    },
    Life {
        seen: (17, EMIL, AFewDays, None),
        teams: &["Delivery", "Checkout"],
        began: Some((1, 0)),
        words: "What stops when the partner portal starts is not said, so that nobody believes \
                either.",
        more: "",
        then: &[
            (16, CHO, TakesUp),
            (15, EMIL, Names("too much begun at once")),
            (14, EMIL, PutsOnAgenda),
            (13, CHO, Discusses),
        ],
    },
    Life {
        seen: (13, CHO, UnderADay, None),
        teams: &["Invoicing"],
        began: Some((1, 0)),
        words: "The new tax rates, the archive and the letters wait for one environment, one \
                after the other.",
        more: "",
        then: &[
            (12, ANA, TakesUp),
            (12, CHO, Names("test environments")),
            (11, CHO, IsBlocked("Invoicing", 1)),
            (
                7,
                ANA,
                Contains("We have the one of Checkout on Wednesdays. Two of three are through."),
            ),
        ],
    },
    Life {
        seen: (10, ANA, AFewDays, None),
        teams: &["Checkout", "Invoicing"],
        began: Some((2, 1)),
        words: "Those who pay in instalments are shown the whole sum a second time on the last \
                page.",
        more: "They ring us then, and they are right.",
        then: &[],
    },
    Life {
        seen: (5, BEN, UnderADay, None),
        teams: &["Identity"],
        began: Some((0, 0)),
        words: "Sign-in is slow for a minute after each release, and the helpdesk has learnt to \
                look away.",
        more: "",
        then: &[(4, FARAH, TakesUp)],
    },
    Life {
        seen: (4, FARAH, AFewDays, None),
        teams: &["Platform", "Search", "Delivery", "Checkout"],
        began: Some((1, 0)),
        words: "Thursday’s release and the yearly test of the fire doors fall on the same hour.",
        more: "I would rather move ours than theirs.",
        then: &[(3, EMIL, Says("The doors have asked first."))],
    },
    Life {
        seen: (2, DINA, UnderADay, None),
        teams: &["Pricing"],
        began: Some((1, 0)),
        words: "A price that is changed twice in a minute is shown with its first value until \
                the evening.",
        more: "",
        then: &[],
    },
    Life {
        seen: (1, CHO, UnderADay, None),
        teams: &["Search"],
        began: Some((0, 0)),
        words: "People who type the number of an order are told that there is no such product.",
        more: "",
        then: &[],
    },
];
