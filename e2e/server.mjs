// Starts the real binary on a folder of its own, and never leaves it running.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const running = new Set();
const folders = new Set();
// However these tests end, nothing they started or wrote outlives them.
process.once("exit", () => {
  running.forEach((child) => child.kill("SIGKILL"));
  folders.forEach((it) => rmSync(it, { recursive: true, force: true, maxRetries: 3 }));
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

// A new folder for data.
export const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "roundtable-"));
  folders.add(made);
  return made;
};

// Serves a folder until the test ends, or until `kill` or `end`. Resolves once the program has said
// where it is.
export const serve = (t, data = folder(), port = 0) =>
  started(t, data, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`]);
// The demo, made in a folder of its own.
export const demo = (t, data = folder()) =>
  started(t, data, ["demo", "--in", data, "--listen", "127.0.0.1:0"]);

const started = async (t, data, run) => {
  const child = spawn(process.env.ROUNDTABLE_BINARY, run, { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const ended = once(child, "close").finally(() => running.delete(child));
  const signalled = (signal) => {
    child.kill(signal);
    return ended;
  };
  t.after(() => signalled("SIGKILL"));
  let complaint = "";
  // A line for each request is no complaint.
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (!line.includes('"level":"INFO"')) complaint += `${line}\n`;
  });
  const lines = [];
  const heard = createInterface({ input: child.stdout });
  heard.on("line", (line) => lines.push(line));
  const said = (pattern) =>
    new Promise((resolve, reject) => {
      const hear = (line) => pattern.test(line) && resolve(pattern.exec(line)[1]);
      lines.forEach(hear);
      heard.on("line", hear);
      const fell = () => reject(new Error(`it ended and never said ${pattern}: ${complaint}`));
      heard.on("close", fell);
    });
  return {
    origin: await said(/^Roundtable is at (http\S+)$/),
    data,
    lines,
    // The link to the first account, which is told as long as there is none.
    setUpLink: () => said(/(http\S+\/set-up\?token=\S+)$/),
    complaint: () => complaint,
    kill: async () => assert.deepEqual(await signalled("SIGKILL"), [null, "SIGKILL"]),
    end: async () => assert.deepEqual(await signalled("SIGTERM"), [0, null]),
  };
};
