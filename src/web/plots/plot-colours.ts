// The colours of the page's style sheet, resolved for a canvas.

import type { PlotColours } from "./plot-options.js";

/** Reads the colours as they are now at `host`. */
export function plotColours(host: HTMLElement, paletteSize: number): PlotColours {
  const probe = document.createElement("span");
  host.append(probe);
  const resolve = (name: string): string => {
    // A canvas knows no light-dark(); the computed colour of an element is plain rgb.
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    text: resolve("--muted"),
    grid: resolve("--grid"),
    shade: resolve("--shade"),
    curves: Array.from({ length: paletteSize }, (_, index) => resolve(`--curve-${index}`)),
  };
  probe.remove();
  return colours;
}
