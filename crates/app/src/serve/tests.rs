//! The whole house: who may go where, what nobody else learns, and what every answer wears.

mod problems;

use crate::shell::policy;
use crate::testing::{Answer, Browser, House, Lines};
use axum::http::StatusCode;
use std::path::Path;

/// Who may use an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Anybody; what it says depends on a token or on nothing.
    Open,
    /// Whoever is signed in, about themselves.
    SignedIn,
    /// Members of the peer team.
    Member,
    /// Members read; peers alone change.
    PeersChange,
    /// Peers alone, reading, too.
    Peers,
    /// Whoever runs the installation; to others it is not there.
    Operator,
}

/// Every address of the product. One that is not declared here fails the next test.
const ADDRESSES: [(&str, Access); 35] = [
    ("/", Access::SignedIn),
    ("/assets/icon.svg", Access::Open),
    ("/assets/sans.woff2", Access::Open),
    ("/assets/script.js", Access::Open),
    ("/assets/serif.woff2", Access::Open),
    ("/assets/style.css", Access::Open),
    ("/demo", Access::Open),
    ("/demo/gallery", Access::Open),
    ("/demo/seat", Access::Open),
    ("/invitation", Access::Open),
    ("/invitation/account", Access::Open),
    ("/invitation/seat", Access::SignedIn),
    ("/livez", Access::Open),
    ("/lost-access", Access::Open),
    ("/peer-teams", Access::SignedIn),
    ("/peer-teams/{team}", Access::Member),
    ("/peer-teams/{team}/history", Access::Member),
    ("/peer-teams/{team}/invitations", Access::PeersChange),
    ("/peer-teams/{team}/invitations/{id}/revocation", Access::PeersChange),
    ("/peer-teams/{team}/leaving", Access::Member),
    ("/peer-teams/{team}/live", Access::Member),
    ("/peer-teams/{team}/lost-access", Access::Peers),
    ("/peer-teams/{team}/seats", Access::Member),
    ("/peer-teams/{team}/seen", Access::Member),
    ("/peer-teams/{team}/settings", Access::PeersChange),
    ("/peer-teams/{team}/settings/{version}/undoing", Access::PeersChange),
    ("/peer-teams/{team}/teams", Access::PeersChange),
    ("/peer-teams/{team}/teams/{id}/serving", Access::PeersChange),
    ("/peer-teams/{team}/whys", Access::Member),
    ("/peer-teams/{team}/whys/sharing", Access::PeersChange),
    ("/peer-teams/{team}/whys/taking-back", Access::Member),
    ("/readyz", Access::Open),
    ("/set-up", Access::Open),
    ("/version", Access::Open),
    ("/why", Access::SignedIn),
];

/// Addresses of seats that end, of what is proposed, and of links between tables.
const OF_TABLES: [(&str, Access); 11] = [
    ("/link", Access::SignedIn),
    ("/link/acceptance", Access::SignedIn),
    ("/peer-teams/{team}/links", Access::PeersChange),
    ("/peer-teams/{team}/links/{id}/ending", Access::PeersChange),
    ("/peer-teams/{team}/links/{id}/revocation", Access::PeersChange),
    ("/peer-teams/{team}/proposals", Access::PeersChange),
    ("/peer-teams/{team}/proposals/proposing", Access::PeersChange),
    ("/peer-teams/{team}/proposals/{id}/objection", Access::PeersChange),
    ("/peer-teams/{team}/proposals/{id}/seconding", Access::PeersChange),
    ("/peer-teams/{team}/proposals/{id}/withdrawal", Access::PeersChange),
    ("/peer-teams/{team}/seats/{id}/ending", Access::PeersChange),
];

/// Addresses of single things, what is said about them, and what is undone.
const OF_THINGS: [(&str, Access); 7] = [
    ("/peer-teams/{team}/comments", Access::PeersChange),
    ("/peer-teams/{team}/comments/{id}", Access::PeersChange),
    ("/peer-teams/{team}/comments/{id}/deletion", Access::PeersChange),
    ("/peer-teams/{team}/history/{id}/undoing", Access::PeersChange),
    ("/peer-teams/{team}/proposals/{id}", Access::Peers),
    ("/peer-teams/{team}/teams/{id}", Access::Member),
    ("/peer-teams/{team}/whys/{id}", Access::Member),
];

