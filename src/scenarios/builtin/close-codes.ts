// Does the target close as RFC 6455 §5.5.1, §7.1 and §7.4 say?

import type { CloseOutcome } from "../../connection/connection.js";
import { Opcode } from "../../protocol/opcodes.js";
import { scenario } from "../scenario.js";
import type { CheckDetail, Session } from "../session.js";
import { quoteText, showOutcome } from "../words.js";

// What a client may send (§7.4.1, and the IANA registry for 1012-1014), and the ends of both free ranges (§7.4.2).
const legalCodes = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
];
// Registered after RFC 6455, so a peer that follows the RFC's own list may find them undefined.
const lateCodes = new Set([1012, 1013, 1014]);
// Never on the wire (§7.4.1), undefined (§7.4.2), or out of all ranges.
const illegalCodes = [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];
const peerCodes = [1000, 1001, 1011, 4001];
const longestReason = "r".repeat(123);

/** Closing handshakes begun by either side. */
export const closeCodesScenario = scenario({
  name: "close-codes",
  description: "Close frames, legal and illegal, are answered as the RFC says.",
  async run(session) {
    for (const code of legalCodes) {
      await closeStep(session, `answers close ${code}`, {
        code,
        reason: `wsrig ${code}`,
      });
    }
    await closeStep(session, "answers close 1000 without a reason", { code: 1000 });
    await closeStep(session, "answers a close without a code", {});
    await closeStep(session, "answers a close with the longest reason (123 bytes)", {
      code: 1000,
      reason: longestReason,
    });
    for (const code of illegalCodes) await illegalStep(session, code);
    for (const code of peerCodes) await peerStep(session, code);
  },
});

interface Close {
  readonly code?: number;
  readonly reason?: string;
}

async function closeStep(session: Session, title: string, { code, reason }: Close): Promise<void> {
  await session.step(title, async () => {
    const connection = await session.connect();
    const detail = judgeAnswer(code, await connection.close(code, reason));
    return detail.wrong ? session.fail(detail.detail) : detail.detail;
  });
}

/** §5.5.1: the answer "typically" has the same code, so 1000 and none are as right; any other says that something is wrong. */
function judgeAnswer(
  code: number | undefined,
  outcome: CloseOutcome,
): { wrong: boolean; detail: CheckDetail } {
  const received = showOutcome(outcome);
  const expected = code === undefined ? "a close with no code or 1000" : `close ${code}, 1000 or no code`;
  if (outcome.violation) return { wrong: true, detail: { expected, received } };
  if (outcome.code === (code ?? 1005)) return { wrong: false, detail: { received } };
  if (outcome.code === 1000 || outcome.code === 1005) {
    const reason = "RFC 6455 §5.5.1: the answer typically repeats the code, but need not";
    return { wrong: false, detail: { received, reason } };
  }
  if (outcome.code === 1002 && code !== undefined && lateCodes.has(code)) {
    const reason = `${code} was registered after RFC 6455; a peer that does not know it may answer 1002`;
    return { wrong: false, detail: { received, reason } };
  }
  const reason = "RFC 6455 §5.5.1: the answer repeats the code; 1000 and no code count as right too";
  return { wrong: true, detail: { expected, received, reason } };
}

async function illegalStep(session: Session, code: number): Promise<void> {
  const title = `answers illegal close ${code} with 1002`;
  if (session.driver === "ws") {
    return session.notApplicable(title, "needs the driver frame: the ws package sends no illegal close code");
  }
  await session.step(title, async () => {
    const connection = await session.connect();
    connection.sendFrame({ opcode: Opcode.close, payload: Uint8Array.of(code >> 8, code & 0xff) });
    const outcome = await connection.waitForClose();
    const received = showOutcome(outcome);
    if (outcome.code === 1002 && !outcome.violation) return { received };
    if (outcome.code === 1006 && (!outcome.violation || outcome.violation.code === "connection-lost")) {
      return {
        received,
        reason: "RFC 6455 §7.1.7: failing the connection should, but need not, send a close frame",
      };
    }
    return session.fail({
      expected: "close 1002",
      received,
      reason: `RFC 6455 §7.4: ${code} may not be in a close frame, so the connection must be failed`,
    });
  });
}

async function peerStep(session: Session, code: number): Promise<void> {
  const title = `closes by itself with ${code}`;
  if (!session.target.isWsrig && !session.target.named) {
    return session.notApplicable(
      title,
      "needs /close?code=&reason= of a wsrig server; runs when the scenario is named",
    );
  }
  await session.step(title, async () => {
    const reason = `wsrig ${code}`;
    const connection = await session.connect({
      url: `/close?code=${code}&reason=${encodeURIComponent(reason)}`,
    });
    const outcome = await connection.waitForClose();
    const { wasClean, initiatedBy } = outcome;
    if (outcome.code === code && outcome.reason === reason && wasClean && initiatedBy === "peer") return;
    session.fail({
      expected: `close ${code} ${quoteText(reason)}, then the end of TCP`,
      received: showOutcome(outcome),
    });
  });
}
