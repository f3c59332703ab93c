// The workshop on the purpose in real browsers: silent writing of which nobody else learns a word,
// the reveal to all at once, grouping by pointer, menu and keys, dots, words, consent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { looksOf } from "./page.mjs";
import { arrive as arriveWith, ben, cho, plain, settled as settledWith, sitDown } from "./person.mjs";
import { serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const table = "/peer-teams/north-group";
const purpose = `${table}/purpose`;

// Somebody more at Ana's table.
const joins = async (t, server, a, who, options) => {
  await a.go(`${table}/invitations`);
  await a.press("Make a link");
  const link = await a.page.getByLabel("The link of the invitation").inputValue();
  const it = await arriveWith(t, server, { browser, ...options });
  await it.page.goto(link);
  await sitDown(it, who);
  return it;
};
const three = async (t, server, options) => {
  const a = await settledWith(t, server, { browser, ...options });
  const b = await joins(t, server, a, ben, options);
  const c = await joins(t, server, a, cho, options);
  return [a, b, c];
};
const begin = async (them, pace) => {
  await them[0].go(purpose);
  await them[0].tick(pace);
  await them[0].press("Begin the workshop");
  for (const it of them) await it.go(purpose);
};
const write = async (it, who, then = "Keep it, I am ready") => {
  await it.fill("who", who);
  await it.press(then);
};
const heading = (it, words) => it.page.locator("h1", { hasText: words }).waitFor();
const said = (it, words) =>
  it.page.locator(".note", { has: it.page.locator(".said", { hasText: words }) });
const button = (it, name) => it.page.getByRole("button", { name });
const open = (it, words) => it.page.locator("summary", { hasText: words }).first().click();
const main = async (it) => plain(await it.page.locator("main").textContent());
const together = (it, name) => it.page.locator(`.together input[name=name][value="${name}"]`);

// All that a server tells somebody: every answer in their browser, and the line of events.
const overheard = async (t, server, it) => {
  const told = [];
  it.page.on("response", async (answer) => {
    const text = await answer.text().catch(() => "");
    told.push(`${answer.url()} ${JSON.stringify(answer.headers())} ${text}`);
  });
  const [{ name, value }] = await it.page.context().cookies();
  const quit = new AbortController();
  t.after(() => quit.abort());
  const headers = { cookie: `${name}=${value}` };
  const line = await fetch(`${server.origin}${table}/live?seen=`, { headers, signal: quit.signal });
  (async () => {
    for await (const chunk of line.body) told.push(Buffer.from(chunk).toString());
  })().catch(() => {});
  return () => told.join("\n");
};

test("three write in silence and come to a purpose; a fourth writes before they see", async (t) => {
  const server = await serve(t);
  const [a, b, c] = await three(t, server, { script: true });
  const heard = [await overheard(t, server, b), await overheard(t, server, c)];
  await begin([a, b, c], "Without time limits");
  await write(a, "The people on call at night\nNine teams", "Keep it, I go on later");
  await b.page.getByText("One has written.").waitFor();
  await c.page.getByText("One has written.").waitFor();
  for (const it of [b, c]) {
    for (const page of ["", "/purpose", "/history", "/seats"]) await it.go(`${table}${page}`);
    await it.go(purpose);
  }
  for (const told of heard) {
    assert.match(told(), /has written/, "there is something to search");
    for (const words of ["on call at night", "Nine teams", Buffer.from("Nine teams").toString("hex"),
      Buffer.from("The people on ca").toString("base64").slice(0, 20)]) {
      assert.ok(!told().includes(words), `${words} was told before the reveal`);
    }
  }
  // What somebody types stays, while others write.
  await c.page.fill("#who", "Half a thou");
  await button(a, "Keep it, I am ready").click();
  await c.page.getByText("One is ready.").waitFor();
  assert.equal(await c.page.inputValue("#who"), "Half a thou");
  await write(b, "People on call");
  await b.page.getByText("Two are ready.").waitFor();
  await write(c, "Our product people");
  for (const it of [a, b, c]) {
    await heading(it, "This is what all of you wrote.");
    for (const words of ["The people on call at night", "People on call", "Our product people"]) {
      await said(it, words).first().waitFor();
    }
  }
  for (const it of [a, b, c]) await it.press("I am ready");
  for (const it of [a, b, c]) await heading(it, "What belongs together?");

  // By the pointer; the others see it.
  await said(a, /^People on call$/).dragTo(said(a, "The people on call at night"));
  await b.page.locator(".together").waitFor();
  await b.page.locator(".together input[name=name]").fill("On call");
  await b.press("Name it");
  await together(c, "On call").waitFor();
  // By the menu.
  const lone = said(c, "Nine teams");
  await lone.locator("summary").click();
  await lone.locator("select").selectOption({ label: "On call" });
  await lone.getByRole("button", { name: "Put together", exact: true }).click();
  await a.page.locator(".together .note").nth(2).waitFor();
  // By keys.
  await said(b, "Our product people").locator("summary").focus();
  await b.page.keyboard.press("m");
  await b.page.keyboard.press("ArrowUp");
  await b.page.keyboard.press("Enter");
  await a.page.locator(".together .note").nth(3).waitFor();
  await said(a, "Our product people").locator("summary").click();
  await said(a, "Our product people").getByRole("button", { name: /^Let it stand alone/ }).click();
  await b.page.locator(".piles > li:not(.together) .note").waitFor();

  // A step back, and on again.
  await a.press("A step back");
  await heading(b, "This is what all of you wrote.");
  await button(a, /^Go on/).click();
  await heading(a, "What belongs together?");
  await together(c, "On call").waitFor();
  await button(a, /^Go on/).click();
  await heading(b, "What matters most of this?");

  for (const left of ["four", "three", "two", "one"]) {
    await button(b, /^Give a dot.*On call/).click();
    await b.page.getByText(new RegExp(`You have ${left} of five dots left`)).waitFor();
  }
  await button(b, /^Take one back.*On call/).click();
  await b.page.getByText(/You have two of five dots left/).waitFor();
  assert.equal(await c.page.locator(".dots i").count(), 0, "nobody sees the dots of others");
  await button(c, /^Give a dot.*Our product people/).click();
  await c.page.getByText(/You have four of five dots left/).waitFor();
  await button(a, /^Go on/).click();
  for (const it of [a, b, c]) await it.page.getByText("3 of your dots", { exact: true }).waitFor();

  await b.page.fill("#words", "We help whoever is on call.");
  await b.press("Propose it");
  await a.page.locator(".statement .said", { hasText: "on call" }).first().waitFor();
  // Two word it in another way at once.
  for (const it of [a, c]) await open(it, "Word it in another way");
  await a.page.locator("[id^=w-]").fill("We help whoever is on call at night.");
  await c.page.locator("[id^=w-]").fill("We let whoever is on call sleep.");
  await a.press("Keep this version");
  await c.press("Keep this version");
  assert.match(await c.refusal(), /^Somebody reworded it meanwhile\./);
  assert.equal(await c.page.locator("[id^=w-]").inputValue(), "We let whoever is on call sleep.");
  assert.ok(await c.page.locator("blockquote ins", { hasText: "sleep." }).isVisible());
  await c.press("Keep this version");
  await a.page.locator(".statement .said", { hasText: "sleep" }).first().waitFor();

  await open(a, "Ask for consent to this one");
  await a.press("Ask for consent");
  for (const it of [b, c]) await heading(it, "Is this good enough to try?");
  await open(b, "I see a harm");
  await b.page.fill("#remedy", "Name the others, too.");
  await b.press("Object");
  assert.match(await b.refusal(), /^An objection says what harm it sees/);
  assert.equal(await b.page.inputValue("#remedy"), "Name the others, too.");
  await b.page.fill("#harm", "Whoever is not on call is left out.");
  await b.press("Object");
  await c.page.getByText("Whoever is not on call is left out.").waitFor();
  await a.press("Good enough to try");
  await c.press("Good enough to try");

  // A fourth comes late.
  const d = await joins(t, server, a, ["Dan Dor", "dan@example.org", "four other plain words"], {
    script: true,
  });
  await d.go(purpose);
  await heading(d, "The others have shown what they wrote. First yours.");
  for (const words of ["on call", "left out", "product people"]) {
    assert.ok(!(await main(d)).includes(words), words);
  }
  await write(d, "Whoever joins", "Show mine, and see theirs");
  await heading(d, "What would make it safe enough?");
  await a.go(purpose);
  assert.equal(await button(a, "Adopt it").count(), 0, "an objection stands");
  await a.page.locator("[id^=w-]").fill("We help the teams, and let whoever is on call sleep.");
  await a.press("Keep this version");
  await b.page.getByText("Is it safe enough now?").waitFor();
  await b.press("It is safe enough now");
  for (const it of [a, c, d]) await it.press("Good enough to try");
  for (const it of [a, b, c, d]) {
    await it.page.locator("h1.purpose", { hasText: "let whoever is on call sleep." }).waitFor();
    await it.go(table);
    assert.equal(await it.headline(), "We help the teams, and let whoever is on call sleep.");
  }
  for (const it of [a, b, c, d]) assert.deepEqual(it.wrong, []);
  assert.equal(server.complaint(), "");
});

test("the same is done without a script", async (t) => {
  const server = await serve(t);
  const them = await three(t, server, { script: false });
  const [a, b, c] = them;
  await begin(them, "Together now");
  await write(a, "Nine teams\nPeople on call");
  await b.go(purpose);
  assert.match(await main(b), /One has written\. One is ready\./);
  assert.ok(!(await main(b)).includes("Nine teams"));
  await write(b, "Partners");
  await write(c, "Product people");
  for (const it of them) {
    await it.go(purpose);
    assert.equal(await it.headline(), "This is what all of you wrote.");
    assert.match(await main(it), /Nine teams.*Partners.*People on call.*Product people/);
  }
  await button(a, /^Go on without waiting for/).click();
  const lone = said(a, "People on call");
  await lone.locator("summary").click();
  await lone.locator("select").selectOption({ label: "Nine teams" });
  await lone.getByRole("button", { name: "Put together", exact: true }).click();
  await a.page.locator(".together input[name=name]").fill("Ours");
  await a.press("Name it");
  await together(a, "Ours").waitFor();
  await button(a, /^Go on without waiting for/).click();
  await c.go(purpose);
  await button(c, /^Give a dot.*Ours/).click();
  assert.match(await main(c), /You have four of five dots left/);
  await button(a, /^Go on without waiting for/).click();
  await b.go(purpose);
  await b.page.fill("#words", "We help our nine teams.");
  await b.press("Propose it");
  await a.go(purpose);
  await open(a, "Ask for consent to this one");
  await a.press("Ask for consent");
  for (const it of them) {
    await it.go(purpose);
    await it.press("Good enough to try");
  }
  for (const it of them) {
    await it.go(purpose);
    assert.equal(await it.headline(), "We help our nine teams.");
    assert.deepEqual(it.wrong, []);
  }
});

test("twelve write at once: each text stays with its author, and all see the same", async (t) => {
  const server = await serve(t);
  const a = await settledWith(t, server, { browser, script: true });
  const b = await joins(t, server, a, ben, { script: true });
  // Ten more, who speak as browsers do.
  const clients = [];
  for (let count = 1; count <= 10; count += 1) {
    await a.go(`${table}/invitations`);
    await a.press("Make a link");
    const link = await a.page.getByLabel("The link of the invitation").inputValue();
    clients.push(await client(server, new URL(link).searchParams.get("token"), count));
  }
  await begin([a, b], "Without time limits");
  const id = /purpose\/([0-9a-f-]{36})/.exec(await a.page.content())[1];
  const took = [];
  const timed = async (work) => {
    const began = performance.now();
    const done = await work();
    took.push(performance.now() - began);
    return done;
  };
  const answers = `${purpose}/${id}/answers`;
  const texts = clients.map((_, place) => `Thought of client ${place + 1}`);
  await Promise.all(clients.map((it, place) =>
    timed(() => it.post(answers, { from: "write", who: texts[place], what: "", why: "", then: "ready" }))));
  for (const [place, it] of clients.entries()) {
    const page = await timed(() => it.get(purpose));
    assert.ok(page.includes(texts[place]), "mine is there");
    const others = texts.filter((text, other) => other !== place && page.includes(`>${text}<`));
    assert.deepEqual(others, [], "and nobody else's");
  }
  await write(a, "Thought of Ana");
  const seen = heading(a, "This is what all of you wrote.").then(() => performance.now());
  await b.page.fill("#who", "Thought of Ben");
  const revealed = performance.now();
  await b.press("Keep it, I am ready");
  await heading(b, "This is what all of you wrote.");
  t.diagnostic(`the reveal reached the other browser after ${Math.round((await seen) - revealed)} ms`);
  const all = [...texts, "Thought of Ana", "Thought of Ben"];
  const words = async (it) => (await it.page.locator(".note .said").allTextContents()).sort();
  assert.deepEqual(await words(a), [...all].sort());
  assert.deepEqual(await words(b), [...all].sort());
  const pages = await Promise.all(clients.map((it) => timed(() => it.get(purpose))));
  for (const page of pages) {
    const notes = [...page.matchAll(/<span class="said">([^<]*)<\/span>/g)].map((it) => it[1]);
    assert.deepEqual(notes.sort(), [...all].sort());
  }
  const readiness = `${purpose}/${id}/readiness`;
  await Promise.all(clients.map((it) => timed(() => it.post(readiness, { ready: "yes", from: "reveal" }))));
  for (const it of [a, b]) await it.press("I am ready");
  await heading(a, "What belongs together?");
  took.sort((one, other) => one - other);
  const at = (share) => Math.round(took[Math.ceil(share * took.length) - 1]);
  t.diagnostic(`${took.length} actions: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  for (const it of [a, b]) assert.deepEqual(it.wrong, []);
  assert.equal(server.complaint(), "");
});

// Somebody who takes a seat by an invitation, and from then on gets and posts.
const client = async (server, token, count) => {
  const ask = (path, options) =>
    fetch(`${server.origin}${path}`, { redirect: "manual", ...options });
  const send = (path, fields, headers = {}) =>
    ask(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "sec-fetch-site": "same-origin", ...headers },
    });
  const account = {
    token, name: `Client ${count}`, email: `client${count}@example.org`, password: "four plain words",
  };
  const came = await send("/invitation/account", account);
  const cookie = came.headers.getSetCookie().find((it) => it.startsWith("s=")).split(";")[0];
  return {
    get: async (path) => (await ask(path, { headers: { cookie } })).text(),
    post: async (path, fields) => {
      const answer = await send(path, fields, { cookie });
      assert.equal(answer.status, 303, await answer.text());
    },
  };
};

test("each page of it keeps what it owes: axe, HTML, keys, and the width of a phone", async (t) => {
  const server = await serve(t);
  const them = await three(t, server, { script: true, checked: true });
  const [a, b, c] = them;
  const looks = looksOf(t);
  const see = async (it, name) => {
    await it.go(purpose);
    await looks(it, name);
  };
  await see(a, "purpose, none yet");
  await begin(them, "Over days");
  await see(a, "writing, as who leads");
  await b.press("Keep it, I am ready");
  await looks(b, "writing, refused");
  await write(b, "People on call\nPartners");
  await see(b, "writing, kept");
  await write(a, "Nine teams");
  await write(c, "Product people");
  await see(b, "revealed");
  await a.go(purpose);
  await button(a, /^Go on/).click();
  await heading(a, "What belongs together?");
  const lone = said(a, "People on call");
  await lone.locator("summary").click();
  await lone.getByRole("button", { name: "Put together", exact: true }).click();
  await a.page.locator(".together").waitFor();
  await see(a, "grouping, as who leads");
  await button(a, /^Go on/).click();
  await heading(a, "What matters most of this?");
  await b.go(purpose);
  await button(b, /^Give a dot/).first().click();
  await b.page.getByText(/You have four of five dots left/).waitFor();
  await see(b, "dots");
  await a.go(purpose);
  await button(a, /^Go on/).click();
  await heading(a, "Say it in a sentence or two.");
  await see(b, "words, none yet");
  for (const words of ["We help the teams.", "We help whoever waits for us."]) {
    await b.page.fill("#words", words);
    await b.press("Propose it");
  }
  await see(a, "words, as who leads");
  await a.go(purpose);
  await open(a, "Word it in another way");
  await a.page.locator("[id^=w-]").first().fill(" ");
  await button(a, "Keep this version").first().click();
  await looks(a, "words, refused");
  await a.go(purpose);
  await open(a, "Ask for consent to this one");
  await button(a, "Ask for consent").first().click();
  await see(c, "consent");
  await c.go(purpose);
  await open(c, "I see a harm");
  await c.press("Object");
  await looks(c, "consent, an objection refused");
  await c.page.fill("#harm", "A harm.");
  await c.page.fill("#remedy", "A remedy.");
  await c.press("Object");
  await b.go(purpose);
  await b.press("Good enough to try");
  await see(b, "consent, with an objection");
  await c.go(purpose);
  await c.press("It is safe enough now");
  await a.go(purpose);
  await a.press("Good enough to try");
  await see(a, "purpose, adopted");
  await a.follow("How you came to it, and what was said about it");
  await looks(a, "a purpose and how it came about");
  await a.go(table);
  await looks(a, "today, with a purpose");
  for (const it of them) assert.deepEqual(it.wrong, []);
});
