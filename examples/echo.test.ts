// wsrig from a test of your own: a server on a free port, a scenario, and a bound on the latency histogram.

import { expect, test } from "vitest";
import { MetricCollector, runLoads, runScenarios, scenario, startReferenceServer, systemClock } from "wsrig";

const greeting = scenario({
  name: "greeting",
  async run(session) {
    const connection = await session.connect();
    connection.sendText("hello");
    const reply = await connection.receiveText();
    session.check("the greeting comes back", reply === "hello", { expected: "hello", received: reply });
    await connection.close(1000);
  },
});

test("the server answers right and in time", async () => {
  await using server = await startReferenceServer({ port: 0 });
  const collector = new MetricCollector({ clock: systemClock });

  const { checks } = await runScenarios({ url: server.url, scenarios: [greeting], collector });
  expect(checks.map(({ title, status }) => `${title}: ${status}`)).toEqual([
    "connects: pass",
    "the greeting comes back: pass",
  ]);

  const { loads } = await runLoads({
    collector,
    loads: [{ url: server.url, executor: { kind: "constant-clients", clients: 10, durationMs: 500 } }],
  });
  const latency = collector.histogram("ws_msg_latency", { phase: "steady" });
  expect(latency.count).toBe(loads[0]?.measured.answered);
  // A bound that only a broken server misses; on a machine of your own you would ask for more.
  expect(latency.percentileUs(99)).toBeLessThan(5_000_000);
});
