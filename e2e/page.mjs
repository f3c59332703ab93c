// What every page owes its readers: rules that axe knows, valid HTML, and a way through it by keys.
import assert from "node:assert/strict";
import { HtmlValidate } from "html-validate";
import { violations } from "./browser.mjs";

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // Ours for a line of an address or a name is more than the rule knows.
    "long-title": "off",
    // The live line is one of the extension's attributes.
    "attribute-misuse": "off",
  },
});

// What is wrong with a page as the server wrote it, a line each.
export const invalid = async (markup) => {
  const { results } = await validator.validateString(markup);
  const messages = results.flatMap((it) => it.messages);
  return messages.map((it) => `${it.ruleId}, line ${it.line}: ${it.message}`);
};

// Walks through the page by the tab key. Every control is reached, in the order in which it stands
// there; one sees where one is, and nothing covers it.
export const lost = async (page) => {
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  const expected = await page.evaluate(() => {
    const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const shown = (it) => it.checkVisibility({ visibilityProperty: true }) && it.type !== "hidden";
    const seen = new Set();
    // Of a group of radio buttons one is a stop.
    const stop = (it) => {
      if (it.type !== "radio") return true;
      const group = [...document.getElementsByName(it.name)].filter((one) => one.form === it.form);
      const first = group.find((one) => one.checked) ?? group[0];
      return first === it && !seen.has(it) && seen.add(it);
    };
    window.stops = [...document.querySelectorAll(all)]
      .filter((it) => shown(it) && !it.disabled && it.tabIndex >= 0 && stop(it));
    return window.stops.map((it) => it.outerHTML.slice(0, 90));
  });
  const found = [];
  for (const [index, name] of expected.entries()) {
    await page.keyboard.press("Tab");
    const wrong = await page.evaluate(at, index);
    if (wrong) found.push(`${wrong}: ${name}`);
  }
  return found;
};

// What is wrong with where the focus is.
const at = (index) => {
  const it = document.activeElement;
  if (it !== window.stops[index]) return `not reached, but ${it?.outerHTML.slice(0, 90)}`;
  const outlined = (one) => {
    if (!one) return false;
    const { outlineStyle, opacity } = getComputedStyle(one);
    return outlineStyle !== "none" && opacity !== "0";
  };
  if (!outlined(it) && !outlined(it.closest("label"))) return "cannot be seen to have the focus";
  const [box] = it.getClientRects();
  // Of what is higher than the window, what shows of it.
  const within = (place) => Math.min(Math.max(place, 1), innerHeight - 1);
  const [x, y] = [box.left + box.width / 2, within(box.top + box.height / 2)];
  const over = document.elementFromPoint(x, y);
  const label = it.closest("label");
  const own = over && (it.contains(over) || over.contains(it) || label?.contains(over));
  return own ? "" : `covered by ${over?.outerHTML.slice(0, 60)}`;
};

// Looks at a page as it is now, wide and light, narrow and dark.
export const looksOf = (t) => async ({ page, markup }, name) => {
  await t.test(`${name}: valid, and walked through by keys`, async () => {
    assert.deepEqual(await invalid(await markup()), []);
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.deepEqual(await lost(page), []);
  });
  for (const [scheme, width] of [["light", 1280], ["dark", 320]]) {
    await t.test(`${name}: ${scheme}, ${width} px`, async () => {
      await page.setViewportSize({ width, height: 900 });
      // Colours that are on their way from one to the other are neither.
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const opened = () => document.querySelectorAll("details").forEach((it) => (it.open = true));
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok((await wide()) <= width, `${await wide()} px wide`);
      await page.evaluate(opened);
      assert.ok((await wide()) <= width, `${await wide()} px wide with all opened`);
      assert.deepEqual(await page.evaluate(cut), [], "words of a drawing are cut");
      assert.deepEqual(await violations(page), []);
    });
  }
};

// Words of drawings that stand outside of the window, where no scrolling leads.
const cut = () =>
  [...document.querySelectorAll("svg text")].flatMap((text) => {
    const { left, right } = text.getBoundingClientRect();
    const seen = left >= 0 && right <= innerWidth;
    return seen ? [] : [`${text.textContent}: ${left} to ${right}`];
  });
