// Opens pages in the system's Chromium, with a new profile and no way to any network.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const folders = (process.env.PATH ?? "").split(delimiter);
const found = folders.flatMap((folder) => names.map((name) => join(folder, name)));
const executablePath = process.env.CHROMIUM ?? found.find((path) => existsSync(path));

export const launch = () =>
  chromium.launch({
    executablePath,
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });

// A page of a file, and what happened in it that should not: errors, broken rules, requests.
export const open = async (browser, file, { width = 1280, scheme = "light", script = true } = {}) => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    offline: true,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (it) => ["error", "warning"].includes(it.type()) && wrong.push(it.text()));
  page.on("request", (it) => !/^(file|blob|data):/.test(it.url()) && wrong.push(it.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, wrong };
};

// What axe has to say against a page, a line each.
export const violations = async (page) => {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await window.axe.run({ runOnly: tags });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.target, node.html]));
  });
  return found.map(([id, target, html]) => `${id}: ${target} ${html.slice(0, 120)}`);
};

// Pairs of words in one drawing whose letters overlap, as this browser draws them. A line's box is
// taller than its letters, and by how much depends on the font; the letters reach from the baseline
// about three quarters of their size up and a quarter down.
export const overlaps = (page) =>
  page.evaluate(() => {
    const found = [];
    for (const svg of document.querySelectorAll("figure.chart svg")) {
      if (!svg.getClientRects().length) continue;
      const whole = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text")].map((text) => {
        const { left, right } = text.getBoundingClientRect();
        const matrix = text.getScreenCTM();
        const size = parseFloat(getComputedStyle(text).fontSize) * matrix.d;
        const baseline = matrix.f + Number(text.getAttribute("y")) * matrix.d;
        const [top, bottom] = [baseline - 0.76 * size, baseline + 0.24 * size];
        return { left, right, top, bottom, words: text.textContent };
      });
      boxes.forEach((one, index) => {
        const name = `${svg.dataset.rows}: “${one.words}”`;
        if (one.left < whole.left - 1 || one.right > whole.right + 1) found.push(`${name} is cut`);
        boxes.slice(0, index).forEach((other) => {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (across > 0.5 && down > 0.5) found.push(`${name} on “${other.words}”`);
        });
      });
    }
    return found;
  });
