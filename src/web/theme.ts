// Light or dark: as the system says, until the reader chooses.

/** What the reader chose. */
export type ThemeChoice = "system" | "light" | "dark";

const choices: readonly ThemeChoice[] = ["system", "light", "dark"];
const storageKey = "wsrig-theme";

/** The choice kept from an earlier visit. */
export function storedThemeChoice(): ThemeChoice {
  try {
    return choices.find((choice) => choice === localStorage.getItem(storageKey)) ?? "system";
  } catch {
    return "system"; // Storage is forbidden in some browsers for pages from disk; the page works without.
  }
}

/** Shows the page in that theme and keeps the choice. */
export function applyThemeChoice(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = choice;
  try {
    localStorage.setItem(storageKey, choice);
  } catch {
    // As above: without storage the choice lasts as long as the page.
  }
}

/** The choice after this one, for a button that cycles. */
export function nextThemeChoice(choice: ThemeChoice): ThemeChoice {
  return choices[(choices.indexOf(choice) + 1) % choices.length] ?? "system";
}

/**
 * Calls back whenever the colours of the page may have changed: by the reader, by the system, and around
 * printing (paper is always light). Canvases must be drawn again then.
 *
 * @returns ends the watching.
 */
export function watchColours(changed: () => void): () => void {
  const queries = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}
