// JSON Schema of declarative scenario files, for editors.

import { z } from "zod";
import { type FileParts, partedFileSchema, scenarioListSchema, singleScenarioSchema } from "./file-schema.js";

/**
 * The schema as plain JSON (draft 2020-12), of what may be written: defaults are not required.
 *
 * @param parts - Keys that files may have beside their scenarios.
 */
export function scenarioJsonSchema(parts: FileParts = {}): object {
  const hasParts = Object.keys(parts).length > 0;
  const file = z.union([singleScenarioSchema, hasParts ? partedFileSchema(parts) : scenarioListSchema]);
  return {
    ...z.toJSONSchema(file, { io: "input", reused: "ref" }),
    title: "wsrig scenario file",
    description: `One scenario, or several under "scenarios". Texts may use the environment: \${NAME}, \${NAME:-default}.`,
  };
}
