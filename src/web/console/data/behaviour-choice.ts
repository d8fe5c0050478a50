// What the server window does with its clients, as the parts that a person chooses and as the one text that the process takes.

/** A choice among the behaviours that the process offers. */
export interface BehaviourChoice {
  /** As offered: `/echo`, `/rooms/<name>`; empty where the person answers by hand. */
  readonly path: string;
  /** What stands for the part in angle brackets. */
  readonly segment: string;
  /** Without its question mark: `rate=10`. */
  readonly query: string;
}

/** By hand. */
export const byHand: BehaviourChoice = { path: "", segment: "", query: "" };

/** The name of the part that stands for one segment: `name` of `/rooms/<name>`. */
export function variableOf(path: string): string | undefined {
  return /<([^>]+)>/.exec(path)?.[1];
}

/** The text of a choice: `/rooms/blue?self=1`. */
export function behaviourText({ path, segment, query }: BehaviourChoice): string {
  if (path === "") return "";
  const chosen = path.replace(/<[^>]+>/, () => encodeURIComponent(segment));
  const bare = query.trim().replace(/^\?/, "");
  return bare === "" ? chosen : `${chosen}?${bare}`;
}

/** The choice of a text among the paths that are offered; by hand where none is meant. */
export function behaviourChoice(text: string, offered: readonly string[]): BehaviourChoice {
  const mark = text.indexOf("?");
  const chosen = mark < 0 ? text : text.slice(0, mark);
  const query = mark < 0 ? "" : text.slice(mark + 1);
  if (offered.includes(chosen)) return { path: chosen, segment: "", query };
  for (const path of offered) {
    const variable = path.indexOf("<");
    if (variable < 0 || !chosen.startsWith(path.slice(0, variable))) continue;
    return { path, segment: decoded(chosen.slice(variable)), query };
  }
  return byHand;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // A stray percent sign: shown as it came.
  }
}
