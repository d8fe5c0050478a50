// Builds the browser page into one self-contained file, dist/web/report.html.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { contentSecurityPolicy } from "./content-security-policy.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  publicDir: false,
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy()],
  build: {
    outDir: here("../../dist/web"),
    emptyOutDir: true,
    // light-dark() and subgrid, the newest things the page uses.
    target: ["chrome123", "firefox121", "safari17.5"],
    // No module is ever loaded after the page itself, and the policy would forbid it.
    modulePreload: false,
    rolldownOptions: { input: here("report.html") },
  },
});
