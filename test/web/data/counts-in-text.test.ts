import { expect, test } from "vitest";
import { withCounts } from "../../../src/web/data/counts-in-text.js";

test.each([
  ["Expected 262144 bytes; received 1024 bytes.", "Expected 262,144 bytes; received 1,024 bytes."],
  ["All 1000 messages came.", "All 1,000 messages came."],
  ["1000 compressed messages of 131072 characters.", "1,000 compressed messages of 131,072 characters."],
  ["Closed with 1009 after 999 bytes, by RFC 6455.", "Closed with 1009 after 999 bytes, by RFC 6455."],
  ["codes 1000-1003 and 1007; the peer sent 1002.", "codes 1000-1003 and 1007; the peer sent 1002."],
  ['Received "65536 bytes" and 65536 bytes.', 'Received "65536 bytes" and 65,536 bytes.'],
  ["It took 4,194,304 bytes.", "It took 4,194,304 bytes."],
])("%s", (text, written) => {
  expect(withCounts(text)).toBe(written);
});
