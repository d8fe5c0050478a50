import { expect, test } from "vitest";
import { isUserMistake, WsrigError } from "../src/errors.js";

test("an error carries code, hint, path and cause", () => {
  const cause = new Error("below");
  const error = new WsrigError("usage-invalid-size", "--size is 5", {
    hint: "Write 5B.",
    path: "--size",
    cause,
  });
  expect(error).toMatchObject({
    name: "WsrigError",
    code: "usage-invalid-size",
    hint: "Write 5B.",
    path: "--size",
    cause,
  });
  expect(error).toBeInstanceOf(Error);
});

test.each([
  [new WsrigError("usage-invalid-size", "x"), true],
  [new WsrigError("scenario-invalid", "x"), true],
  [new WsrigError("connection-not-open", "x"), false],
  [new Error("x"), false],
  ["x", false],
])("%s is a mistake of the user: %s", (error, mistake) => {
  expect(isUserMistake(error)).toBe(mistake);
});
