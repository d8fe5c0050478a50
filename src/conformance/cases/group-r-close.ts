// Group R.7: the close frames of group 7, judged where the reference suite takes any answer without a code, or none, or looks away.

import { encodeClosePayload } from "../../protocol/close-payload.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { pong, text } from "../case-event.js";
import { type CloseExpectation, normalClose } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { closeFrame, pingFrame, textFrame } from "./frames.js";
import {
  codesBeyond,
  hello,
  invalidCodes,
  invalidReasonClose,
  longMessage,
  sendBusyClose,
  tooLongClose,
} from "./group-7.js";
import { judgeRefusal } from "./refused-close.js";

const informational =
  "One that answers without a code says nothing of the fault; one that neither answers nor drops TCP is wrong.";

/** §5.5.1 lets a peer close before it has answered everything; §5.5.2 lets it answer a ping until it has closed. */
const busyCloses = [[], [text(longMessage)], [text(longMessage), text(hello)]].flatMap((echoes) => [
  echoes,
  [...echoes, pong()],
]);

/** R.7.1.3 to R.7.13.2. */
export const revisedCloses: readonly ConformanceCase[] = [
  lateAnswer("R.7.1.3", "a ping", pingFrame()),
  lateAnswer("R.7.1.4", "a text message", textFrame(hello)),
  {
    id: "R.7.1.6",
    peers: ["server", "client"],
    description: "A text message of 256 KiB, a short one, close 1000 and a ping in one burst.",
    expectation:
      "Both messages come back, then the peer answers the close frame with 1000 or without a code.",
    section: "RFC 6455 §5.5.1",
    fix: "Handle frames in the order in which they came: echo what came before a close frame, then answer it, and read nothing after it.",
    outcomes: {
      ok: [text(longMessage), text(hello)],
      nonStrict: busyCloses,
      nonStrictReason:
        "The peer closed before it had sent both messages back, or answered the ping that came after the close frame.",
    },
    close: { ...normalClose, wrongCodeIsFatal: true },
    run(driver) {
      sendBusyClose(driver);
      driver.killAfter(2);
    },
  },
  refusedClose("R.7.3.2", {
    description: "A close frame of 1 byte, too short for a code.",
    section: "RFC 6455 §5.5.1",
    fix: "Answer a close frame of 1 byte with 1002: its payload is empty or begins with a code of 2 bytes.",
    payload: Buffer.from("a"),
    codes: [1002],
  }),
  refusedClose("R.7.3.6", {
    description: "A close frame of 126 bytes, one more than a control frame may carry.",
    section: "RFC 6455 §5.5",
    fix: "Check the length of a close frame as that of every control frame, and fail with 1002 above 125 bytes.",
    payload: tooLongClose(),
    codes: [1002],
  }),
  refusedClose("R.7.5.1", {
    description: "A close frame with code 1000 and a reason that is no UTF-8.",
    section: "RFC 6455 §8.1",
    fix: "Validate the reason of a close frame as UTF-8 and answer with 1007 when it is none.",
    payload: invalidReasonClose(),
    codes: [1002, 1007],
  }),
  ...invalidCodes.map((code, index) =>
    refusedClose(`R.7.9.${index + 1}`, {
      description: `A close frame with code ${code}, which no endpoint may send.`,
      section: "RFC 6455 §7.4",
      fix: `Answer a close frame whose code is ${code} with 1002, or drop TCP.`,
      payload: encodeClosePayload(code),
      codes: [1002],
    }),
  ),
  ...codesBeyond.map((code, index) => beyondClose(`R.7.13.${index + 1}`, code)),
];

/** For clients only: a server ends TCP itself, so that 7.1.3 and 7.1.4 see what it sends until then. */
function lateAnswer(id: string, what: string, frame: RawFrame): ConformanceCase {
  return {
    id,
    peers: ["client"],
    description: `Close 1000, then ${what}; TCP stays open for one wait after the answer to the close frame.`,
    expectation: "The peer answers the close frame with 1000 or without a code, and sends nothing more.",
    section: "RFC 6455 §5.5.1",
    fix: "Read nothing after a close frame, and send nothing after your own: let the answer to it be the last frame.",
    close: "any",
    async run(driver) {
      // Beside the driver's closing handshake, at whose end it drops TCP before a late answer can be seen.
      driver.answersClose = false;
      driver.send(closeFrame(1000), frame);
      const { behavior, reason } = await judgeSilence(driver);
      driver.conclude(behavior, reason);
      driver.drop();
    },
  };
}

async function judgeSilence(driver: Driver): Promise<Conclusion> {
  if ((await driver.closeOrDrop(1)) !== "close") {
    return { behavior: "FAILED", reason: "The peer did not answer the close frame." };
  }
  const code = driver.remoteClose?.code;
  if (code !== undefined && code !== 1000) {
    return { behavior: "FAILED", reason: `The peer answered close 1000 with ${code}.` };
  }
  const event = await driver.nextEventWithin(1);
  return event === undefined || event.kind === "over"
    ? { behavior: "OK", reason: "The answer to the close frame was the last that came." }
    : { behavior: "FAILED", reason: `A ${event.kind} came for what was sent after the close frame.` };
}

interface RefusedRow {
  readonly description: string;
  readonly section: string;
  readonly fix: string;
  readonly payload: Uint8Array;
  readonly codes: readonly number[];
}

function refusedClose(id: string, { payload, codes, ...words }: RefusedRow): ConformanceCase {
  const close: CloseExpectation = {
    closedByDriver: true,
    codes,
    requireClean: false,
    wrongCodeIsFatal: true,
  };
  return {
    ...words,
    id,
    peers: ["server", "client"],
    expectation: `The peer answers with ${codes.join(" or ")}, or drops TCP. ${informational}`,
    close,
    async run(driver) {
      driver.closeWith(payload);
      await judgeRefusal(driver, { codes, otherCode: "FAILED" });
    },
  };
}

function beyondClose(id: string, code: number): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A close frame with code ${code}, of which the RFC says nothing.`,
    expectation: `The peer answers with 1002, or drops TCP. One that takes the code is lenient; one that neither answers nor drops TCP is wrong.`,
    section: "RFC 6455 §7.4.2",
    fix: "Answer every close frame, whatever its code: with 1002 where the code is beyond 4999.",
    close: "any",
    async run(driver) {
      driver.close(code);
      await judgeRefusal(driver, { codes: [1002], otherCode: "INFORMATIONAL" });
    },
  };
}
