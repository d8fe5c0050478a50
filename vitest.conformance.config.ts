import { defineConfig } from "vitest/config";

/** Each plays hundreds of cases on many peers in memory: minutes, where `npm test` is to stay short. */
export const longSuites = [
  "test/conformance/coverage.test.ts",
  "test/conformance/own-peers.test.ts",
  "test/conformance/cases/right-peer.test.ts",
  "test/conformance/faulty/faults.test.ts",
  "test/conformance/faulty/loose-peer.test.ts",
];

export default defineConfig({
  test: { include: longSuites, testTimeout: 180_000, hookTimeout: 60_000, maxWorkers: 2 },
});