/// Addresses of the purpose and the workshops that make it.
const OF_PURPOSES: [(&str, Access); 15] = [
    ("/peer-teams/{team}/purpose", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}", Access::Member),
    ("/peer-teams/{team}/purpose/{id}/answers", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/consent", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/dots", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/group-names", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/groups", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/lead", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/objection", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/phase", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/readiness", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/review", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/statements", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/stopping", Access::PeersChange),
    ("/peer-teams/{team}/purpose/{id}/time", Access::PeersChange),
];

/// Addresses about accounts, one's own and others'.
const OF_ACCOUNTS: [(&str, Access); 19] = [
    ("/accounts", Access::Operator),
    ("/accounts/{id}/lost-access", Access::Operator),
    ("/accounts/{id}/role", Access::Operator),
    ("/accounts/{id}/state", Access::Operator),
    ("/account", Access::SignedIn),
    ("/account/leaving", Access::SignedIn),
    ("/account/lost-access/ending", Access::SignedIn),
    ("/account/password", Access::SignedIn),
    ("/account/recovery-codes", Access::SignedIn),
    ("/account/sessions/ending", Access::SignedIn),
    ("/passkeys", Access::SignedIn),
    ("/passkeys/challenge", Access::SignedIn),
    ("/passkeys/{id}/removal", Access::SignedIn),
    ("/recovery", Access::Open),
    ("/sign-in", Access::Open),
    ("/sign-in/passkey", Access::Open),
    ("/sign-in/passkey/challenge", Access::Open),
    ("/sign-out", Access::Open),
    ("/why/review", Access::SignedIn),
];

/// Addresses of asks, rounds of them, offers, and their measures.
const OF_ASKS: [(&str, Access); 16] = [
    ("/peer-teams/{team}/asks", Access::Member),
    ("/peer-teams/{team}/asks/asking", Access::Peers),
    ("/peer-teams/{team}/asks/measures", Access::Member),
    ("/peer-teams/{team}/asks/measures.csv", Access::Member),
    ("/peer-teams/{team}/asks/offers", Access::PeersChange),
    ("/peer-teams/{team}/asks/offers/{id}/taking", Access::PeersChange),
    ("/peer-teams/{team}/asks/offers/{id}/withdrawal", Access::PeersChange),
    ("/peer-teams/{team}/asks/rounds", Access::PeersChange),
    ("/peer-teams/{team}/asks/rounds/{id}", Access::Member),
    ("/peer-teams/{team}/asks/rounds/{id}/debrief", Access::PeersChange),
    ("/peer-teams/{team}/asks/rounds/{id}/lead", Access::PeersChange),
    ("/peer-teams/{team}/asks/rounds/{id}/phase", Access::PeersChange),
    ("/peer-teams/{team}/asks/{id}", Access::Member),
    ("/peer-teams/{team}/asks/{id}/answer", Access::PeersChange),
    ("/peer-teams/{team}/asks/{id}/fate", Access::PeersChange),
    ("/peer-teams/{team}/asks/{id}/rewording", Access::Peers),
];

/// Addresses of problems, and their measures.
const OF_PROBLEMS: [(&str, Access); 27] = [
    ("/peer-teams/{team}/problems", Access::Member),
    ("/peer-teams/{team}/problems/like", Access::Peers),
    ("/peer-teams/{team}/problems/measures", Access::Member),
    ("/peer-teams/{team}/problems/measures.csv", Access::Member),
    ("/peer-teams/{team}/problems/measures/{chart}", Access::Member),
    ("/peer-teams/{team}/problems/meeting", Access::Member),
    ("/peer-teams/{team}/problems/noting", Access::Peers),
    ("/peer-teams/{team}/problems/solved", Access::Member),
    ("/peer-teams/{team}/problems/times", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}", Access::Member),
    ("/peer-teams/{team}/problems/{number}/agenda", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/answer", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/blocks", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/cause", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/containment", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/end", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/links", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/moving", Access::Peers),
    ("/peer-teams/{team}/problems/{number}/offer", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/return", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/route", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/size", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/solution", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/solvers", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/teams", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/thanks", Access::PeersChange),
    ("/peer-teams/{team}/problems/{number}/words", Access::PeersChange),
];

fn addresses() -> impl Iterator<Item = (&'static str, Access)> {
    let of_rooms = OF_THINGS.into_iter().chain(OF_PURPOSES).chain(OF_ASKS);
    let of_rooms = of_rooms.chain(OF_PROBLEMS);
    ADDRESSES.into_iter().chain(OF_TABLES).chain(of_rooms).chain(OF_ACCOUNTS)
}

/// An address of the north group, with something in the place of each name; where there is a thing
/// of the kind, with its id.
fn filled(path: &str, things: &[(&str, String)]) -> String {
    let mut path = path.replace("{team}", "north-group").replace("{version}", "1");
    for (kind, id) in things {
        path = path.replace(&format!("/{kind}/{{id}}"), &format!("/{kind}/{id}"));
    }
    let path = path.replace("{number}", "1").replace("{chart}", "solution.svg");
    path.replace("{id}", "01890a5d-ac96-774b-bcce-b302099a8057")
}

#[test]
fn every_address_declares_who_may_use_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut routes = vec![];
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry")) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).expect("a text");
                let found = text.split(".route(").skip(1).filter_map(|it| it.split('"').nth(1));
                routes.extend(found.map(str::to_owned));
            }
        }
    }
    routes.sort();
    let mut declared: Vec<&str> = addresses().map(|address| address.0).collect();
    declared.sort_unstable();
    assert_eq!(routes, declared);
}

