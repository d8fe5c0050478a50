// Each peer of a conformance run with how its cases ended.

import type { JSX } from "preact";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { formatCount } from "../../units.js";
import { cellVerdicts } from "../data/case-verdicts.js";
import { toCsv } from "../data/csv.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { VerdictBar } from "./verdict-bar.js";
import { VerdictMark } from "./verdict-mark.js";
import { VisibleTitle } from "./visible-text.js";

/** A tile a peer. */
export function AgentTiles({ agents }: { readonly agents: readonly ReportAgent[] }): JSX.Element {
  return (
    <>
      <ul class="agent-tiles" aria-label={says.cases.peerList}>
        {agents.map((agent) => (
          <li key={agent.agent} class="agent-tile">
            <p class="agent-name">
              <VisibleTitle text={agent.agent} />
            </p>
            <p class="agent-place">
              {says.cases.place(says.cases.roles[agent.role], agent.cases.length + agent.missing.length)}
            </p>
            <VerdictBar counts={agent.summary} />
            <ul class="agent-counts">
              {cellVerdicts
                .filter((verdict) => agent.summary[verdict] > 0)
                .map((verdict) => (
                  <li key={verdict}>
                    <strong>{formatCount(agent.summary[verdict])}</strong>{" "}
                    <VerdictMark verdict={verdict} withWord />
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      <div class="table-actions tile-actions">
        <CopyButton label={says.tiles.copy} text={() => agentsCsv(agents)} />
      </div>
    </>
  );
}

function agentsCsv(agents: readonly ReportAgent[]): string {
  return toCsv(
    ["agent", "role", "cases", ...cellVerdicts.map((verdict) => `cases_${verdict}`)],
    agents.map(({ agent, role, cases, missing, summary }) => [
      agent,
      role,
      cases.length + missing.length,
      ...cellVerdicts.map((verdict) => summary[verdict]),
    ]),
  );
}
