// JSON Schema of declarative scenario files, for editors.

import { z } from "zod";
import { scenarioListSchema, singleScenarioSchema } from "./file-schema.js";

/** The schema as plain JSON (draft 2020-12), of what may be written: defaults are not required. */
export function scenarioJsonSchema(): object {
  const file = z.union([singleScenarioSchema, scenarioListSchema]);
  return {
    ...z.toJSONSchema(file, { io: "input", reused: "ref" }),
    title: "wsrig scenario file",
    description: `One scenario, or several under "scenarios". Texts may use the environment: \${NAME}, \${NAME:-default}.`,
  };
}
