// What the server window is to do by itself, as the person wrote it: a path of the reference server with its query.

import { WsrigError } from "../../errors.js";
import { nearestWord } from "../../nearest-word.js";
import type { AttachBehaviour } from "../../server/behaviours/behaviour.js";
import { findBehaviour, listBehaviours } from "../../server/behaviours/catalogue.js";
import { QueryParameters } from "../../server/behaviours/query-parameters.js";
import { splitTarget } from "../../server/request-head.js";

/**
 * The behaviour at `target`, such as `/stream?rate=10`; `undefined` for an empty one, which is by hand.
 *
 * @throws WsrigError `usage-unknown-behaviour`, `usage-invalid-behaviour` with all that is wrong with its parameters
 */
export function chosenBehaviour(target: string): AttachBehaviour | undefined {
  const written = target.trim();
  if (written === "") return undefined;
  const { path, query } = splitTarget(written);
  const behaviour = findBehaviour(path);
  if (behaviour === undefined) {
    const known = listBehaviours().map((info) => info.path);
    const nearest = nearestWord(path, known);
    throw new WsrigError("usage-unknown-behaviour", `no behaviour is at "${path}"`, {
      path: "behaviour",
      hint: nearest === undefined ? `Choose one of ${known.join(", ")}.` : `Write ${nearest} instead.`,
    });
  }
  const parameters = new QueryParameters(query);
  const attach = behaviour.prepare({ path, query: parameters });
  const problems = parameters.problems();
  if (problems.length > 0)
    throw new WsrigError("usage-invalid-behaviour", problems.join(" "), { path: "parameters" });
  return attach;
}
