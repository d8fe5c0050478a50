// Builds the browser pages, each into one self-contained file: `--mode report` gives dist/web/report.html, `--mode console`
// dist/web/console.html.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { contentSecurityPolicy } from "./content-security-policy.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  root: here("."),
  publicDir: false,
  plugins: [
    viteSingleFile({ removeViteModuleLoader: true }),
    contentSecurityPolicy({ connects: mode === "console" }),
  ],
  build: {
    outDir: here("../../dist/web"),
    // The build begins with an empty dist, and the pages lie side by side.
    emptyOutDir: false,
    // light-dark() and subgrid, the newest things the pages use.
    target: ["chrome123", "firefox121", "safari17.5"],
    // No module is ever loaded after the page itself, and the policy would forbid it.
    modulePreload: false,
    rolldownOptions: { input: here(`${mode}.html`) },
  },
}));
