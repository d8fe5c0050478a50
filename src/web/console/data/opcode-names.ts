// Opcodes of RFC 6455 §5.2.

/** What the ones that are not reserved are called. */
export type OpcodeName = "continuation" | "text" | "binary" | "close" | "ping" | "pong";

/** By opcode; undefined of reserved ones. */
export const opcodeNames: Readonly<Record<number, OpcodeName>> = {
  0: "continuation",
  1: "text",
  2: "binary",
  8: "close",
  9: "ping",
  10: "pong",
};

/** Whether payloads are shown as text: what a ping carries mostly is. */
export function isTextOpcode(opcode: number | undefined): boolean {
  return opcode === 1 || opcode === 9 || opcode === 10;
}
