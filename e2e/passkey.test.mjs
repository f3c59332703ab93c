// Passkeys, with a device that Chromium plays: made, signed in by, removed, and of no use then.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, violations } from "./browser.mjs";
import { ana, anasWords, arrive as arriveWith, keep, path, sitDown } from "./person.mjs";
import { serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const device = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

// Ana, who has come so far, in a browser that has a device.
const withDevice = async (t, server, options = { script: true }) => {
  const a = await arriveWith(t, server, { browser, ...options });
  const cdp = await a.page.context().newCDPSession(a.page);
  await cdp.send("WebAuthn.enable");
  const plug = () => cdp.send("WebAuthn.addVirtualAuthenticator", { options: device });
  const unplug = (it) => cdp.send("WebAuthn.removeVirtualAuthenticator", it);
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  await keep(a, anasWords, ["problems my teams share"]);
  return { ...a, plug, unplug };
};
const count = ({ page }) => page.locator("main .list > li").count();
const add = async (it) => {
  await it.go("/passkeys");
  const before = await count(it);
  await it.press("Add a passkey");
  await it.page.locator("main .list > li").nth(before).waitFor();
};
const signOut = async ({ page }) => {
  await page.locator(".who summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
};

test("a passkey is made, signs in, and after its removal no longer", async (t) => {
  const server = await serve(t);
  const a = await withDevice(t, server);
  const first = await a.plug();
  await add(a);
  assert.equal(await a.headline(), "You have one passkey.");
  await signOut(a);
  await a.go("/sign-in?to=/account");
  await a.press("Sign in with a passkey");
  await a.page.waitForURL((url) => url.pathname === "/account");

  await a.go("/passkeys");
  await a.press("Add a passkey");
  await a.page.getByRole("alert").waitFor();
  assert.equal(await a.refusal(), "This device has a passkey for you already.");
  await a.unplug(first);
  await a.plug();
  await add(a);
  assert.equal(await a.headline(), "You have 2 passkeys.");
  await signOut(a);
  await a.press("Sign in with a passkey");
  await a.page.waitForURL((url) => url.pathname !== "/sign-in");

  await a.go("/passkeys");
  const lines = a.page.locator("main .list > li");
  await lines.nth(1).getByRole("button", { name: /^Remove it/ }).click();
  await a.page.locator("h1", { hasText: "You have one passkey." }).waitFor();
  await signOut(a);
  await a.press("Sign in with a passkey");
  await a.page.waitForURL(/\/sign-in\/passkey$/);
  assert.match(await a.refusal(), /^This passkey signs nobody in here\./);
  assert.deepEqual(a.wrong, []);
  assert.equal(server.complaint(), "");
});

test("who changes their mind reads so, and signs in by the password", async (t) => {
  const server = await serve(t);
  const a = await withDevice(t, server);
  await a.plug();
  await add(a);
  await signOut(a);
  await a.page.evaluate(() => {
    navigator.credentials.get = async () => { throw new DOMException("", "NotAllowedError"); };
  });
  await a.press("Sign in with a passkey");
  await a.page.getByRole("alert").waitFor();
  assert.equal(await a.refusal(), "No passkey was used; nothing was changed.");
  await a.fill("email", ana[1]);
  await a.fill("password", ana[2]);
  await a.press("Sign in");
  await a.page.waitForURL((url) => url.pathname !== "/sign-in");
  assert.deepEqual(a.wrong, []);
});

test("without a script nothing of it is offered, and the pages say so", async (t) => {
  const server = await serve(t);
  const a = await arriveWith(t, server, { browser });
  await a.page.goto(await server.setUpLink());
  await sitDown(a, ana);
  await a.go("/passkeys");
  assert.equal(await a.page.getByRole("button", { name: "Add a passkey" }).count(), 0);
  assert.ok(await a.page.getByText("with scripts allowed").isVisible());
  await a.go("/sign-in");
  assert.equal(path(a.page), "/sign-in");
  assert.equal(await a.page.getByRole("button", { name: "Sign in with a passkey" }).count(), 0);
  assert.deepEqual(a.wrong, []);
});

test("the pages keep the rules that axe knows", async (t) => {
  const server = await serve(t);
  const a = await withDevice(t, server, { script: true, checked: true });
  await a.plug();
  await add(a);
  for (const at of ["/passkeys", "/account", "/sign-in"]) {
    await a.go(at);
    assert.deepEqual(await violations(a.page), [], at);
  }
});
