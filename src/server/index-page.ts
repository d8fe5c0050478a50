// The page that a browser gets at `GET /`.

import type { BehaviourInfo } from "./behaviours/behaviour.js";

/** A small page without scripts that lists what the server does. */
export function renderIndexPage(about: {
  readonly name: string;
  readonly version: string;
  readonly behaviours: readonly BehaviourInfo[];
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(about.name)} reference server</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
dt { font-family: ui-monospace, monospace; font-weight: 600; margin-top: 1rem; }
ul { margin: 0; padding-left: 1.2rem; }
</style>
</head>
<body>
<h1>${escapeHtml(about.name)} ${escapeHtml(about.version)}</h1>
<p>A WebSocket server to test clients against. Connect to one of these paths:</p>
<dl>
${about.behaviours.map(renderBehaviour).join("\n")}
</dl>
<p><a href="/stats">/stats</a> counts connections, messages and bytes; <a href="/healthz">/healthz</a> says ok.</p>
</body>
</html>
`;
}

function renderBehaviour({ path, summary, parameters }: BehaviourInfo): string {
  const list = parameters.map(
    ({ name, meaning }) => `<li><code>${escapeHtml(name)}</code>: ${escapeHtml(meaning)}</li>`,
  );
  const details = list.length === 0 ? "" : `<ul>${list.join("")}</ul>`;
  return `<dt>${escapeHtml(path)}</dt><dd>${escapeHtml(summary)}${details}</dd>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
