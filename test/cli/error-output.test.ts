import pc from "picocolors";
import { describe, expect, it } from "vitest";
import {
  exitFactsOf,
  renderError,
  renderErrorJson,
  TargetFailed,
  TargetUnreachable,
} from "../../src/cli/error-output.js";
import { exitCodeFor } from "../../src/cli/exit-code.js";
import { WsrigError } from "../../src/errors.js";

const plain = pc.createColors(false);

describe("errors on stderr", () => {
  it.each([
    ["a mistake of the user", new WsrigError("usage-invalid-size", "m"), 2],
    ["a mistake in a scenario file", new WsrigError("scenario-invalid", "m"), 2],
    ["a target that never answered", new TargetUnreachable("target-unreachable", "m"), 3],
    ["a target that did something else", new TargetFailed("expectation-not-met", "m"), 1],
    ["misuse of the library by us", new WsrigError("metric-invalid-sample", "m"), 70],
    ["any other error", new TypeError("m"), 70],
    ["a thrown string", "m", 70],
  ])("%s has its exit code", (_title, error, code) => {
    expect(exitCodeFor(exitFactsOf(error))).toBe(code);
  });

  it("a mistake is told without a stack, with its hint", () => {
    const error = new WsrigError("usage-x", "rate is -5; must be greater than 0", { hint: "Try 5." });
    expect(renderError(error, plain)).toBe("error: rate is -5; must be greater than 0\nhint: Try 5.");
  });

  it("a bug is told with its stack and asks for an issue", () => {
    const text = renderError(new TypeError("x is undefined"), plain);
    expect(text).toMatch(/^error: wsrig failed unexpectedly: TypeError: x is undefined\n {4}at /);
    expect(text).toMatch(/\nhint: Please report it, .*issue tracker\.$/);
  });

  it("as JSON it has code, message, path and hint", () => {
    const error = new WsrigError("usage-x", "m", { hint: "h", path: "--rate" });
    expect(JSON.parse(renderErrorJson(error))).toEqual({
      error: { code: "usage-x", message: "m", path: "--rate", hint: "h" },
    });
    expect(JSON.parse(renderErrorJson(new TypeError("m"))).error.code).toBe("internal");
  });

  it("what a target put into it does not act on the terminal", () => {
    const error = new TargetFailed("connect-http-status", "the server answered 404 \u001b[2J\u202eno");
    expect(renderError(error, plain)).toBe("error: the server answered 404 \\x1b[2J\\u202eno");
  });

  it("secrets stay secret: passwords in URLs, named parameters, Authorization", () => {
    const error = new TargetFailed("x", "ws://me:pw@host/?token=abc and Authorization: Bearer xyz");
    for (const text of [renderError(error, plain, ["token"]), renderErrorJson(error, ["token"])]) {
      expect(text).toContain("ws://***@host/?token=***");
      expect(text).not.toMatch(/pw|abc|xyz/);
    }
  });
});
