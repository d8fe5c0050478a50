// Starts the page.

// First of all imports; see there.
import "./valid-language.js";
import { render } from "preact";
import "uplot/dist/uPlot.min.css";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./styles/summary.css";
import "./styles/checks.css";
import "./styles/verdicts.css";
import "./styles/cases.css";
import "./styles/case-rows.css";
import "./styles/case-page.css";
import "./styles/wire.css";
import "./styles/plots.css";
import "./styles/comparison.css";
import "./styles/sweep.css";
import "./styles/tables.css";
import "./styles/history.css";
import "./styles/forced-colors.css";
import "./styles/print.css";
import { readEmbeddedReport } from "./embedded-report.js";
import { applyThemeChoice, storedThemeChoice } from "./theme.js";
import { Page } from "./views/page.js";
import { words } from "./words/words.js";

applyThemeChoice(storedThemeChoice());
document.documentElement.lang = words.language;
const root = document.getElementById("page");
if (root) render(<Page embedded={readEmbeddedReport(document)} />, root);
