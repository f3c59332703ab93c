// Live pages: what one peer does appears at the others without a reload, never over what somebody
// types, under the policy that forbids every script but ours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import {
  ana, anasWords, arrive as arriveWith, ben, bensWords, found, keep, makeLink, path, plain, sitDown,
} from "./person.mjs";
import { serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const arrive = (t, server) => arriveWith(t, server, { browser, script: true });
const team = "/peer-teams/north-group";
const said = ({ page }, words) => page.locator("main .said", { hasText: words });

// Ana and Ben, each in a browser of their own.
const two = async (t, server) => {
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  await keep(a, anasWords, ["problems my teams share", "company and support"]);
  await found(a, "North group");
  const link = await makeLink(a);
  await a.go(team);
  const b = await arrive(t, server);
  await b.page.goto(link);
  await sitDown(b, ben);
  return { a, b };
};
// Whether a page has been loaded anew since `stay`.
const stay = ({ page }) => page.evaluate(() => { window.stayed = true; });
const stayed = ({ page }) => page.evaluate(() => window.stayed === true);

test("the second peer arrives, writes and shares, and the first sees it happen", async (t) => {
  const server = await serve(t);
  const a = await arrive(t, server);
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  await keep(a, anasWords, ["problems my teams share", "company and support"]);
  assert.ok(a.did.count <= 12, `${a.did.count} interactions until the first why is kept`);
  await found(a, "North group");
  const link = await makeLink(a);
  await a.go(team);
  await stay(a);
  const b = await arrive(t, server);
  await b.page.goto(link);
  await sitDown(b, ben);
  const seat = a.page.locator("svg.table").getByRole("link", { name: "Ben" });
  await seat.waitFor({ timeout: 5000 });
  await keep(b, bensWords, ["solving things faster", "company and support"]);
  assert.equal(path(b.page), team);
  await a.page.getByRole("link", { name: "Ben, here", exact: true }).waitFor({ timeout: 5000 });
  assert.ok(await stayed(a), "nothing was loaded anew");

  await a.go(`${team}/whys`);
  await stay(a);
  await b.go(`${team}/whys`);
  await b.follow("Share mine");
  await b.press("Share it");
  await said(a, bensWords).waitFor({ timeout: 5000 });
  assert.ok(await stayed(a));
  await stay(b);
  await a.follow("Share mine");
  await a.press("Share it");
  const common = /Two of you are here for company and support\./;
  await b.page.locator("h1", { hasText: common }).waitFor({ timeout: 5000 });
  assert.ok(await stayed(b));
  for (const it of [a, b]) assert.deepEqual(it.wrong, []);
  assert.equal(server.complaint(), "");
});

test("what somebody types stays, while all around it moves", async (t) => {
  const server = await serve(t);
  const { a, b } = await two(t, server);
  await a.go(`${team}/teams`);
  await stay(a);
  await a.page.locator("main [name=name]").pressSequentially("Half a na");
  await b.go(`${team}/teams`);
  await b.fill("name", "Payments");
  await b.press("Add it");
  await said(a, "Payments").waitFor({ timeout: 5000 });
  assert.equal(await a.page.inputValue("main [name=name]"), "Half a na");
  assert.ok(await a.page.locator("main [name=name]").evaluate((it) => it === document.activeElement));
  await a.page.keyboard.type("me");
  assert.equal(await a.page.inputValue("main [name=name]"), "Half a name");
  assert.ok(await stayed(a));
  for (const it of [a, b]) assert.deepEqual(it.wrong, []);
});

test("nothing moves under a pressed pointer, and what came follows after", async (t) => {
  const server = await serve(t);
  const { a, b } = await two(t, server);
  await a.go(`${team}/teams`);
  await a.page.mouse.move(300, 300);
  await a.page.mouse.down();
  const told = a.page.evaluate(() => new Promise((resolve) => {
    document.addEventListener("moved", () => resolve(true), { once: true });
  }));
  await b.go(`${team}/teams`);
  await b.fill("name", "Payments");
  await b.press("Add it");
  await told;
  assert.equal(await said(a, "Payments").count(), 0);
  await a.page.mouse.up();
  await said(a, "Payments").waitFor({ timeout: 5000 });
});

test("the page of somebody who left stops within a second", async (t) => {
  const server = await serve(t);
  const { a, b } = await two(t, server);
  await b.go(`${team}/teams`);
  const phone = await b.page.context().newPage();
  await phone.goto(`${server.origin}${team}/seats`);
  await phone.getByText("Leave this table").click();
  const gone = b.page.waitForResponse((it) => it.status() === 404, { timeout: 10_000 });
  const clicked = Date.now();
  await phone.getByRole("button", { name: "Leave", exact: true }).click();
  await gone;
  t.diagnostic(`stopped ${Date.now() - clicked} ms after the click`);
  await b.page.waitForLoadState();
  assert.match(await b.headline(), /nothing at this address, or nothing for you/);
  assert.deepEqual(a.wrong, []);
});

test("after the server was away the page catches up by itself", async (t) => {
  const server = await serve(t);
  const { a, b } = await two(t, server);
  await a.go(`${team}/teams`);
  await stay(a);
  await a.page.context().setOffline(true);
  await b.go(`${team}/teams`);
  await b.fill("name", "Payments");
  await b.press("Add it");
  await a.page.context().setOffline(false);
  await server.kill();
  const again = await serve(t, server.data, new URL(server.origin).port);
  await said(a, "Payments").waitFor({ timeout: 20_000 });
  assert.ok(await stayed(a));
  assert.equal(plain(again.complaint()), "");
});
