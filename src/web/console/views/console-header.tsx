// The head of the console: its name, its views, language and colours.

import type { JSX } from "preact";
import { Brand } from "../../views/brand.js";
import { Select } from "../../views/select.js";
import { ThemeButton } from "../../views/theme-button.js";
import { languages, storeLanguage, words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import { openRoute, type Route, routeHref } from "../route.js";
import { isRunUnderWay } from "../state/console-state.js";

/** `open`: the view that is; absent where there is but one. */
export function ConsoleHeader({ open }: { readonly open?: Route["view"] | undefined }): JSX.Element {
  return (
    <header class="page-header console-header">
      <a class="skip-link" href="#content">
        {words.shell.skip}
      </a>
      <Brand />
      {open !== undefined && <ViewLinks open={open} />}
      <div class="console-choices">
        <LanguageChoice />
        <ThemeButton says={words.shell} />
      </div>
    </header>
  );
}

function ViewLinks({ open }: { readonly open: Route["view"] }): JSX.Element {
  const isUnderWay = useConsole(isRunUnderWay);
  return (
    <nav class="view-links" aria-label={words.shell.views}>
      {(["windows", "run", "reports"] as const).map((view) => (
        <a
          key={view}
          href={routeHref({ view, detail: "" })}
          aria-current={view === open ? "page" : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            openRoute({ view, detail: "" });
          }}
        >
          {words.shell[view]}
          {view === "run" && isUnderWay && (
            <>
              <span class="under-way" aria-hidden="true" />
              <span class="visually-hidden"> ({words.shell.underWay})</span>
            </>
          )}
        </a>
      ))}
    </nav>
  );
}

function LanguageChoice(): JSX.Element {
  const choose = (language: string): void => {
    storeLanguage(language);
    location.reload();
  };
  return (
    <Select
      label={words.shell.chooseLanguage}
      options={Object.entries(languages).map(([value, { shell }]) => ({ value, label: shell.languageName }))}
      value={words.language.split("-")[0] ?? ""}
      onChange={choose}
    />
  );
}
