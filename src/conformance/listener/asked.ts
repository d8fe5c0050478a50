// What a client asks a conformance listener for, by the request targets that drivers of the reference suite use.

/** One request target, read. */
export type Asked =
  /** How many cases there are: `/getCaseCount`. */
  | { readonly kind: "case-count" }
  /** Id and description of a case: `/getCaseInfo?case=N`. */
  | { readonly kind: "case-info"; readonly index: number }
  /** To run a case: `/runCase?case=N&agent=NAME` or `/runCase?casetuple=ID&agent=NAME`. */
  | { readonly kind: "run"; readonly index: number; readonly agent: string }
  /** The verdicts on a case, and the sentence to it: `/getCaseStatus?case=N&agent=NAME`. */
  | { readonly kind: "case-status"; readonly index: number; readonly agent: string }
  /** To write the reports: `/updateReports?agent=NAME`, and `&shutdownOnComplete=true` to end then. */
  | { readonly kind: "update-reports"; readonly agent: string | undefined; readonly stops: boolean }
  /** To end: `/stopServer`. */
  | { readonly kind: "stop" }
  /** Something else, or with a parameter that cannot be right. */
  | { readonly kind: "refused"; readonly status: 400 | 404; readonly message: string };

const longestAgent = 200;

/**
 * Reads `target`, which begins with `/`.
 *
 * @param ids - The ids of all cases of the run, in the order of their numbers (`case=1` is the first).
 */
export function readAsked(target: string, ids: readonly string[]): Asked {
  // Not as a reference to a base: `//[` would be one to a host, and throw.
  const url = new URL(`ws://listener${target}`);
  const parameters = url.searchParams;
  switch (url.pathname) {
    case "/getCaseCount":
      return { kind: "case-count" };
    case "/getCaseInfo":
      return withIndex(parameters, ids, (index) => ({ kind: "case-info", index }));
    case "/runCase":
      return withIndex(parameters, ids, (index) =>
        withAgent(parameters, (agent) => ({ kind: "run", index, agent })),
      );
    case "/getCaseStatus":
      return withIndex(parameters, ids, (index) =>
        withAgent(parameters, (agent) => ({ kind: "case-status", index, agent })),
      );
    case "/updateReports": {
      const stops = ["true", "yes"].includes(parameters.get("shutdownOnComplete") ?? "");
      return { kind: "update-reports", agent: parameters.get("agent") ?? undefined, stops };
    }
    case "/stopServer":
      return { kind: "stop" };
    default:
      return refused(404, `the target ${url.pathname} is unknown; try /getCaseCount or /runCase`);
  }
}

function withIndex(
  parameters: URLSearchParams,
  ids: readonly string[],
  make: (index: number) => Asked,
): Asked {
  const tuple = parameters.get("casetuple");
  if (tuple !== null) {
    const index = ids.indexOf(tuple);
    return index < 0
      ? refused(400, `casetuple is "${tuple}"; must be the id of a selected case`)
      : make(index);
  }
  const number = parameters.get("case") ?? "";
  const index = /^\d{1,6}$/.test(number) ? Number(number) - 1 : -1;
  if (index >= 0 && index < ids.length) return make(index);
  return refused(400, `case is "${number}"; must be a number from 1 to ${ids.length}`);
}

function withAgent(parameters: URLSearchParams, make: (agent: string) => Asked): Asked {
  const agent = parameters.get("agent") ?? "";
  if (agent !== "" && agent.length <= longestAgent) return make(agent);
  return refused(400, `agent has ${agent.length} characters; must have 1 to ${longestAgent}`);
}

function refused(status: 400 | 404, message: string): Asked {
  return { kind: "refused", status, message };
}
