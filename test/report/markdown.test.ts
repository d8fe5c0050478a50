import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.js";
import { code, prose } from "../../src/report/markdown-text.js";
import { check, hostileReport, smallReport } from "./small-report.js";

describe("the step summary", () => {
  test("of a failed check run", () => {
    expect(renderMarkdown(smallReport())).toBe(`\
## ❌ wsrig check: fail

\`ws://127.0.0.1:4000/\` · 2.5 s · checks: 3 passed, 1 failed, 1 not applicable

- 1 of 4 checks failed (text: an empty text comes back). **Try:** Compare what was expected and what was received in the failed checks.

### Failed checks

| Check | Expected | Received | Reason |
| :-- | :-- | :-- | :-- |
| **text** an empty text comes back (3 of 10 failed) | \`""\` | \`"x"\` | wrong reply |

| Threshold | result | observed |
| :-- | --: | --: |
| \`ws_ping: p99 < 2s\` | holds | 1.23457s |

| Latency | count | p50 | p90 | p99 | p99.9 | max |
| :-- | --: | --: | --: | --: | --: | --: |
| \`ws_msg_latency delivery=whole\` | 4 | 200 µs | 1.5 ms | 1.5 ms | 1.5 ms | 1.5 ms |
| \`ws_ping\` | 1 | 1.23 s | 1.23 s | 1.23 s | 1.23 s | 1.23 s |

| Throughput | total | per second |
| :-- | --: | --: |
| \`ws_msgs_sent\` | 12,345 | 4,938 |
| \`data_sent\` | 64 KiB | 25.6 KiB |

| Errors | count |
| :-- | --: |
| \`ws_errors step=tcp code=refused\` | 2 |

### Warnings

- The target runs on this machine, so both share its cores. **Try:** Run the target on another machine.

<details><summary>3 passed</summary>

- **handshake** a good handshake is accepted
- **text** ASCII comes back
- **text** 64 KiB come back

</details>

<details><summary>1 not applicable</summary>

- **broadcast** each receives once: the target is no wsrig server

</details>

<details><summary>Environment and how to repeat</summary>

- wsrig 0.1.0, Node.js 20.20.0, Linux 6.1 x64, 2 x Example CPU
- \`wsrig check ws://127.0.0.1:4000/ --name 'two words'\`

</details>
`);
  });

  test("shows at most 100 failed checks", () => {
    const checks = Array.from({ length: 130 }, () => check({ status: "fail" }));
    const rows = renderMarkdown(smallReport({ checks })).split("\n");
    expect(rows.filter((row) => row.startsWith("| **text** x"))).toHaveLength(100);
    expect(rows).toContain("| ... and 30 more; see report.json |  |  |  |");
  });

  test("of a hostile target has no HTML but our own, and no broken table", () => {
    const markdown = renderMarkdown(hostileReport());
    const tags = new Set(markdown.match(/<[^>]*>?/g));
    expect([...tags].sort()).toEqual([
      "<!-- -->",
      "</code>",
      "</details>",
      "</summary>",
      "<code>",
      "<details>",
      "<summary>",
    ]);
    const tables = markdown.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables).toHaveLength(6);
    for (const table of tables) {
      const cellsPerRow = table
        .split("\n")
        .map((row) => row.replaceAll("\\\\", "").match(/(?<!\\)\|/g)?.length);
      expect(new Set(cellsPerRow).size).toBe(1);
    }
    expect(markdown).not.toMatch(/[@#](?=\w)(?![^<]*<\/code>)/);
  });
});

describe("foreign text", () => {
  test.each([
    ["", "<code></code>", ""],
    ["ws_ping", "`ws_ping`", "ws\\_ping"],
    [" padded ", "<code> padded </code>", " padded "],
    ["a|b", "<code>a\\|b</code>", "a\\|b"],
    ["`x`", "<code>\\`x\\`</code>", "\\`x\\`"],
    ["a\\b", "<code>a\\\\b</code>", "a\\\\b"],
    ["<b>&amp;", "`<b>&amp;`", "&lt;b&gt;&amp;amp;"],
    ["@me #1", "`@me #1`", "@<!-- -->me #<!-- -->1"],
    [
      "**b** _i_ ~~s~~ [l](u) $m$",
      "`**b** _i_ ~~s~~ [l](u) $m$`",
      "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\[l\\](u) \\$m\\$",
    ],
    ["https://x www.x", "`https://x www.x`", "https:\\//x www\\.x"],
    ["a\nb\u001b", "<code>a\\\\nb\\\\x1b</code>", "a\\\\nb\\\\x1b"],
  ])("%j is %s as code and %s in a sentence", (text, asCode, asProse) => {
    expect(code(text)).toBe(asCode);
    expect(prose(text)).toBe(asProse);
  });

  test("is cut at 500 characters", () => {
    expect(prose("x".repeat(501))).toBe(`${"x".repeat(500)}… (501 characters)`);
  });
});
