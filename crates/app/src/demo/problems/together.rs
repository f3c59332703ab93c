//! The second quarter: what is dear is looked at together, and the test data are cured.

use super::super::cast::{ANA, BEN, CHO, DINA, EMIL, FARAH};
use super::Life;
use super::Step::{
    Above, AlsoHas, BreaksLoose, Contains, IsBlocked, IsFree, Links, Names, Routes, Says, Solves,
    TakesUp, Tells, Thanks,
};
use crate::problem::Size::{AFewDays, APersonWeek, More, UnderADay};
use crate::problem::{Harm, Route};

pub(super) const LIVES: &[Life] = &[
    Life {
        seen: (277, ANA, More, None),
        teams: &["Checkout", "Invoicing", "Accounts"],
        began: Some((40, 30)),
        words: "Nobody can test a refund from beginning to end, for the bank’s test side is \
                booked for months.",
        more: "",
        then: &[
            (270, BEN, TakesUp),
            (269, ANA, Names("test environments")),
            (267, ANA, IsBlocked("Invoicing", 3)),
            (262, BEN, IsBlocked("Accounts", 2)),
            (260, ANA, IsFree("Invoicing", 0)),
            (257, BEN, IsFree("Accounts", 0)),
            (
                255,
                BEN,
                Contains("We have one afternoon each week that belongs to all three of us."),
            ),
            (
                240,
                BEN,
                Solves(
                    AFewDays,
                    "A small stand-in for the bank answers as it does, its mistakes among \
                    them.\nWe keep the afternoon to find out where the two differ.",
                ),
            ),
        ],
    },
    Life {
        seen: (265, CHO, APersonWeek, None),
        teams: &["Search", "Catalogue"],
        began: Some((28, 20)),
        words: "A test catalogue with a million products takes two days to fill, and is out of \
                date on the third.",
        more: "It is the largest thing that I have ever waited for.",
        then: &[
            (259, DINA, TakesUp),
            (258, CHO, Names("test data")),
            (255, CHO, IsBlocked("Search", 2)),
            (253, DINA, IsBlocked("Catalogue", 1)),
            (251, CHO, IsFree("Search", 0)),
            (248, DINA, IsFree("Catalogue", 0)),
            (
                236,
                DINA,
                Solves(
                    AFewDays,
                    "We keep a small one of ten thousand, chosen for what goes wrong with \
                    them.\nThe large one is filled once a month.",
                ),
            ),
        ],
    },
    Life {
        seen: (261, FARAH, AFewDays, None),
        teams: &["Platform"],
        began: Some((20, 14)),
        words: "Three teams ask us for the same thing in three letters, and read three \
                different answers.",
        more: "",
        then: &[
            (256, EMIL, Says("Guilty. I did not know of the other two.")),
            (254, FARAH, TakesUp),
            (
                239,
                FARAH,
                Solves(
                    UnderADay,
                    "One page with what was asked and what we said. It is read more than our \
                    letters.",
                ),
            ),
        ],
    },
    Life {
        seen: (257, ANA, More, None),
        teams: &["Invoicing"],
        began: Some((35, 21)),
        words: "The new tax rates wait for a decision that two product people each believe the \
                other has made.",
        more: "It has to be right in spring. There is no second spring.",
        then: &[
            (253, ANA, Names("waiting for product people")),
            (252, CHO, TakesUp),
            (250, EMIL, Routes(Route::Organization)),
            (
                224,
                CHO,
                Solves(
                    AFewDays,
                    "We asked both the same question in the same room. It took twenty \
                    minutes.\nNext time we ask for the room first.",
                ),
            ),
            (223, ANA, Thanks("For the room.")),
        ],
    },
    Life {
        seen: (252, EMIL, APersonWeek, None),
        teams: &["Delivery", "Checkout"],
        began: None,
        words: "Eleven things are begun between Delivery and Checkout, and each waits for \
                another of the eleven.",
        more: "",
        then: &[
            (247, ANA, Says("I did not believe eleven. I counted twelve.")),
            (246, EMIL, Names("too much begun at once")),
            (245, ANA, TakesUp),
            (244, EMIL, TakesUp),
            (
                219,
                ANA,
                Solves(
                    AFewDays,
                    "They hang on one wall in one order, and nobody begins a sixth.\nFour were \
                    done within the month.",
                ),
            ),
        ],
    },
    Life {
        seen: (242, DINA, More, None),
        teams: &["Pricing", "Catalogue", "Search"],
        began: Some((20, 14)),
        words: "The shared pipeline lets one through at a time, and on Tuesdays we stand in it \
                until the evening.",
        more: "I have begun to come in at six.",
        then: &[
            (239, CHO, AlsoHas(&["Invoicing"], More)),
            (239, FARAH, TakesUp),
            (238, DINA, Names("shared pipeline")),
            (237, DINA, IsBlocked("Pricing", 2)),
            (236, CHO, IsBlocked("Search", 0)),
            (233, CHO, IsFree("Search", 0)),
            (231, DINA, IsFree("Pricing", 0)),
            (231, FARAH, Contains("Whatever only changes words goes round it.")),
            (225, DINA, BreaksLoose),
            (
                222,
                FARAH,
                Contains("What only changes words goes round it again, and pictures do, too."),
            ),
            (
                213,
                FARAH,
                Solves(
                    AFewDays,
                    "Three at a time, and each knows its place in the line.\nAt six there is \
                    nobody but the cleaners again.",
                ),
            ),
        ],
    },
    Life {
        seen: (237, BEN, APersonWeek, None),
        teams: &["Identity"],
        began: None,
        words: "Each release of Identity needs a sentence from the lawyers, who get it among \
                two hundred letters.",
        more: "They are kind, and they are four.",
        then: &[
            (232, EMIL, Routes(Route::Organization)),
            (231, BEN, TakesUp),
            (229, BEN, Names("waiting for product people")),
            (
                212,
                BEN,
                Solves(
                    AFewDays,
                    "They have named five kinds of change that need no sentence. Nine in ten \
                    are of these.",
                ),
            ),
        ],
    },
    Life {
        seen: (230, CHO, AFewDays, None),
        teams: &["Search"],
        began: None,
        words: "The list of words that mean the same is kept in somebody’s letters, from the \
                newest to the oldest.",
        more: "",
        then: &[
            (226, DINA, TakesUp),
            (
                211,
                DINA,
                Solves(
                    UnderADay,
                    "It is a file that both teams change, and each change is looked at by the \
                    other.",
                ),
            ),
        ],
    },
    Life {
        seen: (226, ANA, APersonWeek, None),
        teams: &["Checkout"],
        began: Some((14, 10)),
        words: "Vouchers for tests run out around noon, and nobody may make new ones before the \
                next day.",
        more: "",
        then: &[
            (222, EMIL, TakesUp),
            (221, ANA, Names("test data")),
            (220, ANA, IsBlocked("Checkout", 1)),
            (216, ANA, IsFree("Checkout", 0)),
            (
                204,
                EMIL,
                Solves(UnderADay, "Whoever needs one makes one; they are worth nothing outside."),
            ),
        ],
    },
    Life {
        seen: (221, FARAH, More, Some(Harm::Lasting)),
        teams: &["Platform", "Identity", "Accounts"],
        began: Some((12, 8)),
        words: "A certificate ends in nine days, and the one who knows how to renew it left in \
                spring.",
        more: "",
        then: &[
            (220, BEN, TakesUp),
            (220, FARAH, TakesUp),
            (219, FARAH, Names("no owner")),
            (
                210,
                BEN,
                Solves(
                    AFewDays,
                    "It is renewed, twice, by two of us, once with the lights off.\nAll others \
                    stand in a calendar, each with a name and a second name.",
                ),
            ),
        ],
    },
    Life {
        seen: (217, EMIL, AFewDays, None),
        teams: &["Delivery"],
        began: Some((10, 7)),
        words: "Drivers ring the developers, for our number is the one that is printed on the \
                device.",
        more: "",
        then: &[
            (213, CHO, Says("One rang me. He was very kind about it.")),
            (212, EMIL, TakesUp),
            (
                200,
                EMIL,
                Solves(
                    UnderADay,
                    "The device shows the number of those who can help. It was one line.",
                ),
            ),
        ],
    },
    Life {
        seen: (212, DINA, APersonWeek, None),
        teams: &["Catalogue", "Pricing"],
        began: None,
        words: "What we order from product people in the morning comes back in the evening with \
                a new wish on top.",
        more: "",
        then: &[
            (209, ANA, Routes(Route::Peers)),
            (208, DINA, Names("waiting for product people")),
            (207, ANA, TakesUp),
            (
                193,
                ANA,
                Solves(
                    AFewDays,
                    "Wishes go on a page that is opened on Mondays. Most are forgotten by then, \
                    by them.",
                ),
            ),
        ],
    },
    Life {
        seen: (206, CHO, AFewDays, None),
        teams: &["Invoicing", "Search"],
        began: None,
        words: "Two alarms ring for the same fault, so that two people get up and then argue \
                who may sleep.",
        more: "",
        then: &[
            (203, BEN, TakesUp),
            (202, CHO, Names("night alarms")),
            (191, BEN, Solves(UnderADay, "One alarm, one person, and a list of who comes second.")),
        ],
    },
    Life {
        seen: (202, BEN, APersonWeek, None),
        teams: &["Accounts", "Identity"],
        began: Some((9, 6)),
        words: "Each team makes its own test people, and no two of them know each other when it \
                matters.",
        more: "",
        then: &[
            (201, DINA, Says("Nor do they know our prices.")),
            (201, DINA, AlsoHas(&["Pricing"], AFewDays)),
            (200, FARAH, TakesUp),
            (199, BEN, Names("test data")),
            (197, BEN, IsBlocked("Accounts", 1)),
            (194, BEN, IsFree("Accounts", 0)),
            (195, FARAH, Contains("There is a list of forty who are known everywhere.")),
            (
                184,
                FARAH,
                Solves(
                    UnderADay,
                    "A service makes people, orders and prices that know each other, in a \
                    minute, for whoever asks.\nThis was the sixth problem with test data since \
                    we began. We looked at all six before we built it.",
                ),
            ),
            (182, BEN, Thanks("I have deleted four scripts today, and sang.")),
            (180, ANA, Thanks("Mondays are Mondays again.")),
            (
                179,
                ANA,
                Links(
                    "/peer-teams/north-group/purpose",
                    "What we are here for: the builds and test data that everybody fought alone",
                ),
            ),
        ],
    },
    Life {
        seen: (196, ANA, More, None),
        teams: &["Checkout", "Delivery", "Invoicing"],
        began: Some((10, 6)),
        words: "The bank will close the old way of paying in ten weeks, and the contract for \
                the new one lies unsigned.",
        more: "All that we can do is done. Three people look at the calendar each morning.",
        then: &[
            (195, EMIL, Says("We can build it in two weeks, but not without their keys.")),
            (194, ANA, Routes(Route::Organization)),
            (193, ANA, Names("waiting for product people")),
            (191, ANA, IsBlocked("Checkout", 1)),
            (173, EMIL, Above(1, &TakesUp)),
            (
                171,
                FARAH,
                Above(
                    1,
                    &Tells(
                        "We have it on Thursday’s list with the finance people. Ana, come for \
                        ten minutes and bring the calendar.",
                    ),
                ),
            ),
            (
                167,
                EMIL,
                Above(
                    1,
                    &Solves(
                        AFewDays,
                        "Finance signs today. They had not known that a date hung on it.",
                    ),
                ),
            ),
            (165, ANA, IsFree("Checkout", 0)),
            (
                164,
                ANA,
                Solves(
                    AFewDays,
                    "The keys came the day after. The new way is in use beside the old one.\nIt \
                    needed one table further up, and ten minutes there.",
                ),
            ),
            (163, EMIL, Thanks("For bringing the calendar.")),
        ],
    },
];
