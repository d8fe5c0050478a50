// One case on all peers, side by side.

import type { JSX } from "preact";
import { formatMs } from "../../units.js";
import { caseHref } from "../data/case-address.js";
import type { CaseMatrix, MatrixCell } from "../data/case-matrix.js";
import { verdictMeanings } from "../data/case-verdicts.js";
import type { CaseView } from "../data/case-view.js";
import { says } from "../words/report-words.js";
import { CaseSentence } from "./case-sentence.js";
import { type Column, DataTable } from "./data-table.js";
import { Section } from "./section.js";
import { VerdictMark } from "./verdict-mark.js";
import { VisibleTitle } from "./visible-text.js";

interface AgentRow {
  readonly agent: string;
  readonly href: string;
  readonly isShown: boolean;
  readonly cell: MatrixCell;
}

/** See the file's first line. A peer's name leads to its own page of the case. */
export function CaseOnAgents({
  view,
  matrix,
}: {
  readonly view: CaseView;
  readonly matrix: CaseMatrix;
}): JSX.Element {
  const rows = matrix.agents.flatMap(({ agent }, index): readonly AgentRow[] => {
    const cell = view.row.cells[index];
    const isShown = agent === view.agent.agent;
    return cell === undefined ? [] : [{ agent, href: caseHref(view.row.id, agent), isShown, cell }];
  });
  return (
    <Section id="case-agents" title={says.casePage.onAllPeers}>
      <DataTable label={says.casePage.tableOnAllPeers(view.row.id)} columns={columns} rows={rows} />
    </Section>
  );
}

const columns: readonly Column<AgentRow>[] = [
  {
    title: says.casePage.peer,
    csvTitle: "agent",
    csv: ({ agent }) => agent,
    cell: ({ agent, href, isShown }) => (
      <a href={href} aria-current={isShown ? "page" : undefined}>
        <VisibleTitle text={agent} />
      </a>
    ),
  },
  {
    title: says.casePage.outcome,
    csvTitle: "verdict",
    csv: ({ cell }) => cell.verdict,
    cell: ({ cell }) => <VerdictMark verdict={cell.verdict} withWord />,
  },
  {
    title: says.casePage.behavior,
    csvTitle: "behavior",
    csv: ({ cell }) => cell.result?.behavior,
    cell: ({ cell }) => cell.result?.behavior,
  },
  {
    title: says.casePage.close,
    csvTitle: "behavior_close",
    csv: ({ cell }) => cell.result?.behaviorClose,
    cell: ({ cell }) => cell.result?.behaviorClose,
  },
  {
    title: says.casePage.closeCode,
    csvTitle: "remote_close_code",
    numeric: true,
    csv: ({ cell }) => cell.result?.remoteCloseCode,
    cell: ({ cell }) => cell.result?.remoteCloseCode ?? "–",
  },
  {
    title: says.casePage.time,
    csvTitle: "duration_ms",
    numeric: true,
    csv: ({ cell }) => cell.result?.durationMs,
    cell: ({ cell }) => cell.result && formatMs(cell.result.durationMs),
  },
  {
    title: says.casePage.whatHappened,
    csvTitle: "reason",
    csv: ({ cell }) => cell.result?.reason,
    cell: ({ cell }) => (
      <span class="case-reason">
        <CaseSentence text={cell.result?.reason ?? verdictMeanings[cell.verdict]} />
      </span>
    ),
  },
];
