// The place as peers meet it: from the set-up link to what they have in common, in a real browser,
// against the real binary. Every page works without a script, so most of this runs with none.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { looksOf } from "./page.mjs";
import {
  ana, anasWords, arrive as arriveWith, ben, bensWords, cho, found, keep, makeLink, path, plain,
  settled as settledWith, sitDown,
} from "./person.mjs";
import { demo, folder, serve } from "./server.mjs";

// The answer to a form, not to what the page loads besides.
const sent = (answer) => answer.request().method() === "POST";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const arrive = (t, server, options = {}) => arriveWith(t, server, { browser, ...options });
const settled = (t, server, options = {}) => settledWith(t, server, { browser, ...options });

test("from a set-up link two peers come to what they have in common, by no script", async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  assert.match(await a.page.locator("main").textContent(), /Only you can read this\./);
  await keep(a, anasWords, ["problems my teams share", "company and support"]);
  assert.equal(path(a.page), "/peer-teams");
  assert.ok(a.did.count <= 12, `${a.did.count} interactions until the first why is kept`);
  await a.go("/why");
  assert.ok(await a.page.locator("li .said", { hasText: anasWords }).isVisible());
  assert.deepEqual(filesWith(server.data, anasWords), [], "a private why is sealed where it lies");

  await a.go("/");
  await found(a, "North group");
  const link = await makeLink(a);
  const b = await arrive(t, server);
  await b.page.goto(link);
  const invites = "Ana Novak invites you to the table of “North group”, as a peer.";
  assert.equal(await b.headline(), invites);
  await sitDown(b, ben);
  assert.equal(path(b.page), "/why");
  const seat = (it, name) => it.page.locator("svg.table").getByRole("link", { name });
  await a.go("/");
  assert.ok(await seat(a, "Ben").isVisible());

  await keep(b, bensWords, ["solving things faster", "company and support"]);
  assert.equal(path(b.page), "/peer-teams/north-group");
  assert.ok(await seat(b, "Ana").isVisible());
  for (const it of [a, b]) {
    await it.go("/peer-teams/north-group/whys");
    const seen = await it.page.locator("main").textContent();
    assert.ok(!seen.includes(anasWords) && !seen.includes(bensWords), "nothing is shared yet");
  }
  const share = async (it, words) => {
    await it.go("/");
    await it.follow("Tell your peers why you are here");
    await it.follow("Share mine");
    const told = plain(await it.page.locator("main").textContent());
    assert.ok(told.includes("Ana Novak and Ben Ortiz will be able to read it."), told);
    assert.ok(told.includes(words), told);
    await it.press("Share it");
    assert.equal(path(it.page), "/peer-teams/north-group/whys");
  };
  await share(b, bensWords);
  await a.go("/peer-teams/north-group/whys");
  assert.ok(await a.page.getByText(bensWords).isVisible());
  assert.equal(await a.headline(), "Why each of us is here", "one alone overlaps with nobody");
  await share(a, anasWords);
  await b.page.goto(b.page.url());
  for (const it of [a, b]) {
    assert.equal(await it.headline(), "Two of you are here for company and support.");
    const single = plain(await it.page.locator("section[aria-labelledby=single]").textContent());
    assert.match(single, /problems my teams share with others Ana Novak/);
    assert.match(single, /solving things faster Ben Ortiz/);
    assert.ok(await it.page.getByText(anasWords).isVisible());
    assert.ok(await it.page.getByText(bensWords).isVisible());
    assert.deepEqual(it.wrong, []);
  }
  assert.equal(server.complaint(), "");
});

// The names of files in a folder that hold these words as they are.
const filesWith = (place, words) => {
  const names = readdirSync(place);
  assert.ok(names.includes("roundtable.sqlite"), names.join(", "));
  return names.filter((name) => readFileSync(join(place, name)).includes(words));
};

