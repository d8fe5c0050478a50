// Are many clients at once served, each with its own messages?

import { scenario } from "../scenario.js";
import type { Session, SessionConnection } from "../session.js";
import { quoteText } from "../words.js";
import { Barrier } from "./barrier.js";
import { leave } from "./echo-step.js";

const messagesPerClient = 5;

interface Meeting {
  readonly barrier: Barrier;
  readonly clients: number;
  /** Marks the messages of this run, so that another run on the same target is told apart. */
  readonly mark: string;
  /** How many are connected, by iteration. */
  readonly open: Map<number, number>;
}

/** All clients open at once; then each sends its own messages and must get those and no others. */
export const concurrentClientsScenario = scenario<Meeting>({
  name: "concurrent-clients",
  description: "Many clients (50 unless told otherwise), all open at once, each get their own messages back.",
  clients: 50,
  setup: ({ clients, random, signal }) => ({
    barrier: new Barrier(clients, signal),
    clients,
    mark: random.integer(0, 0xffff_ffff).toString(16),
    open: new Map(),
  }),
  async run(session: Session<Meeting>) {
    const connection = await openWithAllOthers(session);
    await session.step("gets its own messages back, in order", async () => {
      if (!connection) return session.fail({ received: "no connection" });
      for (let n = 0; n < messagesPerClient; n++) connection.sendText(messageOf(session, n));
      for (let n = 0; n < messagesPerClient; n++) await expectOwn(session, connection, messageOf(session, n));
    });
    await session.data.barrier.arrive();
    await session.step("gets no message of another client", async () => {
      if (!connection) return session.fail({ received: "no connection" });
      // All others are done: whatever strayed here is before this last echo.
      connection.sendText(messageOf(session, messagesPerClient));
      await expectOwn(session, connection, messageOf(session, messagesPerClient));
      leave(connection);
    });
  },
});

/** Connects and waits for all others; nobody sends before everybody is connected or has failed to be. */
async function openWithAllOthers(session: Session<Meeting>): Promise<SessionConnection | undefined> {
  const { data, iteration } = session;
  const opened: SessionConnection[] = [];
  await session.step("is connected", async () => {
    opened.push(await session.connect());
    data.open.set(iteration, (data.open.get(iteration) ?? 0) + 1);
  });
  await data.barrier.arrive();
  const open = data.open.get(iteration) ?? 0;
  const [connection] = opened;
  const state = connection?.connection.state ?? "unconnected";
  session.check("is open at the same time as all others", open === data.clients && state === "open", {
    expected: `${data.clients} clients connected and this one open`,
    received: `${open} clients connected, this one ${state}`,
  });
  return connection;
}

function messageOf({ data, client, iteration }: Session<Meeting>, n: number): string {
  return `wsrig ${data.mark} client ${client}.${iteration} message ${n}`;
}

async function expectOwn(
  session: Session<Meeting>,
  connection: SessionConnection,
  expected: string,
): Promise<void> {
  const received = await connection.receiveText();
  if (received === expected) return;
  const owner = new RegExp(`^wsrig ${session.data.mark} client (\\d+)\\.`).exec(received)?.[1];
  session.fail({
    expected: quoteText(expected),
    received: quoteText(received),
    reason:
      owner !== undefined && Number(owner) !== session.client
        ? `client ${session.client} got a message of client ${owner}`
        : undefined,
  });
}
