// Https by certificate files of one's own, against the real binary; the settings that say so stand
// in its file. The certificates are made for these tests and known to nobody else.
import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFileSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { folder, serve } from "./server.mjs";

const files = join(import.meta.dirname, "certificate");
const chain = readFileSync(join(files, "chain.pem"));
const renewed = readFileSync(join(files, "renewed.pem"));

const installed = () => {
  const data = folder();
  const put = (name, as) => copyFileSync(join(files, name), join(data, as));
  put("chain.pem", "chain.pem");
  put("key.pem", "key.pem");
  const at = (name) => JSON.stringify(join(data, name));
  const settings = `certificate = ${at("chain.pem")}\ncertificate_key = ${at("key.pem")}\n`;
  writeFileSync(join(data, "roundtable.toml"), settings);
  return { data, put };
};

// An answer over a connection of its own; refused when the certificate is another.
const ask = (origin, ca) =>
  new Promise((resolve, reject) => {
    get(`${origin}/sign-in`, { ca, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer));
    }).on("error", reject);
  });

test("with a certificate it speaks https, and takes up a renewed one", async (t) => {
  const { data, put } = installed();
  const server = await serve(t, data);
  assert.match(server.origin, /^https:\/\/localhost:/);
  // Somebody connects and says nothing: nobody waits for them.
  const silent = connect(Number(new URL(server.origin).port), "127.0.0.1");
  await once(silent, "connect");
  const answer = await ask(server.origin, chain);
  assert.equal(answer.statusCode, 200);
  assert.match(answer.headers["strict-transport-security"], /^max-age=63072000/);
  await assert.rejects(ask(server.origin, renewed), /self-signed|certificate/);

  // A broken file changes nothing and is complained about; a good one is taken up.
  const chainFile = join(data, "chain.pem");
  const written = (seconds) => utimesSync(chainFile, seconds, seconds);
  writeFileSync(chainFile, "no certificate");
  written(1_900_000_000);
  assert.equal((await ask(server.origin, chain)).statusCode, 200);
  assert.match(server.complaint(), /chain\.pem cannot be used/);
  put("renewed-key.pem", "key.pem");
  put("renewed.pem", "chain.pem");
  written(1_900_000_001);
  assert.equal((await ask(server.origin, renewed)).statusCode, 200);
  silent.destroy();
  await server.end();
});

test("a certificate that cannot be used is refused with its name", async (t) => {
  const { data, put } = installed();
  put("renewed-key.pem", "key.pem");
  await assert.rejects(serve(t, data), /key\.pem cannot be used/);
  writeFileSync(join(data, "chain.pem"), "");
  await assert.rejects(serve(t, data), /chain\.pem cannot be used/);
});
