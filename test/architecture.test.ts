// Reads the layer table of ARCHITECTURE.md and holds every import in src/ against it.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");

interface Layer {
  readonly values: ReadonlySet<string>;
  readonly typesOnly: ReadonlySet<string>;
}

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const layers = readLayerTable(readFileSync(join(root, "ARCHITECTURE.md"), "utf8"));

test("the layer table of ARCHITECTURE.md names every folder and file of src/", () => {
  const names = readdirSync(src).map((name) => name.replace(/\.ts$/, ""));
  expect([...layers.keys()].sort()).toEqual(names.sort());
});

test("no file of src/ imports what the layer table does not allow", () => {
  const forbidden = importsOf(src).filter((found) => !isAllowed(found, layers));
  expect(
    forbidden.map(({ file, to, typeOnly }) => `${file} imports ${typeOnly ? "types of " : ""}${to}`),
  ).toEqual([]);
});

test("an import against the table is found", () => {
  const against = { file: "src/protocol/x.ts", from: "protocol", to: "client", typeOnly: false };
  expect(isAllowed(against, layers)).toBe(false);
  expect(isAllowed({ ...against, from: "web", to: "metrics" }, layers)).toBe(false);
  expect(isAllowed({ ...against, from: "web", to: "metrics", typeOnly: true }, layers)).toBe(true);
});

test("protocol/ touches no socket, no timer and no `ws`", () => {
  const sources = filesBelow(join(src, "protocol")).map((file) => readFileSync(file, "utf8"));
  for (const source of sources) {
    expect(source).not.toMatch(
      /from "(node:)?(net|tls|http|https|dns|timers|timers\/promises|worker_threads|ws)"/,
    );
    expect(source).not.toMatch(/\bset(Timeout|Interval|Immediate)\(/);
  }
});

function readLayerTable(markdown: string): Map<string, Layer> {
  const section = markdown.split("## Who may import whom")[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => /^\|(?!---| folder )/.test(line));
  const table = new Map<string, Layer>();
  for (const row of rows) {
    const [, names = "", allowed = ""] = row.split("|").map((cell) => cell.trim());
    for (const name of names.split(",").map((part) => part.trim()))
      table.set(name, readAllowed(name, allowed));
  }
  // The one crossing that the text below the table grants.
  const server = table.get("server");
  if (section.includes("`server` may import `client`") && server) {
    table.set("server", { ...server, values: new Set([...server.values, "client"]) });
  }
  return table;
}

function readAllowed(name: string, cell: string): Layer {
  const everything = readdirSync(src).map((entry) => entry.replace(/\.ts$/, ""));
  const own = [name];
  if (cell === "nothing of ours") return { values: new Set(own), typesOnly: new Set() };
  if (cell.startsWith("everything")) {
    const except = cell
      .replace(/^everything( but)?/, "")
      .split(",")
      .map((part) => part.trim());
    return { values: new Set(everything.filter((entry) => !except.includes(entry))), typesOnly: new Set() };
  }
  const parts = cell.split(/[,;]/).map((part) => part.trim());
  const typesOnly = parts
    .filter((part) => part.startsWith("types of "))
    .map((part) => part.slice("types of ".length));
  const values = parts.filter((part) => !part.startsWith("types of "));
  return { values: new Set([...own, ...values]), typesOnly: new Set(typesOnly) };
}

function isAllowed({ from, to, typeOnly }: Import, table: ReadonlyMap<string, Layer>): boolean {
  const layer = table.get(from);
  return layer !== undefined && (layer.values.has(to) || (typeOnly && layer.typesOnly.has(to)));
}

function importsOf(folder: string): readonly Import[] {
  return filesBelow(folder).flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const found = [...source.matchAll(/^\s*(import|export)\s+(type\s+)?[^;]*?from\s+"(\.[^"]+)"/gm)];
    const dynamic = [...source.matchAll(/import\("(\.[^"]+)"\)/g)].map((match) => ({
      path: match[1] ?? "",
      typeOnly: false,
    }));
    const paths = found.map((match) => ({ path: match[3] ?? "", typeOnly: match[2] !== undefined }));
    return [...paths, ...dynamic].map(({ path, typeOnly }) => ({
      file: relative(root, file),
      from: layerOf(file),
      to: layerOf(resolve(dirname(file), path)),
      typeOnly,
    }));
  });
}

/** The first folder or file name below src/. */
function layerOf(path: string): string {
  return (relative(src, path).split(/[\\/]/)[0] ?? "").replace(/\.(ts|tsx|js)$/, "");
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
