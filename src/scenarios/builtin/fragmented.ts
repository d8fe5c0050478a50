// Are fragments put together? RFC 6455 §5.4.

import { encodeFragments } from "../../protocol/frame-encoder.js";
import { Opcode } from "../../protocol/opcodes.js";
import { scenario } from "../scenario.js";
import type { Session } from "../session.js";
import { showBytes } from "../words.js";
import { echoStep, expectEcho, leave, textMessage } from "./echo-step.js";

const onlyFrameDriver = "needs the driver frame: the ws package sends no single frames";
const counts = [2, 10, 100, 1_000];

/** Messages in fragments of every kind. */
export const fragmentedScenario = scenario({
  name: "fragmented",
  description: "Messages in 2 to 1,000 fragments, however cut, are echoed as one.",
  async run(session) {
    for (const count of counts) {
      const payload = session.random.bytes(count * 8);
      const message = { kind: "binary", payload } as const;
      await echoStep(
        session,
        `echoes a message in ${count.toLocaleString("en-US")} fragments`,
        message,
        (connection) => connection.sendFragments("binary", payload, 8),
      );
    }
    const text = textMessage("cut inside of 你好 🎈 by every fragment");
    await echoStep(session, "echoes text whose code points are cut by fragments", text, (connection) =>
      connection.sendFragments("text", text.payload, 1),
    );
    await emptyFragmentsStep(session);
    await controlFrameStep(session);
    for (const chopBytes of [1, 7]) await choppedStep(session, chopBytes);
  },
});

async function emptyFragmentsStep(session: Session): Promise<void> {
  const title = "echoes a message with empty fragments";
  if (session.driver === "ws") return session.notApplicable(title, onlyFrameDriver);
  const { payload } = textMessage("empty before, between and after");
  await echoStep(session, title, { kind: "text", payload }, (connection) => {
    connection.sendFrame({ opcode: Opcode.text, fin: false });
    connection.sendFrame({ opcode: Opcode.continuation, fin: false, payload: payload.subarray(0, 9) });
    connection.sendFrame({ opcode: Opcode.continuation, fin: false });
    connection.sendFrame({ opcode: Opcode.continuation, fin: false, payload: payload.subarray(9) });
    connection.sendFrame({ opcode: Opcode.continuation, fin: true });
  });
}

async function controlFrameStep(session: Session): Promise<void> {
  const title = "answers a ping between two fragments";
  if (session.driver === "ws") return session.notApplicable(title, onlyFrameDriver);
  await session.step(title, async () => {
    const connection = await session.connect();
    const message = textMessage("first half, second half");
    const ping = new TextEncoder().encode("between");
    connection.sendFrame({ opcode: Opcode.text, fin: false, payload: message.payload.subarray(0, 11) });
    connection.sendFrame({ opcode: Opcode.ping, payload: ping });
    // The message is still unfinished: the pong may not wait for its end (§5.4).
    const pong = await connection.receivePong();
    if (Buffer.compare(pong.payload, ping) !== 0) {
      session.fail({ expected: `pong ${showBytes(ping)}`, received: `pong ${showBytes(pong.payload)}` });
    }
    connection.sendFrame({ opcode: Opcode.continuation, payload: message.payload.subarray(11) });
    await expectEcho(session, connection, message);
    leave(connection);
  });
}

async function choppedStep(session: Session, chopBytes: number): Promise<void> {
  const title = `echoes fragments cut in TCP every ${chopBytes === 1 ? "byte" : `${chopBytes} bytes`}`;
  if (session.driver === "ws") return session.notApplicable(title, onlyFrameDriver);
  const payload = session.random.bytes(chopBytes * 100);
  const wire = encodeFragments("binary", payload, 25, () => session.random.integer(0, 0xffff_ffff));
  await echoStep(session, title, { kind: "binary", payload }, (connection) =>
    connection.sendBytes(wire, chopBytes),
  );
}
