// How the loose peer agrees on permessage-deflate: RFC 7692 §7.1, written anew.

import type { DeflateFaults } from "./fault-switches.js";

/** What is in force. */
export interface LooseParams {
  readonly serverBits: number;
  readonly clientBits: number;
  readonly serverKeeps: boolean;
  readonly clientKeeps: boolean;
}

/** The offer of the loose client. */
export const looseOffer = "permessage-deflate; client_max_window_bits";

/** A server's answer to the offers in `header`: the first that it can take; `undefined` when it takes none. */
export function answerOffers(
  header: string,
  faults: DeflateFaults,
): { readonly answer: string; readonly params: LooseParams } | undefined {
  for (const { name, params } of parseList(header)) {
    if (name !== "permessage-deflate") continue;
    if (!faults.takesBadParameters && !areValid(params, "offer")) continue;
    const asked = new Map(params);
    const answer = [...asked].filter(([key]) => key.startsWith("server_"));
    const shown = answer.map(([key, value]) => (value === undefined ? `; ${key}` : `; ${key}=${value}`));
    return { answer: `permessage-deflate${shown.join("")}`, params: inForce(answer) };
  }
  return undefined;
}

/** What a server's answer puts in force; `undefined` when a client that sent `offer` must fail the connection. */
export function readAnswer(header: string, offer: string, faults: DeflateFaults): LooseParams | undefined {
  const list = parseList(header);
  const [extension] = list;
  if (extension === undefined || list.length !== 1 || extension.name !== "permessage-deflate")
    return undefined;
  const [offered] = parseList(offer);
  const keeps = areValid(extension.params, "answer") && keepsTo(extension.params, offered?.params ?? []);
  return keeps || faults.takesBadParameters ? inForce(extension.params) : undefined;
}

/** RFC 7692 §7.1.1.1, §7.1.2.1 and §7.1.2.2: what an answer must have, and may have only when it was offered. */
function keepsTo(answer: readonly Param[], offer: readonly Param[]): boolean {
  const given = new Map(answer);
  const asked = new Map(offer);
  if (asked.has("server_no_context_takeover") && !given.has("server_no_context_takeover")) return false;
  if (given.has("client_max_window_bits") && !asked.has("client_max_window_bits")) return false;
  const bound = asked.get("server_max_window_bits");
  return bound === undefined || Number(given.get("server_max_window_bits") ?? 15) <= Number(bound);
}

type Param = readonly [key: string, value: string | undefined];

function inForce(params: readonly Param[]): LooseParams {
  const map = new Map(params);
  const bits = (key: string): number => {
    const value = Number(map.get(key) ?? 15);
    return value >= 8 && value <= 15 ? value : 15;
  };
  return {
    serverBits: bits("server_max_window_bits"),
    clientBits: bits("client_max_window_bits"),
    serverKeeps: !map.has("server_no_context_takeover"),
    clientKeeps: !map.has("client_no_context_takeover"),
  };
}

function areValid(params: readonly Param[], where: "offer" | "answer"): boolean {
  if (new Set(params.map(([key]) => key)).size !== params.length) return false;
  return params.every(([key, value]) => {
    if (key === "server_no_context_takeover" || key === "client_no_context_takeover")
      return value === undefined;
    if (key !== "server_max_window_bits" && key !== "client_max_window_bits") return false;
    if (value === undefined) return key === "client_max_window_bits" && where === "offer";
    return /^([89]|1[0-5])$/.test(value);
  });
}

function parseList(header: string): { readonly name: string; readonly params: readonly Param[] }[] {
  return header
    .split(",")
    .map((item) => item.split(";").map((part) => part.trim()))
    .filter(([name]) => name !== undefined && name !== "")
    .map(([name = "", ...params]) => ({
      name: name.toLowerCase(),
      params: params.map((param): Param => {
        const [key = "", value] = param.split("=").map((part) => part.trim());
        return [key.toLowerCase(), value?.replace(/^"(.*)"$/, "$1")];
      }),
    }));
}
