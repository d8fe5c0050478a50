import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { Opcode } from "../../src/protocol/opcodes.js";
import { scenario } from "../../src/scenarios/scenario.js";
import type { Session, SessionConnection } from "../../src/scenarios/session.js";
import { startReferenceServer } from "../../src/server/reference-server.js";
import { echo, refusingUrl, startTcpPeer, startWsPeer } from "./peers.js";
import { startRawServer } from "./raw-server.js";
import { runAgainst } from "./run-against.js";

const handed: ((error: unknown) => boolean)[] = [];

/** Short waits, but time enough to connect on a busy machine. */
const named = (run: (session: Session) => Promise<void>) =>
  scenario({ name: "s", timeoutMs: 80, connect: { timeoutMs: 10_000 }, run });

describe("a session over the reference server", () => {
  test("sends and receives text, binary, fragments, frames and bytes, pings and closes", async () => {
    await using server = await startReferenceServer();
    const seen: unknown[] = [];
    const run = await runAgainst(server.url, [
      scenario({
        name: "all",
        async run(session) {
          const connection = await session.connect({ keepFrames: true });
          connection.sendText("one");
          seen.push(await connection.receiveText());
          connection.sendBinary(Uint8Array.of(1, 2));
          seen.push([...(await connection.receiveBinary())]);
          connection.sendFragments("text", Buffer.from("three"), 2);
          const message = await connection.receiveMessage();
          seen.push(message.kind, message.text, [...message.payload].length);
          connection.sendFrame({ opcode: Opcode.text, payload: Buffer.from("four") });
          seen.push(await connection.receiveText());
          connection.sendBytes(Buffer.from("8180000000 00".replace(" ", ""), "hex"), 1);
          seen.push(await connection.receiveText());
          const frame = await connection.receiveFrame();
          seen.push([frame.opcode, frame.fin, Buffer.from(frame.payload).toString()]);
          seen.push((await connection.ping()) > 0);
          const { code, reason, wasClean, initiatedBy } = await connection.close(3001, "bye");
          seen.push({ code, reason, wasClean, initiatedBy });
        },
      }),
    ]);
    expect(run.checks.map(({ title, status }) => `${title}: ${status}`)).toEqual(["connects: pass"]);
    expect(seen).toEqual([
      "one",
      [1, 2],
      "text",
      "three",
      5,
      "four",
      "",
      [Opcode.text, true, "one"],
      true,
      { code: 3001, reason: expect.any(String), wasClean: true, initiatedBy: "local" },
    ]);
  });

  test("records the metrics of the catalogue, with the scenario's tags", async () => {
    await using server = await startReferenceServer();
    const { collector } = await runAgainst(server.url, [
      scenario({
        name: "metered",
        clients: 3,
        iterations: 2,
        tags: { team: "a" },
        async run(session) {
          const connection = await session.connect();
          for (let i = 0; i < 4; i++) {
            connection.sendText("12345");
            await connection.receiveText();
          }
          // Two in flight: whose answer is whose is not known, so neither is a sample.
          connection.sendText("6");
          connection.sendText("7");
          await connection.receiveText();
          await connection.receiveText();
          await connection.ping();
          session.check("ok", true);
          session.counter("orders", 2, { kind: "new" });
          session.trend("think", 1_500);
          await connection.close(1000);
        },
      }),
    ]);
    const tags = { scenario: "metered", team: "a" };
    const counts = (name: string) => collector.total(name, tags);
    expect(counts("ws_sessions")).toBe(6);
    expect(counts("ws_msgs_sent")).toBe(36);
    expect(counts("ws_msgs_received")).toBe(36);
    // Messages, one ping or pong, and the close frame.
    expect(counts("ws_frames_sent")).toBe(48);
    expect(counts("ws_frames_received")).toBe(48);
    expect(counts("iterations")).toBe(6);
    expect(collector.total("orders", { ...tags, kind: "new" })).toBe(12);
    expect(counts("data_sent")).toBeGreaterThan(36 * 7);
    for (const [name, count] of [
      ["ws_msg_latency", 24],
      ["ws_connecting", 6],
      ["ws_handshake_tcp", 6],
      ["ws_handshake_upgrade", 6],
      ["ws_session_duration", 6],
      ["ws_ping", 6],
      ["think", 6],
    ] as const) {
      expect([name, collector.histogram(name, tags)?.count]).toEqual([name, count]);
    }
    const rate = collector.metrics(1_000).find(({ name }) => name === "checks");
    expect(rate).toMatchObject({ passes: 12, fails: 0 });
  });
});

