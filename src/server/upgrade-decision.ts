// Whether a request to upgrade is granted, and to what: everything that can be decided without a socket.

import type { DeflateOffer } from "../protocol/deflate-negotiation.js";
import { judgeUpgradeRequest, type UpgradeJudgement } from "../protocol/server-handshake.js";
import type { AttachBehaviour } from "./behaviours/behaviour.js";
import { findBehaviour } from "./behaviours/catalogue.js";
import { QueryParameters } from "./behaviours/query-parameters.js";
import { splitTarget, type UpgradeRequestHead } from "./request-head.js";

/** A judgement that grants the upgrade. */
export type AcceptedUpgrade = Extract<UpgradeJudgement, { kind: "accept" }>;
/** A judgement that refuses it. */
export type RejectedUpgrade = Extract<UpgradeJudgement, { kind: "reject" }>;

/** What the server grants. */
export interface UpgradeRules {
  readonly origins?: readonly string[] | undefined;
  readonly subprotocols: readonly string[];
  /** `undefined`: no permessage-deflate. */
  readonly deflate: DeflateOffer | undefined;
  readonly isFull: boolean;
  readonly maxClients: number;
}

/** What to do with a request. */
export type UpgradeDecision =
  | { readonly kind: "accept"; readonly upgrade: AcceptedUpgrade; readonly attach: AttachBehaviour }
  | RejectedUpgrade;

/**
 * Judges in the order of RFC 6455 §4.2: the request itself, whether the resource exists (§4.2.2 /resource name/), its
 * parameters, and at last whether there is room.
 */
export function decideUpgrade(head: UpgradeRequestHead, rules: UpgradeRules): UpgradeDecision {
  const judgement = judgeUpgradeRequest(head, {
    subprotocols: rules.subprotocols,
    deflate: rules.deflate,
    ...(rules.origins === undefined ? {} : { origins: rules.origins }),
  });
  if (judgement.kind === "reject") return judgement;

  const { path, query } = splitTarget(head.target);
  const behaviour = findBehaviour(path);
  if (!behaviour) return refuse(404, `no behaviour is at ${path}; GET / lists the paths there are`);

  const parameters = new QueryParameters(query);
  const attach = behaviour.prepare({ path, query: parameters });
  const problems = parameters.problems();
  if (problems.length > 0) return refuse(400, problems.join(" "));

  if (rules.isFull) {
    return refuse(503, `${rules.maxClients} clients are connected, which is the limit; try again later`, [
      ["Retry-After", "1"],
    ]);
  }
  return { kind: "accept", upgrade: judgement, attach };
}

/** A refusal for reasons of ours: RFC 6455 §4.2.2 leaves the status to the server. */
export function refuse(
  status: number,
  message: string,
  headers: RejectedUpgrade["headers"] = [],
): RejectedUpgrade {
  return { kind: "reject", status, headers, message, section: "RFC 6455 §4.2.2" };
}
