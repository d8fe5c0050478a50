import { describe, expect, it } from "vitest";
import { WsrigError } from "../../src/errors.js";
import { encodeClosePayload } from "../../src/protocol/close-payload.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { fromHex, toHex } from "./hex.js";
import { exampleMaskKey, listen, outputOf } from "./transcript.js";

describe("closing handshake of an endpoint, RFC 6455 §7", () => {
  it("§5.5.1 a server answers the peer's close with its code and ends TCP", () => {
    const { endpoint, lines } = listen({ role: "server" });
    const payload = encodeClosePayload(1001, "bye");
    endpoint.receive(encodeFrame({ opcode: 8, payload }, exampleMaskKey));
    expect(lines).toEqual(["close 1001 bye"]);
    expect(toHex(outputOf(endpoint))).toBe("88 02 03 e9");
    expect([endpoint.state, endpoint.shouldEndTransport]).toEqual(["closed", true]);
    expect(endpoint.outcome).toEqual({
      code: 1001,
      reason: "bye",
      wasClean: true,
      initiatedBy: "peer",
      violation: undefined,
    });
    endpoint.receiveEof();
    expect(endpoint.outcome.wasClean).toBe(true);
  });

  it("§7.1.5 an empty close frame is 1005 and is answered by an empty one", () => {
    const { endpoint, lines } = listen({ role: "client" });
    endpoint.receive(fromHex("88 00"));
    expect(lines).toEqual(["close 1005"]);
    expect(toHex(outputOf(endpoint))).toBe("88 80 37 fa 21 3d");
    expect(endpoint.outcome).toMatchObject({ code: 1005, wasClean: true, initiatedBy: "peer" });
  });

  it("§7.1.1 a client that closed waits for the server to end TCP", () => {
    const { endpoint } = listen({ role: "client" });
    endpoint.close(1000, "done");
    expect(endpoint.state).toBe("closing");
    expect(toHex(outputOf(endpoint))).toBe("88 86 37 fa 21 3d 34 12 45 52 59 9f");
    endpoint.receive(fromHex("88 02 03 e8"));
    expect([endpoint.state, endpoint.shouldEndTransport, endpoint.outputBytes]).toEqual(["closed", false, 0]);
    endpoint.receiveEof();
    expect(endpoint.shouldEndTransport).toBe(true);
    expect(endpoint.outcome).toEqual({
      code: 1000,
      reason: "",
      wasClean: true,
      initiatedBy: "local",
      violation: undefined,
    });
  });

  it("a server that closed ends TCP when the answer has come", () => {
    const { endpoint } = listen({ role: "server" });
    endpoint.close();
    expect(toHex(outputOf(endpoint))).toBe("88 00");
    expect(endpoint.shouldEndTransport).toBe(false);
    endpoint.receive(fromHex("88 80 00 00 00 00"));
    expect(endpoint.shouldEndTransport).toBe(true);
  });

  it("both close at once: no answer is sent, and the peer's code is the outcome", () => {
    const { endpoint } = listen();
    endpoint.close(1000);
    outputOf(endpoint);
    endpoint.receive(fromHex("88 02 03 e9"));
    expect([endpoint.outputBytes, endpoint.outcome.code, endpoint.outcome.initiatedBy]).toEqual([
      0,
      1001,
      "local",
    ]);
  });

  it("§5.5.2 messages and pings that come before the peer's close are delivered, pings answered", () => {
    const { endpoint, lines } = listen({ role: "server" });
    endpoint.close(1000);
    endpoint.receive(fromHex("81 81 00 00 00 00 41 89 80 00 00 00 00 88 80 00 00 00 00"));
    expect(lines).toEqual(["message text 41 in 1", "ping", "close 1005"]);
    expect(toHex(outputOf(endpoint))).toBe("88 02 03 e8 8a 00");
  });

  it("a close frame of any shape sent by sendFrame counts as ours", () => {
    const { endpoint } = listen({ role: "server" });
    endpoint.sendFrame({ opcode: 8, payload: fromHex("03 e7") });
    expect(endpoint.state).toBe("closing");
    endpoint.receive(fromHex("88 82 00 00 00 00 03 ea"));
    expect(toHex(outputOf(endpoint))).toBe("88 02 03 e7");
    expect(endpoint.outcome).toMatchObject({ code: 1002, wasClean: true, initiatedBy: "local" });
  });

  it.each([
    ["without a close frame", "", "TCP ended without a close frame; must end after the closing handshake"],
    ["inside a header", "81", "TCP ended inside a frame; must end after the closing handshake"],
    ["inside a payload", "81 05 48", "TCP ended inside a frame; must end after the closing handshake"],
    ["inside a message", "01 01 41", "TCP ended inside a message; must end after the closing handshake"],
  ])("§7.1.5 TCP that ends %s is lost, code 1006", (_, bytes, message) => {
    const { endpoint, violations } = listen();
    endpoint.receive(fromHex(bytes));
    endpoint.receiveEof();
    endpoint.receiveEof();
    expect(violations).toEqual([
      { code: "connection-lost", section: "RFC 6455 §7.1.5", closeCode: 1006, message },
    ]);
    expect([endpoint.state, endpoint.shouldEndTransport, endpoint.outputBytes]).toEqual(["closed", true, 0]);
    expect(endpoint.outcome).toEqual({
      code: 1006,
      reason: "",
      wasClean: false,
      initiatedBy: "none",
      violation: violations[0],
    });
  });

  it("§7.1.5 TCP that ends instead of an answer to our close is lost too", () => {
    const { endpoint, violations } = listen();
    endpoint.close(1000);
    endpoint.receiveEof();
    expect(violations.map(({ code }) => code)).toEqual(["connection-lost"]);
    expect(endpoint.outcome).toMatchObject({ code: 1006, wasClean: false, initiatedBy: "local" });
  });

  it("the end of TCP after failing changes nothing", () => {
    const { endpoint, violations } = listen();
    endpoint.receive(fromHex("83 00"));
    endpoint.receiveEof();
    expect(violations.map(({ code }) => code)).toEqual(["reserved-opcode"]);
    expect(endpoint.outcome.initiatedBy).toBe("local");
  });

  it.each([
    [
      "a data frame",
      "88 00 81 01 41 81 01 42",
      ["close 1005", "violated data-after-close RFC 6455 §5.5.1 1006"],
    ],
    ["a pong that crossed our close", "88 00 8a 00", ["close 1005"]],
    ["a second close", "88 00 88 00", ["close 1005"]],
    ["bytes that are no frame", "88 00 ff ff ff", ["close 1005"]],
  ])("§5.5.1 %s after the peer's close frame", (_, bytes, expected) => {
    const { endpoint, lines } = listen();
    endpoint.receive(fromHex(bytes));
    expect(lines).toEqual(expected);
    expect(endpoint.outcome).toMatchObject({ code: 1005, wasClean: true });
    expect(toHex(outputOf(endpoint))).toBe("88 80 37 fa 21 3d");
  });

  it("closing again does nothing, and a closed connection sends nothing", () => {
    const { endpoint } = listen();
    endpoint.close(1000);
    endpoint.close(1001);
    expect(toHex(outputOf(endpoint))).toBe("88 82 37 fa 21 3d 34 12");
    const notOpen = (state: string) =>
      expect.objectContaining({
        constructor: WsrigError,
        code: "connection-not-open",
        message: `the connection is ${state}; must be open to send`,
      });
    expect(() => endpoint.sendText("x")).toThrow(notOpen("closing"));
    expect(() => endpoint.sendBinary(fromHex("00"))).toThrow(notOpen("closing"));
    expect(() => endpoint.sendFragments("text", fromHex("41"), 1)).toThrow(notOpen("closing"));
    expect(() => endpoint.ping()).toThrow(notOpen("closing"));
    expect(() => endpoint.pong()).toThrow(notOpen("closing"));
    // Frames of any shape still go out while closing, to try what a peer makes of data after a close.
    expect(endpoint.sendFrame({ opcode: 2, mask: false })).toBe(2);
    endpoint.sendBytes(fromHex("82 00"), 1, 1);
    endpoint.receive(fromHex("88 00"));
    expect(() => endpoint.sendFrame({ opcode: 2 })).toThrow(notOpen("closed"));
    expect(() => endpoint.sendBytes(fromHex("82 00"), 1, 1)).toThrow(notOpen("closed"));
    endpoint.close(1000);
    expect(toHex(outputOf(endpoint))).toBe("82 00 82 00");
  });

  it.each([
    [
      "client",
      1005,
      "",
      "close-code-invalid",
      "close code 1005 may not be sent by a client; must be 1000-1003, 1007-1014 or 3000-4999",
    ],
    [
      "server",
      1010,
      "",
      "close-code-invalid",
      "close code 1010 may not be sent by a server; only a client may send it",
    ],
    [
      "client",
      1000,
      "x".repeat(124),
      "close-reason-too-long",
      "the close reason takes 124 bytes; at most 123 are allowed",
    ],
    ["client", undefined, "x", "close-reason-without-code", 'the close reason "x" needs a close code'],
  ] as const)("as a %s close(%s, %j) throws %s", (role, code, reason, errorCode, message) => {
    const { endpoint } = listen({ role });
    expect(() => endpoint.close(code, reason)).toThrow(
      expect.objectContaining({ constructor: WsrigError, code: errorCode, message }),
    );
    expect([endpoint.state, endpoint.outputBytes]).toEqual(["open", 0]);
  });
});
