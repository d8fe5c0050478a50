// What a reader of a load's figures must know, for the figures do not say it by themselves.

import type { Notice } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { countOf } from "../executors/planned-phases.js";
import type { LoadPlan } from "../plan/run-plan.js";
import { totalOf } from "../record/text-counts.js";
import { hasDueTimes } from "../traffic/traffic-words.js";
import { type LoadFacts, measuredCounts, totalCounts } from "./load-facts.js";

/** With less, answers of an ordinary latency were under way when the load ended. */
const leastShareUnanswered = 0.1;

/** Of one load; empty when its figures mean what they seem to. */
export function figureWarnings({ work }: LoadPlan, facts: LoadFacts): readonly Notice[] {
  if (work.kind === "script") return droppedNotice(facts);
  return [
    ...droppedNotice(facts),
    ...(hasDueTimes(work) ? behindNotice(facts) : []),
    ...(work.kind === "echo" && work.match.kind === "order" ? matchNotice(facts) : []),
  ];
}

function droppedNotice({ name, droppedIterations, iterations }: LoadFacts): readonly Notice[] {
  if (droppedIterations === 0) return [];
  const dropped = `${countOf(droppedIterations, "arrival")} of load ${name} found no free client and ${wasOrWere(droppedIterations)} dropped`;
  return [
    {
      code: "arrivals-dropped",
      message: `${dropped}; ${formatCount(iterations)} ${wasOrWere(iterations)} done. The load was lighter than planned.`,
      hint: "Raise maxClients, or lower the rate.",
    },
  ];
}

/** Answers that came in the drain count to the phase of their question: the rate received looks as if the target had kept up. */
function behindNotice(facts: LoadFacts): readonly Notice[] {
  const { unansweredAtEnd, name } = facts;
  const { sent } = measuredCounts(facts);
  if (unansweredAtEnd <= sent * leastShareUnanswered) return [];
  return [
    {
      code: "target-behind",
      message: `${name}: ${formatCount(unansweredAtEnd)} messages had no answer when the load's time was over (${formatCount(sent)} were sent in the measured time): the target may not keep up, and the rate received includes answers that came afterwards.`,
      hint: "Look whether latency grows over time; find the rate that holds with wsrig search --vary rate.",
    },
  ];
}

/** An answer in order is taken for that of the oldest question: after a loss, or a message that nobody asked for, of the wrong one. */
function matchNotice(facts: LoadFacts): readonly Notice[] {
  const { lost, duplicated } = totalCounts(facts);
  // What was under way on a connection that ended is lost too, and mixes up nothing.
  const lostInPlace = totalOf(facts.droppedBecause) > 0 ? 0 : lost;
  if (lostInPlace + duplicated === 0) return [];
  return [
    {
      code: "answers-by-order",
      message: `${facts.name}: answers are taken in order (${formatCount(lostInPlace)} lost, ${formatCount(duplicated)} without a question): latencies after the first of these may be those of other messages, and a closed loop sends nothing while it waits for a lost one.`,
      hint: `Find answers by an id: --payload '{"id":{{id}}}' --match json:id, or template and match in a file.`,
    },
  ];
}

function wasOrWere(count: number): string {
  return count === 1 ? "was" : "were";
}
