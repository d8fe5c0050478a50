// Are pings answered, and pongs not? RFC 6455 §5.5.2, §5.5.3.

import { formatUs } from "../../units.js";
import { scenario } from "../scenario.js";
import type { CheckDetail, Session, SessionConnection } from "../session.js";
import { showBytes } from "../words.js";
import { expectEcho, leave, textMessage } from "./echo-step.js";

const roundTrips = 10;
// Enough to be many in one read, and few enough for peers that drop a client who floods them (some at 64 owed pongs).
const pingsAtOnce = 32;

/** Pings with all lengths of payload, many at once, and a pong that nobody asked for. */
export const pingPongScenario = scenario({
  name: "ping-pong",
  description: "Pings are answered with their payload; an unsolicited pong is ignored.",
  async run(session) {
    for (const bytes of [0, 125]) {
      const title = bytes === 0 ? "answers a ping without payload" : `answers a ping of ${bytes} bytes`;
      await onOwnConnection(session, title, async (connection) => {
        const roundTripUs = await connection.ping(session.random.bytes(bytes));
        return { received: `pong after ${formatUs(roundTripUs)}` };
      });
    }
    await onOwnConnection(session, `answers ${roundTrips} pings in a row`, async (connection) => {
      const times: number[] = [];
      for (let i = 0; i < roundTrips; i++) times.push(await connection.ping());
      times.sort((a, b) => a - b);
      return { received: `round trips of ${formatUs(times[0] ?? 0)} to ${formatUs(times.at(-1) ?? 0)}` };
    });
    await onOwnConnection(session, "ignores an unsolicited pong", async (connection) => {
      connection.connection.pong(new TextEncoder().encode("nobody asked"));
      const message = textMessage("still here");
      connection.sendText("still here");
      await expectEcho(session, connection, message);
    });
    await onOwnConnection(session, `answers ${pingsAtOnce} pings at once`, (connection) =>
      pingFlood(session, connection),
    );
  },
});

async function onOwnConnection(
  session: Session,
  title: string,
  body: (connection: SessionConnection) => Promise<CheckDetail | undefined> | Promise<void>,
): Promise<void> {
  await session.step(title, async () => {
    const connection = await session.connect();
    const detail = (await body(connection)) ?? undefined;
    leave(connection);
    return detail;
  });
}

/** §5.5.3: of several pings a peer may answer only the latest, so the last one's pong must come, and none out of order. */
async function pingFlood(session: Session, connection: SessionConnection): Promise<CheckDetail> {
  const payloads = Array.from({ length: pingsAtOnce }, (_, index) => Uint8Array.of(0x50, index));
  for (const payload of payloads) connection.connection.ping(payload);
  let answered = 0;
  let next = 0;
  while (next < pingsAtOnce) {
    const { payload } = await connection.receivePong();
    const index = payloads.findIndex((ping) => Buffer.compare(ping, payload) === 0);
    if (index < next) {
      session.fail({
        expected: `pongs in the order of the pings; the next one for ping ${next + 1} or later`,
        received: index < 0 ? `pong ${showBytes(payload)}` : `the pong of ping ${index + 1}, again or late`,
      });
    }
    answered++;
    next = index + 1;
  }
  return {
    received: `${answered} pongs`,
    reason:
      answered === pingsAtOnce ? undefined : "RFC 6455 §5.5.3: answering only the latest ping is allowed",
  };
}
