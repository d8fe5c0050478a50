// Does everybody else receive what one client sends, exactly once and in order?

import { scenario } from "../scenario.js";
import type { Session, SessionConnection } from "../session.js";
import { stoppedBy } from "../step-failure.js";
import { type DeliveryJudgement, judgeDelivery } from "./delivery.js";
import { leave } from "./echo-step.js";

const receivers = 4;
const messages = 20;
// Two last messages, so that a duplicate of the message before the end is seen too.
const sent = messages + 2;
// Once the last message is there, what is still missing has been overtaken: it gets this long.
const stragglerMs = 1_000;

const checks = [
  { title: "every receiver gets every message", of: "lost", broken: "never came" },
  { title: "no receiver gets a message twice", of: "duplicated", broken: "came more than once" },
  { title: "every receiver gets the messages in order", of: "reordered", broken: "came after a later one" },
] as const;

/** One sender, four receivers. */
export const broadcastScenario = scenario({
  name: "broadcast",
  description: "What one client sends, all others receive exactly once, in order.",
  async run(session) {
    if (!session.target.isWsrig && !session.target.named) {
      const reason = "needs a target that broadcasts; runs on a wsrig server, or at the given URL when named";
      for (const { title } of checks) session.notApplicable(title, reason);
      return;
    }
    const received = await broadcast(session);
    if (!received) return;
    const judgements = received.map((numbers) => judgeDelivery(sent, numbers));
    for (const { title, of, broken } of checks) {
      const wrong = judgements.findIndex((judgement) => judgement[of].length > 0);
      session.check(title, wrong < 0, {
        expected: `messages 1 to ${sent}, each once, in order, at ${receivers} receivers`,
        ...(wrong >= 0 && { received: describe(judgements, wrong, of, broken) }),
      });
    }
  },
});

/** What each receiver got, as numbers of messages; `undefined` when they could not all connect. */
async function broadcast(session: Session): Promise<number[][] | undefined> {
  const mark = `wsrig ${session.random.integer(0, 0xffff_ffff).toString(16)}`;
  const clients: SessionConnection[] = [];
  const open = await session.step("sender and receivers are connected", async () => {
    const url = session.target.isWsrig ? "/broadcast" : undefined;
    for (let i = 0; i <= receivers; i++) clients.push(await session.connect({ url }));
  });
  const [sender, ...others] = clients;
  if (!open || !sender) return undefined;
  for (let n = 0; n < sent; n++) sender.sendText(`${mark} ${n}`);
  const received = await Promise.all(others.map((receiver) => readNumbers(receiver, mark)));
  for (const client of clients) leave(client);
  return received;
}

/** Reads until all messages have come, or no more come. Messages without our mark are somebody else's. */
async function readNumbers(receiver: SessionConnection, mark: string): Promise<number[]> {
  const numbers: number[] = [];
  const seen = new Set<number>();
  while (seen.size < sent) {
    const waitMs = seen.has(sent - 1) ? stragglerMs : undefined;
    const text = await nextText(receiver, waitMs);
    if (text === undefined) break;
    if (!text.startsWith(`${mark} `)) continue;
    const n = Number(text.slice(mark.length + 1));
    numbers.push(n);
    seen.add(n);
  }
  return numbers;
}

/** The next text; `undefined` when none comes in time, or the connection has ended. */
async function nextText(
  receiver: SessionConnection,
  timeoutMs: number | undefined,
): Promise<string | undefined> {
  try {
    return await receiver.receiveText({ timeoutMs });
  } catch (error) {
    const stopped = stoppedBy(error);
    if (stopped === undefined || stopped.kind === "interrupted") throw error;
    return undefined;
  }
}

function describe(
  judgements: readonly DeliveryJudgement[],
  receiver: number,
  of: keyof DeliveryJudgement,
  broken: string,
): string {
  const numbers = judgements[receiver]?.[of] ?? [];
  const shown = numbers.slice(0, 5).map((n) => n + 1);
  const more = numbers.length > shown.length ? ` and ${numbers.length - shown.length} more` : "";
  const which = `${numbers.length === 1 ? "message" : "messages"} ${shown.join(", ")}${more}`;
  return `at receiver ${receiver + 1}, ${which} ${broken}`;
}
