// Every chart, with nothing and with much in it, as a browser shows it. Run by `cargo xtask e2e`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, overlaps, violations } from "./browser.mjs";

const gallery = process.env.ROUNDTABLE_GALLERY;
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

// The report is looked at in all four ways; the gallery is large, and the same charts.
for (const [scheme, width] of [["light", 1280], ["dark", 320]]) {
  test(`the gallery has nothing that axe objects to: ${scheme}, ${width} px`, async () => {
    const { page, wrong } = await open(browser, gallery, { width, scheme });
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(wrong, []);
  });
}

for (const width of [320, 360, 1440]) {
  test(`no word overlaps another or is cut off: ${width} px`, async () => {
    const { page } = await open(browser, gallery, { width });
    const charts = await page.locator("figure.chart svg:visible").count();
    assert.ok(charts >= 60, `${charts} charts`);
    assert.deepEqual(await overlaps(page), []);
  });

  test(`nothing makes the page scroll sideways: ${width} px`, async () => {
    const { page } = await open(browser, gallery, { width });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px wide`);
  });
}
