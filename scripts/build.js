// Builds dist/: the library and CLI with tsc, the browser pages with Vite, and the JSON Schemas.

import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
run("node_modules/typescript/bin/tsc", ["-p", "tsconfig.build.json"]);
for (const page of ["report", "console"]) {
  const options = ["--config", "src/web/vite.config.ts", "--mode", page, "--logLevel", "warn"];
  run("node_modules/vite/bin/vite.js", ["build", ...options]);
}
run("scripts/write-schemas.js", []);
chmodSync(new URL("../dist/cli/main.js", import.meta.url), 0o755);

/** Runs a Node script and stops the build where it fails. */
function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
