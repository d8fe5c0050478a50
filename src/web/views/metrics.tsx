// Every metric of the report with its unit, by kind.

import type { JSX } from "preact";
import { formatQuantity, quantityOrDash } from "../../figures/quantity.js";
import { isLoad, isMeasured } from "../../figures/tags.js";
import type { CounterMetric, GaugeMetric, RateMetric, ReportMetric } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { describeTags } from "../data/lanes.js";
import { isTrend } from "../data/measured-trends.js";
import { metricTitle } from "../data/metric-words.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { PaperDetails } from "./paper-details.js";
import { Section, type SectionViewProps } from "./section.js";
import { trendColumns } from "./trend-table.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function Metrics({ source: { report } }: SectionViewProps): JSX.Element {
  const metrics = [...report.metrics].sort((a, b) => rank(a) - rank(b));
  return (
    <Section id="metrics" title={says.metrics.title} note={says.metrics.note}>
      <PaperDetails class="all-metrics" summary={says.metrics.rows(metrics.length)}>
        <MetricTable label={says.metrics.times} rows={metrics.filter(isTrend)} columns={trendColumns} />
        <MetricTable
          label={says.metrics.counts}
          rows={metrics.filter((metric) => metric.kind === "counter")}
          columns={counterColumns}
        />
        <MetricTable
          label={says.metrics.shares}
          rows={metrics.filter((metric) => metric.kind === "rate")}
          columns={rateColumns}
        />
        <MetricTable
          label={says.metrics.levels}
          rows={metrics.filter((metric) => metric.kind === "gauge")}
          columns={gaugeColumns}
        />
      </PaperDetails>
    </Section>
  );
}

/** What was measured under load first, then what checks measured by the way, warm-up last. */
function rank({ tags }: ReportMetric): number {
  if (!isMeasured(tags)) return 2;
  return isLoad(tags) || tags.scenario === undefined ? 0 : 1;
}

interface MetricTableProps<Row extends ReportMetric> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

function MetricTable<Row extends ReportMetric>({
  label,
  rows,
  columns,
}: MetricTableProps<Row>): JSX.Element | null {
  if (rows.length === 0) return null;
  const nameColumn: Column<Row> = {
    title: label,
    csvTitle: "name",
    cell: (metric) => <MetricName metric={metric} />,
    csv: (metric) => metric.name,
  };
  const tagColumn: Column<Row> = {
    title: says.metrics.tags,
    csvTitle: "tags",
    csv: (metric) => describeTags(metric.tags),
  };
  const unitColumn: Column<Row> = {
    title: says.metrics.unit,
    csvTitle: "unit",
    csv: (metric) => metric.unit,
  };
  return <DataTable label={label} rows={rows} columns={[nameColumn, tagColumn, unitColumn, ...columns]} />;
}

function MetricName({ metric }: { readonly metric: ReportMetric }): JSX.Element {
  const title = metricTitle(metric.name);
  const tags = describeTags(metric.tags);
  return (
    <span class="metric-name">
      {title !== metric.name && <span>{title}</span>}
      <code>
        <VisibleTitle text={metric.name} />
      </code>
      {tags !== "" && (
        <span class="metric-tags">
          <VisibleTitle text={tags} />
        </span>
      )}
    </span>
  );
}

const counterColumns: readonly Column<CounterMetric>[] = [
  numeric(
    says.metrics.total,
    "count",
    (metric) => metric.count,
    (metric) => formatQuantity(metric.count, metric.unit),
  ),
  numeric(
    says.metrics.perSecond,
    "rate_per_second",
    (metric) => metric.ratePerSecond,
    (metric) => `${formatQuantity(metric.ratePerSecond, metric.unit)}/s`,
  ),
];

const rateColumns: readonly Column<RateMetric>[] = [
  numeric(
    says.metrics.share,
    "rate",
    (metric) => metric.rate,
    (metric) => quantityOrDash(metric.rate, metric.unit),
  ),
  numeric(
    says.metrics.held,
    "passes",
    (metric) => metric.passes,
    (metric) => formatCount(metric.passes),
  ),
  numeric(
    says.metrics.didNotHold,
    "fails",
    (metric) => metric.fails,
    (metric) => formatCount(metric.fails),
  ),
];

const gaugeColumns: readonly Column<GaugeMetric>[] = [
  numeric(
    says.metrics.lowest,
    "min",
    (metric) => metric.min,
    (metric) => formatQuantity(metric.min, metric.unit),
  ),
  numeric(
    says.metrics.highest,
    "max",
    (metric) => metric.max,
    (metric) => formatQuantity(metric.max, metric.unit),
  ),
  numeric(
    says.metrics.last,
    "last",
    (metric) => metric.last,
    (metric) => formatQuantity(metric.last, metric.unit),
  ),
];

function numeric<Row>(
  title: string,
  csvTitle: string,
  csv: (row: Row) => number | undefined,
  cell: (row: Row) => string,
): Column<Row> {
  return { title, csvTitle, numeric: true, csv, cell };
}
