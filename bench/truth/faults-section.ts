// Part (c) of bench/truth.html.

import { html, type Markup, table } from "../harness/markup.js";
import { faultCycle } from "./fault-rule.js";
import type { FaultsPart } from "./faults.js";

/** The rule, and both sides' counts. */
export function faultsSection({ server, wsrig }: FaultsPart): Markup {
  const rows = [
    ["sent / received by the server", wsrig.sent, server.received],
    ["lost / never answered", wsrig.lost, server.lost],
    ["duplicated / answered again", wsrig.duplicated, server.duplicated],
    ["reordered / answered after a later one", wsrig.reordered, server.reordered],
    ["received / written by the server", wsrig.received, server.written],
  ] as const;
  const { sent, answered, late, lost } = wsrig;
  return html`<section>
<h2>(c) Losses, duplicates and reorders</h2>
<p>Of every ${faultCycle} messages of a connection the server never answers one, answers two twice (one at once, one 29 messages later), and
answers two after later ones (one changes places with the next, one comes after three others). It counts from what it has
written, not from that rule. wsrig matches answers by the id in their payload.</p>
${table(
  ["wsrig / server", "wsrig", "server"],
  rows.map(([name, ours, theirs]) => [name, ours.toLocaleString("en"), theirs.toLocaleString("en")]),
)}
<p>The balance: ${sent} sent = ${answered} answered + ${late} late + ${lost} lost + ${sent - answered - late - lost} in flight at
the end. Answers that were not what was sent: ${wsrig.wrong}. Due and not sent: ${wsrig.dropped}.</p>
</section>`;
}