/// The north group with an observer, somebody of another table, and somebody who left.
struct Cast {
    house: House,
    ana: Browser,
    ben: Browser,
    others: Vec<(&'static str, Browser)>,
    /// Things of the north group: where they lie, and the id of one.
    things: Vec<(&'static str, String)>,
}

async fn cast(ben_writes: bool) -> Cast {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    if ben_writes {
        let form = [("words", "canary-of-ben"), ("reason", "attention")];
        ben.post("/why", &form).await.leads_to("/");
        let draft = [("want", "canary-of-ben"), ("to", "all"), ("what", "keep")];
        let kept = ben.post("/peer-teams/north-group/asks/asking", &draft).await;
        kept.leads_to("/peer-teams/north-group/asks?show=from-me");
        problems::keeps_a_draft(&mut ben).await;
    }
    let things = things(&mut ana).await;
    let olga = house.invited(&mut ana, ("observer", "Olga Oak", "olga@example.org")).await;
    let left = house.invited(&mut ana, ("peer", "Lea Left", "lea@example.org")).await;
    removed(&house, (&mut ana, &mut ben), "Lea Left").await;
    let mut dan = house.invited(&mut ana, ("peer", "Dan Dor", "dan@example.org")).await;
    dan.post("/peer-teams/north-group/leaving", &[]).await;
    dan.post("/peer-teams", &[("name", "South")]).await;
    let mut opal = house.invited(&mut ana, ("peer", "Opal Orr", "opal@example.org")).await;
    opal.post("/peer-teams/north-group/leaving", &[]).await;
    let id = id_at(&ana.get("/accounts").await, "Opal Orr");
    ana.post(&format!("/accounts/{id}/role"), &[("role", "operator")]).await;
    let others = vec![
        ("observer", olga),
        ("removed", left),
        ("other table", dan),
        ("operator of nothing", opal),
        ("nobody", house.browser()),
    ];
    Cast { house, ana, ben, others, things }
}

/// Ana shares why, names a team, comments on it, begins a workshop and a round, and offers
/// something.
async fn things(ana: &mut Browser) -> Vec<(&'static str, String)> {
    const NORTH: &str = "/peer-teams/north-group";
    ana.post("/why", &[("words", "shared words"), ("reason", "faster")]).await;
    let shown = [("version", "1"), ("readers", "Ana Novak and Ben Ortiz")];
    ana.post(&format!("{NORTH}/whys/sharing"), &shown).await;
    ana.post(&format!("{NORTH}/teams"), &[("name", "Payments")]).await;
    let why = ana.get(&format!("{NORTH}/whys")).await.id_after("/whys/");
    let team = ana.get(&format!("{NORTH}/teams")).await.id_after("/teams/");
    let comment = ana.says_about(("team", &team), "Words").await;
    ana.post(&format!("{NORTH}/purpose"), &[("pace", "open")]).await;
    let purpose = ana.get(&format!("{NORTH}/purpose")).await.id_after("/purpose/");
    ana.post(&format!("{NORTH}/asks/offers"), &[("words", "A tester")]).await;
    let offer = ana.get(&format!("{NORTH}/asks?show=offers")).await.id_after("/offers/");
    ana.post(&format!("{NORTH}/asks/rounds"), &[("pace", "together")]).await;
    let round = ana.get(&format!("{NORTH}/asks/rounds")).await.id_after("/rounds/");
    problems::shares(ana, "Builds fail at random").await;
    let id = crate::ids::new();
    let asked = [("want", "Begin less"), ("to", "all"), ("round", &round), ("id", &id)];
    ana.post(&format!("{NORTH}/asks/asking"), &asked).await;
    let ask = ana.get(&format!("{NORTH}/asks?show=from-me")).await.id_after("/asks/");
    let things = [("whys", why), ("teams", team), ("comments", comment), ("purpose", purpose)];
    things.into_iter().chain([("offers", offer), ("rounds", round), ("asks", ask)]).collect()
}

/// Removes a peer of the north group, by the rules.
async fn removed(house: &House, (ana, ben): (&mut Browser, &mut Browser), name: &str) {
    let about = id_at(&ana.get("/accounts").await, name);
    let aim = [("aim", "removal"), ("about", about.as_str())];
    let proposals = "/peer-teams/north-group/proposals";
    ana.post(&format!("{proposals}/proposing"), &aim).await.leads_to(proposals);
    let page = ben.get(proposals).await.text;
    let seconding = page.split('"').find(|it| it.ends_with("/seconding")).expect("its form");
    ben.post(seconding, &[]).await.leads_to(proposals);
    house.app.clock.advance(3 * 86_400);
    house.run_jobs().await;
}

/// The id of an account on the page of accounts.
fn id_at(accounts: &Answer, name: &str) -> String {
    let after = accounts.text.split(&format!("said\">{name}<")).nth(1).expect("the account");
    let id = after.split("/accounts/").nth(1).and_then(|it| it.split('/').next());
    id.expect("its id").to_owned()
}

#[tokio::test]
async fn each_address_answers_whom_it_should_and_nobody_else() {
    let Cast { mut others, things, house: _house, .. } = cast(false).await;
    for (path, access) in addresses() {
        let path = filled(path, &things);
        for (name, browser) in &mut others {
            if path == "/sign-out" || (*name == "observer" && path.ends_with("/leaving")) {
                continue;
            }
            let (got, posted) = (browser.get(&path).await, browser.post(&path, &[]).await);
            for answer in [got, posted] {
                check(&answer, access, (name, &path));
            }
        }
    }
}

fn check(answer: &Answer, access: Access, (name, path): (&str, &str)) {
    let to = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
    let what = format!("{name} at {path}: {} {to}", answer.status);
    if answer.status == StatusCode::METHOD_NOT_ALLOWED || access == Access::Open {
        return;
    }
    let status = answer.status.as_u16();
    match (access, name) {
        (_, "nobody") => {
            assert!(to.starts_with("/sign-in") || answer.status == 401, "{what}");
        }
        (Access::Open | Access::SignedIn, _) => assert!(!to.starts_with("/sign-in"), "{what}"),
        // Of an account that is not there an operator changes nothing either.
        (Access::Operator, "operator of nothing") => {
            assert!([200, 400, 404].contains(&status), "{what}");
            assert_eq!(status == 200, path == "/accounts", "{what}");
        }
        (Access::Operator, _) => assert_eq!(answer.status, 404, "{what}"),
        (_, "removed" | "other table" | "operator of nothing") => {
            assert_eq!(answer.status, 404, "{what}");
        }
        (Access::Peers, _) => assert_eq!(answer.status, 403, "{what}"),
        (Access::PeersChange, _) => assert!([200, 403].contains(&status), "{what}"),
        _ => assert!(answer.status.is_success() || answer.status.is_redirection(), "{what}"),
    }
}

/// A text as it may be hidden in an answer.
fn forms(text: &str) -> [String; 3] {
    let hex = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    // The first two thirds of base64 do not depend on what follows.
    [text.to_owned(), hex, "Y2FuYXJ5LW9mLWJl".to_owned()]
}

/// What there is to see of an answer: without ids, which are another each time, and without who
/// else is here, which is told by them.
fn seen(answer: &Answer) -> String {
    let text = answer.without_nonce();
    if let Some((_, version)) = text.split_once("event: moved") {
        return version.split('.').next().unwrap_or_default().to_owned();
    }
    answer.without_ids()
}

#[tokio::test]
async fn nobody_learns_of_a_private_why_through_any_door() {
    let lines = Lines::kept();
    let (mut with, mut without) = (cast(true).await, cast(false).await);
    with.others.push(("operator and peer", with.ana));
    without.others.push(("operator and peer", without.ana));
    let mut searched = 0;
    // Whoever listens is here, which the other pages then say: that comes last.
    let mut paths: Vec<&str> = addresses().map(|it| it.0).filter(|it| *it != "/set-up").collect();
    paths.sort_by_key(|path| path.ends_with("/live"));
    for path in paths {
        let theirs = filled(path, &without.things);
        let path = filled(path, &with.things);
        for ((name, one), (_, other)) in with.others.iter_mut().zip(&mut without.others) {
            let (told, bare) = (one.get(&path).await, other.get(&theirs).await);
            let all = format!("{:?}{}", told.headers, told.text);
            for form in forms("canary-of-ben") {
                assert!(!all.contains(&form), "{name} reads it at {path}");
            }
            assert_eq!(seen(&told), seen(&bare), "{name} notices at {path}");
            assert_eq!(told.status, bare.status, "{name} notices at {path}");
            searched += 1;
        }
    }
    assert_eq!(searched, 129 * 6);
    with.ben.get("/why").await.says("canary-of-ben");
    let lines = lines.text();
    assert!(lines.lines().count() > searched, "requests are logged");
    let ids = ["north-group", "token", "@example.org", "Ben", "Novak", "01890a5d"];
    for never in forms("canary-of-ben").iter().map(String::as_str).chain(ids) {
        let line = lines.lines().find(|line| line.contains(never));
        assert_eq!(line, None, "{never}");
    }
    let mut stored = with.house.stored().await;
    stored.extend(with.house.backup().await.unwrap_or_default());
    for form in forms("canary-of-ben") {
        assert!(!stored.windows(form.len()).any(|part| part == form.as_bytes()), "{form}");
    }
}

/// Looks at every address as somebody: none may hold any of these words.
async fn finds_nothing(
    name: &str,
    browser: &mut Browser,
    things: &[(&str, String)],
    words: &[&str],
) {
    for (path, _) in addresses().filter(|it| it.0 != "/sign-out") {
        let path = filled(path, things);
        let answer = browser.get(&path).await;
        for word in words {
            assert!(!answer.text.contains(word), "{name} reads {word} at {path}");
        }
    }
}

#[tokio::test]
async fn who_does_not_see_a_thing_learns_nothing_of_what_is_said_about_it() {
    let Cast { house, mut ana, mut ben, mut others, mut things } = cast(false).await;
    const NORTH: &str = "/peer-teams/north-group";
    let of = |things: &[(&str, String)], kind| {
        things.iter().find(|it| it.0 == kind).expect("one").1.clone()
    };
    let why = of(&things, "whys");
    let on_why = ben.says_about(("why", &why), "canary-on-why").await;
    let edited = [("words", "canary-edited"), ("version", "1")];
    ben.post(&format!("{NORTH}/comments/{on_why}"), &edited).await;
    ben.says_about(("team", &of(&things, "teams")), "canary-on-team").await;
    ben.post(&format!("{NORTH}/proposals/proposing"), &[("aim", "archiving")]).await;
    let proposal = ben.get(&format!("{NORTH}/proposals")).await.id_after("/proposals/");
    let on_proposal = ben.says_about(("proposal", &proposal), "canary-on-proposal").await;
    things.push(("proposals", proposal));
    let (_, dan) = others.iter_mut().find(|it| it.0 == "other table").expect("Dan");
    let token = dan.invites_to("south", &[("role", "observer")]).await;
    let mut oda = house.browser();
    let account = crate::testing::account("Oda Oh", "oda@example.org");
    let form: Vec<_> = [("token", token.as_str())].into_iter().chain(account).collect();
    oda.post("/invitation/account", &form).await.leads_to("/why");
    others.push(("observer of another table", oda));

    let all = ["canary-on-why", "canary-edited", "canary-on-team", "canary-on-proposal"];
    for (name, browser) in &mut others {
        let (words, comment) = match *name {
            "observer" => (&all[3..], &on_proposal),
            _ => (&all[..], &on_why),
        };
        things[2].1.clone_from(comment);
        finds_nothing(name, browser, &things, words).await;
        if *name != "nobody" {
            let refused = browser.get(&format!("{NORTH}/comments/{comment}")).await;
            let nothing = browser.get("/nothing").await;
            assert_eq!(refused.status, 404, "{name}");
            assert_eq!(refused.without_nonce(), nothing.without_nonce(), "{name}");
        }
    }
    // With the why that is taken back goes what was said about it, for everybody.
    things[2].1.clone_from(&on_why);
    ana.get(&format!("{NORTH}/whys/{why}")).await.says("canary-edited");
    ana.post(&format!("{NORTH}/whys/taking-back"), &[]).await;
    others.retain(|it| it.0 == "observer");
    others.extend([("its author", ana), ("who said it", ben)]);
    for (name, browser) in &mut others {
        finds_nothing(name, browser, &things, &all[..2]).await;
        let gone = browser.get(&format!("{NORTH}/comments/{on_why}")).await;
        assert_eq!(gone.status, 404, "{name}");
        let form = [("thing", "why"), ("about", why.as_str()), ("words", "More")];
        let refused = browser.post(&format!("{NORTH}/comments"), &form).await.status.as_u16();
        assert_eq!(refused, if *name == "observer" { 403 } else { 404 }, "{name}");
    }
}

/// Ana and Ben's workshop goes on from a phase.
async fn moves_on(ana: &mut Browser, url: &str, from: &str) {
    let form = [("way", "on"), ("from", from)];
    ana.post(&format!("{url}/phase"), &form).await.leads_to("/peer-teams/north-group/purpose");
}

#[tokio::test]
async fn what_is_written_for_a_purpose_is_nowhere_before_it_may_be() {
    let lines = Lines::kept();
    let Cast { house, mut ana, mut ben, mut others, things } = cast(false).await;
    let id = &things.iter().find(|it| it.0 == "purpose").expect("one").1;
    let url = format!("/peer-teams/north-group/purpose/{id}");
    let late = house.invited(&mut ana, ("peer", "Lia Late", "lia@example.org")).await;
    let from = ("from", "write");
    let draft = [from, ("who", "canary-of-ben"), ("what", ""), ("why", ""), ("then", "ready")];
    ben.post(&format!("{url}/answers"), &draft).await;
    let draft = [from, ("who", "words of Ana"), ("what", ""), ("why", ""), ("then", "ready")];
    ana.post(&format!("{url}/answers"), &draft).await;
    let hidden = forms("canary-of-ben");
    let hidden: Vec<&str> = hidden.iter().map(String::as_str).collect();
    // While they write nobody but its author finds it, through any door.
    for (name, browser) in others.iter_mut().chain([&mut ("ana", ana), &mut ("late", late)]) {
        finds_nothing(name, browser, &things, &hidden).await;
    }
    ben.get("/peer-teams/north-group/purpose").await.says("canary-of-ben");
    let mut stored = house.stored().await;
    stored.extend(house.backup().await.unwrap_or_default());
    for form in &hidden {
        assert!(!stored.windows(form.len()).any(|part| part == form.as_bytes()), "{form}");
        assert!(!lines.text().contains(form), "{form} is logged");
    }
}

#[tokio::test]
async fn in_every_later_phase_who_may_not_see_the_workshop_sees_nothing_of_it() {
    let Cast { house, mut ana, mut ben, mut others, things } = cast(false).await;
    let id = &things.iter().find(|it| it.0 == "purpose").expect("one").1;
    let url = format!("/peer-teams/north-group/purpose/{id}");
    let late = house.invited(&mut ana, ("peer", "Lia Late", "lia@example.org")).await;
    others.retain(|it| it.0 != "observer");
    others.push(("late", late));
    let canaries = ["canary-note", "canary-group", "canary-statement", "canary-harm"];
    let draft = |words| {
        [("from", "write"), ("who", words), ("what", "another"), ("why", ""), ("then", "ready")]
    };
    for (browser, words) in [(&mut ben, "canary-note"), (&mut ana, "words of Ana")] {
        browser.post(&format!("{url}/answers"), &draft(words)).await;
    }
    // One has not written: it is revealed without.
    moves_on(&mut ana, &url, "write").await;
    for phase in ["reveal", "group", "choose", "word", "consent"] {
        let page = ben.get("/peer-teams/north-group/purpose").await;
        match phase {
            "group" => {
                let notes: Vec<String> = (1..=3).map(|place| note_at(&page, place)).collect();
                let form = [("note", notes[0].as_str()), ("with", notes[1].as_str())];
                ben.post(&format!("{url}/groups"), &form).await;
                let form = [("note", notes[0].as_str()), ("with", notes[2].as_str())];
                ben.post(&format!("{url}/groups"), &form).await;
                let page = ben.get("/peer-teams/north-group/purpose").await;
                let group = page.id_after("name=\"group\" value=\"");
                let form = [("group", group.as_str()), ("was", ""), ("name", "canary-group")];
                ben.post(&format!("{url}/group-names"), &form).await;
            }
            "choose" => {
                let before = ana.get("/peer-teams/north-group/purpose").await.without_ids();
                let form = [("note", note_at(&page, 1)), ("does", "give".to_owned())];
                let form: Vec<_> = form.iter().map(|it| (it.0, it.1.as_str())).collect();
                ben.post(&format!("{url}/dots"), &form).await;
                let after = ana.get("/peer-teams/north-group/purpose").await.without_ids();
                assert_eq!(before, after, "nobody notices the dots of others");
            }
            "word" => {
                let form = [("words", "canary-statement")];
                ben.post(&format!("{url}/statements"), &form).await;
            }
            "consent" => {
                let asked = page.text.split("name=\"asked\" value=\"").nth(1).expect("asked");
                let asked = asked.split('"').next().unwrap_or_default();
                let form = [("asked", asked), ("harm", "canary-harm"), ("remedy", "Less")];
                ben.post(&format!("{url}/objection"), &form).await;
            }
            _ => {}
        }
        let page = ana.get("/peer-teams/north-group/purpose").await;
        assert!(canaries.iter().any(|it| page.text.contains(it)), "there is something to see");
        for (name, browser) in &mut others {
            finds_nothing(name, browser, &things, &canaries).await;
        }
        if phase != "consent" {
            moves_on(&mut ana, &url, phase).await;
        }
    }
}

/// The id of a note, by its place on a page.
fn note_at(page: &Answer, place: usize) -> String {
    let after = page.text.split("id=\"n-").nth(place).expect("a note");
    after.get(..36).expect("its id").to_owned()
}

#[tokio::test]
async fn nobody_learns_an_answer_through_any_door_before_all_are_in() {
    let Cast { house, mut ana, mut ben, mut others, mut things } = cast(false).await;
    const ASKS: &str = "/peer-teams/north-group/asks";
    let cho = house.invited(&mut ana, ("peer", "Cho Tanaka", "cho@example.org")).await;
    let round = things.iter().find(|it| it.0 == "rounds").expect("one").1.clone();
    for in_round in [round.as_str(), ""] {
        let id = crate::ids::new();
        let to_all = [("want", "More of it"), ("to", "all"), ("round", in_round)];
        let asked = [to_all.as_slice(), &[("id", &id)]].concat();
        ana.post(&format!("{ASKS}/asking"), &asked).await;
        if !in_round.is_empty() {
            ana.post(&format!("{ASKS}/rounds/{round}/phase"), &[("from", "asking")]).await;
        }
        let id = ana.get(&format!("{ASKS}?show=from-me")).await.id_after("/asks/");
        let form = [("answer", "no"), ("version", "1"), ("words", "canary-of-ben"), ("back", "/")];
        ben.post(&format!("{ASKS}/{id}/answer"), &form).await.leads_to("/");
        ben.get(&format!("{ASKS}/{id}")).await.says("canary-of-ben");
        things.retain(|it| it.0 != "asks");
        things.push(("asks", id));
    }
    let forms = forms("canary-of-ben");
    let words: Vec<&str> = forms.iter().map(String::as_str).chain([">no</b>"]).collect();
    others.extend([("who asked", ana), ("who was asked, too", cho)]);
    for (name, browser) in &mut others {
        finds_nothing(name, browser, &things, &words).await;
    }
}

#[tokio::test]
async fn what_was_done_is_said_once() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let form = [("words", "Mine."), ("reason", "attention")];
    let answer = ana.post("/why", &form).await;
    let cookie = answer.headers["set-cookie"].to_str().expect("text").to_owned();
    assert!(cookie.starts_with("__Host-done=why-kept; Path=/; Max-Age=20; HttpOnly"), "{cookie}");
    let session = ana.cookie.clone().expect("she is signed in");
    ana.cookie = Some(format!("{session}; __Host-done=why-kept"));
    let page = ana.get("/peer-teams").await;
    page.says("Kept. Only you can read it.");
    let cookie = page.headers["set-cookie"].to_str().expect("text").to_owned();
    assert!(cookie.starts_with("__Host-done=; Path=/; Max-Age=0;"), "{cookie}");
    // What leads on, loads with a page, or asks for it again leaves it to the page.
    for (path, header) in [("/livez", ("x-nothing", "")), ("/peer-teams", ("hx-request", "true"))] {
        ana.headers = vec![header];
        let answer = ana.get(path).await;
        assert!(answer.headers.get("set-cookie").is_none(), "{path}");
        answer.is_silent_about("Kept.");
    }
    // Nobody's own words are said so.
    ana.headers = vec![];
    ana.cookie = Some(format!("{session}; __Host-done=Send+money"));
    ana.get("/peer-teams").await.is_silent_about("money");
}

#[tokio::test]
async fn every_answer_wears_the_headers() {
    let mut cast = cast(false).await;
    let expected = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ];
    let mut nonces = std::collections::HashSet::new();
    let things = cast.things.clone();
    let paths =
        addresses().map(|address| filled(address.0, &things)).chain(["/no/such/page".to_owned()]);
    for path in paths {
        let mut foreign = cast.house.browser();
        foreign.headers = vec![("sec-fetch-site", "cross-site")];
        let refused = foreign.post(&path, &[]).await;
        assert_eq!(refused.status, 403, "{path}");
        for answer in [cast.ana.get(&path).await, refused] {
            for (name, value) in expected {
                assert_eq!(answer.headers[name], value, "{name} of {path}");
            }
            let nonce = answer.nonce();
            assert_eq!(nonce.len(), 32, "128 random bits");
            assert_eq!(answer.headers["content-security-policy"], policy(&nonce).as_str());
            assert!(nonces.insert(nonce), "a nonce serves once");
            let kept = path.starts_with("/assets/") && answer.status == 200;
            let expected = if kept { "public, max-age=31536000, immutable" } else { "no-store" };
            assert_eq!(answer.headers["cache-control"], expected, "{path}");
        }
    }
}

