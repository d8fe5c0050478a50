import { isWireCloseCode, maySendCloseCode } from "../../protocol/close-codes.js";
import type { Behaviour, BehaviourRequest } from "./behaviour.js";

/** RFC 6455 §5.5: 125 bytes of a control frame less the code. */
const maxReasonBytes = 123;
/** RFC 6455 §7.4.1: never on the wire; here it asks for a close frame without a code. */
const noStatus = 1005;

/** Starts the closing handshake as soon as the connection is open. */
export const close: Behaviour = {
  info: {
    path: "/close",
    summary: "closes at once, with the code and reason asked for",
    parameters: [
      {
        name: "code",
        meaning:
          "1000-1003, 1007-1009, 1011-1014 or 3000-4999; 1005 sends a close frame without a code. Default 1000.",
      },
      { name: "reason", meaning: `at most ${maxReasonBytes} bytes of UTF-8. Default empty.` },
    ],
  },
  prepare({ query }) {
    const code = closeCode(query);
    const reason = query.text("reason", maxReasonBytes);
    if (code === noStatus && reason !== "") {
      query.problem(
        `reason is "${reason}" with code 1005; a close frame without a code has no reason. Leave reason out.`,
      );
    }
    return (connection) => ({
      listener: {},
      opened() {
        if (code === noStatus) connection.close();
        else connection.close(code, reason);
      },
    });
  },
};

function closeCode(query: BehaviourRequest["query"]): number {
  const code = query.integer("code", { min: 1000, max: 4999, byDefault: 1000 });
  if (code === noStatus) return code;
  if (!isWireCloseCode(code) || !maySendCloseCode(code, "server")) {
    query.problem(
      `code is "${code}"; a server may send 1000-1003, 1007-1009, 1011-1014 and 3000-4999. Write code=1000.`,
    );
  }
  return code;
}