describe("what the target does wrong is a failed check, never an exception", () => {
  type Row = [string, (session: Session, connection: SessionConnection) => Promise<unknown>, object];
  test.each<Row>([
    [
      "no text comes",
      (_, c) => c.receiveText(),
      { title: "receives a text message", expected: "a text message within 80 ms", received: "nothing" },
    ],
    ["no frame comes", (_, c) => c.receiveFrame(), { title: "receives a frame", received: "nothing" }],
    ["no pong comes", (_, c) => c.receivePong(), { title: "receives a pong", received: "nothing" }],
    ["a ping has no answer", (_, c) => c.ping(), { title: "answers a ping", received: "nothing" }],
    [
      "a close has no answer",
      (_, c) => c.close(1000),
      { title: "answers the close", expected: "a close frame and the end of TCP within 80 ms" },
    ],
    ["nobody closes", (_, c) => c.waitForClose(), { title: "waits for the close", received: "nothing" }],
    [
      "a wait of its own is too short",
      (_, c) => c.receiveBinary({ timeoutMs: 20 }),
      { expected: "a binary message within 20 ms" },
    ],
    [
      "a check fails",
      async (s) => s.check("is right", false, { expected: "1", received: "2" }),
      { title: "is right", expected: "1", received: "2" },
    ],
    [
      "the scenario says so",
      async (s) => s.fail({ reason: "because" }),
      { title: "goes as expected", reason: "because" },
    ],
  ])("%s", async (_, act, expected) => {
    await using peer = await startRawServer({});
    const run = await runAgainst(peer.url, [
      named(async (session) => void (await act(session, await session.connect({ keepFrames: true })))),
    ]);
    expect(run.checks[1]).toMatchObject({ status: "fail", ...expected });
  });

  test("after a first timeout a shorter wait says why it is shorter", async () => {
    await using peer = await startRawServer({});
    const run = await runAgainst(peer.url, [
      scenario({
        name: "s",
        timeoutMs: 2_050,
        async run(session) {
          const connection = await session.connect();
          await session.step("first", async () => void (await connection.receiveText({ timeoutMs: 20 })));
          await session.step("second", async () => void (await connection.ping()));
        },
      }),
    ]);
    expect(run.check("first").reason).toBeUndefined();
    expect(run.check("second").reason).toBe(
      "RFC 6455 §5.5.2: a ping must be answered with a pong of the same payload; waited 2 s: an earlier wait of this session timed out",
    );
  });

  test("a message of the other kind", async () => {
    await using peer = await startWsPeer((client) => client.send(Buffer.from([1, 2])));
    const run = await runAgainst(peer.url, [
      named(async (s) => void (await (await s.connect()).receiveText())),
    ]);
    expect(run.check("receives a text message")).toMatchObject({
      received: "binary 01 02",
      reason: "the message came as binary",
    });
  });

  test("a connection that is gone when the scenario sends", async () => {
    await using peer = await startWsPeer((client) => client.close(4002, "go away"));
    const run = await runAgainst(peer.url, [
      named(async (session) => {
        const connection = await session.connect();
        await connection.waitForClose();
        connection.sendText("too late");
      }),
    ]);
    expect(run.check("sends text")).toMatchObject({
      expected: "an open connection",
      received: 'close 4002 "go away"',
    });
  });

  test("a refused connection, and tryConnect, to which it is data", async () => {
    const url = await refusingUrl();
    const run = await runAgainst(url, [
      named(async (session) => {
        const result = await session.tryConnect();
        session.check("is refused", result.kind === "failed" && result.failure.code === "refused");
        await session.connect();
      }),
    ]);
    expect(run.check("is refused").status).toBe("pass");
    expect(run.check("connects")).toMatchObject({ status: "fail", expected: `an open connection to ${url}` });
    expect(run.reachedHttp).toBe(false);
    expect(run.collector.total("ws_errors", { scenario: "s", step: "tcp", code: "refused" })).toBe(1);
  });

  test("more messages than anyone reads", async () => {
    await using peer = await startWsPeer((client) => {
      for (let i = 0; i <= 10_000; i++) client.send("x");
    });
    const run = await runAgainst(peer.url, [
      scenario({ name: "s", run: async (session) => void (await (await session.connect()).waitForClose()) }),
    ]);
    expect(run.check("reads what it receives")).toMatchObject({
      status: "fail",
      expected: "at most 10,000 messages and 100 MB unread",
      reason: "the target sent more messages than the scenario read; the connection was dropped",
    });
  });
});

