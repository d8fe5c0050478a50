// Servers of other runtimes and languages against every built-in check that needs only an echo. Run by `npm run test:peers`.

import { expect, test } from "vitest";
import { checkPeer } from "./check-peer.js";
import type { PeerProgram } from "./conformance/peer-program.js";
import { bun } from "./conformance/programs-of-npm.js";
import { goCoder, pythonWebsockets } from "./conformance/programs-of-other-languages.js";
import { startPeer } from "./peer-process.js";

interface ForeignPeer {
  readonly program: PeerProgram;
  /** Ids of the checks that are red, for a true reason. */
  readonly faults: readonly string[];
}

const peers: readonly ForeignPeer[] = [
  { program: bun, faults: [] },
  { program: goCoder, faults: [] },
  {
    program: pythonWebsockets,
    // It answers 400 and does not say which versions it speaks, RFC 6455 §4.4.
    faults: ["handshake/refuses-an-unknown-version-with-a-4xx-and-sec-websocket-version"],
  },
];

for (const { program, faults } of peers) {
  const verdict = faults.length === 0 ? "is green" : `finds ${faults.length} fault`;
  test(`wsrig check ${verdict} against ${program.library}`, { timeout: 300_000 }, async (context) => {
    const prepared = await program.prepare();
    if (prepared.kind === "absent") return context.skip(prepared.why);
    if (prepared.server === undefined) throw new Error(`${program.library} has no server`);
    const peer = await startPeer(prepared.server.command, prepared.server.args);
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
