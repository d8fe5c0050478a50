// What a page will show, however loaded the machine is.

import { expect } from "vitest";

/** Like `expect`, asked again until it holds, for half a minute at most. */
export function eventually<Value>(read: () => Value | Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: 30_000, interval: 50 });
}
