import { defineConfig } from "vitest/config";

/**
 * What takes long: hundreds of cases on many peers, every example and every command of README, whole runs of commands, several worker
 * processes, pages of long runs and on paper, the views of the console in a browser. `npm test` is to stay short.
 */
export const longSuites = [
  "test/conformance/coverage.test.ts",
  "test/conformance/own-peers.test.ts",
  "test/conformance/mean-peers.test.ts",
  "test/conformance/cases/group-l.test.ts",
  "test/conformance/cases/right-peer.test.ts",
  "test/conformance/faulty/faults.test.ts",
  "test/conformance/faulty/loose-peer.test.ts",
  "test/cli/conform.test.ts",
  "test/cli/conform-client.test.ts",
  "test/cli/compare-refusals.test.ts",
  "test/cli/experiment-runs.test.ts",
  "test/cli/fragments.test.ts",
  "test/cli/fragments-runs.test.ts",
  "test/cli/gate.test.ts",
  "test/cli/idle.test.ts",
  "test/cli/run-loads.test.ts",
  "test/cli/search.test.ts",
  "test/cli/gate-runs.test.ts",
  "test/cli/watched-load.test.ts",
  "test/cli/watched-runs.test.ts",
  "test/cli/ui-runs.test.ts",
  "test/engine/run/workers.test.ts",
  "test/examples.test.ts",
  "test/examples-ci.test.ts",
  "test/gate-docs.test.ts",
  "test/readme.test.ts",
  "test/ui-docs.test.ts",
  "test/web/chinese-page.test.ts",
  "test/web/console/accepted-clients-page.test.ts",
  "test/web/console/client-window.test.ts",
  "test/web/console/client-window-peers.test.ts",
  "test/web/console/foreign-windows.test.ts",
  "test/web/console/frame-log.test.ts",
  "test/web/console/live-view.test.ts",
  "test/web/console/reports.test.ts",
  "test/web/console/run-form.test.ts",
  "test/web/console/send-form.test.ts",
  "test/web/console/server-listen-page.test.ts",
  "test/web/console/shell-page.test.ts",
  "test/web/experiment-page.test.ts",
  "test/web/experiment-plots-page.test.ts",
  "test/web/paper-and-keyboard.test.ts",
  "test/web/wide-run-page.test.ts",
  "test/web/console/watched-run.test.ts",
];

export default defineConfig({
  test: { include: longSuites, testTimeout: 180_000, hookTimeout: 60_000, maxWorkers: 2 },
});
