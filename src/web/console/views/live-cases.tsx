// Conformance cases by peer and verdict while they are played.

import type { JSX } from "preact";
import type { LiveEvent } from "../../../link/live-event.js";
import { formatCount } from "../../../units.js";
import { cellVerdicts, type VerdictCounts } from "../../data/case-verdicts.js";
import { Section } from "../../views/section.js";
import { VerdictBar } from "../../views/verdict-bar.js";
import { VerdictMark } from "../../views/verdict-mark.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";

type Agents = Extract<LiveEvent, { readonly kind: "cases" }>["agents"];

/** See the file's first line. Nothing in a run without cases. */
export function LiveCases({ agents }: { readonly agents: Agents }): JSX.Element | null {
  if (agents.length === 0) return null;
  return (
    <Section id="live-cases" title={words.live.peers} note={words.live.peersNote}>
      <ul class="agent-tiles live-agents">
        {agents.map(({ agent, total, verdicts }) => {
          const counts = countsOf(verdicts);
          const ended = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
          return (
            <li key={agent} class="agent-tile">
              <p class="agent-name">
                <VisibleTitle text={agent} />
              </p>
              <p class="agent-place">{words.live.cases(formatCount(ended), formatCount(total))}</p>
              <Track share={total > 0 ? ended / total : 0} counts={counts} />
              <ul class="agent-counts">
                {cellVerdicts
                  .filter((verdict) => counts[verdict] > 0)
                  .map((verdict) => (
                    <li key={verdict}>
                      <strong>{formatCount(counts[verdict])}</strong>{" "}
                      <VerdictMark verdict={verdict} withWord />
                    </li>
                  ))}
                {total > ended && <li class="muted">{words.live.waiting(formatCount(total - ended))}</li>}
              </ul>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The bar of verdicts, as long as the cases that have ended. */
function Track({ share, counts }: { readonly share: number; readonly counts: VerdictCounts }): JSX.Element {
  return (
    <div class="live-track">
      <div style={{ width: `${Math.min(1, share) * 100}%` }}>
        <VerdictBar counts={counts} />
      </div>
    </div>
  );
}

function countsOf(verdicts: Readonly<Record<string, number>>): VerdictCounts {
  return Object.fromEntries(
    cellVerdicts.map((verdict) => [verdict, verdicts[verdict] ?? 0]),
  ) as VerdictCounts;
}
