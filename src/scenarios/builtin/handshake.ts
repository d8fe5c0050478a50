// Is the opening handshake right? RFC 6455 §4.2.

import { scenario } from "../scenario.js";
import type { Session, SessionConnectOptions, SessionConnectResult } from "../session.js";
import { showFailure } from "../words.js";
import { leave } from "./echo-step.js";

// No server speaks it: the registry of §11.6 ends at 13, and some servers still accept 8.
const unknownVersion = 99;
const onlyFrameDriver = "needs the driver frame: the ws package does not send such a request";
const subprotocols = ["wsrig", "echo"];
const noneIsLegal =
  "needs the driver frame: the ws package refuses an answer without a subprotocol, which §4.1 allows";

/** The handshake as it should be, and requests that must be refused. */
export const handshakeScenario = scenario({
  name: "handshake",
  description: "Opening handshake: accepted when right, refused with the right answer when wrong.",
  async run(session) {
    await session.step("accepts a good handshake", async () => {
      const result = await session.tryConnect();
      if (result.kind === "failed") return refused(session, result);
      leave(result.connection);
    });
    await subprotocolStep(session);
    await unknownVersionStep(session);
    await missingKeyStep(session);
    await wrongPathStep(session);
  },
});

async function subprotocolStep(session: Session): Promise<void> {
  const title = "answers a subprotocol offer with one of it or with none";
  if (session.driver === "ws") return session.notApplicable(title, noneIsLegal);
  await session.step(title, async () => {
    // A subprotocol that was not offered fails the handshake in the client (§4.1).
    const result = await session.tryConnect({ subprotocols });
    if (result.kind === "failed") {
      const status = result.failure.response?.status ?? 0;
      if (status < 400 || status > 499) return refused(session, result);
      const reason = "§4.2.2 describes leaving the header out; refusing what one cannot speak is allowed too";
      return { received: `${status} ${result.failure.response?.statusText}`, reason: `RFC 6455 ${reason}` };
    }
    leave(result.connection);
    return { received: result.connection.subprotocol === "" ? "none" : result.connection.subprotocol };
  });
}

async function unknownVersionStep(session: Session): Promise<void> {
  const title = "refuses an unknown version with a 4xx and Sec-WebSocket-Version";
  if (session.driver === "ws") return session.notApplicable(title, onlyFrameDriver);
  await session.step(title, async () => {
    const expected = "426 (any 4xx) with Sec-WebSocket-Version: 13";
    const { status, headers } = await refusal(session, { version: unknownVersion }, expected);
    const versions = headers.tokens("Sec-WebSocket-Version");
    if (!versions.includes("13")) {
      session.fail({
        expected,
        received: `${status} ${versions.length === 0 ? "without Sec-WebSocket-Version" : `with Sec-WebSocket-Version: ${versions.join(", ")}`}`,
        reason: "RFC 6455 §4.4: the answer must name the versions that the server speaks",
      });
    }
    const best = "426 Upgrade Required (RFC 6455 §4.2.2) would be best";
    return { received: `${status}`, reason: status === 426 ? undefined : `${status} is right; ${best}` };
  });
}

async function missingKeyStep(session: Session): Promise<void> {
  const title = "refuses a request without Sec-WebSocket-Key with a 4xx";
  if (session.driver === "ws") return session.notApplicable(title, onlyFrameDriver);
  await session.step(title, async () => {
    const { status } = await refusal(session, { omitHeaders: ["Sec-WebSocket-Key"] }, "400 (any 4xx)");
    return { received: `${status}` };
  });
}

async function wrongPathStep(session: Session): Promise<void> {
  const title = "refuses a path that does not exist with a 4xx";
  if (!session.target.isWsrig && !session.target.named) {
    return session.notApplicable(title, "many servers accept any path; runs when the scenario is named");
  }
  await session.step(title, async () => {
    const { status } = await refusal(session, { url: "/wsrig-no-such-path" }, "404 (any 4xx)");
    return { received: `${status}` };
  });
}

/** The 4xx that answers a bad request; anything else fails the step. */
async function refusal(session: Session, options: SessionConnectOptions, expected: string) {
  const result = await session.tryConnect(options);
  if (result.kind === "open") {
    result.connection.terminate();
    return session.fail({ expected, received: "101: the connection was accepted" });
  }
  const { response } = result.failure;
  if (!response) return session.fail({ expected, received: showFailure(result.failure) });
  const { status, statusText } = response;
  if (status < 400 || status > 499) session.fail({ expected, received: `${status} ${statusText}`.trim() });
  return response;
}

function refused(session: Session, { failure }: Extract<SessionConnectResult, { kind: "failed" }>): never {
  return session.fail({
    expected: "101 Switching Protocols",
    received: showFailure(failure),
    reason: failure.hint,
  });
}