describe("what the scenario's own code does wrong", () => {
  test("is a failed check with message, file and line", async () => {
    await using peer = await startWsPeer(echo);
    const run = await runAgainst(peer.url, [
      named(async () => {
        JSON.parse("{");
      }),
    ]);
    const check = run.check("runs without an error");
    expect(check.received).toMatch(/^SyntaxError: /);
    expect(check.reason).toMatch(
      /^the scenario's own code threw at test\/scenarios\/session\.test\.ts:\d+\.$/,
    );
  });

  test("misuse of the API too, with its hint", async () => {
    await using peer = await startWsPeer(echo);
    const run = await runAgainst(peer.url, [
      named(async (s) => void (await (await s.connect()).receiveFrame())),
    ]);
    expect(run.check("runs without an error").reason).toMatch(
      /Connect with \{ keepFrames: true \} and the driver frame\.$/,
    );
  });

  test.each<[string, (session: Session) => void, object]>([
    [
      "a counter of wsrig's own",
      (s) => s.counter("ws_msgs_sent", 1_000),
      {
        received: 'WsrigError: metric "ws_msgs_sent" is recorded by wsrig itself',
        reason: expect.stringMatching(/Choose another name for your own metric\.$/),
      },
    ],
    [
      "a trend of wsrig's own",
      (s) => s.trend("ws_ping", 5),
      { received: 'WsrigError: metric "ws_ping" is recorded by wsrig itself' },
    ],
    [
      "a fraction in a trend",
      (s) => s.trend("x", 1.5),
      {
        received:
          'WsrigError: trend "x" was given 1.5 (latency is 1.5; must be an integer in µs, 0 to 2^48 - 1)',
        reason: expect.stringMatching(/Record whole microseconds: Math\.round\(ms \* 1_000\)\.$/),
      },
    ],
    [
      "NaN in a counter",
      (s) => s.counter("x", Number.NaN),
      {
        received: 'WsrigError: counter "x" was given NaN (count is NaN; must be a finite number >= 0)',
      },
    ],
  ])("a metric that it may not record is a failed check: %s", async (_, record, expected) => {
    const { check, collector } = await runAgainst(
      "ws://127.0.0.1:1",
      [named(async (session) => record(session))],
      { isWsrig: false },
    );
    expect(check("runs without an error")).toMatchObject({ status: "fail", ...expected });
    expect(collector.total("ws_msgs_sent")).toBe(0);
  });

  test("an error that nobody awaits is a failed check where the process hands it over", async () => {
    const taken: boolean[] = [];
    let watching = 0;
    const run = await runAgainst(
      "ws://127.0.0.1:1",
      [
        named(async () => {
          const [hand] = handed;
          // What a throw in a timer and an unhandled rejection come to.
          taken.push(hand?.(new Error("too late")) ?? false);
          const ours = new Error("a bug of wsrig");
          ours.stack =
            "Error: a bug of wsrig\n    at process.processTicks (node:internal/process/task_queues:105:5)";
          taken.push(hand?.(ours) ?? false);
        }),
        scenario({ name: "next", run: async (session) => void session.check("ran", true) }),
      ],
      {
        isWsrig: false,
        watchStrayErrors: (take) => {
          watching++;
          handed.push(take);
          return () => watching--;
        },
      },
    );
    expect(taken).toEqual([true, false]);
    expect(watching).toBe(0);
    expect(run.titles("pass")).toEqual(["next: ran"]);
    expect(run.check("runs without an error")).toMatchObject({
      scenario: "s",
      received: "Error: too late",
      reason: expect.stringMatching(/threw at test\/scenarios\/session\.test\.ts:\d+\.$/),
    });
    expect(handed[0]?.(new Error("after the run"))).toBe(false);
  });

  test("in setup: nothing runs; in teardown: everything has run", async () => {
    await using peer = await startWsPeer(echo);
    let ran = 0;
    const run = await runAgainst(peer.url, [
      scenario({
        name: "a",
        setup() {
          throw new Error("login answered 401");
        },
        async run() {
          ran++;
        },
      }),
      scenario({
        name: "b",
        setup: () => 42,
        async run(session) {
          session.check("has the data", session.data === 42);
        },
        teardown(data) {
          throw new Error(`logout of ${data} failed`);
        },
      }),
    ]);
    expect(ran).toBe(0);
    expect(run.check("setup")).toMatchObject({ status: "fail", received: "Error: login answered 401" });
    expect(run.check("has the data").status).toBe("pass");
    expect(run.check("teardown")).toMatchObject({ received: "Error: logout of 42 failed" });
  });

  test("a receive that nobody awaits does not end the process", async () => {
    await using peer = await startRawServer({});
    const run = await runAgainst(peer.url, [
      named(async (session) => {
        const connection = await session.connect();
        void connection.receiveText();
        void connection.ping();
        session.fail({ received: "first" }, "ends early");
      }),
    ]);
    expect(run.titles("fail")).toEqual(["s: ends early"]);
  });
});

