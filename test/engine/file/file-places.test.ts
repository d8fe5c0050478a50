import { expect, test } from "vitest";
import { declaredLoads } from "../../../src/engine/file/declared-loads.js";
import { planByFile } from "../../../src/engine/file/file-places.js";
import { InvalidLoadError } from "../../../src/engine/plan/invalid-load-error.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { loadText } from "./written-file.js";

const machine = { openFiles: 1_064, portsPerAddress: 28_000, cores: 4 };
const url = "ws://127.0.0.1:9";

async function linesOf(yaml: string): Promise<readonly string[]> {
  const { loading, path } = await loadText("a.yaml", yaml);
  const plan = () => planRun({ ...declaredLoads(loading, { file: path, url, dial: {} }), seed: 1 }, machine);
  try {
    planByFile(loading, [], plan);
  } catch (error) {
    if (error instanceof InvalidLoadError) return error.message.split("\n");
    throw error;
  }
  return [];
}

const held = "{ kind: constant-clients, clients: 5, duration: 1s }";

test.each<[yaml: string, lines: readonly string[]]>([
  [`loads: { a: { executor: ${held} } }`, []],
  [
    "loads: { a: { warmUp: 1s, executor: { kind: shared-iterations, clients: 5, iterations: 5 }, traffic: { kind: echo, session: { messages: 1 } } } }",
    ['loads.a.warmUp is "1s"; must be 0, as shared-iterations counts iterations and not time'],
  ],
  [
    "loads: { a: { executor: { kind: constant-arrival-rate, rate: 5000000, duration: 0s, maxClients: 5 } } }",
    [
      "loads.a.executor.rate is 5000000; must be greater than 0 and at most 1,000,000",
      'loads.a.executor.duration is "0s"; must be from 0.001 ms to 8760 h',
      "loads.a.traffic.session: session has no end; must have messages or duration under the executor constant-arrival-rate",
    ],
  ],
  [
    `loads: { a: { executor: { kind: ramping-clients, phases: [{ duration: 1s, target: 1 }, { duration: 1s, target: 1.5, name: "a b" }] } } }`,
    [
      "loads.a.executor.phases[1].target is 1.5; must be a whole number from 0 to 1,000,000",
      'loads.a.executor.phases[1].name is "a b"; must be made of letters, digits, ".", "_" and "-"',
    ],
  ],
  [
    `loads: { a: { executor: ${held} }, b: { executor: ${held}, traffic: { kind: echo, rate: 5, session: { messages: 1 } } } }`,
    ["loads.b.traffic.rate is 5; a rate over all connections needs sessions without an end"],
  ],
  [
    `loads: { a: { executor: ${held}, traffic: { kind: echo, ratePerConnection: 2000000, messageTimeout: 0s } } }`,
    [
      'loads.a.traffic.messageTimeout is "0s"; must be greater than 0',
      "loads.a.traffic.ratePerConnection is 2000000; must be greater than 0 and at most 1,000,000",
    ],
  ],
  [
    `loads: { a: { executor: ${held}, traffic: { kind: broadcast, publishers: 9, message: { size: 3B, fragment: 0B } } } }`,
    [
      'loads.a.traffic.message.fragment is "0B"; must be a whole number of at least 1',
      "loads.a.traffic.publishers is 9; must be less than the 5 connections, so that one only listens",
      "loads.a.traffic.message.size: size can be 3 bytes; must be at least 48, for the digits that receivers time a message by",
    ],
  ],
  [
    `loads: { a: { executor: ${held}, traffic: { kind: sink, message: { size: { min: 9B, max: 1B } } } }, b: { executor: ${held}, traffic: { kind: sink, message: { template: "{{foo}}" } } } }`,
    [
      "loads.a.traffic.message.size: min is 9; must be at most max, 1",
      "loads.b.traffic.message.template: text, character 1: {{foo}} is not known",
    ],
  ],
  [
    `loads: { a: { executor: ${held}, traffic: { kind: storm, hold: 0s, backoff: { base: 5s, max: 1s, factor: 1, jitter: 0 } } } }`,
    [
      'loads.a.traffic.hold is "0s"; must be greater than 0',
      'loads.a.traffic.backoff.max is "1s"; must be at least base, 5000',
    ],
  ],
  [
    `loads: { a: { executor: ${held}, traffic: { kind: echo, message: { template: "{{id}}" }, match: { json: "a..b" } } } }`,
    ['loads.a.traffic.match.json is "a..b"; must be keys with dots between them and indexes in brackets'],
  ],
  [
    `loads: { a.v1: { executor: ${held}, traffic: { kind: storm, hold: 0s } }, a: { executor: ${held}, traffic: { kind: storm, hold: 0s } } }`,
    [
      'loads.a.v1.traffic.hold is "0s"; must be greater than 0',
      'loads.a.traffic.hold is "0s"; must be greater than 0',
    ],
  ],
  [
    `loads: { payload.size: { executor: ${held}, traffic: { kind: echo, ratePerConnection: 2000000 } } }`,
    ["loads.payload.size.traffic.ratePerConnection is 2000000; must be greater than 0 and at most 1,000,000"],
  ],
  [
    `loads: { a: { executor: ${held}, traffic: { kind: sink, message: { template: "{{maxBytes}}" } } } }`,
    ["loads.a.traffic.message.template: text, character 1: {{maxBytes}} is not known"],
  ],
  [
    `limits: { lateness: 0s }\nworkers: 2\nloads: { a: { executor: ${held}, traffic: { kind: slow-reader, readPerSecond: 0B } } }`,
    [
      'limits.lateness is "0s"; must be a finite number greater than 0',
      'loads.a.traffic.readPerSecond is "0B"; must be greater than 0',
    ],
  ],
])("%s", async (yaml, lines) => {
  expect(await linesOf(`${yaml}\n`)).toEqual(lines);
});

test("problems that were found before come first", async () => {
  const { loading } = await loadText("a.yaml", `loads: { a: { executor: ${held} } }\n`);
  const found = [{ path: "", message: "loads.a.scenario is not there" }];
  const plan = () => {
    throw new InvalidLoadError([{ path: "startMs", message: "startMs is -1; must be 0 or more" }]);
  };
  expect(() => planByFile(loading, found, plan)).toThrow(
    new InvalidLoadError([...found, { path: "", message: "loads.a.start: startMs is -1; must be 0 or more" }])
      .message,
  );
  expect(() => planByFile(loading, found, () => 1)).toThrow("loads.a.scenario is not there");
  expect(planByFile(loading, [], () => 1)).toBe(1);
});

test("hints say the keys of the file too", async () => {
  const { loading } = await loadText("a.yaml", `loads: { a: { executor: ${held} } }\n`);
  const problem = { path: "traffic.session.messages", message: "messages is 1; must be left out" };
  const plan = () => {
    throw new InvalidLoadError([{ ...problem, hint: "Use durationMs for sessions that end." }]);
  };
  expect(() => planByFile(loading, [], plan)).toThrow(
    expect.objectContaining({ hint: "Use duration for sessions that end." }),
  );
});
