// Leaves phases that are over out of a second, so that a run of many phases does not grow with their number.

import type { SeriesPoint, Tags } from "./run-report.js";

/**
 * The points of one second without those of phases in which nothing happened while another phase of the same
 * load (the same tags but for `phase`) was busy. Where no phase was busy all stay: a stall is shown as 0, not as a hole.
 */
export function withoutEndedPhases(points: readonly SeriesPoint[]): SeriesPoint[] {
  const busy = new Set(
    points.filter((point) => isPhase(point) && isBusy(point)).map(({ tags }) => loadKey(tags)),
  );
  return points.filter((point) => {
    const isIdle = isPhase(point) && !isBusy(point) && Object.keys(point.gauges).length === 0;
    return !(isIdle && busy.has(loadKey(point.tags)));
  });
}

function isPhase({ tags }: SeriesPoint): boolean {
  return tags.phase !== undefined;
}

function isBusy({ counters, trends }: SeriesPoint): boolean {
  return Object.keys(trends).length > 0 || Object.values(counters).some((increase) => increase > 0);
}

function loadKey(tags: Tags): string {
  const others = Object.entries(tags).filter(([name]) => name !== "phase");
  return JSON.stringify(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}
