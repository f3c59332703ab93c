//! The third quarter: problems are seen within a week, and solved within two.

use super::super::cast::{ANA, BEN, CHO, DINA, EMIL, FARAH};
use super::Life;
use super::Step::{
    AlsoHas, Contains, Drops, IsBlocked, IsFree, Names, Routes, Says, Solves, TakesUp, Thanks,
};
use crate::problem::Size::{AFewDays, APersonWeek, UnderADay};
use crate::problem::{Harm, Route};

pub(super) const LIVES: &[Life] = &[
    Life {
        seen: (188, FARAH, APersonWeek, None),
        teams: &["Platform", "Delivery", "Checkout"],
        began: Some((8, 5)),
        words: "Environments are taken for a week and used for a day, for giving one back takes \
                a form.",
        more: "I have thirty, and on most days eleven are idle.",
        then: &[
            (187, EMIL, Says("I have two. I am ashamed, and I need them.")),
            (186, FARAH, TakesUp),
            (185, FARAH, Names("test environments")),
            (184, EMIL, IsBlocked("Delivery", 2)),
            (181, EMIL, IsFree("Delivery", 0)),
            (
                172,
                FARAH,
                Solves(
                    AFewDays,
                    "They go back by themselves on Friday, unless somebody says no.\nNobody has \
                    said no yet.",
                ),
            ),
        ],
    },
    Life {
        seen: (176, BEN, AFewDays, None),
        teams: &["Identity"],
        began: Some((7, 4)),
        words: "The shared pipeline tests our part with an old version of everybody else’s.",
        more: "",
        then: &[
            (175, FARAH, TakesUp),
            (174, BEN, Names("shared pipeline")),
            (172, BEN, IsBlocked("Identity", 1)),
            (170, BEN, IsFree("Identity", 0)),
            (
                162,
                FARAH,
                Solves(
                    UnderADay,
                    "It takes the newest that was green. We had pinned it two winters ago, and \
                    forgot.",
                ),
            ),
        ],
    },
    Life {
        seen: (171, CHO, APersonWeek, None),
        teams: &["Search"],
        began: Some((8, 5)),
        words: "Whoever changes the start page of the shop breaks search, and learns it from \
                the customers.",
        more: "Nobody who changes it knows us. How could they?",
        then: &[
            (169, ANA, TakesUp),
            (168, CHO, Names("no owner")),
            (
                157,
                ANA,
                Solves(
                    AFewDays,
                    "Checkout looks after the start page until somebody is found, and runs the \
                    tests of Search.",
                ),
            ),
        ],
    },
    Life {
        seen: (166, ANA, AFewDays, None),
        teams: &["Invoicing"],
        began: None,
        words: "An invoice cannot be changed after noon, and nobody remembers why.",
        more: "",
        then: &[
            (164, CHO, Says("There was a printer. It is gone.")),
            (155, CHO, Solves(UnderADay, "Noon is gone, too.")),
        ],
    },
    Life {
        seen: (161, EMIL, APersonWeek, None),
        teams: &["Delivery", "Platform", "Search"],
        began: Some((6, 4)),
        words: "On release days everybody waits for the one who may press, and she waits for \
                everybody.",
        more: "We sat there for two hours last week, nine people, on somebody’s birthday.",
        then: &[
            (160, BEN, AlsoHas(&["Accounts", "Identity"], AFewDays)),
            (159, DINA, AlsoHas(&["Catalogue"], APersonWeek)),
            (159, FARAH, TakesUp),
            (158, EMIL, Names("shared pipeline")),
            (157, EMIL, IsBlocked("Delivery", 1)),
            (156, CHO, IsBlocked("Search", 1)),
            (155, EMIL, IsFree("Delivery", 0)),
            (154, CHO, IsFree("Search", 0)),
            (150, BEN, TakesUp),
            (
                147,
                FARAH,
                Solves(
                    AFewDays,
                    "Each team presses for itself, between ten and three. She looks on, and has \
                    tea.",
                ),
            ),
            (145, DINA, Thanks("I had forgotten what Thursday evenings look like.")),
        ],
    },
    Life {
        seen: (156, DINA, AFewDays, Some(Harm::Undoable)),
        teams: &["Catalogue"],
        began: None,
        words: "We promised three partners the same week, each by another of us.",
        more: "",
        then: &[
            (155, DINA, Names("too much begun at once")),
            (154, EMIL, TakesUp),
            (
                144,
                EMIL,
                Solves(
                    UnderADay,
                    "Promises stand on one page before they are made. Two of three partners \
                    could wait.",
                ),
            ),
        ],
    },
    Life {
        seen: (152, FARAH, UnderADay, None),
        teams: &["Platform"],
        began: Some((4, 2)),
        words: "New colleagues wait for a key to the building of the machines, and read old \
                pages meanwhile.",
        more: "",
        then: &[
            (151, CHO, Says("Ours wrote the best page of all in that time, but still.")),
            (150, FARAH, TakesUp),
            (142, FARAH, Solves(UnderADay, "The key is asked for on the day they sign.")),
        ],
    },
    Life {
        seen: (149, BEN, AFewDays, None),
        teams: &["Accounts"],
        began: None,
        words: "An alarm rings each night at two, is right, and does not matter.",
        more: "",
        then: &[
            (148, CHO, TakesUp),
            (147, BEN, Names("night alarms")),
            (
                139,
                CHO,
                Solves(
                    UnderADay,
                    "It rings at nine in the morning, when it is right and somebody is there.",
                ),
            ),
        ],
    },
    Life {
        seen: (143, ANA, APersonWeek, None),
        teams: &["Checkout", "Pricing"],
        began: Some((5, 3)),
        words: "Checkout and Pricing round differently, and on some baskets a cent is missing.",
        more: "One cent, two teams, and a whole afternoon of letters.",
        then: &[
            (142, DINA, TakesUp),
            (141, ANA, TakesUp),
            (
                131,
                DINA,
                Solves(
                    UnderADay,
                    "Pricing rounds, and Checkout believes it. There is one test that both run.",
                ),
            ),
        ],
    },
    Life {
        seen: (138, CHO, AFewDays, None),
        teams: &["Search"],
        began: None,
        words: "Nobody has answered for three weeks whether we may keep what people look for.",
        more: "",
        then: &[
            (137, FARAH, Routes(Route::Organization)),
            (136, CHO, Names("waiting for product people")),
            (136, FARAH, TakesUp),
            (
                126,
                FARAH,
                Solves(
                    UnderADay,
                    "We may, for thirty days, without names. The answer had been lying in a \
                    drawer for data.",
                ),
            ),
        ],
    },
    Life {
        seen: (128, FARAH, APersonWeek, None),
        teams: &["Platform"],
        began: Some((5, 2)),
        words: "Two versions of the same library are in use, and each fault has to be mended \
                twice.",
        more: "",
        then: &[
            (127, BEN, Says("We could be off the old one by the end of the month.")),
            (126, BEN, TakesUp),
            (126, FARAH, Names("no owner")),
            (124, FARAH, TakesUp),
            (
                111,
                FARAH,
                Solves(
                    AFewDays,
                    "Accounts was the last one on it. The old one is gone, with a small cake.",
                ),
            ),
        ],
    },
    Life {
        seen: (118, BEN, APersonWeek, None),
        teams: &["Identity", "Accounts", "Platform"],
        began: Some((3, 2)),
        words: "Two environments are down since the heating failed, and the third is booked by \
                three teams.",
        more: "It is eleven degrees in the cellar. The machines mind more than we do.",
        then: &[
            (118, FARAH, TakesUp),
            (117, BEN, Names("test environments")),
            (117, BEN, IsBlocked("Identity", 1)),
            (116, FARAH, IsBlocked("Platform", 1)),
            (113, BEN, IsFree("Identity", 0)),
            (112, FARAH, IsFree("Platform", 0)),
            (
                114,
                FARAH,
                Contains("Three teams take turns by the hour, and two of them sit together."),
            ),
            (
                108,
                FARAH,
                Solves(
                    AFewDays,
                    "They stand in another cellar, and a small one waits for the next winter.",
                ),
            ),
        ],
    },
    Life {
        seen: (113, ANA, AFewDays, None),
        teams: &["Invoicing"],
        began: None,
        words: "The archive wants each invoice in a format that only one old program can write.",
        more: "",
        then: &[
            (112, BEN, TakesUp),
            (
                103,
                BEN,
                Drops(
                    "The archive changes its format in spring, and says that it takes ours \
                    then. Until then the old program runs on.",
                ),
            ),
        ],
    },
    Life {
        seen: (107, CHO, AFewDays, None),
        teams: &["Search", "Catalogue"],
        began: Some((3, 2)),
        words: "A new kind of product needs a change in five places, and each time one of them \
                is forgotten.",
        more: "The shop works. It is only never quite right.",
        then: &[
            (106, DINA, TakesUp),
            (106, EMIL, Says("It is six. We are the sixth.")),
            (
                97,
                DINA,
                Solves(
                    UnderADay,
                    "A test goes through all six places, and names the one that is missing.",
                ),
            ),
        ],
    },
    Life {
        seen: (101, EMIL, UnderADay, None),
        teams: &["Delivery"],
        began: None,
        words: "A report that nobody reads takes our database down on the first of each month.",
        more: "",
        then: &[
            (101, BEN, TakesUp),
            (94, BEN, Solves(UnderADay, "We asked who reads it. Nobody does, and so it is gone.")),
        ],
    },
    Life {
        seen: (95, DINA, AFewDays, None),
        teams: &["Pricing", "Catalogue"],
        began: Some((2, 1)),
        words: "Product people hear of a delay from the board before they hear of it from us.",
        more: "",
        then: &[
            (94, CHO, TakesUp),
            (94, DINA, Names("waiting for product people")),
            (
                87,
                CHO,
                Solves(
                    UnderADay,
                    "We tell them on the day on which we know, in one line. They had only \
                    wanted that.",
                ),
            ),
        ],
    },
];
