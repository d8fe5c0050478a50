// Text that a scenario file must give back as it is: what the file's placeholders look like is escaped.

/** A copy of the steps of a scenario in which every text stands for itself: `{{name}}` is a placeholder of steps. */
export function literalSteps<T>(steps: T): T {
  return mapTexts(steps, (text) => text.replaceAll(/\{\{[^{}]*\}\}/g, (found) => `\\${found}`)) as T;
}

/** A copy of a whole file in which every text stands for itself: `${NAME}` is filled from the environment anywhere. */
export function literalFile<T>(file: T): T {
  return mapTexts(file, (text) => text.replaceAll(/\$\{[^{}]*\}/g, (found) => `$${found}`)) as T;
}

function mapTexts(tree: unknown, map: (text: string) => string): unknown {
  if (typeof tree === "string") return map(tree);
  if (Array.isArray(tree)) return tree.map((item) => mapTexts(item, map));
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, mapTexts(value, map)]));
}