test("every page keeps what it owes: axe, HTML, keys, and the width of a phone", async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server, { script: true, checked: true });
  const b = await arrive(t, server, { script: true, checked: true });
  const stranger = await arrive(t, server, { script: true, checked: true });
  const looks = looksOf(t);
  const team = "/peer-teams/north-group";
  const see = async (it, at, name) => {
    await it.go(at);
    await looks(it, name);
  };
  const [name, email] = ana;

  await a.page.goto(await server.setUpLink());
  await looks(a, "set-up");
  await sitDown(a, [name, email, "short"]);
  await looks(a, "set-up, refused");
  await sitDown(a, ana);
  await looks(a, "why, the first");
  await a.press("Keep it");
  await looks(a, "why, refused");
  await keep(a, anasWords, ["problems my teams share", "company and support"]);
  await looks(a, "peer teams, none yet");
  await found(a, " ");
  await looks(a, "peer teams, refused");
  await found(a, "North group");
  await looks(a, "invitations, none yet");
  const link = await makeLink(a);
  await looks(a, "invitations, with the link");
  await see(a, `${team}/invitations`, "invitations, with one open");
  await see(a, "/why", "why, kept");
  await see(a, "/", "today, alone");
  await see(a, `${team}/whys`, "whys, none shared");

  await b.page.goto(link);
  await looks(b, "invitation");
  await sitDown(b, [...ben.slice(0, 2), "short"]);
  await looks(b, "invitation, refused");
  await see(a, link, "invitation, to somebody signed in");
  await sitDown(b, ben);
  await keep(b, bensWords, ["solving things faster", "company and support"]);
  await b.go(`${team}/whys`);
  await b.follow("Share mine");
  await looks(b, "sharing");
  await b.press("Share it");
  await see(a, `${team}/whys`, "whys, one shared");
  await a.follow("Share mine");
  await a.press("Share it");
  await looks(a, "whys, with an overlap");
  await a.press("Take mine back");
  await looks(a, "whys, one taken back");
  await see(a, team, "today, with news");
  await see(a, "/peer-teams", "peer teams, one");
  await see(a, `${team}/invitations`, "invitations, with one used");
  await see(a, `${team}/seats`, "seats");
  await see(a, `${team}/settings`, "settings");
  await a.fill("time_zone", "Mars/Olympus");
  await a.press("Save");
  await looks(a, "settings, refused");
  await see(a, "/account", "account");
  await see(a, "/account/recovery-codes", "recovery codes, none");
  await a.fill("present", ana[2]);
  await a.press("Make ten codes");
  await looks(a, "recovery codes, new");
  await see(a, `${team}/lost-access`, "lost access, as a peer");
  await see(a, "/accounts", "accounts");
  await see(b, "/account/leaving", "leaving for good");
  await see(a, "/account/leaving", "leaving for good, as the only operator");
  await see(a, `${team}/teams`, "teams, empty");
  await a.fill("name", "Payments");
  await a.press("Add it");
  await looks(a, "teams, with one");
  await see(a, `${team}/history`, "history");
  await see(a, `${team}/leaving`, "leaving");
  await see(a, `${team}/links`, "links, none yet");
  await a.press("Make a link");
  await looks(a, "links, with an offer");
  await see(b, "/link?token=none", "a link that is none");
  await see(a, `${team}/proposals`, "proposals, none yet");
  await see(a, `${team}/proposals/proposing?aim=archiving`, "proposing");
  await a.press("Propose it");
  await looks(a, "proposals, with mine");
  await see(b, team, "today, with a proposal");
  await see(b, `${team}/proposals`, "proposals, to second");
  await b.page.getByRole("button", { name: "Second it" }).click();
  await b.page.locator("summary", { hasText: "Object" }).click();
  await b.fill("words", " ");
  await b.press("Object");
  await looks(b, "proposals, an objection refused");
  await b.fill("words", "We would lose the only place where we meet.");
  await b.press("Object");
  await looks(b, "proposals, with an objection");
  await see(a, "/nothing", "an error");
  await a.go("/peer-teams");
  await found(a, "A table with quite a long name, for a name can be long");
  await see(a, team, "today, with another table to go to");

  await see(stranger, "/", "sign-in");
  await stranger.fill("email", email);
  await stranger.fill("password", "no such words");
  await stranger.press("Sign in");
  await looks(stranger, "sign-in, refused");
  await see(stranger, link, "an invitation that was used");
  await see(stranger, "/recovery", "recovery");
  for (const it of [a, b, stranger]) assert.deepEqual(it.wrong, []);
});

test("every part keeps it, too, in every state", async (t) => {
  const server = await demo(t);
  const a = await arrive(t, server, { script: true, checked: true });
  await a.go("/demo/gallery");
  await looksOf(t)(a, "gallery");
  assert.deepEqual(a.wrong, []);
});

