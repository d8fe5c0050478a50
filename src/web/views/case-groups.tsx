// Groups of cases and peers: a bar each, of how the cases ended.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type CaseMatrix, caseMatrix, type MatrixGroup } from "../data/case-matrix.js";
import {
  cellVerdicts,
  countsInWords,
  countVerdicts,
  type VerdictCounts,
  worstInShort,
} from "../data/case-verdicts.js";
import { toCsv } from "../data/csv.js";
import { says } from "../words/report-words.js";
import { AgentHeadings, tableShape } from "./agent-headings.js";
import { CopyButton } from "./copy-button.js";
import { GroupName } from "./group-name.js";
import { Section, type SectionViewProps } from "./section.js";
import { VerdictBar } from "./verdict-bar.js";

/** See the file's first line. */
export function CaseGroups({ source }: SectionViewProps): JSX.Element {
  const matrix = useMemo(() => caseMatrix(source), [source]);
  const { agents } = matrix;
  const groups = matrix.groups.filter(wasRun);
  return (
    <Section
      id="groups"
      title={says.cases.groupsTitle}
      note={noteOf(matrix.groups.length - groups.length)}
      controls={<CopyButton label={says.tables.copy} text={() => groupsCsv(matrix)} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="table-scroll matrix-scroll" tabIndex={0} aria-label={says.cases.groupsRegion}>
        <table class={`groups-table ${tableShape(agents.length)}`} style={{ "--agents": agents.length }}>
          <caption class="visually-hidden">{says.cases.groupsCaption}</caption>
          <AgentHeadings agents={agents} first={says.cases.group} />
          <tbody>
            {groups.map((group) => (
              <tr key={group.id}>
                <th scope="row">
                  <GroupName group={group} />
                </th>
                {agents.map(({ agent }, index) => (
                  <td key={agent}>
                    <GroupCell
                      counts={countsOf(group, index)}
                      isNarrow={tableShape(agents.length) === "many-agents"}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

/** Whether a case of it was to be run. */
function wasRun({ rows }: MatrixGroup): boolean {
  return rows.some(({ cells }) => cells.some((cell) => cell !== undefined && cell.verdict !== "excluded"));
}

/** `leftOut`: groups of which nothing was run. */
function noteOf(leftOut: number): string {
  const parts = [says.cases.groupsNote, ...(leftOut === 0 ? [] : [says.cases.groupsLeftOut(leftOut)])];
  return parts.join(says.betweenSentences);
}

interface GroupCellProps {
  readonly counts: VerdictCounts;
  /** Then only the worst is shown; all is read aloud, and under the pointer. */
  readonly isNarrow: boolean;
}

function GroupCell({ counts, isNarrow }: GroupCellProps): JSX.Element {
  const run = { ...counts, excluded: 0 };
  const words = countsInWords(run);
  if (words === "") return <span class="muted">{counts.excluded > 0 ? says.cases.isLeftOut : "–"}</span>;
  const shown = isNarrow ? worstInShort(run) : words;
  return (
    <>
      <VerdictBar counts={run} />
      <span
        class={run.fail + run.missing > 0 ? "group-words group-bad" : "group-words"}
        title={words}
        aria-hidden={isNarrow}
      >
        {shown}
      </span>
      {isNarrow && <span class="visually-hidden">{words}</span>}
    </>
  );
}

function countsOf({ rows }: MatrixGroup, agent: number): VerdictCounts {
  return countVerdicts(rows.flatMap(({ cells }) => cells[agent]?.verdict ?? []));
}

function groupsCsv({ agents, groups }: CaseMatrix): string {
  return toCsv(
    ["group", "title", "agent", ...cellVerdicts.map((verdict) => `cases_${verdict}`)],
    groups.flatMap((group) =>
      agents.map(({ agent }, index) => {
        const counts = countsOf(group, index);
        return [group.id, group.title, agent, ...cellVerdicts.map((verdict) => counts[verdict])];
      }),
    ),
  );
}
