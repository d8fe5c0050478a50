import { describe, expect, test } from "vitest";
import { loadText, mistakesOf } from "./written-file.js";

const executor = "{ kind: constant-clients, clients: 2, duration: 5s }";

describe("a file of loads that is right", () => {
  test("may say loads alone, and everything else that a run needs", async () => {
    const { loading, scenarios, url } = await loadText(
      "all.yaml",
      `
url: ws://127.0.0.1:9
workers: auto
pacing: precise
limits: { lateness: 20ms, cpu: 0.8, cpuTime: 5s }
metrics: { mine: trend }
thresholds:
  mine: ["p(99) < 5ms", { threshold: max < 1s, abortOnFail: true, delayAbortEval: 10s }]
loads:
  one: { executor: ${executor} }
`,
    );
    expect({ url, scenarios }).toEqual({ url: "ws://127.0.0.1:9", scenarios: [] });
    expect(loading).toEqual({
      workers: "auto",
      pacing: "precise",
      limits: { lateness: "20ms", cpu: 0.8, cpuTime: "5s" },
      metrics: { mine: "trend" },
      thresholds: {
        mine: ["p(99) < 5ms", { threshold: "max < 1s", abortOnFail: true, delayAbortEval: "10s" }],
      },
      loads: { one: { executor: { kind: "constant-clients", clients: 2, duration: "5s" } } },
    });
  });

  test("may be TypeScript, with the scenarios that its loads run", async () => {
    const { loading, scenarios, url } = await loadText(
      "chat.ts",
      `import { scenario } from "wsrig";
const clients: number = 3;
export default {
  url: "ws://127.0.0.1:9",
  scenarios: [scenario({ name: "chat", async run() {} })],
  loads: { chatters: { executor: { kind: "constant-clients", clients, duration: "5s" }, scenario: "chat" } },
};
`,
    );
    expect([url, scenarios.map(({ name }) => name)]).toEqual(["ws://127.0.0.1:9", ["chat"]]);
    expect(loading.loads?.chatters).toEqual({
      executor: { kind: "constant-clients", clients: 3, duration: "5s" },
      scenario: "chat",
    });
  });

  test("may have scenarios and no loads: then nothing is loaded", async () => {
    const { loading, scenarios } = await loadText("plain.yaml", "name: plain\nsteps: [connect]\n");
    expect([loading, scenarios.map(({ name }) => name)]).toEqual([{}, ["plain"]]);
  });
});

