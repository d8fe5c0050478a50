// Chatters who behave like people: a scripted scenario is the work of one load, a declarative echo is the base load beside it.
// wsrig run examples/loads/chat.ts --url ws://127.0.0.1:8080

import { type RunFile, scenario } from "wsrig";

const { DURATION = "30s", P95 = "100ms", TARGET = "ws://127.0.0.1:8080" } = process.env;

const chatter = scenario({
  name: "chatter",
  description: "Enters a room of two, says three things, hears them, leaves.",
  async run(session) {
    const room = `/rooms/${session.client}-${session.iteration}?self=1`;
    const socket = await session.connect({ url: room });
    for (const word of ["hello", "how are you", "bye"]) {
      const sentAt = performance.now();
      socket.sendText(word);
      const heard = await socket.receiveText();
      session.trend("chat_heard", Math.round((performance.now() - sentAt) * 1_000));
      session.check("is heard", heard === word, { expected: word, received: heard });
    }
    await socket.close(1000);
  },
});

export default {
  url: TARGET,
  scenarios: [chatter],
  loads: {
    // A script runs once an arrival; one that finds all clients busy is dropped and counted.
    chatters: {
      executor: { kind: "constant-arrival-rate", rate: 5, duration: DURATION, maxClients: 20 },
      scenario: "chatter",
    },
    base: {
      path: "/echo",
      executor: { kind: "constant-clients", clients: 5, duration: DURATION },
      traffic: { kind: "echo", ratePerConnection: 10 },
    },
  },
  // A scenario's own metrics say what they are, so that thresholds on them can be checked before the run.
  metrics: { chat_heard: "trend" },
  thresholds: {
    chat_heard: [`p(95) < ${P95}`],
    "checks{scenario:chatter}": ["rate == 1"],
    "ws_msg_latency{load:base}": [`p(95) < ${P95}`],
  },
} satisfies RunFile;
