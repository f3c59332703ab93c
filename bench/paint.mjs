// How long a browser takes to paint a chart of 100,000 items: node bench/paint.mjs PAGE [SELECTOR]
// The figure is shown alone, seven times; from before it is put into the page to the frame after.
import { pathToFileURL } from "node:url";
import { launch } from "../e2e/browser.mjs";

const [file, selector = "#cycle-time svg.wide"] = process.argv.slice(2);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(pathToFileURL(file).href);
const times = await page.evaluate(async (selector) => {
  const svg = document.querySelector(selector);
  const markup = svg.outerHTML;
  const bytes = new TextEncoder().encode(markup).length;
  const frame = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  document.querySelector("main").replaceChildren();
  await frame();
  const times = [];
  for (let round = 0; round < 7; round += 1) {
    const holder = document.createElement("figure");
    holder.className = "chart";
    const begun = performance.now();
    holder.innerHTML = markup;
    document.querySelector("main").append(holder);
    await frame();
    times.push(performance.now() - begun);
    holder.remove();
    await frame();
  }
  return { bytes, times: times.sort((a, b) => a - b) };
}, selector);
await browser.close();
const [least, middle, most] = [0, 3, 6].map((index) => times.times[index].toFixed(0));
console.log(`${(times.bytes / 1000).toFixed(0)} KB; painted in ${middle} ms (${least} to ${most})`);
