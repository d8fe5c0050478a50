import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { FeedPlan, MatchPlan, MessagePlan, SizePlan } from "../../../../src/engine/plan/traffic-plan.js";
import {
  makePayloadSource,
  payloadProblems,
} from "../../../../src/engine/traffic/payload/make-payload-source.js";
import type { PayloadSource } from "../../../../src/engine/traffic/payload-source.js";
import type { MessageKind } from "../../../../src/protocol/opcodes.js";
import { seededRandom } from "../../../../src/random.js";
import { request } from "./request.js";

const folder = mkdtempSync(join(tmpdir(), "wsrig-payload-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inOrder: MatchPlan = { kind: "order" };
const byId: MatchPlan = { kind: "json", path: "id" };

function generated(size: SizePlan, kind: MessageKind = "text"): MessagePlan {
  return { kind, payload: { kind: "generated", size }, delivery: {} };
}

function template(text: string, feed?: FeedPlan): MessagePlan {
  return { kind: "text", payload: { kind: "template", text, feed }, delivery: {} };
}

function csv(name: string, text: string, order: FeedPlan["order"] = "sequential"): FeedPlan {
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, format: "csv", order };
}

function source(message: MessagePlan, match: MatchPlan = inOrder, seed = 1): PayloadSource {
  return makePayloadSource(message, match, seededRandom(seed));
}

function textOf(from: PayloadSource, wanted: Parameters<typeof request>[0]): string {
  return Buffer.from(from.next(request(wanted))).toString("latin1");
}

describe("a generated payload", () => {
  test.each([0, 1, 125, 126, 65_536])("of %i bytes is the same for every message", (bytes) => {
    const fixed = source(generated({ kind: "fixed", bytes }));
    expect(fixed.constant).toHaveLength(bytes);
    expect(fixed.next(request({ seq: 1 }))).toBe(fixed.constant);
    expect(textOf(fixed, { seq: 2 })).toMatch(/^[\w-]*$/);
  });

  test("of 12 bytes by seed 1 has these characters, or these bytes", () => {
    const size: SizePlan = { kind: "fixed", bytes: 12 };
    expect(textOf(source(generated(size)), {})).toBe("Xt5bE-vIHpoB");
    expect(Buffer.from(source(generated(size, "binary")).next(request())).toString("hex")).toBe(
      "b1d3b9819efe95a2e1cfce9b",
    );
  });

  test("of many sizes begins alike, and is the text of the same length", () => {
    const sizes = source(generated({ kind: "uniform", minBytes: 0, maxBytes: 16_384 }));
    expect(sizes.constant).toBeUndefined();
    const texts = Array.from({ length: 1_000 }, (_, seq) => sizes.nextText?.(request({ seq })) ?? "");
    const longest = texts.reduce((a, b) => (a.length > b.length ? a : b));
    expect(texts.every((text) => longest.startsWith(text))).toBe(true);
    expect(texts.map(({ length }) => length)).toEqual(
      texts.map((_, seq) => sizes.next(request({ seq })).length),
    );
  });

  test("with an id at offset 3 differs there only", () => {
    const ids = source(generated({ kind: "fixed", bytes: 20 }), { kind: "offset", offset: 3 });
    expect(ids.constant).toBeUndefined();
    const plain = textOf(source(generated({ kind: "fixed", bytes: 20 })), {});
    for (const id of [0, 255, Number.MAX_SAFE_INTEGER]) {
      const digits = id.toString(16).padStart(16, "0");
      expect(textOf(ids, { id })).toBe(`${plain.slice(0, 3)}${digits}${plain.slice(19)}`);
      expect(ids.nextText?.(request({ id }))).toBe(`${plain.slice(0, 3)}${digits}${plain.slice(19)}`);
    }
    expect(ids.next(request({ id: 1 }))).toBe(ids.next(request({ id: 2 })));
  });

  test("as bytes, or above 16 KiB, is made as bytes only", () => {
    expect(source(generated({ kind: "fixed", bytes: 4 }, "binary")).nextText).toBeUndefined();
    expect(source(generated({ kind: "uniform", minBytes: 1, maxBytes: 16_385 })).nextText).toBeUndefined();
  });
});

describe("a template", () => {
  test("takes the numbers and times of the message", () => {
    const all = source(template("{{client}}/{{connection}}/{{seq}}/{{id}}/{{nowUs}}/{{nowMs}} é"));
    const wanted = request({ client: 1, connection: 2, seq: 3, id: 4, nowUs: 5_999 });
    expect(all.nextText?.(wanted)).toBe("1/2/3/4/5999/5 é");
    expect(Buffer.from(all.next(wanted)).toString()).toBe("1/2/3/4/5999/5 é");
  });

  test("without placeholders is the same for every message", () => {
    const plain = source(template("é \\{{id}}"));
    expect(Buffer.from(plain.constant ?? []).toString()).toBe("é {{id}}");
    expect(plain.next(request({ seq: 7 }))).toBe(plain.constant);
  });

  test("draws random numbers within their ends, all of them, each placeholder for itself", () => {
    const dice = source(template("{{random 1 6}} {{random -1 1}} {{random 1 6}}"));
    const rolls = Array.from({ length: 2_000 }, (_, seq) => textOf(dice, { seq }).split(" ").map(Number));
    const seen = (place: number) => [...new Set(rolls.map((roll) => roll[place]))].sort();
    expect([seen(0), seen(1), seen(2)]).toEqual([
      [1, 2, 3, 4, 5, 6],
      [-1, 0, 1],
      [1, 2, 3, 4, 5, 6],
    ]);
    expect(rolls.filter(([first, , last]) => first === last)).toHaveLength(329);
  });

  test("draws numbers of any size that is exact", () => {
    const wide = source(template(`{{random 0 ${Number.MAX_SAFE_INTEGER - 1}}}`));
    const property = fc.property(fc.nat(), fc.nat(), (connection, seq) => {
      const drawn = Number(textOf(wide, { connection, seq }));
      expect(Number.isSafeInteger(drawn) && drawn >= 0 && drawn < Number.MAX_SAFE_INTEGER).toBe(true);
    });
    fc.assert(property);
  });

  test("makes UUIDs of version 4 (RFC 9562 §5.4), different for every message", () => {
    const uuids = source(template("{{uuid}} {{uuid}}"));
    const made = Array.from({ length: 5_000 }, (_, seq) =>
      textOf(uuids, { seq, connection: 3 }).split(" "),
    ).flat();
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(made.filter((uuid) => !form.test(uuid))).toEqual([]);
    expect(new Set(made).size).toBe(10_000);
  });

  test("takes values of a feed: each connection begins at its own row and goes on from there", () => {
    const users = source(template("{{feed.user}}:{{feed.pin}}", csv("u.csv", "user,pin\na,1\nb,2\nc,3\n")));
    const rows = (connection: number) => [0, 1, 2, 3].map((seq) => textOf(users, { connection, seq }));
    expect(rows(0)).toEqual(["a:1", "b:2", "c:3", "a:1"]);
    expect(rows(4)).toEqual(["b:2", "c:3", "a:1", "b:2"]);
  });

  test("takes rows of a feed at random, all as likely", () => {
    const users = source(template("{{feed.user}}", csv("r.csv", "user\na\nb\nc\n", "random")));
    const drawn = Array.from({ length: 3_000 }, (_, seq) => textOf(users, { seq }));
    expect(["a", "b", "c"].map((user) => drawn.filter((each) => each === user).length)).toEqual([
      994, 985, 1_021,
    ]);
  });

  test("has the digits of the id in place of its bytes at an offset, also after characters of several bytes", () => {
    const match: MatchPlan = { kind: "offset", offset: 7 };
    const ids = source(template('{"é":"0000000000000000","n":{{seq}}}'), match);
    const payload = Buffer.from(ids.next(request({ id: 0xabc, seq: 5 })));
    expect(payload.toString()).toBe('{"é":"0000000000000abc","n":5}');
    expect(payload.indexOf("0000000000000abc")).toBe(7);
  });

  test("that is nothing but the id's digits is one", () => {
    const ids = source(template("x".repeat(16)), { kind: "offset", offset: 0 });
    expect(ids.constant).toBeUndefined();
    expect(textOf(ids, { id: 16 })).toBe("0000000000000010");
  });

  test.each([
    ["{{client}} {{connection}} {{seq}} {{id}} {{random 1 9}} {{uuid}}", true],
    ["{{nowUs}}", false],
    ["{{nowMs}}", false],
  ])("%s: whether another time makes the same payload is %s", (text, isSame) => {
    const timed = source(template(text));
    const [early, late] = [0, 5_000].map((nowUs) => textOf(timed, { nowUs }));
    expect(early === late).toBe(isSame);
  });
});

describe("two sources of one plan and seed", () => {
  const sizes: readonly SizePlan[] = [
    { kind: "fixed", bytes: 40 },
    { kind: "uniform", minBytes: 30, maxBytes: 60 },
    { kind: "normal", meanBytes: 50, stdevBytes: 10, minBytes: 30, maxBytes: 80 },
    {
      kind: "weighted",
      choices: [
        { bytes: 30, weight: 1 },
        { bytes: 99, weight: 2 },
      ],
    },
  ];
  const plans: readonly (readonly [MessagePlan, MatchPlan])[] = [
    ...sizes.flatMap((size) =>
      (["text", "binary"] as const).flatMap((kind) =>
        [inOrder, { kind: "offset", offset: 8 } as const].map(
          (match) => [generated(size, kind), match] as const,
        ),
      ),
    ),
    [template('{"id":{{id}},"r":{{random 1 1000}},"u":"{{uuid}}","t":{{nowUs}}}'), byId],
  ];

  test.each(plans)(
    "%j matched by %j give equal payloads in any order, another seed others",
    (message, match) => {
      const requests = fc.array(
        fc.record({
          client: fc.nat(9),
          connection: fc.nat(9),
          seq: fc.nat(99),
          id: fc.nat(999),
          nowUs: fc.nat(9),
        }),
      );
      const bytesOf = (from: PayloadSource) => (each: Parameters<PayloadSource["next"]>[0]) =>
        Buffer.from(from.next(each)).toString("hex");
      const property = fc.property(requests, (wanted) => {
        const one = source(message, match);
        const drawnFrom = seededRandom(1);
        drawnFrom.bytes(9);
        const other = makePayloadSource(message, match, drawnFrom);
        const there = wanted.map(bytesOf(one));
        const back = wanted.toReversed().map(bytesOf(other)).toReversed();
        expect(back).toEqual(there);
      });
      fc.assert(property, { numRuns: 50 });
      const seeded = (seed: number) => bytesOf(source(message, match, seed))(request());
      expect(seeded(1)).not.toBe(seeded(2));
    },
  );
});

describe("a payload is refused", () => {
  const at: MatchPlan = { kind: "offset", offset: 8 };
  const noRoom =
    "text has no room for an id in bytes 8 to 23; must have plain ASCII there, before its first placeholder";
  test.each<[string, MessagePlan, MatchPlan, readonly string[]]>([
    [
      "that is too short for its id",
      generated({ kind: "fixed", bytes: 23 }),
      at,
      ["message.payload.size: size can be 23 bytes; must be at least 24, for an id of 16 bytes at offset 8"],
    ],
    [
      "that may be too short for its id",
      generated({ kind: "uniform", minBytes: 0, maxBytes: 99 }),
      at,
      ["message.payload.size: size can be 0 bytes; must be at least 24, for an id of 16 bytes at offset 8"],
    ],
    [
      "that is generated where answers are matched by JSON",
      generated({ kind: "fixed", bytes: 64 }),
      byId,
      ["message.payload.kind: kind is generated; must be template where answers are matched by JSON"],
    ],
    [
      "whose size and whose match are wrong, with both",
      generated({ kind: "fixed", bytes: -1 }),
      { kind: "offset", offset: 0.5 },
      [
        "match.offset: offset is 0.5; must be a whole number, 0 or more",
        "message.payload.size.bytes: bytes is -1; must be a whole number from 0 to 268435456",
      ],
    ],
    [
      "whose template and whose match are wrong, with both",
      template("{{ie}} {{sec}}"),
      { kind: "json", path: "" },
      [
        'match.path: path is ""; must be keys with dots between them and indexes in brackets',
        "message.payload.text: text, character 1: {{ie}} is not known",
        "message.payload.text: text, character 8: {{sec}} is not known",
      ],
    ],
    [
      "whose template is too short for its id",
      template("x".repeat(23)),
      at,
      [`message.payload.text: ${noRoom}`],
    ],
    [
      "whose template has a placeholder before the place of its id",
      template(`{{seq}}${"x".repeat(30)}`),
      at,
      [`message.payload.text: ${noRoom}`],
    ],
    [
      "whose id would cut a character",
      template(`${"x".repeat(23)}é`),
      at,
      [`message.payload.text: ${noRoom}`],
    ],
    [
      "whose template has no id where answers are matched by JSON",
      template('{"n":{{seq}}}'),
      byId,
      ["message.payload.text: text has no {{id}}; must have it where answers are matched by JSON"],
    ],
  ])("%s", (_, message, match, problems) => {
    const told = payloadProblems(message, match, "echo");
    expect(told.map(({ path, message: text }) => `${path}: ${text}`)).toEqual(
      problems.map((problem) => `echo.${problem}`),
    );
  });

  test("whose template makes no JSON where answers are matched by JSON", () => {
    const [problem, ...more] = payloadProblems(template('{"id":{{id}}'), byId, "echo");
    expect(more).toEqual([]);
    expect(problem?.path).toBe("echo.message.payload.text");
    expect(problem?.message).toMatch(/^text makes no JSON \(.+\); must, where answers are matched by JSON$/);
  });

  test("whose feed has a row that makes no JSON, with its line", () => {
    const feed = csv("j.csv", 'user\nann\n"b""ob"\n');
    const plan = template('{"id":{{id}},"user":"{{feed.user}}"}', feed);
    const [problem, ...more] = payloadProblems(plan, byId, "echo");
    expect(more).toEqual([]);
    expect(problem?.message).toMatch(/^text makes no JSON with line 3 of its feed \(.+\); must, where/);
  });

  test("whose feed cannot be used, also when the template does not use it", () => {
    const feed = csv("e.csv", "");
    expect(payloadProblems(template("x", feed), inOrder, "echo")).toEqual([
      {
        path: "echo.message.payload.feed.file",
        message: `file ${feed.file}:1 is empty; must be a header line, with the names of the values`,
      },
    ]);
  });

  test("by an error with the first problem when it is made all the same", () => {
    const make = () => source(template("{{ie}}"));
    expect(make).toThrow("text, character 1: {{ie}} is not known");
    expect(make).toThrow(
      expect.objectContaining({ code: "usage-invalid-payload", hint: "Did you mean {{id}}?" }),
    );
  });
});
