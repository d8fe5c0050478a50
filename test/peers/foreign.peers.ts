// Servers of other runtimes and languages against every built-in check that needs only an echo. Run by `npm run test:peers`.

import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { checkPeer } from "./check-peer.js";
import { build, isAvailable, type Peer, peerPath, startPeer } from "./peer-process.js";

interface ForeignPeer {
  readonly name: string;
  /** The toolchain it needs. */
  readonly needs: readonly [command: string, args: readonly string[]];
  /** Ids of the checks that are red, for a true reason. */
  readonly faults: readonly string[];
  start(): Promise<Peer>;
}

const peers: readonly ForeignPeer[] = [
  { name: "Bun (npm)", needs: ["npm", ["--version"]], faults: [], start: startBun },
  { name: "coder/websocket (Go)", needs: ["go", ["version"]], faults: [], start: startGo },
  {
    name: "websockets (Python)",
    needs: ["python3", ["-m", "venv", "--help"]],
    // It answers 400 and does not say which versions it speaks, RFC 6455 §4.4.
    faults: ["handshake/refuses-an-unknown-version-with-a-4xx-and-sec-websocket-version"],
    start: startPython,
  },
];

for (const { name, needs, faults, start } of peers) {
  const verdict = faults.length === 0 ? "is green" : `finds ${faults.length} fault`;
  test(`wsrig check ${verdict} against ${name}`, { timeout: 300_000 }, async (context) => {
    const [command, args] = needs;
    if (!(await isAvailable(command, args))) context.skip(`${command} is not on this machine`);
    const peer = await start();
    try {
      const { exitCode, failures, report } = await checkPeer(peer.url);
      const failed = report.checks.filter((check) => check.status === "fail").map((check) => check.id);
      expect(failed, failures.join("\n")).toEqual(faults);
      expect(report.checks.filter((check) => check.status === "pass").length).toBeGreaterThan(60);
      expect(exitCode).toBe(faults.length === 0 ? 0 : 1);
    } finally {
      await peer.stop();
    }
  });
}

async function startBun(): Promise<Peer> {
  const folder = peerPath(".cache", "bun");
  await mkdir(folder, { recursive: true });
  await cp(peerPath("bun", "package.json"), `${folder}/package.json`);
  const binary = `${folder}/node_modules/.bin/bun`;
  if (!existsSync(binary))
    await build("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], folder);
  return startPeer(binary, [peerPath("bun", "server.js")]);
}

async function startGo(): Promise<Peer> {
  await mkdir(peerPath(".cache"), { recursive: true });
  const binary = peerPath(".cache", "go-coder");
  await build("go", ["build", "-o", binary, "."], peerPath("go-coder"));
  return startPeer(binary, []);
}

async function startPython(): Promise<Peer> {
  const folder = peerPath(".cache", "python-websockets");
  const python = `${folder}/bin/python`;
  if (!existsSync(python)) await build("python3", ["-m", "venv", folder]);
  const requirements = peerPath("python-websockets", "requirements.txt");
  await build(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  return startPeer(python, [peerPath("python-websockets", "server.py")]);
}
