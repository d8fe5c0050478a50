// A template with its feed, fit for how answers are matched; or everything that is wrong with them.

import type { PlanProblem } from "../../plan/plan-problem.js";
import type { MatchPlan, PayloadPlan } from "../../plan/traffic-plan.js";
import { idDigitsBytes } from "../matching/id-digits.js";
import type { PayloadRequest } from "../payload-source.js";
import { type Feed, readFeed } from "./feed.js";
import { type FeedRow, TemplateFiller } from "./template-filler.js";
import { parseTemplate, type TemplatePart } from "./template-parser.js";

type TemplatePlan = PayloadPlan & { kind: "template" };

/** A template ready for use. */
export interface CompiledTemplate {
  readonly parts: readonly TemplatePart[];
  /** Only where a part needs it. */
  readonly feed: Feed | undefined;
}

/** A template that can be used, or why it cannot. */
export interface TemplateCompilation {
  /** Without parts where there are problems. */
  readonly template: CompiledTemplate;
  readonly problems: readonly PlanProblem[];
}

/**
 * Parses the template, reads the feed, and checks both against `match`.
 *
 * @param path - Of the payload in the plan.
 */
export function compileTemplate(plan: TemplatePlan, match: MatchPlan, path: string): TemplateCompilation {
  const read = plan.feed === undefined ? undefined : readFeed(plan.feed, `${path}.feed`);
  // Which values there are is not known then: the template is judged when the file is right.
  if (read !== undefined && read.problems.length > 0) return unusable(read.problems);
  const feed = read?.feed;
  const textPath = `${path}.text`;
  const { parts, problems } = parseTemplate(plan.text, feed?.columns);
  if (problems.length > 0) {
    return unusable(
      problems.map(({ message, hint }) => ({ path: textPath, message: `text, ${message}`, hint })),
    );
  }
  const usesFeed = parts.some(({ kind }) => kind === "feed");
  const template = { parts, feed: usesFeed ? feed : undefined };
  return fitTemplate(template, match, path);
}

function fitTemplate(template: CompiledTemplate, match: MatchPlan, path: string): TemplateCompilation {
  switch (match.kind) {
    case "order":
      return { template, problems: [] };
    case "offset": {
      const parts = withIdDigits(template.parts, match.offset);
      if (parts === undefined) return unusable([noRoom(match.offset, `${path}.text`)]);
      return { template: { ...template, parts }, problems: [] };
    }
    case "json": {
      const problems = jsonProblems(template, path);
      return problems.length > 0 ? unusable(problems) : { template, problems };
    }
    default:
      return match satisfies never;
  }
}

function unusable(problems: readonly PlanProblem[]): TemplateCompilation {
  return { template: { parts: [], feed: undefined }, problems };
}

/** The parts with the id's digits in place of 16 bytes of the first text; `undefined` where these are not there, or no ASCII. */
function withIdDigits(parts: readonly TemplatePart[], offset: number): TemplatePart[] | undefined {
  const [first, ...rest] = parts;
  if (first?.kind !== "literal") return undefined;
  const bytes = Buffer.from(first.text);
  const end = offset + idDigitsBytes;
  // Other characters have more than one byte, and none of them below 80 hex: without them no character is cut.
  if (bytes.length < end || bytes.subarray(offset, end).some((byte) => byte >= 0x80)) return undefined;
  const texts = [bytes.subarray(0, offset), bytes.subarray(end)].map((piece) => piece.toString());
  const [before, after] = texts.map((text): TemplatePart[] =>
    text === "" ? [] : [{ kind: "literal", text }],
  );
  return [...(before ?? []), { kind: "idDigits" }, ...(after ?? []), ...rest];
}

function noRoom(offset: number, path: string): PlanProblem {
  const end = offset + idDigitsBytes;
  return {
    path,
    message: `text has no room for an id in bytes ${offset} to ${end - 1}; must have plain ASCII there, before its first placeholder`,
    hint: 'Begin it like {"id":"0000000000000000", for offset 7.',
  };
}

// Other messages have other digits in the same places: if one makes JSON, all do.
const sample: PayloadRequest = {
  client: 1,
  connection: 1,
  seq: 1,
  id: Number.MAX_SAFE_INTEGER,
  nowUs: 1_000_000,
};

/** Values of a feed go in as they are, so each row must leave JSON. */
function jsonProblems({ parts, feed }: CompiledTemplate, path: string): readonly PlanProblem[] {
  const textPath = `${path}.text`;
  if (!parts.some(({ kind }) => kind === "id")) {
    const message = "text has no {{id}}; must have it where answers are matched by JSON";
    return [{ path: textPath, message, hint: 'Write it like {"id":{{id}}}.' }];
  }
  const filler = new TemplateFiller(parts, 0);
  if (feed === undefined) {
    const reason = jsonFault(filler, []);
    if (reason === undefined) return [];
    const message = `text makes no JSON (${reason}); must, where answers are matched by JSON`;
    return [{ path: textPath, message }];
  }
  for (const [index, row] of feed.rows.entries()) {
    const reason = jsonFault(filler, row);
    if (reason === undefined) continue;
    const message = `text makes no JSON with line ${feed.lines[index]} of its feed (${reason}); must, where answers are matched by JSON`;
    return [{ path: textPath, message, hint: "Values go in as they are: quotes in them need a backslash." }];
  }
  return [];
}

function jsonFault(filler: TemplateFiller, row: FeedRow): string | undefined {
  try {
    JSON.parse(filler.fill(sample, row));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
