// H.8: what comes with a request, and in which pieces.

import type { ConformanceCase } from "../../case.js";
import {
  type AcceptanceRow,
  acceptanceCase,
  changedRequest,
  conclude,
  judgeAcceptance,
  receiveAnswer,
  serverCase,
} from "./ask-server.js";
import type { Leniency } from "./prove-open.js";

/** A masked text frame `body`, which a server that takes a body for frames sends back. */
const frameAsBody = "\x81\x84\0\0\0\0body";

const early: Leniency = {
  behavior: "INFORMATIONAL",
  why: "RFC 6455 §4.1 has clients wait for the answer, and says nothing of servers",
};
const body: Leniency = { behavior: "OK", why: "a request with a body may be refused" };
const bodyExpectation = "An HTTP error; or 101, and the body is not taken for frames.";

const rows: readonly AcceptanceRow[] = [
  {
    description: "The request comes byte by byte.",
    section: "RFC 6455 §4.2.1",
    fix: "Collect bytes until the empty line; TCP may cut a request anywhere.",
    pieceBytes: 1,
  },
  {
    description: "The first frame follows the request in the same write, before the answer.",
    expectation: "101, and the frame's message comes back: its bytes are not lost.",
    section: "RFC 6455 §4.1",
    fix: "Hand what was read past the empty line to the reader of frames.",
    isProofWithHead: true,
    refusal: early,
  },
  {
    description: "The first frame follows the request, all of it byte by byte.",
    expectation: "101, and the frame's message comes back: its bytes are not lost.",
    section: "RFC 6455 §4.1",
    fix: "Hand what was read past the empty line to the reader of frames.",
    isProofWithHead: true,
    pieceBytes: 1,
    refusal: early,
  },
  {
    description: "The request has Content-Length: 0.",
    section: "RFC 9110 §8.6",
    fix: "Take a body of no bytes for none.",
    change: { more: ["Content-Length: 0"] },
    refusal: { behavior: "INFORMATIONAL", why: "RFC 9110 §7.8 lets a server decline any upgrade" },
  },
  {
    description: "The request has a body of 10 bytes, which look like a frame.",
    expectation: bodyExpectation,
    section: "RFC 9112 §6",
    fix: "Refuse a handshake with a body, or read the body before the first frame.",
    change: { more: [`Content-Length: ${frameAsBody.length}`] },
    body: frameAsBody,
    refusal: body,
  },
  {
    description: "The request has a chunked body of 10 bytes, which look like a frame.",
    expectation: bodyExpectation,
    section: "RFC 9112 §7.1",
    fix: "Refuse a handshake with a body, or read the body before the first frame.",
    change: { more: ["Transfer-Encoding: chunked"] },
    body: `a\r\n${frameAsBody}\r\n0\r\n\r\n`,
    refusal: body,
  },
];

/** H.8. */
export const requestDelivery: readonly ConformanceCase[] = [
  ...rows.map((row, index) => acceptanceCase(`H.8.${index + 1}`, row)),
  slowCase(`H.8.${rows.length + 1}`),
];

function slowCase(id: string): ConformanceCase {
  const description = "The empty line at the end of the request comes one wait after the rest.";
  return {
    ...serverCase(id, {
      description,
      section: "RFC 6455 §4.2.1",
      fix: "Answer when the empty line is there, not earlier; give a request some seconds to come.",
    }),
    expectation: "No answer before the request is whole; then 101.",
    async run(driver) {
      const request = changedRequest(driver);
      driver.sendBytes(request.slice(0, -2));
      const hasty = await driver.receiveHead(1);
      if (hasty !== undefined) {
        const what = hasty.kind === "response" ? `answered ${hasty.status}` : "ended the connection";
        conclude(driver, { behavior: "FAILED", reason: `The server ${what} before the request was whole.` });
        return;
      }
      driver.sendBytes(request.slice(-2));
      await judgeAcceptance(driver, await receiveAnswer(driver), { description });
    },
  };
}
