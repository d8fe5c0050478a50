// Does text come back as it was sent? RFC 6455 §5.6.

import { scenario } from "../scenario.js";
import { echoStep, textMessage } from "./echo-step.js";

/** 65,536 bytes of text with code points of one to four bytes, so that buffers are cut inside of some. */
const longText = `${"wsrig «4» 你好 🎈 ".repeat(2_730)}the last 16 byte`;

const cases: readonly (readonly [title: string, text: string])[] = [
  ["echoes an empty text", ""],
  ["echoes ASCII text", "The quick brown fox jumps over the lazy dog. {}[]\\\"'\t\r\n"],
  ["echoes multi-byte UTF-8 text", "ñ ß Ω κόσμε 你好, 服务器! 🎉 \u{10ffff}"],
  ["echoes 64 KiB of text", longText],
];

/** Text messages from empty to 64 KiB. */
export const textScenario = scenario({
  name: "text",
  description: "Text messages, from empty to 64 KiB, are echoed unchanged.",
  async run(session) {
    for (const [title, text] of cases) await echoStep(session, title, textMessage(text));
  },
});
