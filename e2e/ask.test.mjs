// A round of asks in a real browser, without script and with: three people, all four answers, nothing
// seen before all are in, and what it taught. And an ask that comes back to be put in other words.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, violations } from "./browser.mjs";
import { arrive, ben, cho, makeLink, path, plain, settled, sitDown } from "./person.mjs";
import { serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const asks = "/peer-teams/north-group/asks";

// Ana, Ben and Cho at a table, each in a browser of their own.
const three = async (t, server, options) => {
  const a = await settled(t, server, { browser, ...options });
  const b = await arrive(t, server, { browser, ...options });
  await b.page.goto(a.link);
  await sitDown(b, ben);
  await a.go("/peer-teams/north-group/invitations");
  const link = await makeLink(a);
  const c = await arrive(t, server, { browser, ...options });
  await c.page.goto(link);
  await sitDown(c, cho);
  return { a, b, c };
};

const ask = async (it, to, want, because = "") => {
  await it.fill("want", want);
  await it.fill("reason", because);
  await it.page.selectOption("[name=to]", { label: to });
  await it.press("Ask");
};
const entry = (it, want) => it.page.locator(".asks>li", { hasText: want });
const answer = async (it, want, name, words = "") => {
  const its = entry(it, want);
  if (words) await its.locator("[name=words]").fill(words);
  await its.getByRole("button", { name, exact: true }).click();
};
const shown = async (it) => plain(await it.page.locator("main").textContent());

for (const script of [false, true]) {
  test(`a round of three with all four answers, ${script ? "with" : "without"} script`, async (t) => {
    const server = await serve(t);
    const { a, b, c } = await three(t, server, { script });
    await a.go(`${asks}/rounds`);
    await a.press("Begin a round");
    await a.page.waitForURL(new RegExp(`${asks}/rounds/.`));
    const round = path(a.page);
    await a.follow("Ask for something");
    await ask(a, "All of you", "Begin less until June", "Eleven things are open");
    await a.page.waitForURL((url) => url.pathname === round);
    await b.go(round);
    await b.follow("Ask for something");
    await ask(b, "Cho Tanaka", "Two days of a tester next week");
    await b.follow("Ask for something");
    await ask(b, "Ana Novak", "More openness");
    await a.go(round);
    await a.press("All have asked: now we answer");
    for (const it of [b, c]) await it.go(round);
    await answer(b, "Begin less", "No", "Not before the release");
    await answer(b, "Begin less", "I will try");
    assert.match(await shown(b), /kept; you can change it until the round shows the answers/);
    await c.go(round);
    assert.doesNotMatch(await shown(c), /Not before the release/);
    await answer(c, "Begin less", "No");
    await answer(c, "Two days of a tester", "Yes", "Thursday and Friday");
    await a.go(round);
    for (const secret of [/Not before the release/, /Thursday and Friday/]) {
      assert.doesNotMatch(await shown(a), secret);
    }
    await answer(a, "More openness", "Whatever", "About what?");
    assert.equal(await a.headline(), "What we answered");
    for (const it of [b, c]) {
      await it.go(round);
      const words = await shown(it);
      for (const told of [/I will try/, /Not before the release/, /Thursday and Friday/, /About what/]) {
        assert.match(words, told);
      }
    }
    await a.press("Now we look back");
    await b.go(round);
    await b.fill("what", "Three asks, one of them vague");
    await b.fill("now_what", "Say a day with each");
    await b.press("Keep it");
    await c.go(round);
    await c.press("Take over");
    await c.press("Close the round");
    assert.match(await shown(c), /Say a day with each/);
    assert.match(await shown(c), /Cho Tanaka leads|You lead/);
    await b.go(`${asks}?show=from-me`);
    await b.follow("“More openness”");
    await b.follow("Put it in other words");
    await b.fill("want", "Tell us on Mondays what you plan to stop");
    await b.press("Ask again");
    await a.go(asks);
    await answer(a, "Tell us on Mondays", "Yes");
    await b.page.goto(b.page.url());
    assert.match(await shown(b), /Ana Novak: yes/);
    assert.match(await shown(b), /How it was put before/);
    for (const it of [a, b, c]) assert.deepEqual(it.wrong, []);
    assert.equal(server.complaint(), "");
  });
}

test("the pages of asks keep the rules of WCAG, and none scrolls sideways at 320 pixels", async (t) => {
  const server = await serve(t);
  const { a, b } = await three(t, server, { script: true, checked: true });
  await a.go(`${asks}/asking`);
  await ask(a, "Ben Ortiz", "Join us on Thursday", "We find on Friday what you know on Tuesday");
  await b.go(asks);
  const pages = [asks, `${asks}?show=offers`, `${asks}/asking`, `${asks}/rounds`, `${asks}/measures`];
  const one = new URL(await b.page.locator(".asks a.said").first().evaluate((it) => it.href));
  for (const page of [...pages, one.pathname]) {
    await b.page.setViewportSize({ width: 320, height: 700 });
    await b.go(page);
    assert.deepEqual(await violations(b.page), [], page);
    const wide = await b.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${page} is ${wide} wide`);
  }
});
