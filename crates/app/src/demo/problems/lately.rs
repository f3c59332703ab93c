//! The last quarter, as far as it is solved: small things, seen while they are small.

use super::super::cast::{ANA, BEN, CHO, DINA, EMIL, FARAH};
use super::Life;
use super::Step::{IsBlocked, IsFree, Names, Says, Solves, TakesUp};
use crate::problem::Size::{AFewDays, APersonWeek, UnderADay};

pub(super) const LIVES: &[Life] = &[
    Life {
        seen: (90, FARAH, AFewDays, None),
        teams: &["Platform"],
        began: None,
        words: "The shared pipeline is green on the machine and red on the wall, or the other \
                way round.",
        more: "",
        then: &[
            (89, BEN, TakesUp),
            (89, FARAH, Names("shared pipeline")),
            (
                82,
                BEN,
                Solves(
                    UnderADay,
                    "The wall showed last night’s, and the machine this minute’s. Both show \
                    this minute’s.",
                ),
            ),
        ],
    },
    Life {
        seen: (85, ANA, UnderADay, None),
        teams: &["Checkout"],
        began: Some((2, 1)),
        words: "Each basket test waits eight seconds for a picture that nobody looks at.",
        more: "",
        then: &[
            (84, DINA, TakesUp),
            (
                80,
                DINA,
                Solves(
                    UnderADay,
                    "The picture is one white point in tests. The whole night is twenty minutes \
                    shorter.",
                ),
            ),
        ],
    },
    Life {
        seen: (78, CHO, UnderADay, None),
        teams: &["Invoicing"],
        began: None,
        words: "The letters to customers have a sentence that even we do not understand.",
        more: "",
        then: &[
            (78, ANA, Says("I read it aloud at home. Nobody laughed.")),
            (77, ANA, TakesUp),
            (
                72,
                ANA,
                Solves(
                    UnderADay,
                    "Two sentences that one can read aloud. The helpdesk has checked them.",
                ),
            ),
        ],
    },
    Life {
        seen: (74, EMIL, APersonWeek, None),
        teams: &["Delivery", "Platform"],
        began: Some((2, 1)),
        words: "Everybody tests parcel lockers in the only environment that has one.",
        more: "It stands in the hall, is as large as a wardrobe, and hums.",
        then: &[
            (74, FARAH, TakesUp),
            (73, EMIL, Names("test environments")),
            (73, EMIL, IsBlocked("Delivery", 0)),
            (72, FARAH, IsBlocked("Platform", 0)),
            (71, EMIL, IsFree("Delivery", 0)),
            (70, FARAH, IsFree("Platform", 0)),
            (
                68,
                FARAH,
                Solves(
                    UnderADay,
                    "A locker made of software stands in each of them. It opens as slowly as a \
                    real one.",
                ),
            ),
        ],
    },
    Life {
        seen: (69, DINA, UnderADay, None),
        teams: &["Catalogue"],
        began: Some((1, 0)),
        words: "A partner sends the same file twice each Monday, and we take both.",
        more: "",
        then: &[
            (69, CHO, TakesUp),
            (66, CHO, Solves(UnderADay, "We know it by its sum, and thank them for the second.")),
        ],
    },
    Life {
        seen: (66, FARAH, AFewDays, None),
        teams: &["Identity", "Platform"],
        began: None,
        words: "Two of us mended the same fault on the same day, each proud of it.",
        more: "",
        then: &[
            (65, BEN, TakesUp),
            (65, FARAH, Names("too much begun at once")),
            (
                61,
                BEN,
                Solves(
                    UnderADay,
                    "Whoever begins moves it on the wall first. We kept the shorter one.",
                ),
            ),
        ],
    },
    Life {
        seen: (62, ANA, UnderADay, None),
        teams: &["Checkout"],
        began: Some((1, 0)),
        words: "The word for a voucher is another one on each of our four pages.",
        more: "",
        then: &[
            (61, EMIL, TakesUp),
            (
                57,
                EMIL,
                Solves(
                    UnderADay,
                    "It is “voucher”, everywhere, and a test reads all pages for the others.",
                ),
            ),
        ],
    },
    Life {
        seen: (55, EMIL, AFewDays, None),
        teams: &["Delivery"],
        began: Some((2, 1)),
        words: "Drivers wait four minutes each morning while the device loads what it loaded \
                last night.",
        more: "",
        then: &[
            (54, DINA, TakesUp),
            (
                48,
                DINA,
                Solves(
                    UnderADay,
                    "It loads what has changed. Four minutes have become ten seconds, for \
                    ninety drivers.",
                ),
            ),
        ],
    },
    Life {
        seen: (45, CHO, UnderADay, None),
        teams: &["Search"],
        began: Some((1, 1)),
        words: "The test of spelling has known the same forty words for years, and passes.",
        more: "",
        then: &[
            (44, BEN, TakesUp),
            (
                41,
                BEN,
                Solves(
                    UnderADay,
                    "It takes forty others each night, from what people really typed.",
                ),
            ),
        ],
    },
    Life {
        seen: (33, FARAH, AFewDays, None),
        teams: &["Platform", "Search"],
        began: Some((1, 0)),
        words: "The shared pipeline waits for a licence that has been paid and not been \
                entered.",
        more: "",
        then: &[
            (33, CHO, TakesUp),
            (32, FARAH, Names("shared pipeline")),
            (32, CHO, IsBlocked("Search", 0)),
            (31, CHO, IsFree("Search", 0)),
            (
                29,
                CHO,
                Solves(
                    UnderADay,
                    "It is entered, and the next date stands in the calendar of two people.",
                ),
            ),
        ],
    },
    Life {
        seen: (16, ANA, UnderADay, None),
        teams: &["Checkout", "Invoicing"],
        began: Some((1, 0)),
        words: "Receipts by letter arrive before the payment does, so that careful people pay \
                twice.",
        more: "",
        then: &[
            (16, CHO, TakesUp),
            (
                12,
                CHO,
                Solves(
                    UnderADay,
                    "The letter waits for the payment. Two who had paid twice have their money \
                    back.",
                ),
            ),
        ],
    },
    Life {
        seen: (11, DINA, AFewDays, None),
        teams: &["Catalogue", "Pricing", "Search"],
        began: Some((2, 1)),
        words: "A product that is new on Monday can be found on Wednesday only.",
        more: "",
        then: &[
            (11, CHO, TakesUp),
            (10, DINA, Names("shared pipeline")),
            (
                7,
                CHO,
                Solves(
                    UnderADay,
                    "New ones go first; what has not changed can wait for the night.",
                ),
            ),
        ],
    },
    Life {
        seen: (9, EMIL, UnderADay, None),
        teams: &["Delivery"],
        began: None,
        words: "The helpdesk asks us for the number of a parcel that they have on their own \
                screen.",
        more: "",
        then: &[
            (8, BEN, TakesUp),
            (
                6,
                BEN,
                Solves(UnderADay, "It has moved to the top of their screen, in large figures."),
            ),
        ],
    },
    Life {
        seen: (6, FARAH, UnderADay, None),
        teams: &["Platform"],
        began: Some((0, 0)),
        words: "Somebody asks each morning whether the machines will be restarted that day.",
        more: "",
        then: &[
            (6, DINA, TakesUp),
            (
                4,
                DINA,
                Solves(UnderADay, "The page says it at seven. If it says nothing, they will not."),
            ),
        ],
    },
];
