// Opcodes, RFC 6455 §5.2 and §11.8.

/** Which end of the connection: the client masks what it sends, the server does not (§5.1). */
export type Role = "client" | "server";

/** The opcodes that RFC 6455 defines. 3-7 and 11-15 are reserved. */
export const Opcode = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;
export type Opcode = (typeof Opcode)[keyof typeof Opcode];

/** The kind of a data message: how its first frame's opcode says to read the payload. */
export type MessageKind = "text" | "binary";

/** Whether `opcode` is in the control range 8-15 (§5.5), reserved ones included. */
export function isControl(opcode: number): boolean {
  return (opcode & 0x8) !== 0;
}

/** Whether `opcode` is one that RFC 6455 leaves undefined: 3-7 and 11-15. */
export function isReserved(opcode: number): boolean {
  return (opcode > Opcode.binary && opcode < Opcode.close) || opcode > Opcode.pong;
}

/** The RFC's word for `opcode`; `reserved 0x3` for an undefined one. */
export function opcodeName(opcode: number): string {
  for (const [name, value] of Object.entries(Opcode)) if (value === opcode) return name;
  return `reserved 0x${opcode.toString(16)}`;
}