#[tokio::test]
async fn a_change_is_taken_from_our_own_pages_only() {
    const OURS: &str = "https://table.example.org";
    const PLAIN: &str = "http://table.example.org";
    const FOREIGN: &str = "https://evil.example";
    // Sec-Fetch-Site, Origin, whether it is taken over https, and over http.
    let matrix = [
        (Some("same-origin"), Some(OURS), true, true),
        (Some("cross-site"), Some(FOREIGN), false, false),
        (Some("same-site"), Some("https://other.example.org"), false, false),
        (Some("none"), None, false, false),
        (None, Some(OURS), true, true),
        (None, Some(PLAIN), false, true),
        (None, Some(FOREIGN), false, false),
        (None, Some("null"), false, false),
        (None, None, false, true),
    ];
    for (url, https) in [(OURS, true), (PLAIN, false)] {
        let house = House::at(url).await;
        let session = house.ana().await.cookie;
        for (site, origin, over_https, over_http) in matrix {
            let mut browser = house.browser();
            browser.cookie = session.clone();
            browser.headers = vec![("x-nothing", "")];
            browser.headers.extend(site.map(|site| ("sec-fetch-site", site)));
            browser.headers.extend(origin.map(|origin| ("origin", origin)));
            let answer = browser.post("/peer-teams", &[("name", "")]).await;
            let taken = if https { over_https } else { over_http };
            let expected = if taken { 422 } else { 403 };
            assert_eq!(answer.status, expected, "{url}: {site:?}, {origin:?}");
        }
    }
}

