import { configDefaults, defineConfig } from "vitest/config";
import { longSuites } from "./vitest.long.config.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...longSuites],
    // Tests share two cores with their own servers and child processes; a loaded machine must not fail them.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
