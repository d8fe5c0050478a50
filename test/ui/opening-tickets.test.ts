import { expect, it } from "vitest";
import { OpeningTickets } from "../../src/ui/opening-tickets.js";
import { FakeClock } from "../fake-clock.js";
import { openedUi, page, token } from "./opened-ui.js";

it("a ticket is good once", () => {
  const tickets = new OpeningTickets();
  const ticket = tickets.issue();
  expect(ticket).toMatch(/^[\da-f]{32}$/);
  expect([tickets.redeem(ticket), tickets.redeem(ticket)]).toEqual([true, false]);
});

it("another text is none, and takes nothing from it", () => {
  const tickets = new OpeningTickets();
  for (const text of ["", "0".repeat(32)]) expect(tickets.redeem(text)).toBe(false);
  const ticket = tickets.issue();
  for (const text of ["", "0".repeat(32)]) expect(tickets.redeem(text)).toBe(false);
  expect(tickets.redeem(ticket)).toBe(true);
});

it("a new ticket ends the one before", () => {
  const tickets = new OpeningTickets();
  const [first, second] = [tickets.issue(), tickets.issue()];
  expect([tickets.redeem(first), tickets.redeem(second)]).toEqual([false, true]);
});

it.each([
  [59_999_999, true],
  [60_000_000, false],
])("after %i µs it is good: %s", async (us, expected) => {
  const clock = new FakeClock();
  const tickets = new OpeningTickets(clock);
  const ticket = tickets.issue();
  await clock.advanceTo(us);
  expect(tickets.redeem(ticket)).toBe(expected);
});

it("the address with a ticket leads to the lasting one, once, and does not show it otherwise", async () => {
  const { ui, origin } = await openedUi();
  const url = ui.ticketUrl();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\da-f]{32}$/);
  expect(url).not.toContain(token);
  // What only looks does not use it up.
  expect((await fetch(url, { method: "HEAD" })).status).toBe(403);
  const answer = await fetch(url, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/?token=${token}`]);
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const again = await fetch(url, { redirect: "manual" });
  expect([again.status, await again.text()]).toEqual([
    403,
    "this address was good for one minute and once; open the one that wsrig printed\n",
  ]);
  const followed = await fetch(ui.ticketUrl());
  expect([followed.url, await followed.text()]).toEqual([`${origin}/?token=${token}`, page]);
});

it("a foreign page uses up no ticket", async () => {
  const { ui } = await openedUi();
  const url = ui.ticketUrl();
  expect((await fetch(url, { headers: { Origin: "http://evil.example" } })).status).toBe(403);
  expect((await fetch(url)).status).toBe(200);
});
