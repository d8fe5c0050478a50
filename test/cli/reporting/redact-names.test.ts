// --redact acts even where the command line does not parse.

import { expect, it } from "vitest";
import { redactNames } from "../../../src/cli/reporting/redact-names.js";

it.each([
  [["load", "--redact", "a", "--redact=b", "-x"], {}, ["a", "b"]],
  [["load"], { WSRIG_REDACT: "c\nd\n" }, ["c", "d"]],
  [["load", "--redact"], { WSRIG_REDACT: "" }, []],
])("%j with %j names %j", (args, env, names) => {
  expect(redactNames(args, env)).toEqual(names);
});
