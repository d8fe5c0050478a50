// Cases and peers as a table; a cell leads to the page of its case.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { formatCount } from "../../units.js";
import type { MatrixGroup } from "../data/case-matrix.js";
import { cellVerdicts, countsInWords, countVerdicts } from "../data/case-verdicts.js";
import { says } from "../words/report-words.js";
import { AgentHeadings, tableShape } from "./agent-headings.js";
import { CaseRows } from "./case-rows.js";
import { GroupName } from "./group-name.js";
import { useArrowKeys } from "./use-arrow-keys.js";

/** What {@link CaseTable} draws. */
export interface CaseTableProps {
  readonly agents: readonly ReportAgent[];
  readonly groups: readonly MatrixGroup[];
  /** Ids of the groups whose rows are drawn. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (groupId: string) => void;
}

/** As many cells, over all groups, are drawn before the page is shown again. */
const cellsAtFirst = 240;

/** See the file's first line. One of its links is in the order of the Tab key, the arrow keys reach the others. */
export function CaseTable({ agents, groups, open, onToggle }: CaseTableProps): JSX.Element {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = useArrowKeys(table);
  const shape = tableShape(agents.length);
  const rowsAtFirst = Math.ceil(cellsAtFirst / agents.length / Math.max(1, open.size));
  return (
    <div class="table-scroll matrix-scroll">
      <table
        ref={table}
        class={`case-table ${shape}`}
        onKeyDown={onKeyDown}
        style={{ "--agents": agents.length }}
      >
        <caption class="visually-hidden">{says.cases.tableCaption}</caption>
        <AgentHeadings agents={agents} first={says.cases.case} />
        {groups.map((group) => (
          <tbody key={group.id}>
            <GroupRow
              group={group}
              agents={agents}
              isOpen={open.has(group.id)}
              onToggle={() => onToggle(group.id)}
            />
            {open.has(group.id) && <CaseRows rows={group.rows} agents={agents} first={rowsAtFirst} />}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface GroupRowProps {
  readonly group: MatrixGroup;
  readonly agents: readonly ReportAgent[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function GroupRow({ group, agents, isOpen, onToggle }: GroupRowProps): JSX.Element {
  return (
    <tr class="group-row">
      <th scope="rowgroup">
        <button type="button" class="group-button" aria-expanded={isOpen} onClick={onToggle}>
          <GroupName group={group} />
          <span class="muted">{formatCount(group.rows.length)}</span>
        </button>
      </th>
      {agents.map(({ agent }, index) => (
        <td key={agent}>
          <GroupCounts group={group} agent={index} isNarrow={tableShape(agents.length) === "many-agents"} />
        </td>
      ))}
    </tr>
  );
}

interface GroupCountsProps {
  readonly group: MatrixGroup;
  readonly agent: number;
  readonly isNarrow: boolean;
}

/** Of the rows that are shown. */
function GroupCounts({ group, agent, isNarrow }: GroupCountsProps): JSX.Element {
  const counts = countVerdicts(group.rows.flatMap(({ cells }) => cells[agent]?.verdict ?? []));
  const failed = counts.fail + counts.missing;
  const hasRun = cellVerdicts.some((verdict) => verdict !== "excluded" && counts[verdict] > 0);
  const words =
    failed > 0 ? says.cases.countFailed(failed) : hasRun ? says.cases.countNone : says.cases.notRun;
  return (
    <span class={failed > 0 ? "group-count group-bad" : "group-count"} title={countsInWords(counts)}>
      {isNarrow && <span aria-hidden="true">{failed > 0 ? formatCount(failed) : "–"}</span>}
      <span class={isNarrow ? "visually-hidden" : undefined}>{words}</span>
    </span>
  );
}
