// The colours of the page's style sheet, resolved for a canvas.

import type { HeatColours } from "./heat-cells.js";
import type { PlotColours } from "./plot-options.js";

/** Reads the colours as they are now at `host`. */
export function plotColours(host: HTMLElement, paletteSize: number): PlotColours {
  return withResolver(host, (resolve) => ({
    text: resolve("--muted"),
    grid: resolve("--grid"),
    shade: resolve("--shade"),
    curves: Array.from({ length: paletteSize }, (_, index) => resolve(`--curve-${index}`)),
  }));
}

/** The colours of a heat map, from few samples to many. */
export function heatColours(host: HTMLElement): HeatColours {
  return withResolver(host, (resolve) => [
    resolve("--heat-few"),
    resolve("--heat-some"),
    resolve("--heat-many"),
  ]);
}

function withResolver<Colours>(
  host: HTMLElement,
  read: (resolve: (name: string) => string) => Colours,
): Colours {
  const probe = document.createElement("span");
  host.append(probe);
  const colours = read((name) => {
    // A canvas knows no light-dark(); the computed colour of an element is plain rgb.
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return colours;
}
