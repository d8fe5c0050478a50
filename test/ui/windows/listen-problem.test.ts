import { describe, expect, it } from "vitest";
import { WsrigError } from "../../../src/errors.js";
import { listenProblem } from "../../../src/ui/windows/listen-problem.js";

describe("why a server cannot listen", () => {
  it.each([
    ["EADDRINUSE", "port 80 is in use by another program", "Choose another port, or 0 for a free one."],
    ["EACCES", "port 80 may not be used by this user", "Choose a port from 1024 on, or 0 for a free one."],
    ["EOTHER", "cannot listen on 127.0.0.1:80: EOTHER", "Choose another port, or 0 for a free one."],
  ])("is said for %s in words and with what to do", (code, message, hint) => {
    const cause = Object.assign(new Error(code), { code });
    const error = new WsrigError("listen-failed", `cannot listen on 127.0.0.1:80: ${code}`, { cause });
    expect(listenProblem(error, 80)).toMatchObject({
      code: "usage-cannot-listen",
      path: "port",
      message,
      hint,
    });
  });
});
