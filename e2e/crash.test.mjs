// What was acknowledged is there: after the program was killed amid a hundred saves, and in a backup
// that was taken while others were saving.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { folder, serve } from "./server.mjs";

const team = "/peer-teams/north-group";

// Asks as a browser with a session would; a line that breaks is no answer.
const ask = (origin, method, path, { cookie = "", form, agent } = {}) =>
  new Promise((resolve) => {
    const body = form && new URLSearchParams(form).toString();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = { cookie, origin, ...(body && type) };
    const asked = request(new URL(path, origin), { method, headers, agent }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
      answer.on("error", () => resolve(undefined));
    });
    asked.on("error", () => resolve(undefined));
    asked.end(body);
  });

// A place with a table; the session of its first peer.
const founded = async (server) => {
  const token = new URL(await server.setUpLink()).searchParams.get("token");
  const account = { token, name: "Ana Novak", email: "ana@example.org", password: "four plain words" };
  const made = await ask(server.origin, "POST", "/set-up", { form: account });
  const cookie = made.headers["set-cookie"][0].split(";")[0];
  await ask(server.origin, "POST", "/peer-teams", { cookie, form: { name: "North group" } });
  return cookie;
};

const ROUNDS = 20;
const SAVES = 100;

test("killed amid a hundred saves, 20 times, it has every acknowledged one", async (t) => {
  const data = folder();
  let server = await serve(t, data);
  const cookie = await founded(server);
  const acknowledged = [];
  let lost = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const agent = new Agent({ keepAlive: true, maxSockets: SAVES });
    let answered = 0;
    let killed;
    const { origin, kill } = server;
    const saves = Array.from({ length: SAVES }, async (_, index) => {
      const name = `Round ${round} team ${index}.`;
      const form = { name };
      const answer = await ask(origin, "POST", `${team}/teams`, { cookie, form, agent });
      if (answer?.status === 303) acknowledged.push(name);
      else lost += 1;
      answered += 1;
      // Each round later: amid the first saves, amid the last.
      if (answered === 1 + round * 4) killed ??= kill();
    });
    await Promise.all(saves);
    await (killed ?? kill());
    agent.destroy();
    server = await serve(t, data);
    const { text } = await ask(server.origin, "GET", `${team}/teams`, { cookie });
    const missing = acknowledged.filter((name) => !text.includes(name));
    assert.deepEqual(missing, [], `after round ${round}`);
  }
  assert.ok(lost > ROUNDS, "it was killed amid saves, not after them");
  assert.ok(acknowledged.length > ROUNDS * 5, `${acknowledged.length} were acknowledged`);
  t.diagnostic(`${acknowledged.length} acknowledged, ${lost} cut off`);
});

const roundtable = (...run) => execFileSync(process.env.ROUNDTABLE_BINARY, run, { encoding: "utf8" });

test("a backup taken while others save verifies, is restored, and serves", async (t) => {
  const server = await serve(t);
  const cookie = await founded(server);
  const acknowledged = [];
  let goesOn = true;
  const saver = async (_, who) => {
    for (let index = 0; goesOn; index += 1) {
      const name = `Saver ${who} team ${index}.`;
      const answer = await ask(server.origin, "POST", `${team}/teams`, { cookie, form: { name } });
      if (answer?.status === 303) acknowledged.push(name);
    }
  };
  const savers = Array.from({ length: 4 }, saver);
  while (acknowledged.length < 20) await ask(server.origin, "GET", "/livez");
  const before = [...acknowledged];
  const copy = join(folder(), "monday.backup");
  const run = ["backup", copy, "--with-key", "--data", server.data];
  const backup = spawn(process.env.ROUNDTABLE_BINARY, run, { stdio: "ignore" });
  assert.deepEqual(await once(backup, "close"), [0, null]);
  assert.ok(acknowledged.length > before.length, "others saved meanwhile");
  goesOn = false;
  await Promise.all(savers);
  roundtable("verify", copy);
  const restored = join(folder(), "restored");
  roundtable("restore", copy, "--data", restored);
  const again = await serve(t, restored);
  const { status, text } = await ask(again.origin, "GET", `${team}/teams`, { cookie });
  assert.equal(status, 200);
  assert.deepEqual(before.filter((name) => !text.includes(name)), []);
});
