// Stands in for compareSides until it is there.

import { figureCatalogue } from "../../src/compare/compared-figure.js";
import { evidenceOf } from "../../src/figures/compared-variants.js";
import { medianInterval } from "../../src/figures/median-interval.js";
import {
  comparedFigures,
  type ReportBlock,
  type ReportComparison,
} from "../../src/metrics/comparison-report.js";

interface Side {
  readonly name: string;
  readonly blocks: readonly ReportBlock[];
}

export function compareSides(
  a: Side,
  b: Side,
  {
    caveats = [],
    noise = 0.03,
  }: { readonly seed: number; readonly caveats?: readonly string[]; readonly noise?: number },
): ReportComparison {
  const rows = comparedFigures.flatMap((figure) => {
    const valuesOf = (side: Side) =>
      evidenceOf(side.blocks, side.name).flatMap((block) => block.figures[figure] ?? []);
    const [one, other] = [medianInterval(valuesOf(a)), medianInterval(valuesOf(b))];
    if (one === undefined || other === undefined) return [];
    const { title, unit, better, kind } = figureCatalogue[figure];
    const change =
      kind === "ratio"
        ? { kind, value: other.median / one.median, low: other.low / one.high, high: other.high / one.low }
        : { kind, value: other.median - one.median, low: other.low - one.high, high: other.high - one.low };
    const at = kind === "ratio" ? 1 : 0;
    const isUp = change.low > at && change.value - at > noise;
    const isDown = change.high < at && at - change.value > noise;
    const same = change.low >= at - noise && change.high <= at + noise;
    const gates = ["p50", "p99", "throughput"].includes(figure);
    const verdict =
      isUp || isDown ? (isUp === (better === "lower") ? "worse" : "better") : same ? "same" : "unclear";
    return [
      {
        figure,
        title,
        unit,
        better,
        gates,
        baseline: one.median,
        candidate: other.median,
        change,
        p: verdict === "unclear" ? 0.21 : 0.00018,
        pAdjusted: verdict === "unclear" ? 0.42 : 0.00054,
        verdict,
        ...(verdict === "unclear" && {
          reason: "The interval reaches from better to worse.",
          needs: { blocks: 12, effect: 0.06 },
        }),
      } satisfies ReportComparison["rows"][number],
    ];
  });
  const gating = rows.filter(({ gates }) => gates).map(({ verdict }) => verdict);
  const verdict =
    (["worse", "better"] as const).find((one) => gating.includes(one)) ??
    (gating.every((one) => one === "same") ? "same" : "unclear");
  const p99 = rows.find(({ figure }) => figure === "p99")?.change?.value ?? 1;
  const counts = [evidenceOf(a.blocks, a.name).length, evidenceOf(b.blocks, b.name).length] as const;
  const leftOut = a.blocks.length + b.blocks.length - counts[0] - counts[1];
  return {
    baseline: a.name,
    candidate: b.name,
    blocks: { baseline: counts[0], candidate: counts[1], leftOut },
    noise,
    level: 0.01,
    confidence: 0.95,
    rows,
    distance: 0.4,
    verdict,
    sentence: `“${b.name}” makes p99 latency ${Math.round(Math.abs(p99 - 1) * 100)}% ${p99 > 1 ? "slower" : "faster"} than “${a.name}” (12% to 25%), ${counts[0]} blocks a side.`,
    caveats: [...caveats],
  };
}
