// An HTML page with markup that repeats and text that does not; a few characters beyond ASCII.

import { type Random, seededRandom } from "../../random.js";
import { englishWords } from "./english-words.js";

const seed = 1204;
/** 27 bytes more than characters: eleven characters of two bytes, eight of three. */
const beyondAscii = [..."äöüßéèêñçåø", ..."–—“”…€→世"];
const maxSectionCharacters = 6_000;
const end = "</p>\n  </main>\n</body>\n</html>\n";

/** A page of exactly `characters` characters, none beyond the Basic Multilingual Plane; 27 bytes more than that. */
export function webPageText(characters: number): string {
  const random = seededRandom(seed);
  let text = head();
  for (let number = 1; text.length < characters - 2 * maxSectionCharacters; number++) {
    text += section(number, random);
  }
  text += '    <p class="colophon">';
  const missing = characters - text.length - end.length;
  return text + sentences(random, 4_000).slice(0, missing) + end;
}

function head(): string {
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '  <meta charset="utf-8">',
    "  <title>A page of sections</title>",
    "  <style>",
    "    body { font-family: serif; margin: 0 auto; max-width: 60em; }",
    "    nav a, footer a { color: #246; text-decoration: none; }",
    "    table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: 2px 6px; }",
    "  </style>",
    "</head>",
    "<body>",
    '  <main id="content">',
    "",
  ].join("\n");
}

function section(number: number, random: Random): string {
  const title = Array.from({ length: random.integer(2, 5) }, () => random.pick(englishWords)).join(" ");
  const mark = beyondAscii[number - 1];
  return [
    `    <section id="section-${number}" class="entry">`,
    `      <h2><a href="#section-${number}">${number}. ${title}${mark === undefined ? "" : ` ${mark}`}</a></h2>`,
    ...Array.from({ length: random.integer(2, 5) }, () => paragraph(random)),
    ...(number % 3 === 0 ? [table(random)] : []),
    "    </section>",
    "",
  ].join("\n");
}

function paragraph(random: Random): string {
  const link = random.pick(englishWords);
  const href = `/articles/${link}/${random.integer(100, 9_999)}.html`;
  const text = sentences(random, random.integer(20, 90));
  return `      <p>${text} <a class="reference" href="${href}">${link}</a> ${sentences(random, 9)}</p>`;
}

function table(random: Random): string {
  const rows = Array.from({ length: random.integer(3, 9) }, () => {
    const cells = [random.pick(englishWords), random.integer(0, 9_999), `${random.integer(0, 100)}%`];
    return `        <tr>${cells.map((cell) => `<td class="cell">${cell}</td>`).join("")}</tr>`;
  });
  return ['      <table class="figures">', ...rows, "      </table>"].join("\n");
}

function sentences(random: Random, words: number): string {
  let text = "";
  for (let left = words; left > 0; ) {
    const length = Math.min(left, random.integer(4, 14));
    const part = Array.from({ length }, () => random.pick(englishWords)).join(" ");
    text += `${text === "" ? "" : " "}${part.charAt(0).toUpperCase()}${part.slice(1)}.`;
    left -= length;
  }
  return text;
}