test("a refused account comes back as typed with the reason, never the password", async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  const refused = async (it, account, reason) => {
    const [answer] = await Promise.all([it.page.waitForResponse(sent), sitDown(it, account)]);
    assert.equal(answer.status(), 422);
    assert.match(await it.refusal(), reason);
    assert.equal(await it.page.inputValue("[name=name]"), account[0]);
    assert.equal(await it.page.inputValue("[name=email]"), account[1]);
    assert.equal(await it.page.inputValue("[name=password]"), "");
    assert.ok(!(await answer.text()).includes(account[2]), "the password stands in the page");
    const field = it.page.locator("[name=password]");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const described = (await field.getAttribute("aria-describedby")).split(" ");
    assert.ok(described.includes("refused"), "the field tells why");
  };
  const odd = '"Ana" <b>& Novak';
  await refused(a, [odd, ana[1], "s3cr&t"], /at least 10 characters/i);
  await refused(a, [odd, ana[1], "password123"], /./);
  await sitDown(a, ana);
  await keep(a, anasWords, []);
  await found(a, "North group");
  const b = await arrive(t, server);
  await b.page.goto(await makeLink(a));
  await refused(b, [ben[0], ben[1], "s3cr&t"], /at least 10 characters/i);
  await sitDown(b, ben);
  assert.equal(path(b.page), "/why", "the link still serves after a refusal");

  const c = await arrive(t, server);
  await c.go("/why");
  await c.fill("email", ana[1]);
  await c.fill("password", "n0 such words");
  const [answer] = await Promise.all([c.page.waitForResponse(sent), c.press("Sign in")]);
  assert.equal(answer.status(), 422);
  assert.ok((await c.refusal()).length > 10);
  assert.equal(await c.page.inputValue("[name=email]"), ana[1]);
  assert.ok(!(await answer.text()).includes("n0 such words"), "the password stands in the page");
  await c.fill("password", ana[2]);
  await c.press("Sign in");
  assert.equal(path(c.page), "/why", "signing in leads to where they wanted to go");
  assert.ok(await c.page.locator("li .said", { hasText: anasWords }).isVisible());
});

test("a refused why, table or setting comes back with what was typed and the reason", async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  await a.press("Keep it");
  assert.equal(await a.refusal(), "Tick a reason, or write one in your own words.");
  assert.equal(await a.page.inputValue("#words"), "");
  const long = `\n</textarea><b>&amp; ${"so ".repeat(3500)}`;
  await keep(a, long, ["solving things faster", "something else"]);
  assert.match(await a.refusal(), /10000 are kept at most\. What you wrote is still here\./);
  assert.equal(await a.page.inputValue("#words"), long);
  const ticked = await a.page.locator("[name=reason]:checked").evaluateAll((all) =>
    all.map((it) => it.value));
  assert.deepEqual(ticked, ["faster", "other"]);
  assert.equal(await a.page.locator("li .said").count(), 0, "what is refused is not kept");
  await keep(a, anasWords, []);
  await found(a, "   ");
  assert.ok((await a.refusal()).length > 10);
  await found(a, "North group");
  await a.go("/peer-teams/north-group/settings");
  await a.fill("name", "South group");
  await a.fill("time_zone", "Mars/Olympus");
  await a.page.getByLabel("Friday").uncheck();
  await a.press("Save");
  assert.match(await a.refusal(), /Mars\/Olympus|time zone/);
  assert.equal(await a.page.inputValue("[name=name]"), "South group");
  assert.equal(await a.page.inputValue("[name=time_zone]"), "Mars/Olympus");
  assert.equal(await a.page.getByLabel("Friday").isChecked(), false);
  assert.deepEqual(a.wrong, []);
});

test("killed and started again on its folder it has the why, and the session holds", async (t) => {
  const data = folder();
  const first = await serve(t, data);
  const a = await settled(t, first);
  await first.kill();
  const second = await serve(t, data);
  await a.page.goto(`${second.origin}/why`);
  assert.equal(path(a.page), "/why", "nobody has to sign in again");
  assert.equal(await a.page.inputValue("#words"), anasWords);
  assert.ok(await a.page.locator("li .said", { hasText: anasWords }).isVisible());
  const b = await arrive(t, second);
  await b.go(new URL(a.link).pathname + new URL(a.link).search);
  assert.match(await b.headline(), /^Ana Novak invites you/, "an open invitation stays open");
  assert.equal(second.complaint(), "");
  await second.end();
  assert.equal(second.lines.length, 2, `no second set-up link: ${second.lines}`);
});

test("told to end while somebody looks at a page, it ends", { timeout: 60_000 }, async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  await server.end();
  assert.equal(server.lines.at(-1), "Stopped.");
});

