import { describe, expect, it } from "vitest";
import type { WebSocketState } from "../../../src/client/web-socket-client.js";
import { type AcceptedClient, AcceptedList, acceptedLimits } from "../../../src/ui/windows/accepted-list.js";
import type { Conversation } from "../../../src/ui/windows/conversation.js";

describe("AcceptedList", () => {
  it("tells all at first as new, and then only what changed", () => {
    const { list, clients } = listOf(3);
    list.clear();
    for (const client of clients) list.add(client);
    expect(list.takeChanges()).toMatchObject({ isAll: true, removed: [], changed: [{ number: 1 }, {}, {}] });
    expect(list.takeChanges()).toBeUndefined();
    list.changed(clients[1] as AcceptedClient);
    list.changed(clients[1] as AcceptedClient);
    expect(list.takeChanges()).toMatchObject({ isAll: false, changed: [{ number: 2 }] });
  });

  it("holds 1,000 closed clients; then the one that closed first leaves and is forgotten", () => {
    const { list, clients, forgotten } = listOf(acceptedLimits.closed + 2);
    for (const client of clients) list.add(client);
    list.takeChanges();
    for (const client of [...clients.slice(0, -1)].reverse()) list.closed(client);
    expect(forgotten).toEqual([1_001]);
    expect(list.openCount).toBe(1);
    expect(list.open).toEqual([clients.at(-1)]);
    expect(list.all().changed).toHaveLength(1_001);
    expect(list.takeChanges()?.removed).toEqual([1_001]);
    list.closed(clients[1_000] as AcceptedClient);
    list.changed(clients[1_000] as AcceptedClient);
    expect(list.takeChanges()).toBeUndefined();
  });

  it("tells at most 2,000 rows at once, those that wait longest first", () => {
    const { list, clients } = listOf(2_500);
    for (const client of clients) list.add(client);
    expect(list.takeChanges()?.changed).toHaveLength(2_000);
    expect(list.hasChanges).toBe(true);
    list.changed(clients[0] as AcceptedClient);
    const rest = list.takeChanges()?.changed.map(({ number }) => number) ?? [];
    expect([rest.length, rest[0], rest.at(-1)]).toEqual([501, 2_001, 1]);
    expect(list.hasChanges).toBe(false);
  });

  it.each([
    ["connected", "open"],
    ["closing", "closing"],
    ["unconnected", "closed"],
  ] as const)("shows a client that is %s as %s", (state, shown) => {
    const { list, clients } = listOf(1, state);
    list.add(clients[0] as AcceptedClient);
    expect(list.all().changed[0]?.state).toBe(shown);
  });
});

function listOf(count: number, state: WebSocketState = "connected") {
  const forgotten: number[] = [];
  const list = new AcceptedList(({ conversation }) => forgotten.push(conversation.number));
  const clients = Array.from({ length: count }, (_, index) => acceptedClient(index + 1, state));
  return { list, clients, forgotten };
}

function acceptedClient(number: number, state: WebSocketState): AcceptedClient {
  const figures = { messagesReceived: 0, messagesSent: 0, bytesReceived: 0, bytesSent: 0 };
  const facts = {
    number,
    address: "",
    target: "/",
    origin: "",
    subprotocol: "",
    extensions: "",
    openedAtUs: 0,
  };
  return { conversation: { number, state, figures } as unknown as Conversation, facts };
}
