// Makes reports/sample-fragments/ anew: what fragments cost on the reference server, and on a server that is not ours.
// Takes about 15 minutes, and wants a quiet machine. `npm run sample:fragments -- --blocks 6` and other flags are passed on.

import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const most = 3 * 1_024 * 1_024;

// Paths are relative to the root, so that no report names a folder of this machine.
const bin = "dist/cli/main.js";
const targets = [
  {
    name: "reference-server",
    url: "ws://127.0.0.1:{port}/echo",
    command: `node ${bin} serve --port {port} --quiet`,
  },
  {
    name: "websocket-package",
    url: "ws://127.0.0.1:{port}/",
    command: "node test/peers/websocket-node/server.js",
  },
];

for (const target of targets) await sample(target);

/** One sweep, its report.json and report.html copied to the folder of samples. */
async function sample({ name, url, command }) {
  const out = mkdtempSync(join(tmpdir(), "wsrig-sample-"));
  try {
    const args = ["fragments", url, "--command", command, "--name", `fragments-${name}`, "--seed", "2026"];
    await run([...args, "--out", out, ...process.argv.slice(2)]);
    const folder = join(out, readdirSync(out).find((entry) => entry.endsWith(`fragments-${name}`)) ?? "");
    const into = join(root, "reports", "sample-fragments", name);
    mkdirSync(into, { recursive: true });
    for (const file of ["report.json", "report.html"]) {
      copyFileSync(join(folder, file), join(into, file));
      const { size } = statSync(join(into, file));
      if (size > most) throw new Error(`${name}/${file} has ${size} bytes; at most ${most} belong into git`);
      console.log(`reports/sample-fragments/${name}/${file}: ${size} bytes`);
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** A sample of numbers that are no evidence is none: any exit code but 0 ends the script. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: root, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))));
  });
}
