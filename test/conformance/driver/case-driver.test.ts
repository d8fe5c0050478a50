// What a driver holds of a peer that breaks every measure.

import { expect, test } from "vitest";
import { CaseDriver } from "../../../src/conformance/driver/case-driver.js";
import type { CaseDriverOptions } from "../../../src/conformance/driver/case-driver-options.js";
import type { Wire } from "../../../src/conformance/driver/wire.js";
import { encodeFrame } from "../../../src/protocol/frame-encoder.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { FakeClock } from "../../fake-clock.js";

/** A wire whose other end reads nothing, or everything at once. */
function wireTo(peer: {
  readonly reads: boolean;
}): Wire & { readonly writes: number; readonly isDropped: boolean } {
  const seen = { writes: 0, bufferedBytes: 0, isDropped: false };
  return {
    write(bytes, written) {
      seen.writes++;
      if (!peer.reads) seen.bufferedBytes += bytes.length;
      written?.();
    },
    end: () => {},
    drop: () => {
      seen.isDropped = true;
    },
    reset: () => {},
    pause: () => {},
    resume: () => {},
    get bufferedBytes() {
      return seen.bufferedBytes;
    },
    get writes() {
      return seen.writes;
    },
    get isDropped() {
      return seen.isDropped;
    },
  };
}

function openDriver(wire: Wire, maxHeldBytes: number, options: Partial<CaseDriverOptions> = {}): CaseDriver {
  const driver = new CaseDriver({
    role: "server",
    wire,
    clock: new FakeClock(),
    waitMs: 1_000,
    maskKey: () => 0,
    host: "127.0.0.1",
    target: "/",
    keepsEvents: true,
    maxHeldBytes,
    ...options,
  });
  driver.openFrames();
  return driver;
}

const ping = encodeFrame({ opcode: Opcode.ping, payload: Buffer.alloc(100) }, 0x37fa213d);

test("pongs for a peer that pings and does not read are held within the bound, and then fail the case", () => {
  const wire = wireTo({ reads: false });
  const driver = openDriver(wire, 60_000);
  for (let sent = 0; sent < 100; sent++) driver.receive(ping.slice());
  expect({ writes: wire.writes, isDropped: wire.isDropped }).toEqual({ writes: 100, isDropped: false });
  driver.receive(ping.slice());
  expect(wire.isDropped).toBe(true);
  expect(driver.facts().conclusion).toEqual({
    behavior: "FAILED",
    reason: "The peer sent more than 60000 bytes that nothing asked for.",
  });
});

test("pings of a peer that reads are answered without end", () => {
  const wire = wireTo({ reads: true });
  const driver = openDriver(wire, 60_000);
  for (let sent = 0; sent < 1_000; sent++) driver.receive(ping.slice());
  expect({ writes: wire.writes, isDropped: wire.isDropped }).toEqual({ writes: 1_000, isDropped: false });
});

test("of a close frame of a mebibyte 256 bytes of the reason are kept", () => {
  const driver = openDriver(wireTo({ reads: true }), 64 * 1024 * 1024);
  const payload = Buffer.alloc(1024 * 1024, "*");
  payload.writeUInt16BE(1000);
  driver.receive(encodeFrame({ opcode: Opcode.close, payload }, 0x37fa213d));
  expect(driver.remoteClose).toEqual({ code: 1000, reason: "*".repeat(256) });
});

test("the reason of a failed opening quotes no more than 500 characters", () => {
  const driver = openDriver(wireTo({ reads: true }), 60_000);
  driver.failOpening("x".repeat(60_000));
  expect(driver.facts().openFailure).toBe(`${"x".repeat(500)}...`);
});

test.each([
  ["a twentieth of a wait", 1_000, 50],
  ["100 ms where waits are long", 3_600_000, 100],
])("a probe begins after %s", async (_, waitMs, afterMs) => {
  const clock = new FakeClock();
  const probe = (): Promise<boolean> => Promise.resolve(true);
  const driver = openDriver(wireTo({ reads: true }), 60_000, { clock, waitMs, probe });
  const probing = driver.probe();
  expect(clock.sleepingMs).toEqual([afterMs]);
  await clock.advanceMs(afterMs);
  expect(await probing).toBe(true);
});

test("the log says who dropped TCP by the name that a reader knows", () => {
  const driver = openDriver(wireTo({ reads: true }), 60_000);
  driver.drop();
  driver.wireClosed();
  expect(driver.wireLog().first.map((entry) => entry.kind === "note" && entry.text)).toEqual([
    "wsrig dropped TCP",
  ]);
});
