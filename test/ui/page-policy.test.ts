// What the built page allows itself, in words; foreign-pages.test.ts tries it in Chromium.

import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { loadConsolePage } from "../../src/store/report-page.js";

const page = loadConsolePage();

it("the page allows its own script and style by their hashes, its own process, and nothing else", () => {
  const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const [, script = ""] = /<script type="module"[^>]*>([\s\S]*?)<\/script>/.exec(page) ?? [];
  const [, style = ""] = /<style[^>]*>([\s\S]*?)<\/style>/.exec(page) ?? [];
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

it("the policy stands before all that it is for, and nothing is loaded from anywhere", () => {
  expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.search(/<(script|style|link)\b/));
  expect(page.match(/<(script|link|img|iframe)\b[^>]*\b(src|href)="(?!data:)[^"]*"/g)).toBeNull();
  expect(page).toContain('<meta name="referrer" content="no-referrer"');
});

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