test("a why that outlives the session is still there after signing in", async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  const words = `${anasWords}\nAnd "more" & <more>.`;
  await a.fill("words", words);
  await a.page.context().clearCookies();
  await a.press("Keep it");
  assert.match(await a.headline(), /^You were signed out, and what you typed is still here/);
  await a.fill("email", ana[1]);
  await a.fill("password", ana[2]);
  await a.press("Sign in");
  assert.equal(await a.headline(), "You are in again. Send it now?");
  await a.press("Send it");
  await a.go("/why");
  assert.equal(await a.page.inputValue("#words"), words);
});

test("a link that serves no more, or never did, leads to a page with a way on", async (t) => {
  const server = await serve(t);
  const a = await settled(t, server);
  const b = await arrive(t, server);
  const c = await arrive(t, server);
  const stranger = await arrive(t, server);
  // Both open it; the second is too late.
  await b.page.goto(a.link);
  await c.page.goto(a.link);
  await sitDown(b, ben);
  await sitDown(c, cho);
  const used = /^This invitation has been used\. Each serves once; ask for a new one\.$/;
  assert.match(await c.headline(), used);
  const leads = async (it, link, [status, sentence, to]) => {
    assert.equal((await it.go(link)).status(), status);
    assert.match(await it.headline(), sentence);
    const page = (answer) => answer.status() === 200 && new URL(answer.url()).pathname === to;
    await Promise.all([it.page.waitForResponse(page), it.page.locator(".way-on a").click()]);
    await it.page.waitForURL((url) => url.pathname === to);
  };
  const madeUp = /^This is no invitation\. Perhaps the link was cut off; ask for it again\.$/;
  for (const [it, to] of [[stranger, "/sign-in"], [b, "/peer-teams/north-group"]]) {
    await leads(it, a.link, [410, used, to]);
    await leads(it, "/invitation?token=made-up", [410, madeUp, to]);
    await leads(it, "/invitation", [410, madeUp, to]);
  }
  await a.go("/peer-teams/north-group/invitations");
  const another = await makeLink(a);
  await a.page.getByRole("button", { name: /^Take it back/ }).click();
  await leads(stranger, another, [410, /^This invitation was taken back\./, "/sign-in"]);
  await leads(stranger, await server.setUpLink(), [403, /^The .*link/i, "/sign-in"]);
  for (const it of [a, b, c, stranger]) assert.deepEqual(it.wrong, []);
});

test("set-up and why are done by keys alone, and one sees where one is", async (t) => {
  const server = await serve(t);
  const { page, headline, wrong } = await arrive(t, server);
  const { keyboard } = page;
  // Tabs on until the focus is there, and sees to it that every stop on the way shows.
  const tabTo = async (selector) => {
    const target = await page.locator(selector).elementHandle();
    for (let stops = 1; stops <= 20; stops += 1) {
      await keyboard.press("Tab");
      const [there, shows] = await page.evaluate((wanted) => {
        const it = document.activeElement;
        const outlined = (one) => {
          const { outlineStyle, opacity } = one ? getComputedStyle(one) : { opacity: "0" };
          return outlineStyle !== "none" && opacity !== "0";
        };
        return [it === wanted, outlined(it) || outlined(it.closest("label"))];
      }, target);
      assert.ok(shows, `stop ${stops} on the way to ${selector} cannot be seen`);
      if (there) return;
    }
    assert.fail(`${selector} is not reached by the tab key`);
  };
  const enter = () => Promise.all([page.waitForEvent("load"), keyboard.press("Enter")]);
  await page.goto(await server.setUpLink());
  for (const [index, field] of ["name", "email", "password"].entries()) {
    await tabTo(`[name=${field}]`);
    await keyboard.type(ana[index]);
  }
  await tabTo("button.loud");
  await enter();
  assert.equal(path(page), "/why");
  await tabTo("#words");
  await keyboard.type(anasWords);
  await tabTo("[value=shared]");
  await keyboard.press("Space");
  await tabTo("[value=company]");
  await keyboard.press("Space");
  await tabTo("main button.loud");
  await enter();
  assert.equal(await headline(), "Who are your peers?");
  await page.goto(`${server.origin}/why`);
  const kept = plain(await page.locator("section[aria-labelledby=kept]").textContent());
  assert.ok(kept.includes(anasWords), kept);
  assert.ok(kept.includes("problems my teams share with others · company and support"), kept);
  assert.deepEqual(wrong, []);
});
