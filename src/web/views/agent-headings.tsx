// The head of a table that has a column a peer.

import type { JSX } from "preact";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { says } from "../words/report-words.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link AgentHeadings} draws. */
export interface AgentHeadingsProps {
  readonly agents: readonly ReportAgent[];
  /** Heading of the first column. */
  readonly first: string;
}

/** How wide its columns can be, as a class. */
export function tableShape(agents: number): "one-agent" | "few-agents" | "many-agents" {
  if (agents === 1) return "one-agent";
  return agents > 3 ? "many-agents" : "few-agents";
}

/** See the file's first line. */
export function AgentHeadings({ agents, first }: AgentHeadingsProps): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {agents.map(({ agent, role }) => (
          <th key={agent} scope="col" class="agent-heading">
            <span>
              <VisibleTitle text={agent} />
            </span>
            <span class="agent-role">{says.cases.roles[role]}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
