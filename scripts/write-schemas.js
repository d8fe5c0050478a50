// Writes the JSON Schemas of scenario files and of report.json into dist/, from the zod schemas that validate them.

import { writeFileSync } from "node:fs";
import { z } from "zod";
import { loadFileShape } from "../dist/engine/file/load-file-schema.js";
import { runReportSchema } from "../dist/metrics/run-report.js";
import { scenarioJsonSchema } from "../dist/scenarios/json-schema.js";

write("scenario.schema.json", scenarioJsonSchema(loadFileShape));
write("report.schema.json", z.toJSONSchema(runReportSchema, { io: "input" }));

/** Writes one schema, indented for people. */
function write(name, schema) {
  writeFileSync(new URL(`../dist/${name}`, import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`);
}
