// Starts the console.

// First of all imports; see there.
import "../valid-language.js";
import "./no-code-from-text.js";
import { render } from "preact";
import "uplot/dist/uPlot.min.css";
import "../styles/tokens.css";
import "../styles/page.css";
import "../styles/controls.css";
import "../styles/summary.css";
import "../styles/checks.css";
import "../styles/verdicts.css";
import "../styles/cases.css";
import "../styles/case-rows.css";
import "../styles/case-page.css";
import "../styles/wire.css";
import "../styles/plots.css";
import "../styles/comparison.css";
import "../styles/sweep.css";
import "../styles/tables.css";
import "../styles/print.css";
import "../styles/console-shell.css";
import "../styles/form-fields.css";
import "../styles/server-window.css";
import "../styles/accepted-clients.css";
import "../styles/reports.css";
import "../styles/send-form.css";
import "../styles/client-window.css";
import "../styles/client-handshake.css";
import "../styles/frame-log.css";
import "../styles/log-rows.css";
import "../styles/live-run.css";
import "../styles/run-form.css";
import "../styles/forced-colors.css";
import { applyThemeChoice, storedThemeChoice } from "../theme.js";
import { words } from "../words/words.js";
import { followPage } from "./link/follow-page.js";
import { ProcessLink } from "./link/process-link.js";
import { ConsoleContext } from "./page-context.js";
import { noState, stateAfter } from "./state/console-state.js";
import { FrameLog } from "./state/frame-log.js";
import { Store } from "./store.js";
import { Shell } from "./views/shell.js";

applyThemeChoice(storedThemeChoice());
document.documentElement.lang = words.language;

const state = new Store(noState);
const log = new FrameLog();
const link = new ProcessLink(location, {
  changed: (changed) => state.set({ ...state.value, link: changed }),
  told(message) {
    if (message.kind === "clients") log.sawClients(message.clients.map(({ conversation }) => conversation));
    if (message.kind === "log") log.add(message.entries, message.isAll);
    else state.set(stateAfter(state.value, message));
  },
});
link.open();
followPage(link);

const root = document.getElementById("page");
if (root) {
  render(
    <ConsoleContext.Provider value={{ state, log, link }}>
      <Shell onRetry={() => link.retry()} />
    </ConsoleContext.Provider>,
    root,
  );
}
