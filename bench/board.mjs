// How fast a board of 500 problems is: node bench/board.mjs BINARY [PROBLEMS]
// One request after the other, then eight at a time for ten seconds, then what another peer's
// browser, its processor four times as slow, needs until a card has moved.
import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { launch } from "../e2e/browser.mjs";
import { arrive, ben, settled, sitDown } from "../e2e/person.mjs";
import { serve } from "../e2e/server.mjs";

const [binary, count = "500"] = process.argv.slice(2);
process.env.ROUNDTABLE_BINARY = binary;
const ends = [];
const t = { after: (end) => ends.push(end) };
const server = await serve(t);
const browser = await launch();
const a = await settled(t, server, { browser, script: true });
const b = await arrive(t, server, { browser, script: true });
await b.page.goto(a.link);
await sitDown(b, ben);

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const cookies = await a.page.context().cookies();
const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
const ask = async (path, form) => {
  const body = form && new URLSearchParams(form).toString();
  const type = "application/x-www-form-urlencoded";
  const headers = { cookie, ...(form && { origin: server.origin, "content-type": type }) };
  const asked = request(new URL(path, server.origin), {
    agent, headers, method: form ? "POST" : "GET",
  });
  asked.end(body);
  const [answer] = await once(asked, "response");
  const parts = await answer.toArray();
  return { status: answer.statusCode, bytes: Buffer.concat(parts) };
};
const problems = "/peer-teams/north-group/problems";
const page = async (path) => {
  const { status, bytes } = await ask(path);
  assert.equal(status, 200, path);
  return bytes;
};
const change = async (path, form) => {
  const { status, bytes } = await ask(path, form);
  assert.equal(status, 303, `${path}: ${plain(bytes)}`);
};
const plain = (bytes) => bytes.toString().replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").slice(0, 900);

const trouble = ["fails at random", "takes an hour", "has no owner", "waits for the review board"];
const thing = ["The nightly build", "The test environment", "The release note", "The price list"];
for (let number = 1; number <= Number(count); number += 1) {
  const id = /name="id" value="([^"]+)"/.exec(await page(`${problems}/noting`))[1];
  const words = `${thing[number % 4]} ${trouble[(number >> 2) % 4]}, seen on machine ${number}`;
  const size = ["under-a-day", "a-few-days", "a-person-week", "more"][number % 4];
  await change(`${problems}/noting`, { id, words, size, looked: "yes", what: "share" });
  const it = `${problems}/${number}`;
  if (number % 5 > 0) await change(`${it}/solvers`, {});
  if (number % 5 > 1) await change(`${it}/containment`, { words: "" });
  if (number % 5 > 2) await change(`${it}/solution`, { words: "Done", size: "under-a-day" });
}

const ranked = (times) => times.sort((one, other) => one - other);
const at = (times, share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
const timed = async () => {
  const from = performance.now();
  await page(problems);
  return performance.now() - from;
};
const bytes = (await page(problems)).length;
const alone = [];
for (let round = 0; round < 300; round += 1) alone.push(await timed());
ranked(alone);
console.log(`${count} problems, ${(bytes / 1000).toFixed(0)} KB before compression`);
console.log(`one at a time: p50 ${at(alone, 0.5)} ms, p95 ${at(alone, 0.95)} ms`);

const [cpu, from] = [process.cpuUsage(), performance.now()];
const crowd = [];
const connection = async () => {
  while (performance.now() - from < 10_000) crowd.push(await timed());
};
await Promise.all(Array.from({ length: 8 }, connection));
const seconds = (performance.now() - from) / 1000;
const { user, system } = process.cpuUsage(cpu);
ranked(crowd);
const share = ((user + system) / 10_000 / seconds).toFixed(0);
console.log(
  `8 connections: ${(crowd.length / seconds).toFixed(0)} requests a second, ` +
    `p50 ${at(crowd, 0.5)} ms, p95 ${at(crowd, 0.95)} ms; ` +
    `the generator took ${share} % of a processor`,
);

// From before the request that moves it until the card stands in its new column. Whoever moves it
// sits at another machine: their browser takes no processor here.
await a.page.close();
await b.go(problems);
const throttled = await b.page.context().newCDPSession(b.page);
await throttled.send("Emulation.setCPUThrottlingRate", { rate: 4 });
await b.page.locator("[name=find]").fill("half typed");
const moves = [];
for (let round = 0; round < 21; round += 1) {
  const to = round % 2 ? "taken-up" : "contained";
  const seen = b.page.evaluate(
    (to) =>
      new Promise((resume) => {
        const isThere = () => document.querySelector(`[data-column=${to}] #p1`);
        const look = () => (isThere() ? resume(Date.now()) : requestAnimationFrame(look));
        look();
      }),
    to,
  );
  const from = Date.now();
  await change(`${problems}/1/moving`, { to });
  moves.push((await seen) - from);
}
assert.equal(await b.page.inputValue("[name=find]"), "half typed");
ranked(moves);
console.log(
  `a move at another peer's, 4 times as slow: median ${at(moves, 0.5)} ms ` +
    `(${at(moves, 0)} to ${at(moves, 1)})`,
);
await browser.close();
for (const end of ends) await end();
