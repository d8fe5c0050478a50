// The `ws` package's errors about a peer, as the rules that the peer broke.

import type { Violation, ViolationCode } from "../protocol/violation.js";

type Rule = readonly [code: ViolationCode, section: string, closeCode: number];

const rules: Readonly<Record<string, Rule>> = {
  WS_ERR_EXPECTED_FIN: ["fragmented-control", "RFC 6455 §5.5", 1002],
  WS_ERR_EXPECTED_MASK: ["mask-missing", "RFC 6455 §5.1", 1002],
  WS_ERR_UNEXPECTED_MASK: ["mask-forbidden", "RFC 6455 §5.1", 1002],
  WS_ERR_UNEXPECTED_RSV_1: ["reserved-bits", "RFC 6455 §5.2", 1002],
  WS_ERR_UNEXPECTED_RSV_2_3: ["reserved-bits", "RFC 6455 §5.2", 1002],
  WS_ERR_INVALID_OPCODE: ["reserved-opcode", "RFC 6455 §5.2", 1002],
  WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH: ["control-too-long", "RFC 6455 §5.5", 1002],
  WS_ERR_INVALID_CLOSE_CODE: ["close-code-invalid", "RFC 6455 §7.4", 1002],
  WS_ERR_INVALID_UTF8: ["invalid-utf8", "RFC 6455 §8.1", 1007],
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: ["frame-too-big", "RFC 6455 §7.4.1", 1009],
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: ["message-too-big", "RFC 6455 §7.4.1", 1009],
  WS_ERR_TOO_MANY_BUFFERED_PARTS: ["too-many-fragments", "RFC 6455 §7.4.1", 1008],
};

/**
 * The rule that a peer broke according to `ws`; `undefined` when the error is not about the peer's bytes.
 *
 * `ws` has one code for a reserved opcode and for a continuation out of place; here they are the first, or told apart by
 * the opcode in its message.
 */
export function wsViolation(error: Error): Violation | undefined {
  const name = "code" in error && typeof error.code === "string" ? error.code : "";
  const rule = rules[name];
  if (rule === undefined) {
    // zlib's own errors (Z_DATA_ERROR and so on) come from a compressed message.
    if (!name.startsWith("Z_")) return undefined;
    return {
      code: "deflate-data-invalid",
      section: "RFC 7692 §7.2.2",
      closeCode: 1007,
      message: error.message,
    };
  }
  const [code, section, closeCode] = rule;
  return { code: refine(code, error.message), section, closeCode, message: clause(error.message) };
}

function refine(code: ViolationCode, message: string): ViolationCode {
  if (code !== "reserved-opcode") return code;
  if (/invalid opcode 0$/.test(message)) return "unexpected-continuation";
  return /invalid opcode [12]$/.test(message) ? "expected-continuation" : code;
}

function clause(message: string): string {
  return message.replace(/^Invalid WebSocket frame: /, "");
}
