//! The first quarter of the year in problems: large ones, seen late, each team alone with its own.

use super::super::cast::{ANA, BEN, CHO, DINA, EMIL, FARAH};
use super::Life;
use super::Step::{
    AlsoHas, ComesBack, Contains, IsBlocked, IsFree, Names, Routes, Says, Solves, TakesUp, Thanks,
};
use crate::problem::Size::{AFewDays, APersonWeek, More, UnderADay};
use crate::problem::{Harm, Route};

pub(super) const LIVES: &[Life] = &[
    Life {
        seen: (357, ANA, More, None),
        teams: &["Checkout", "Invoicing"],
        began: Some((75, 45)),
        words: "The shared build fails one night in three, and each team believes that it is \
                the only one.",
        more: "We start it again and say nothing. I counted eleven such mornings in four weeks.",
        then: &[
            (350, BEN, Says("Accounts starts it again as well. I had thought it was us.")),
            (349, BEN, AlsoHas(&["Accounts"], More)),
            (347, ANA, IsBlocked("Checkout", 4)),
            (344, ANA, IsFree("Checkout", 0)),
            (344, BEN, TakesUp),
            (343, ANA, Names("shared pipeline")),
            (
                338,
                BEN,
                Contains("Whoever finds it red writes one line on why before starting it again."),
            ),
            (
                314,
                BEN,
                Solves(
                    APersonWeek,
                    "Two tests wrote into the same database at night. Each has its own \
                    now.\nThe lines from before showed it within a day; we should have written \
                    them a year ago.",
                ),
            ),
            (312, ANA, Thanks("For sitting through four nights with somebody else’s tests.")),
        ],
    },
    Life {
        seen: (355, BEN, APersonWeek, None),
        teams: &["Accounts"],
        began: Some((60, 40)),
        words: "Nine tests fight over the same three customers, and whoever comes second goes \
                home red.",
        more: "",
        then: &[
            (346, ANA, Says("Ours use the same three. Can we look at it together?")),
            (343, BEN, TakesUp),
            (343, BEN, Names("test data")),
            (
                317,
                BEN,
                Solves(
                    AFewDays,
                    "Every test night begins with customers of its own, copied by a script.\nIt \
                    is slow, but nobody waits for anybody.",
                ),
            ),
        ],
    },
    Life {
        seen: (348, CHO, More, None),
        teams: &["Search"],
        began: Some((90, 60)),
        words: "Nobody can say which product person decides about search, so for months nobody \
                has.",
        more: "Two of them have asked us for the opposite in the same week, both kindly.",
        then: &[
            (337, ANA, Routes(Route::Organization)),
            (335, CHO, Names("waiting for product people")),
            (335, CHO, TakesUp),
            (327, ANA, TakesUp),
            (
                300,
                CHO,
                Solves(
                    APersonWeek,
                    "One name stands on the first page of the plan, and a second for \
                    holidays.\nIt took one lunch with both of them; the weeks before it were \
                    only ours.",
                ),
            ),
        ],
    },
    Life {
        seen: (345, ANA, APersonWeek, None),
        teams: &["Invoicing"],
        began: None,
        words: "Invoices for returned goods go out twice, and the helpdesk learns of it before \
                we do.",
        more: "",
        then: &[
            (338, CHO, TakesUp),
            (
                336,
                CHO,
                Contains("A query each morning finds the doubled ones before they are printed."),
            ),
            (
                309,
                CHO,
                Solves(
                    AFewDays,
                    "The return and the refund both made an invoice. Only the refund does \
                    now.\nThe morning query stays until summer, to be sure.",
                ),
            ),
        ],
    },
    Life {
        seen: (341, BEN, More, None),
        teams: &["Accounts"],
        began: Some((60, 45)),
        words: "It takes us eleven days to get a test account with a credit limit, for one desk \
                alone may make them.",
        more: "Three people here have learnt to wait. That is the worst of it.",
        then: &[
            (333, BEN, IsBlocked("Accounts", 9)),
            (330, CHO, Says("Search needs them rarely, but then for weeks.")),
            (329, BEN, Names("test data")),
            (326, ANA, TakesUp),
            (322, BEN, IsFree("Accounts", 1)),
            (
                298,
                ANA,
                Solves(
                    APersonWeek,
                    "Two more people may make them, and a page says how.\nIt is down to two \
                    days. It should be minutes.",
                ),
            ),
        ],
    },
    Life {
        seen: (338, DINA, More, None),
        teams: &["Catalogue", "Pricing"],
        began: Some((120, 80)),
        words: "Every price change waits for the nightly import, so that a mistake of a minute \
                costs a day.",
        more: "We dare not change anything on Fridays any more.",
        then: &[
            (326, CHO, Says("Search shows the old price for another day after that.")),
            (325, CHO, AlsoHas(&["Search"], APersonWeek)),
            (323, DINA, TakesUp),
            (322, DINA, Names("shared pipeline")),
            (316, DINA, Contains("Urgent prices are put in by hand, by two people together.")),
            (
                289,
                DINA,
                Solves(
                    APersonWeek,
                    "Prices have an import of their own, every hour.\nThe hand-made ones have \
                    stopped.",
                ),
            ),
        ],
    },
    Life {
        seen: (333, DINA, APersonWeek, Some(Harm::Lasting)),
        teams: &["Catalogue"],
        began: Some((40, 30)),
        words: "Pictures of products that we no longer sell are still shown, and partners \
                complain in writing.",
        more: "",
        then: &[
            (321, CHO, TakesUp),
            (321, CHO, Names("no owner")),
            (
                294,
                CHO,
                Solves(
                    UnderADay,
                    "Whoever takes a product out takes its pictures out, too: one button for \
                    both.",
                ),
            ),
        ],
    },
    Life {
        seen: (328, CHO, APersonWeek, None),
        teams: &["Search", "Invoicing"],
        began: None,
        words: "Two of my people carry three half-finished things each, and finish none of them \
                before the quarter.",
        more: "",
        then: &[
            (
                318,
                ANA,
                Says("The same with us. It began when everybody asked for a first version."),
            ),
            (315, CHO, Names("too much begun at once")),
            (315, CHO, TakesUp),
            (
                284,
                CHO,
                Solves(
                    AFewDays,
                    "We put four of the six away, in writing, and told who had asked for \
                    them.\nNobody was cross. Two were relieved.",
                ),
            ),
        ],
    },
    Life {
        seen: (321, EMIL, More, None),
        teams: &["Delivery"],
        began: Some((100, 70)),
        words: "Delivery dates come from a table that somebody made in a spreadsheet and nobody \
                dares to touch.",
        more: "Whoever made it works elsewhere now, and answers when she can.",
        then: &[
            (311, DINA, Routes(Route::Peers)),
            (309, EMIL, Names("no owner")),
            (306, EMIL, TakesUp),
            (305, DINA, TakesUp),
            (
                272,
                EMIL,
                Solves(
                    AFewDays,
                    "The table is a small service with tests; Delivery owns it.\nShe looked \
                    through it with us for an afternoon, and found two mistakes of her own.",
                ),
            ),
        ],
    },
    Life {
        seen: (316, ANA, More, Some(Harm::Undoable)),
        teams: &["Checkout"],
        began: Some((55, 35)),
        words: "Half of our tests use orders that somebody cleans away each Sunday, so that \
                Mondays are lost.",
        more: "Nobody means harm: the disk is full otherwise.",
        then: &[
            (308, EMIL, Says("Delivery loses its Mondays, too.")),
            (308, EMIL, AlsoHas(&["Delivery"], More)),
            (306, FARAH, TakesUp),
            (305, ANA, Names("test data")),
            (302, ANA, IsBlocked("Checkout", 2)),
            (301, ANA, IsFree("Checkout", 0)),
            (301, EMIL, IsBlocked("Delivery", 1)),
            (299, EMIL, IsFree("Delivery", 0)),
            (
                296,
                FARAH,
                Contains("The disk is larger, and nothing is cleaned away before Wednesday."),
            ),
            (
                268,
                FARAH,
                Solves(
                    APersonWeek,
                    "Orders for tests carry a mark and are left alone.\nIt does not help who \
                    needs fresh ones; that is a larger thing.",
                ),
            ),
        ],
    },
    Life {
        seen: (308, FARAH, APersonWeek, None),
        teams: &["Platform", "Identity"],
        began: Some((40, 25)),
        words: "Everybody asks for a new environment on Wednesday evening and needs it on \
                Thursday morning.",
        more: "",
        then: &[
            (299, BEN, TakesUp),
            (299, BEN, Names("test environments")),
            (
                270,
                FARAH,
                Solves(
                    AFewDays,
                    "Environments can be asked for by a form, and the form says how long it \
                    takes.\nNobody has shouted since.",
                ),
            ),
        ],
    },
    Life {
        seen: (304, CHO, AFewDays, None),
        teams: &["Search"],
        began: Some((30, 20)),
        words: "Search shows old products after each large import, until somebody remembers to \
                press a button.",
        more: "I am that somebody.",
        then: &[
            (296, DINA, Says("Nobody told us that there is a button.")),
            (294, CHO, TakesUp),
            (291, CHO, Names("no owner")),
            (
                276,
                CHO,
                Solves(
                    UnderADay,
                    "The import tells us when it is through, and whoever is on duty presses.",
                ),
            ),
            (
                234,
                CHO,
                ComesBack("The one on duty was new, and nobody had told her of the button."),
            ),
            (230, DINA, TakesUp),
            (
                216,
                DINA,
                Solves(UnderADay, "The button is in the list for whoever is on duty, on top."),
            ),
            (131, CHO, ComesBack("The list was put in order, and the button fell off it.")),
            (129, CHO, TakesUp),
            (
                119,
                CHO,
                Solves(
                    UnderADay,
                    "The import presses the button itself. It should always have been so.",
                ),
            ),
            (
                52,
                CHO,
                ComesBack("The import has a second way in now, and that one does not press."),
            ),
            (51, DINA, TakesUp),
            (50, CHO, TakesUp),
            (
                46,
                DINA,
                Solves(
                    UnderADay,
                    "Catalogue owns the import and whatever follows from it, and tests both \
                    ways in.\nThree times we mended the button; it was never about the button.",
                ),
            ),
            (30, CHO, Thanks("For taking it, and not only mending it.")),
        ],
    },
    Life {
        seen: (291, BEN, More, Some(Harm::Lasting)),
        teams: &["Identity", "Accounts"],
        began: Some((50, 40)),
        words: "Sign-in codes arrive ten minutes late at night, and those who are locked out \
                ring whoever is on call.",
        more: "Last week it was four calls, and one of us with a small child.",
        then: &[
            (287, FARAH, TakesUp),
            (286, BEN, Names("night alarms")),
            (
                284,
                FARAH,
                Contains(
                    "A second provider sends what the first one has not sent within a \
                    minute.",
                ),
            ),
            (
                251,
                FARAH,
                Solves(
                    AFewDays,
                    "The second provider is the first one now.\nOne call in three weeks, and \
                    that was a wrong number.",
                ),
            ),
            (250, BEN, Thanks("Four of us sleep again. The small child, too.")),
        ],
    },
];
