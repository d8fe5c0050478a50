// Goals as people read them: cells of a table.

import type { Bound, Goal } from "./goals.js";
import { html, type Markup, table } from "./markup.js";
import { markdownTable } from "./page.js";

/** A goal with the part of the run that it is of. */
export type PlacedGoal = Goal & { readonly part: string };

const head = ["goal", "measured", "bound", "verdict"];

/** The goals in Markdown. */
export function goalsInMarkdown(goals: readonly PlacedGoal[]): string {
  const rows = goals.map((goal) => [
    `(${goal.part}) ${goal.goal}`,
    measuredText(goal),
    boundText(goal),
    goal.verdict === "missed" ? "**missed**" : goal.verdict,
  ]);
  return markdownTable(head, rows);
}

/** The goals as the first section of a page, with how many were met. */
export function goalsSection(goals: readonly PlacedGoal[]): Markup {
  const met = goals.filter(({ verdict }) => verdict === "met").length;
  const rows = goals.map((goal) => [
    `(${goal.part}) ${goal.goal}`,
    measuredText(goal),
    boundText(goal),
    html`<span class="${goal.verdict}">${goal.verdict}</span>`,
  ]);
  return html`<section>
<h2>${met} of ${goals.length} goals met</h2>
${table(head, rows)}
</section>`;
}

/** `-12.3 µs`. */
export function measuredText({ measured, unit }: Pick<Goal, "measured" | "unit">): string {
  return `${measured.toLocaleString("en")} ${unit}`;
}

/** `within 300 µs`, `at least 93 %`, `= 100`. */
export function boundText({ bound, unit }: { readonly bound: Bound; readonly unit: string }): string {
  switch (bound.kind) {
    case "at most":
      return `within ${bound.limit.toLocaleString("en")} ${unit}`;
    case "at least":
      return `at least ${bound.limit.toLocaleString("en")} ${unit}`;
    case "equal":
      return `= ${bound.value.toLocaleString("en")}`;
    default:
      return bound satisfies never;
  }
}