#[tokio::test]
async fn other_sites_lead_here_and_embed_nothing() {
    let house = House::new().await;
    let mut link = house.browser();
    link.headers = vec![("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
    assert_eq!(link.get("/sign-in").await.status, 200);
    let mut embedded = house.browser();
    embedded.headers = vec![("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")];
    assert_eq!(embedded.get("/sign-in").await.status, 403);
}

#[tokio::test]
async fn reading_changes_nothing() {
    let mut cast = cast(true).await;
    // That a session is used is noted now and then, which is not what is meant.
    for browser in [&mut cast.ana, &mut cast.ben] {
        browser.get("/why").await;
    }
    let before = cast.house.stored().await;
    for (path, _) in addresses() {
        cast.ana.get(&filled(path, &cast.things)).await;
        cast.ben.get(&filled(path, &cast.things)).await;
    }
    assert!(cast.house.stored().await == before, "a GET wrote something");
}

#[tokio::test]
async fn the_cookie_holds_to_this_host_and_away_from_scripts() {
    let house = House::new().await;
    house.ana().await;
    let form = [("email", "ana@example.org"), ("password", "four plain words here")];
    let answer = house.browser().post("/sign-in", &form).await;
    let cookie = answer.headers["set-cookie"].to_str().expect("text");
    assert!(cookie.starts_with("__Host-s="), "{cookie}");
    let rules = "; Path=/; Max-Age=5184000; HttpOnly; SameSite=Lax; Secure";
    assert!(cookie.ends_with(rules), "{cookie}");
    let value = cookie.trim_start_matches("__Host-s=").split(';').next().unwrap_or_default();
    assert_eq!(value.len(), 64, "256 random bits");
    let stored = house.stored().await;
    assert!(!stored.windows(64).any(|part| part == value.as_bytes()), "only its hash is stored");
}

#[tokio::test]
async fn data_are_served_with_their_own_key_only() {
    let house = House::new().await;
    house.ana().await;
    let (store, own) = (&house.app.store, house.folder.path("key"));
    assert!(super::key_of(store, &own).await.is_ok());
    let missing = house.folder.path("missing");
    let refused = super::key_of(store, &missing).await.err().expect("it is not there");
    assert!(refused.to_string().contains("Put it there"), "{refused}");
    let other = house.folder.path("other");
    crate::private::Key::new_in(&other).expect("another key");
    let refused = super::key_of(store, &other).await.err().expect("it is another");
    assert!(refused.to_string().contains("is not the key of these data"), "{refused}");
}