describe("mistakes are told all at once, each with line and column", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "unknown kinds are told with those that there are",
      "loads:\n  a:\n    executor: { kind: constant-client }\n    traffic: { kind: ecko }\n",
      [
        'bad.yaml:3:23: loads.a.executor.kind is "constant-client"; must be "constant-clients" or "ramping-clients" or "constant-arrival-rate" or "ramping-arrival-rate" or "shared-iterations" or "per-client-iterations"',
        'bad.yaml:4:22: loads.a.traffic.kind is "ecko"; must be "echo" or "broadcast" or "stream" or "sink" or "idle" or "storm" or "slow-reader"',
      ],
    ],
    [
      "a load needs an executor",
      "loads:\n  a: { path: echo, start: 5 }\n",
      [
        "bad.yaml:2:6: loads.a.executor is missing; must be an object",
        'bad.yaml:2:14: loads.a.path is "echo"; must begin with "/"',
        'bad.yaml:2:27: loads.a.start is 5; must be a duration with its unit, such as "500ms", "30s", "1m30s" (write "5s" if you mean seconds)',
      ],
    ],
    [
      "an executor is complete, and its numbers are numbers",
      "loads:\n  a:\n    executor: { kind: constant-arrival-rate, rate: fast, maxClients: 1.5 }\n",
      [
        'bad.yaml:3:15: loads.a.executor.duration is missing; must be a duration with its unit, such as "500ms", "30s", "1m30s"',
        'bad.yaml:3:52: loads.a.executor.rate is "fast"; must be a number',
        "bad.yaml:3:70: loads.a.executor.maxClients is 1.5; must be a whole number",
      ],
    ],
    [
      "a rate is above 0, a target is not below",
      `loads:\n  a:\n    executor: { kind: ramping-clients, phases: [{ duration: 1s, target: -1 }] }\n    traffic: { kind: echo, rate: 0 }\n`,
      [
        "bad.yaml:3:73: loads.a.executor.phases[0].target is -1; must be at least 0",
        "bad.yaml:4:34: loads.a.traffic.rate is 0; must be greater than 0",
      ],
    ],
    [
      "what belongs to another traffic is not known",
      `loads:\n  a:\n    executor: ${executor}\n    traffic: { kind: idle, session: { messages: 5 }, pingIntervall: 5s }\n`,
      [
        "bad.yaml:4:49: loads.a.traffic.session.messages is not known here; known: duration",
        'bad.yaml:4:69: loads.a.traffic.pingIntervall is not known here; did you mean "pingInterval"?',
      ],
    ],
    [
      "a message has a size or a template, a load a traffic or a scenario",
      `loads:\n  a:\n    executor: ${executor}\n    scenario: x\n    traffic: { kind: sink, message: { size: 5B, template: x } }\n`,
      [
        "bad.yaml:3:5: loads.a is an object with executor, scenario, traffic; may have only one of traffic, scenario",
        "bad.yaml:5:37: loads.a.traffic.message is an object with size, template; may have only one of size, template",
      ],
    ],
    [
      "a traffic has one pace, and arrivals are those of a rate",
      `loads:
  a: { executor: ${executor}, traffic: { kind: echo, rate: 5, ratePerConnection: 7, inFlight: 9 } }
  b: { executor: ${executor}, traffic: { kind: sink, inFlight: 9, arrivals: poisson } }
  c: { executor: ${executor}, traffic: { kind: broadcast, rate: 5, ratePerConnection: 7 } }
  d: { executor: ${executor}, traffic: { kind: broadcast, arrivals: poisson } }
  e: { executor: ${executor}, traffic: { kind: sink, ratePerConnection: 7, arrivals: poisson } }
`,
      [
        "bad.yaml:2:81: loads.a.traffic is an object with kind, rate, ratePerConnection, inFlight; may have only one of rate, ratePerConnection, inFlight",
        "bad.yaml:3:81: loads.b.traffic is an object with kind, inFlight, arrivals; arrivals needs rate or ratePerConnection",
        "bad.yaml:4:81: loads.c.traffic is an object with kind, rate, ratePerConnection; may have only one of rate, ratePerConnection",
        "bad.yaml:5:81: loads.d.traffic is an object with kind, arrivals; arrivals needs rate or ratePerConnection",
      ],
    ],
    [
      "a feed fills a template, and a normal distribution has a mean and a deviation",
      `loads:
  a: { executor: ${executor}, traffic: { kind: sink, message: { feed: { file: nowhere.csv } } } }
  b: { executor: ${executor}, traffic: { kind: sink, message: { size: { min: 1B, max: 9B, mean: 5B } } } }
  c: { executor: ${executor}, traffic: { kind: sink, message: { size: { min: 1B, max: 9B, stdev: 5B } } } }
`,
      [
        "bad.yaml:2:104: loads.a.traffic.message is an object with feed; feed needs a template",
        "bad.yaml:3:112: loads.b.traffic.message.size is an object with min, max, mean; mean and stdev go together",
        "bad.yaml:4:112: loads.c.traffic.message.size is an object with min, max, stdev; mean and stdev go together",
      ],
    ],
    [
      "local addresses are addresses",
      `loads:\n  a:\n    executor: ${executor}\n    connect: { localAddresses: foo }\n`,
      [
        'bad.yaml:4:32: loads.a.connect.localAddresses is "foo"; must be IPv4 addresses of this machine, such as "127.0.0.1-127.0.0.8" or "10.0.0.5,10.0.0.6"',
      ],
    ],
    [
      "thresholds are lists, kinds of metrics are known, limits are shares",
      "thresholds: { checks: rate == 1 }\nmetrics: { mine: trends }\nlimits: { cpu: 90% }\nworkers: many\n",
      [
        'bad.yaml:1:23: thresholds.checks is "rate == 1"; must be a list',
        'bad.yaml:2:18: metrics.mine is "trends"; must be "trend" or "counter" or "rate" or "gauge"',
        'bad.yaml:3:16: limits.cpu is "90%"; must be a number',
        'bad.yaml:4:10: workers is "many"; must be a whole number, or "auto"',
      ],
    ],
    [
      "scenarios beside loads are looked at too",
      `loads: { a: { executor: ${executor} } }\nscenarios: [{ name: x }]\n`,
      ["bad.yaml:2:13: scenarios[0].steps is missing; must be a list"],
    ],
  ])("%s", async (_, text, lines) => {
    expect(await mistakesOf("bad.yaml", text)).toEqual(lines);
  });

  test("in TypeScript without line and column, which a value does not have", async () => {
    const text = `export default { loads: { a: { executor: { kind: "constant-clients", clients: 0, duration: "5" } } }, threshold: {} };`;
    expect(await mistakesOf("bad.ts", text)).toEqual([
      "bad.ts: loads.a.executor.clients is 0; must be at least 1",
      'bad.ts: loads.a.executor.duration is "5"; must be a duration with its unit, such as "500ms", "30s", "1m30s" (write "5s" if you mean seconds)',
      'bad.ts: threshold is not known here; did you mean "thresholds"?',
    ]);
  });
});
