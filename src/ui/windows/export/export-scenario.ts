// A conversation as a scenario file that `wsrig run` accepts.

import type { ExportedScenario } from "../../../link/page-request.js";
import { redacted, redactHeaders } from "../../../metrics/redact.js";
import { printable, shorten } from "../../../report/printable.js";
import type { DeclaredConnect } from "../../../scenarios/file-schema.js";
import { splitTarget } from "../../../server/request-head.js";
import { patienceOf } from "./answer-patience.js";
import type { ConversationRecord } from "./conversation-record.js";
import { exportSteps } from "./export-steps.js";
import { literalFile, literalSteps } from "./scenario-text.js";
import { scenarioYaml } from "./scenario-yaml.js";

/** How the connection was opened, as far as it is known. */
export interface ConnectionFacts {
  readonly conversation: number;
  /** Without path, user and password: `ws://127.0.0.1:8080`. */
  readonly serverUrl: string;
  /** Path and query. */
  readonly target: string;
  readonly subprotocols: readonly string[];
  /** Beside those of every handshake. */
  readonly headers: readonly (readonly [string, string])[];
  /** Empty: none. */
  readonly origin: string;
  readonly compression: boolean;
  /** The certificate was not checked. */
  readonly insecure: boolean;
  /** On the clock. */
  readonly openedAtUs: number;
}

/** Of a name that the peer has chosen. */
const shownCharacters = 60;

/** Makes the file. */
export function exportScenario(facts: ConnectionFacts, record: ConversationRecord): ExportedScenario {
  const name = `conversation-${facts.conversation}`;
  const { connect, notes: connectNotes } = connectOf(facts);
  const { steps, notes } = exportSteps(record);
  const file = literalFile({
    name,
    description: "A conversation of wsrig ui, as its client saw it",
    url: facts.serverUrl,
    ...patienceOf(record.items, facts.openedAtUs),
    steps: literalSteps([{ connect }, ...steps]),
  });
  const fileName = `${name}.yaml`;
  const allNotes = [...connectNotes, ...notes];
  const text = scenarioYaml(file, commentOf(fileName, facts, allNotes));
  return { fileName, text, url: facts.serverUrl, notes: allNotes };
}

function connectOf(facts: ConnectionFacts): {
  readonly connect: DeclaredConnect;
  readonly notes: readonly string[];
} {
  const { target, subprotocols, origin, compression, insecure } = facts;
  const notes: string[] = [];
  const headers: Record<string, string> = {};
  for (const [name, value] of redactHeaders(facts.headers)) {
    const isTwice = Object.keys(headers).some((other) => other.toLowerCase() === name.toLowerCase());
    if (value.includes(redacted))
      notes.push(`The header ${name} is left out, for it may hold a secret: give it with -H '${name}: ...'.`);
    else if (isTwice) notes.push(`The header ${name} was sent more than once; the file sends the first one.`);
    else headers[name] = value;
  }
  for (const name of secretParameters(target))
    notes.push(
      `The path has the query parameter ${printable(shorten(name, shownCharacters))}, which may be a secret: look before you share the file.`,
    );
  if (insecure) notes.push("Run the file with --insecure, unless the certificate of the server is trusted.");
  const connect = {
    path: target,
    ...(subprotocols.length > 0 && { subprotocols: [...subprotocols] }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(origin !== "" && { origin }),
    ...(compression && { compression }),
  };
  return { connect, notes };
}

/** Names of query parameters whose values a header of such a name would not show. */
function secretParameters(target: string): readonly string[] {
  const names = new Set(new URLSearchParams(splitTarget(target).query).keys());
  return [...names].filter((name) => redactHeaders([[name, ""]]).some(([, value]) => value === redacted));
}

function commentOf(fileName: string, { serverUrl }: ConnectionFacts, notes: readonly string[]): string[] {
  return [`Run it: wsrig run ${fileName} --url ${serverUrl}`, ...notes];
}
