// D.1, D.4 and D.5: compressed messages as frames: RSV1 where it must not be, every legal form, and UTF-8 inside.

import { type MessageKind, Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { binary, type CaseEvent, pong, text } from "../case-event.js";
import { normalClose } from "../close-expectation.js";
import { DeflateWriter } from "../deflate-writer.js";
import type { Driver } from "../driver/driver.js";
import { concludeUnimplemented, deflateOpening, takesContextOver, whereAgreed } from "./group-d-opening.js";
import { judgeFailure } from "./judgements.js";

const both = ["server", "client"] as const;
/** RSV1. */
const rsv1 = 4;
/** `Hello`, RFC 7692 §7.2.3.1. */
const hello = bytes("f2 48 cd c9 c9 07 00");
/** `Hello` again, by a reference into the message before, §7.2.3.2. */
const helloAgain = bytes("f2 00 11 00 00");

interface FailRow {
  readonly what: string;
  readonly frames: readonly RawFrame[];
}

const rsvRows: readonly FailRow[] = [
  {
    what: "RSV1 on both fragments of a compressed message",
    frames: [
      compressed(hello.subarray(0, 3), { fin: false }),
      continuation(hello.subarray(3), { rsv: rsv1 }),
    ],
  },
  {
    what: "RSV1 on the second fragment of a message whose first has none",
    frames: [
      { opcode: Opcode.text, fin: false, payload: Buffer.from("Hel") },
      continuation(Buffer.from("lo"), { rsv: rsv1 }),
    ],
  },
  { what: "RSV1 on a ping", frames: [{ opcode: Opcode.ping, rsv: rsv1, payload: hello }] },
  { what: "RSV1 on a pong", frames: [{ opcode: Opcode.pong, rsv: rsv1, payload: hello }] },
  {
    what: "RSV1 on a close frame",
    frames: [{ opcode: Opcode.close, rsv: rsv1, payload: Uint8Array.of(3, 0xe8) }],
  },
  {
    what: "RSV1 on a ping between the fragments of a compressed message",
    frames: [
      compressed(hello.subarray(0, 3), { fin: false }),
      { opcode: Opcode.ping, rsv: rsv1 },
      continuation(hello.subarray(3)),
    ],
  },
  { what: "RSV1 and RSV2 on a compressed message", frames: [{ ...compressed(hello), rsv: 6 }] },
  { what: "RSV1 and RSV3 on a compressed message", frames: [{ ...compressed(hello), rsv: 5 }] },
  {
    what: "RSV2 alone on a message",
    frames: [{ opcode: Opcode.text, rsv: 2, payload: Buffer.from("Hello") }],
  },
];

interface EchoRow {
  readonly what: string;
  readonly frames: readonly RawFrame[];
  readonly echoed: readonly CaseEvent[];
  readonly section?: string;
  readonly needsContext?: boolean;
}

const helloEcho = [text("Hello")];
const twoHellos = [text("Hello"), text("Hello")];
const farText = Buffer.from(Array.from({ length: 32_510 }, (_, at) => 32 + ((at * at + 7 * at) % 89)));
const farFirst = Buffer.concat([Buffer.alloc(258, "*"), farText]);

const echoRows: readonly EchoRow[] = [
  {
    what: "One block with the fixed code",
    frames: [compressed(hello)],
    echoed: helloEcho,
    section: "RFC 7692 §7.2.3.1",
  },
  {
    what: "A compressed message in two fragments",
    frames: [compressed(hello.subarray(0, 3), { fin: false }), continuation(hello.subarray(3))],
    echoed: helloEcho,
    section: "RFC 7692 §7.2.3.1",
  },
  {
    what: "A second message that refers to the first",
    frames: [compressed(hello), compressed(helloAgain)],
    echoed: twoHellos,
    section: "RFC 7692 §7.2.3.2",
    needsContext: true,
  },
  {
    what: "A stored block",
    frames: [compressed(bytes("00 05 00 fa ff 48 65 6c 6c 6f 00"))],
    echoed: helloEcho,
    section: "RFC 7692 §7.2.3.3",
  },
  {
    what: "A block that is marked as final (BFINAL), and the byte 00 after it",
    frames: [compressed(bytes("f3 48 cd c9 c9 07 00 00"))],
    echoed: helloEcho,
    section: "RFC 7692 §7.2.3.4",
  },
  {
    what: "A final block in each of two messages; the inflater must begin anew",
    frames: [compressed(bytes("f3 48 cd c9 c9 07 00 00")), compressed(bytes("f3 48 cd c9 c9 07 00 00"))],
    echoed: twoHellos,
    section: "RFC 7692 §7.2.3.4",
  },
  {
    what: "Two blocks with an empty stored one between them",
    frames: [compressed(bytes("f2 48 05 00 00 00 ff ff ca c9 c9 07 00"))],
    echoed: helloEcho,
    section: "RFC 7692 §7.2.3.5",
  },
  {
    what: "An empty message as the single byte 00",
    frames: [compressed(bytes("00"))],
    echoed: [text("")],
    section: "RFC 7692 §7.2.3.6",
  },
  {
    what: "An empty message as an empty block with the fixed code",
    frames: [compressed(new DeflateWriter().fixed([]).message())],
    echoed: [text("")],
    section: "RFC 7692 §7.2.1",
  },
  {
    what: "An empty fragment with RSV1 first, then the data, then an empty fragment",
    frames: [
      compressed(new Uint8Array(0), { fin: false }),
      continuation(hello, { fin: false }),
      continuation(new Uint8Array(0)),
    ],
    echoed: helloEcho,
  },
  {
    what: "A compressed message in fragments of 1 byte",
    frames: Array.from(hello, (_, at) => {
      const fin = at === hello.length - 1;
      const piece = hello.subarray(at, at + 1);
      return at === 0 ? compressed(piece, { fin }) : continuation(piece, { fin });
    }),
    echoed: helloEcho,
  },
  {
    what: "A ping and a pong between the fragments of a compressed message; control frames are never compressed",
    frames: [
      compressed(hello.subarray(0, 3), { fin: false }),
      { opcode: Opcode.ping, payload: hello },
      { opcode: Opcode.pong, payload: hello },
      continuation(hello.subarray(3)),
    ],
    echoed: [pong(hello), ...helloEcho],
  },
  {
    what: "A message that is not compressed on a connection with compression",
    frames: [{ opcode: Opcode.text, payload: Buffer.from("Hello") }],
    echoed: helloEcho,
    section: "RFC 7692 §6.2",
  },
  {
    what: "A message that is not compressed between two that are; the second of these refers to the first",
    frames: [
      compressed(hello),
      { opcode: Opcode.binary, payload: Buffer.from("between") },
      compressed(helloAgain),
    ],
    echoed: [text("Hello"), binary(Buffer.from("between")), text("Hello")],
    section: "RFC 7692 §6.2",
    needsContext: true,
  },
  {
    what: "A message that ends with several flushes: 00 00 00 ff ff within it",
    frames: [compressed(bytes("f2 48 cd c9 c9 07 00 00 00 ff ff 00 00 00 ff ff 00"))],
    echoed: helloEcho,
    section: "RFC 7692 §7.2.2",
  },
  {
    what: "A reference over the whole window, 258 bytes from 32,768 bytes back",
    frames: [
      compressed(new DeflateWriter().stored(farFirst).message()),
      compressed(new DeflateWriter().fixed([{ length: 258, distance: 32_768 }]).message()),
    ],
    echoed: [text(farFirst), text("*".repeat(258))],
    section: "RFC 7692 §7.1.2",
    needsContext: true,
  },
  {
    what: "A binary message of stored, fixed and stored blocks",
    frames: [
      compressed(
        new DeflateWriter()
          .stored(Uint8Array.of(0, 0xff))
          .fixed([Uint8Array.of(0xfe, 0x90), { length: 4, distance: 4 }])
          .stored(Uint8Array.of(1))
          .message(),
        { type: "binary" },
      ),
    ],
    echoed: [binary(bytes("00 ff fe 90 00 ff fe 90 01"))],
  },
];

const utf8Rows: readonly FailRow[] = [
  {
    what: "a surrogate ed a0 80 in the middle",
    frames: [compressed(new DeflateWriter().fixed(["before", bytes("ed a0 80"), "after"]).message())],
  },
  {
    what: "a code point that is cut off at the end: e2 82",
    frames: [compressed(new DeflateWriter().fixed(["before", bytes("e2 82")]).message())],
  },
  {
    what: "ff in the second of two fragments",
    frames: ((message) => [
      compressed(message.subarray(0, 4), { fin: false }),
      continuation(message.subarray(4)),
    ])(new DeflateWriter().fixed(["before and after", bytes("ff")]).message()),
  },
];

/** Frames with compressed messages. */
export const groupDRsv: readonly ConformanceCase[] = rsvRows.map((row, index) => ({
  id: `D.1.${index + 1}`,
  peers: both,
  description: `With permessage-deflate: ${row.what}.`,
  expectation: "The peer fails the connection, with 1002 if with a code.",
  section: "RFC 7692 §6.1",
  fix: "With permessage-deflate allow RSV1 on the first frame of a text or binary message only, and RSV2 and RSV3 nowhere; fail the connection with 1002 otherwise.",
  opening: deflateOpening(),
  close: "any",
  run: whereAgreed(async (driver) => {
    driver.send(...row.frames);
    await judgeFailure(driver, { codes: [1002] });
  }),
}));

/** All that a receiver must take. */
export const groupDLegal: readonly ConformanceCase[] = echoRows.map((row, index) => ({
  id: `D.4.${index + 1}`,
  peers: both,
  description: `${row.what}.`,
  expectation: "The peer inflates it and sends it back.",
  section: row.section ?? "RFC 7692 §6.1",
  fix: "Feed the payload of all fragments and 00 00 ff ff to one raw inflater, as a stream; keep its window between messages, and begin anew after a final block.",
  opening: deflateOpening(),
  outcomes: { ok: row.echoed },
  close: normalClose,
  run: whereAgreed((driver) => {
    if (row.needsContext === true && !takesContextOver(driver)) {
      concludeUnimplemented(driver, "The peer does not take the context of earlier messages over.");
      return;
    }
    driver.send(...row.frames);
    driver.killAfter(2);
  }),
}));

/** Text that is no text once it is inflated. */
export const groupDUtf8: readonly ConformanceCase[] = utf8Rows.map((row, index) => ({
  id: `D.5.${index + 1}`,
  peers: both,
  description: `A compressed text message that is not UTF-8 once it is inflated: ${row.what}.`,
  expectation: "The peer fails the connection with 1007.",
  section: "RFC 6455 §8.1",
  fix: "Check the UTF-8 of a text message after inflating it, and close with 1007.",
  opening: deflateOpening(),
  close: "any",
  run: whereAgreed(async (driver: Driver) => {
    driver.send(...row.frames);
    await judgeFailure(driver, { codes: [1007] });
  }),
}));

function compressed(
  payload: Uint8Array,
  { fin = true, type = "text" }: { readonly fin?: boolean; readonly type?: MessageKind } = {},
): RawFrame {
  return { opcode: Opcode[type], rsv: rsv1, fin, payload };
}

function continuation(
  payload: Uint8Array,
  { fin = true, rsv = 0 }: { readonly fin?: boolean; readonly rsv?: number } = {},
): RawFrame {
  return { opcode: Opcode.continuation, rsv, fin, payload };
}

function bytes(hex: string): Uint8Array {
  return Buffer.from(hex.replaceAll(" ", ""), "hex");
}
