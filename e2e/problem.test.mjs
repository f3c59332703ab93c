// Problems in a real browser, with and without a script: noted in seconds from any page, had by
// others, too, told of while somebody types, solved, back, solved again; and moved on the board.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { looksOf } from "./page.mjs";
import { arrive, ben, cho, makeLink, path, plain, settled, sitDown } from "./person.mjs";
import { demo, serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const north = "/peer-teams/north-group";
const problems = `${north}/problems`;
const builds = "Builds fail at random";

// Ana, Ben and Cho at a table, each with a team and in a browser of their own.
const three = async (t, server, options) => {
  const a = await settled(t, server, { browser, ...options });
  const b = await arrive(t, server, { browser, ...options });
  await b.page.goto(a.link);
  await sitDown(b, ben);
  await a.go(`${north}/invitations`);
  const link = await makeLink(a);
  const c = await arrive(t, server, { browser, ...options });
  await c.page.goto(link);
  await sitDown(c, cho);
  for (const [it, name] of [[a, "Checkout"], [b, "Accounts"], [c, "Search"]]) {
    await it.go(`${north}/teams`);
    await it.fill("name", name);
    await it.page.locator("form:has([name=name]) button").first().click();
  }
  return { a, b, c };
};
const shown = async ({ page }) => plain(await page.locator("main").textContent());
// A chip is pressed where its words stand; its circle is not seen.
const size = ({ page }, words, within = "#noting") =>
  page.locator(within).getByText(words, { exact: true }).click();
const unfold = ({ page }, words) => page.locator("summary", { hasText: words }).click();
const board = ({ page }, column) => page.locator(`[data-column=${column}]`);

// Notes a problem from a page: how many times something was pressed or typed.
const note = async (it, script, from) => {
  await it.go(from);
  if (script) await it.page.keyboard.press("c");
  else await it.page.locator("a[data-noting]").click();
  const words = it.page.locator("#noting [name=words]");
  await words.waitFor();
  if (script) await it.page.keyboard.type(builds);
  else await words.fill(builds);
  await size(it, "a few days");
  await it.page.getByRole("button", { name: "Share it" }).click();
  return 4;
};

for (const script of [false, true]) {
  const name = `a problem is seen, shared, solved, back and solved, ${script ? "with" : "without"} script`;
  test(name, async (t) => {
    const server = await serve(t);
    const { a, b, c } = await three(t, server, { script });
    await b.go(problems);
    await b.page.evaluate(() => { window.stayed = true; });
    const from = Date.now();
    assert.ok((await note(a, script, `${north}/whys`)) <= 4);
    await a.page.getByText("Shared. Your peers see it now").waitFor();
    assert.ok(Date.now() - from < 30_000, "in under half a minute");
    // With a script one is where one was; without, at the problem.
    assert.equal(path(a.page), script ? `${north}/whys` : `${problems}/1`);
    if (script) {
      await b.page.locator("#p1").waitFor();
      assert.equal(await b.page.evaluate(() => window.stayed), true, "it arrived by itself");
    } else await b.go(problems);
    await b.follow(builds);
    await unfold(b, "We have this too");
    await size(b, "under a day", "#too");
    await b.press("We have this too");
    assert.match(await shown(b), /Accounts\s*under a day every week/);

    // A third is told of it while typing; without a script, before it is shared a second time.
    await c.go(`${problems}/noting`);
    if (script) {
      await c.page.locator("#words").pressSequentially("random build failures");
      await c.page.getByRole("link", { name: "Builds fail at random" }).waitFor();
      assert.equal(await c.page.locator("#words").evaluate((it) => it === document.activeElement), true);
    } else {
      await c.fill("words", "The builds fail, at random");
      await size(c, "a few days");
      await c.press("Share it");
      assert.match(await c.refusal(), /There is something like it already/);
      assert.equal(await c.page.inputValue("[name=words]"), "The builds fail, at random");
    }
    await c.page.getByRole("button", { name: /^We have this too/ }).click();
    await c.page.waitForURL(new RegExp(`${problems}/1$`));
    assert.match(await shown(c), /Search/);
    await c.go(`${problems}/meeting`);
    assert.match(await shown(c), /3 teams have it/);

    await c.go(`${problems}/1`);
    await c.press("Take it up");
    await unfold(c, "It is contained");
    await c.page.fill("#containment", "One runner is off");
    await c.press("Contained");
    await unfold(c, "It is solved");
    await c.page.fill("#solution", "Pinned the image of the runner");
    await c.press("Solved");
    assert.match(await shown(c), /If it does not come back by/);
    await a.go(`${problems}/1`);
    await unfold(a, "It is back");
    await a.press("It is back");
    assert.match(await shown(a), /back again/);
    await b.go(`${problems}/1`);
    await unfold(b, "It is solved");
    await b.page.fill("#solution", "Built the image ourselves");
    await b.press("Solved");

    // Whoever types something like it is offered what solved it.
    await a.go(`${problems}/noting`);
    await a.page.locator("#words").pressSequentially("our build fails");
    if (!script) await a.press("Look for problems like it");
    await a.page.getByText("Solved by: Built the image ourselves").waitFor();
    await a.go(`${problems}/solved?find=builds`);
    assert.match(await shown(a), /Solved with you and Cho Tanaka|Solved with Cho Tanaka and Ben Ortiz/);
    for (const it of [a, b, c]) assert.deepEqual(it.wrong, []);
    assert.equal(server.complaint(), "");
  });
}

test("a card is moved by the pointer, by keys and by a menu, and others see it move", async (t) => {
  const server = await serve(t);
  const { a, b } = await three(t, server, { script: true });
  await note(a, true, problems);
  await a.page.locator("#p1").waitFor();
  await b.go(problems);
  await b.page.locator("[name=find]").fill("half typed");
  await a.page.locator("#p1 .said").dragTo(board(a, "contained"));
  await board(a, "contained").locator("#p1").waitFor();
  await board(b, "contained").locator("#p1").waitFor();
  assert.equal(await b.page.inputValue("[name=find]"), "half typed");
  assert.equal(await b.page.locator("[name=find]").evaluate((it) => it === document.activeElement), true);
  // By keys: hold it, one column to the left, there.
  await a.page.locator("#p1 .said").focus();
  for (const key of ["m", "ArrowLeft", "Enter"]) await a.page.keyboard.press(key);
  await board(a, "taken-up").locator("#p1").waitFor();
  assert.match(plain(await a.page.locator("#polite").textContent()), /Moved to “Taken up”/);
  assert.match(await a.page.evaluate(() => document.activeElement?.textContent), /Builds fail/);
  await a.page.locator("#p1 .move").click();
  await a.press("Contained");
  await board(a, "contained").locator("#p1").waitFor();
  // What is solved is asked how.
  await a.page.locator("#p1 .said").dragTo(board(a, "solved"));
  await a.page.waitForURL(/\/problems\/1#solve$/);
  assert.equal(await a.page.locator("#solution").isVisible(), true);
  for (const it of [a, b]) assert.deepEqual(it.wrong, []);
});

test("the dialog keeps what is typed, closes by Escape, and leaves other keys alone", async (t) => {
  const server = await serve(t);
  const { a } = await three(t, server, { script: true });
  await a.go(`${north}/settings`);
  await a.page.locator("[name=name]").focus();
  await a.page.keyboard.press("c");
  assert.equal(await a.page.locator("dialog").count(), 0, "typing a c is typing a c");
  await a.go(north);
  await a.page.keyboard.press("c");
  await a.page.locator("dialog[open] [name=words]").waitFor();
  await a.page.keyboard.press("Escape");
  await a.page.locator("dialog").waitFor({ state: "detached" });
  await a.page.keyboard.press("c");
  await a.page.locator("dialog[open] [name=words]").fill("Kept for me");
  await a.page.getByRole("button", { name: "Keep it for me" }).click();
  await a.page.waitForURL(new RegExp(`${problems}$`));
  assert.match(await shown(a), /Kept for me/);
  assert.deepEqual(a.wrong, []);
});

test("what is refused comes back into the dialog, and what is shared then is shown", async (t) => {
  const server = await serve(t);
  const a = await settled(t, server, { browser, script: true });
  const long = "Donaudampfschifffahrtsgesellschaft".repeat(5);
  const things = "printer payroll lift parking coffee invoices search badges phones archive printing";
  for (const thing of things.split(" ")) {
    await a.go(`${problems}/noting`);
    await a.fill("words", `Nobody looks at the ${thing}`);
    await size(a, "under a day");
    await a.press("Share it");
    await a.page.waitForURL(/problems\/\d+$/);
  }
  await a.page.setViewportSize({ width: 1280, height: 700 });
  await a.go(problems);
  await a.page.keyboard.press("c");
  const words = a.page.locator("dialog[open] [name=words]");
  await words.fill(`${long} and more than fits`.padEnd(201, "."));
  await a.page.getByText("That is longer than 200 characters.").waitFor();
  await size(a, "under a day");
  await a.page.getByRole("button", { name: "Share it" }).click();
  await a.page.locator("dialog[open]").getByRole("alert").waitFor();
  assert.match(await a.refusal(), /These are 201 characters; 200 are kept at most/);
  assert.match(await words.inputValue(), /^Donaudampf.*and more than fits/);
  assert.equal(await a.page.locator("[data-board] .slip").count(), 11, "the page behind stays");
  await words.fill(long);
  await a.page.getByRole("button", { name: "Share it" }).click();
  await a.page.getByText("Shared. Your peers see it now").waitFor();
  const isInView = () =>
    document.querySelector("#p12")?.getBoundingClientRect().bottom <= window.innerHeight;
  await a.page.waitForFunction(isInView);
  assert.equal(path(a.page), problems);
  await a.page.setViewportSize({ width: 360, height: 800 });
  for (const page of ["", "?view=timeline", "?view=list", "/meeting", "/12", "/noting?words=" + long]) {
    await a.go(problems + page);
    const wide = await a.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `problems${page} is ${wide} px wide`);
  }
  assert.deepEqual(a.wrong, []);
});

test("the pages of problems keep the rules, empty and full", async (t) => {
  const looks = looksOf(t);
  const empty = await serve(t);
  const e = await settled(t, empty, { browser, script: true, checked: true });
  for (const page of ["", "/meeting", "/solved", "/measures"]) {
    await e.go(problems + page);
    await looks(e, `empty${page}`);
  }
  const server = await demo(t);
  const a = await arrive(t, server, { browser, script: true, checked: true });
  await a.go("/demo");
  await a.page.getByRole("button", { name: /Ana Novak/ }).click();
  const open = await a.page.goto(server.origin + problems).then(() =>
    a.page.locator("[data-column=taken-up] .slip").first().getAttribute("id"));
  const number = open.slice(1);
  const pages = [
    "", "?view=list", "?view=timeline", "?view=teams", "?view=causes", "/noting", "/meeting",
    "/solved", "/measures", "/times", `/${number}`, `/${number}/moving`, "/1",
  ];
  for (const page of pages) {
    await a.go(problems + page);
    await looks(a, `problems${page}`);
  }
  await a.go(north);
  assert.ok((await a.page.locator(".table .pebble").count()) > 8, "they lie on the table");
  await looks(a, "today, with problems on the table");
  assert.deepEqual(a.wrong, []);
});
