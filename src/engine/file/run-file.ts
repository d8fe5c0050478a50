// What a scenario file in TypeScript may export by default, for its author's editor.

import type { Scenario } from "../../scenarios/scenario.js";
import type { LoadFile } from "./load-file-schema.js";

/**
 * A file of loads, and of the scenarios that they run: `export default { ... } satisfies RunFile`. Times and sizes carry their
 * units (`"30s"`, `"16KiB"`), as in YAML.
 */
export interface RunFile extends LoadFile {
  /** The target of loads that name none; `--url` goes before it. */
  readonly url?: string | undefined;
  readonly scenarios?: Scenario | readonly Scenario[] | undefined;
}
