// People in a browser of their own, what they do on pages, and what they write.

export const ana = ["Ana Novak", "ana@example.org", "four plain words here"];
export const ben = ["Ben Ortiz", "ben@example.org", "other plain words here"];
export const cho = ["Cho Tanaka", "cho@example.org", "more plain words here"];
export const anasWords = "Every one of us fights the same build, and nobody tells anybody.";
export const bensWords = "Decisions wait three weeks for a meeting. I want them in days.";

// Somebody's browser, and what happened in it that should not: requests to elsewhere, what the
// policy blocks, errors. A refused form is no error.
export const arrive = async (t, { origin }, { browser, script = false, checked = false }) => {
  // A checker of pages needs a script in them, which the policy rightly forbids.
  const context = await browser.newContext({ javaScriptEnabled: script, bypassCSP: checked });
  t.after(() => context.close());
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (it) => {
    const refused = /Failed to load resource: .* status of 4\d\d/.test(it.text());
    if (["error", "warning"].includes(it.type()) && !refused) wrong.push(it.text());
  });
  page.on("request", (it) => {
    if (new URL(it.url()).origin !== origin) wrong.push(it.url());
  });
  let shown;
  page.on("response", (it) => {
    if (it.status() >= 500) wrong.push(`${it.status()} ${it.url()}`);
    const isPage = it.request().resourceType() === "document";
    if (isPage && !(it.status() >= 300 && it.status() < 400)) shown = it;
  });
  // The page as the server wrote it.
  const markup = () => shown.text();
  return { page, wrong, markup, ...hands(page, origin) };
};

// What a person does on a page, and how often they did something.
const hands = (page, origin) => {
  const did = { count: 0 };
  const act = (what) => {
    did.count += 1;
    return what;
  };
  return {
    did,
    go: (path) => page.goto(new URL(path, origin).href),
    fill: (field, text) => act(page.fill(`[name=${field}]`, text)),
    tick: (words) => act(page.getByLabel(words).check()),
    press: (name) => act(page.getByRole("button", { name, exact: true }).click()),
    follow: (name) => act(page.getByRole("link", { name, exact: true }).click()),
    headline: async () => plain(await page.locator("h1").first().textContent()),
    refusal: async () => plain(await page.getByRole("alert").textContent()),
  };
};
export const plain = (text) => text.replace(/\s+/g, " ").trim();
export const path = (page) => new URL(page.url()).pathname;

export const sitDown = async (it, [name, email, password]) => {
  await it.fill("name", name);
  await it.fill("email", email);
  await it.fill("password", password);
  await it.press("Take a seat");
};
export const keep = async (it, words, reasons) => {
  await it.fill("words", words);
  for (const reason of reasons) await it.tick(reason);
  await it.press("Keep it");
};
export const found = async (it, name) => {
  await it.fill("name", name);
  await it.press("Found it");
};
export const makeLink = async ({ press, page }) => {
  await press("Make a link");
  return page.getByLabel("The link of the invitation").inputValue();
};

// Somebody who has come so far: an account, a why, a table, and a link to it.
export const settled = async (t, server, options) => {
  const it = await arrive(t, server, options);
  await it.page.goto(await server.setUpLink());
  await sitDown(it, ana);
  await keep(it, anasWords, ["problems my teams share", "company and support"]);
  await found(it, "North group");
  return { ...it, link: await makeLink(it) };
};
