import { expect, test } from "vitest";
import { linearScale, ticksBetween } from "../../../bench/harness/linear-scale.js";
import { html, table } from "../../../bench/harness/markup.js";

test.each([
  [0, 1_000, [0, 200, 400, 600, 800, 1_000]],
  [-390, 390, [-200, 0, 200]],
  [85, 100, [85, 90, 95, 100]],
  [0, 0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
])("an axis from %d to %d has round ticks", (from, to, ticks) => {
  expect(ticksBetween(from, to)).toEqual(ticks);
});

test("a scale maps its ends and what is between, in either direction", () => {
  const down = linearScale(0, 1_000, [260, 10]);
  expect([0, 500, 1_000].map((value) => down.at(value))).toEqual([260, 135, 10]);
});

test("text in a page is escaped, markup is not escaped again", () => {
  const bold = html`<b>${'1 < 2 & "3"'}</b>`;
  expect(bold.html).toBe("<b>1 &lt; 2 &amp; &quot;3&quot;</b>");
  expect(html`<p>${bold}${[bold, html`${4}`]}</p>`.html).toBe(`<p>${bold.html}${bold.html}4</p>`);
  expect(table(["<a>"], [["<b>"]]).html).toContain('<th scope="col">&lt;a&gt;</th>');
});
