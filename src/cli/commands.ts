// Every command, in the order of the help.

import type { Command } from "./command.js";
import { checkCommand } from "./commands/check.js";
import { compareCommand } from "./commands/compare.js";
import { conformCommand } from "./commands/conform.js";
import { conformClientCommand } from "./commands/conform-client.js";
import { connectCommand } from "./commands/connect.js";
import { demoCommand } from "./commands/demo.js";
import { experimentCommand } from "./commands/experiment.js";
import { fragmentsCommand } from "./commands/fragments.js";
import { gateCommand } from "./commands/gate.js";
import { historyCommand } from "./commands/history.js";
import { idleCommand } from "./commands/idle.js";
import { listCommand } from "./commands/list.js";
import { loadCommand } from "./commands/load.js";
import { reportCommand } from "./commands/report.js";
import { runCommand } from "./commands/run.js";
import { searchCommand } from "./commands/search.js";
import { serveCommand } from "./commands/serve.js";
import { uiCommand } from "./commands/ui.js";

/** The verbs of `wsrig`. */
export const commands: readonly Command[] = [
  checkCommand,
  conformCommand,
  conformClientCommand,
  runCommand,
  loadCommand,
  searchCommand,
  experimentCommand,
  gateCommand,
  fragmentsCommand,
  compareCommand,
  connectCommand,
  idleCommand,
  serveCommand,
  uiCommand,
  reportCommand,
  historyCommand,
  listCommand,
  demoCommand,
];