describe("a run", () => {
  test("repeats its random numbers with its seed, and differs by client and iteration", async () => {
    await using peer = await startWsPeer(echo);
    const drawn: string[][] = [[], []];
    for (const numbers of drawn) {
      await runAgainst(peer.url, [
        scenario({
          name: "s",
          clients: 2,
          iterations: 2,
          async run(session) {
            numbers.push(
              `${session.client}.${session.iteration} ${session.random.integer(0, 1e9)} ${session.byClient(["a", "b"])}`,
            );
          },
        }),
      ]);
    }
    expect(drawn[0]?.sort()).toEqual(drawn[1]?.sort());
    expect(new Set(drawn[0]?.map((line) => line.split(" ")[1])).size).toBe(4);
    expect(drawn[0]?.[3]).toMatch(/^1\.1 \d+ b$/);
  });

  test("closes what a scenario left open", async () => {
    const codes: Promise<number>[] = [];
    await using peer = await startWsPeer((client) => {
      codes.push(new Promise((resolve) => client.on("close", resolve)));
    });
    await runAgainst(peer.url, [named(async (s) => void (await Promise.all([s.connect(), s.connect()])))]);
    expect(await Promise.all(codes)).toEqual([1000, 1000]);
  });

  test("takes clients, iterations, headers and path from run and scenario", async () => {
    const requests: string[] = [];
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    http.on("upgrade", ({ url, headers }, socket) => {
      requests.push(`${url} ${headers["x-a"]} ${headers["x-b"]}`);
      socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    try {
      const run = await runAgainst(
        `ws://127.0.0.1:${(http.address() as AddressInfo).port}/base?x=1`,
        [
          scenario({
            name: "s",
            path: "/chat?room=1",
            connect: { headers: [["X-A", "scenario"]] },
            run: async (s) => void (await s.tryConnect()),
          }),
        ],
        {
          clients: 2,
          iterations: 2,
          dial: {
            headers: [
              ["x-a", "run"],
              ["X-B", "run"],
            ],
          },
        },
      );
      expect(requests).toEqual(Array(4).fill("/chat?room=1 scenario run"));
      expect(run.reachedHttp).toBe(true);
    } finally {
      http.close();
    }
  });

  test("that is interrupted ends at once and checks nothing more", async () => {
    await using peer = await startTcpPeer(() => undefined);
    const controller = new AbortController();
    const waiting = scenario({
      name: "waiting",
      timeoutMs: 60_000,
      async run(session) {
        setImmediate(() => controller.abort());
        await session.step("never", async () => void (await session.connect()));
      },
    });
    const run = await runAgainst(peer.url, [waiting, { ...waiting, name: "next" }], {
      signal: controller.signal,
      isWsrig: false,
    });
    expect(run).toMatchObject({ interrupted: true, checks: [] });
  });

  test("interrupted while it receives and sleeps ends too", async () => {
    await using peer = await startRawServer({});
    const controller = new AbortController();
    const run = await runAgainst(
      peer.url,
      [
        scenario({
          name: "s",
          timeoutMs: 60_000,
          async run(session) {
            const connection = await session.connect();
            setImmediate(() => controller.abort());
            await Promise.all([connection.receiveText(), connection.ping(), session.sleep("1h")]);
          },
        }),
      ],
      { signal: controller.signal },
    );
    expect(run.interrupted).toBe(true);
    expect(run.titles("fail")).toEqual([]);
  });

  test.each(["", "127.0.0.1:80", "ftp://127.0.0.1/"])("on the URL %j is misuse", async (url) => {
    await expect(runAgainst(url, [named(async () => undefined)])).rejects.toMatchObject({
      code: "usage-invalid-url",
    });
  });

  test("tells of every scenario and every check", async () => {
    await using peer = await startWsPeer(echo);
    const told: string[] = [];
    const one = named(async (session) => void session.check("c", true));
    await runAgainst(peer.url, [one, { ...one, name: "t", needs: "wsrig", description: "what it needs" }], {
      onScenario: (name, state) => told.push(`${name} ${state}`),
      onCheck: ({ id, status }) => told.push(`${id} ${status}`),
    });
    expect(told).toEqual([
      "s started",
      "s/c pass",
      "s ended",
      "t started",
      "t/what-it-needs notApplicable",
      "t ended",
    ]);
  });
});

test("scenario() names everything that is wrong with a definition", () => {
  const wrong = { name: "", run: 1, path: "x", iterations: 0.5, timeoutMs: -1, sessionTimeoutMs: 0 };
  expect(() => scenario(wrong as never)).toThrow(
    [
      'scenario.name is ""; must be 1 to 100 letters, digits, ".", "_" or "-"',
      "scenario.run is number; must be a function",
      "scenario.iterations is 0.5; must be a whole number from 1",
      "scenario.timeoutMs is -1; must be greater than 0",
      "scenario.sessionTimeoutMs is 0; must be greater than 0",
      'scenario.path is "x"; must begin with "/"',
    ].join("\n"),
  );
});
