import { defineConfig } from "vitest/config";

// Servers in other languages: slower to set up than `npm test` may be, so a suite of their own.
export default defineConfig({
  test: { include: ["test/**/*.peers.ts"], maxWorkers: 1, hookTimeout: 300_000 },
});
