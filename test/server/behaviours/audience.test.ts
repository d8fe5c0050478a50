import { expect, it } from "vitest";
import type { Connection } from "../../../src/connection/connection.js";
import { Audiences } from "../../../src/server/behaviours/audience.js";
import { FakeClock } from "../../fake-clock.js";

it("an audience is shared by name and forgotten with its last member", () => {
  const audiences = new Audiences({ clock: new FakeClock() });
  const [a, b] = [{} as Connection, {} as Connection];
  const audience = audiences.join("room x", a);
  expect(audiences.join("room x", b)).toBe(audience);
  expect(audiences.join("room y", a)).not.toBe(audience);
  expect(audiences.size).toBe(2);
  audiences.leave("room x", a);
  audiences.leave("room x", a);
  expect([...audience.members]).toEqual([b]);
  audiences.leave("room x", b);
  audiences.leave("room y", a);
  expect(audiences.size).toBe(0);
});
