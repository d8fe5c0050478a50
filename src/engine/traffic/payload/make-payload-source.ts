// From the plan of a message to its payloads.

import { WsrigError } from "../../../errors.js";
import type { Random } from "../../../random.js";
import type { PlanProblem } from "../../plan/plan-problem.js";
import type { MatchPlan, MessagePlan } from "../../plan/traffic-plan.js";
import { idDigitsBytes } from "../matching/id-digits.js";
import { matchProblems } from "../matching/id-reader.js";
import type { PayloadSource } from "../payload-source.js";
import { compileTemplate } from "./compiled-template.js";
import { GeneratedPayload } from "./generated-payload.js";
import { sizeProblems, sizeRange } from "./payload-size.js";
import { TemplatePayload } from "./template-payload.js";

/**
 * All mistakes in what is sent, in how answers are matched, and between the two. Reads the feed, where there is one.
 *
 * @param path - Of the traffic in the plan: problems are at `<path>.message.payload...` and `<path>.match...`.
 */
export function payloadProblems(
  message: MessagePlan,
  match: MatchPlan,
  path: string,
): readonly PlanProblem[] {
  const ofMatch = matchProblems(match, `${path}.match`);
  const { payload } = message;
  const payloadPath = `${path}.message.payload`;
  if (payload.kind === "template") {
    // What a template must hold is not known while the match is wrong.
    const fitting: MatchPlan = ofMatch.length > 0 ? { kind: "order" } : match;
    return [...ofMatch, ...compileTemplate(payload, fitting, payloadPath).problems];
  }
  const ofSize = sizeProblems(payload.size, `${payloadPath}.size`);
  if (ofMatch.length > 0 || ofSize.length > 0) return [...ofMatch, ...ofSize];
  if (match.kind === "json") {
    const problem = "kind is generated; must be template where answers are matched by JSON";
    return [{ path: `${payloadPath}.kind`, message: problem, hint: 'Send a template like {"id":{{id}}}.' }];
  }
  if (match.kind === "order") return [];
  return roomProblems(sizeRange(payload.size).minBytes, match.offset, `${payloadPath}.size`);
}

/**
 * The payloads of `message`. Reads the feed, where there is one.
 *
 * @param match - `{ kind: "order" }` for a traffic without answers.
 * @param random - Of the load: equally seeded sources give equal payloads, however much was drawn from them.
 * @throws WsrigError `usage-invalid-payload` with the first of {@link payloadProblems}.
 */
export function makePayloadSource(message: MessagePlan, match: MatchPlan, random: Random): PayloadSource {
  const { kind, payload } = message;
  const own = random.fork("payload");
  const seed = own.integer(0, 0xffff_ffff);
  if (payload.kind === "generated") {
    refuse(payloadProblems(message, match, "traffic"));
    const idOffset = match.kind === "offset" ? match.offset : undefined;
    return new GeneratedPayload({ kind, size: payload.size, idOffset, random: own, seed });
  }
  refuse(matchProblems(match, "traffic.match"));
  const { template, problems } = compileTemplate(payload, match, "traffic.message.payload");
  refuse(problems);
  return new TemplatePayload(template, payload.feed?.order, seed);
}

function roomProblems(minBytes: number, offset: number, path: string): readonly PlanProblem[] {
  const needed = offset + idDigitsBytes;
  if (minBytes >= needed) return [];
  const message = `size can be ${minBytes} bytes; must be at least ${needed}, for an id of ${idDigitsBytes} bytes at offset ${offset}`;
  return [{ path, message }];
}

function refuse([problem]: readonly PlanProblem[]): void {
  if (problem === undefined) return;
  const { path, message, hint } = problem;
  throw new WsrigError("usage-invalid-payload", message, { path, hint });
}
