// The report as a reader meets it: by keys, by pointer, without a script, on paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, open, overlaps, violations } from "./browser.mjs";

const report = process.env.ROUNDTABLE_REPORT;
const comparison = process.env.ROUNDTABLE_COMPARISON;
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const chart = (page, id) => page.locator(`svg[data-rows="${id}"]:visible`);
const readout = (page, id) => page.locator(`#${id} .readout`);

for (const file of [report, comparison]) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [320, 1280]) {
      test(`axe objects to nothing in ${file}: ${scheme}, ${width} px`, async () => {
        const { page, wrong } = await open(browser, file, { width, scheme });
        await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(await overlaps(page), []);
        assert.deepEqual(wrong, []);
      });
    }
  }
}

test("a chart is one stop of the tab key, and its arrow keys walk the rows of its table", async () => {
  const { page } = await open(browser, report);
  const svg = chart(page, "cycle-time");
  await svg.focus();
  const last = await readout(page, "cycle-time").textContent();
  assert.match(last, /^Item: TERN-\d+ · Finished on: \d+ \w+ 2026 · Took: \d+ days?$/);
  await page.keyboard.press("Home");
  const first = await readout(page, "cycle-time").textContent();
  assert.notEqual(first, last);
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await readout(page, "cycle-time").textContent(), first);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await readout(page, "cycle-time").textContent(), first);
  await page.keyboard.press("End");
  assert.equal(await readout(page, "cycle-time").textContent(), last);
  const days = async () => Number((await readout(page, "cycle-time").textContent()).match(/(\d+) day/)[1]);
  const before = await days();
  await page.keyboard.press("ArrowUp");
  assert.ok((await days()) >= before, "up leads to what took longer");
  await page.keyboard.press("Escape");
  assert.ok(await readout(page, "cycle-time").isHidden());
  await page.keyboard.press("Tab");
  const inside = await svg.evaluate((it) => it.contains(document.activeElement));
  assert.equal(inside, false, "the next tab leaves the chart");
});

test("Enter opens the table at the row", async () => {
  const { page } = await open(browser, report);
  await chart(page, "cycle-time").focus();
  await page.keyboard.press("Home");
  const words = await readout(page, "cycle-time").textContent();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#cycle-time-table").evaluate((it) => it.open));
  const item = words.match(/TERN-\d+/)[0];
  assert.equal(await page.locator("tr:target th").textContent(), item);
});

test("every chart can be walked, and says something at every step", async () => {
  const { page } = await open(browser, report);
  const charts = page.locator("figure.chart svg[data-stops]:visible");
  const count = await charts.count();
  assert.ok(count >= 12, `${count} charts`);
  for (let index = 0; index < count; index += 1) {
    const svg = charts.nth(index);
    const id = await svg.getAttribute("data-rows");
    await svg.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.ok((await readout(page, id).textContent()).length > 5, id);
  }
});

test("the pointer finds the nearest dot, and a click opens its row", async () => {
  const { page } = await open(browser, report);
  const dot = page.locator('svg.wide[data-rows="cycle-time"] circle.dot').first();
  await dot.scrollIntoViewIfNeeded();
  const box = await dot.boundingBox();
  await page.mouse.move(box.x + 5, box.y + 4);
  const title = await dot.evaluate((it) => it.parentElement.querySelector("title").textContent);
  const item = title.split(":")[0];
  assert.match(await readout(page, "cycle-time").textContent(), new RegExp(`Item: ${item} `));
  await page.mouse.click(box.x + 2, box.y + 2);
  assert.equal(await page.locator("tr:target th").textContent(), item);
});

test("a click into the blank opens nothing", async () => {
  const { page } = await open(browser, report);
  const svg = page.locator('svg.wide[data-rows="cycle-time"]');
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  await page.mouse.move(box.x + 60, box.y + 6);
  await page.mouse.click(box.x + 60, box.y + 6);
  assert.equal(await page.locator("#cycle-time-table").evaluate((it) => it.open), false);
  assert.equal(new URL(page.url()).hash, "");
});

test("without a script the tables are there, and a dot leads to its row", async () => {
  const { page } = await open(browser, report, { script: false });
  const link = page.locator('svg.wide[data-rows="cycle-time"] a').first();
  assert.match(await link.getAttribute("href"), /^#cycle-time-1$/);
  assert.equal(await page.locator("#cycle-time-1").count(), 1);
  await page.locator("#cycle-time-table summary").click();
  assert.ok(await page.locator("#cycle-time-1").isVisible());
  assert.ok(await page.locator("h1").isVisible());
});

test("readers of the page's text meet a name, a way to read it and the table for each chart", async () => {
  const { page } = await open(browser, report);
  const charts = await page.locator("figure.chart").evaluateAll((figures) =>
    figures.map((figure) => {
      const svg = figure.querySelector("svg[data-stops]");
      const text = (name) => document.getElementById(svg.getAttribute(name))?.textContent ?? "";
      return [figure.id, text("aria-labelledby"), text("aria-describedby"),
        figure.querySelectorAll("table tbody tr").length];
    }));
  for (const [id, name, how, rows] of charts) {
    assert.ok(name.length > 10 && how.length > 20 && rows > 0, `${id}: ${name} / ${how} / ${rows}`);
  }
});

test("CSV and SVG save what the chart shows", async () => {
  const { page } = await open(browser, report);
  const saved = async (id, name) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(`#${id}`).getByRole("button", { name }).click(),
    ]);
    return readFile(await download.path(), "utf8");
  };
  const csv = await saved("throughput", "CSV");
  assert.match(csv, /^Week from,Items finished,Note\n/);
  const svg = await saved("cycle-time", "SVG");
  assert.match(svg, /^<svg/);
  assert.match(svg, /85 in 100 within 22 days/);
  assert.ok(!svg.includes("var(--"), "a colour is left to the page");
});

test("it fits a phone and is printed on A4 with all its charts", async () => {
  const { page } = await open(browser, report, { width: 360 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await page.emulateMedia({ media: "print" });
  const shown = await page.locator("figure.chart svg.wide:visible").count();
  assert.ok(shown >= 12, `${shown} charts on paper`);
  assert.equal(await page.locator("nav:visible").count(), 0);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, width, height] = pdf.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
  assert.deepEqual([Math.round(width), Math.round(height)], [595, 842]);
});
