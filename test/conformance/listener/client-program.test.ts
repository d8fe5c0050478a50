import { expect, test } from "vitest";
import { startClientProgram } from "../../../src/conformance/listener/client-program.js";

const url = "ws://127.0.0.1:9001";

async function run(script: string, ...args: string[]): Promise<{ end: string; said: string }> {
  let said = "";
  const command = [process.execPath, "-e", script, ...args];
  const output = (text: string): void => {
    said += text;
  };
  const { ended } = await startClientProgram({ command, url, output });
  return { end: await ended, said };
}

test("the URL stands in the arguments and in WSRIG_URL, and both streams are told", async () => {
  const script = "console.log(process.argv[1]); console.error(process.env.WSRIG_URL)";
  const { end, said } = await run(script, "to={url}/x");
  expect(end).toBe("");
  expect(said.split("\n").sort()).toEqual(["", `to=${url}/x`, url]);
});

test("an exit code other than 0 is told", async () => {
  expect((await run("process.exit(7)")).end).toBe("exit code 7");
});

test("a program that does not want to end is killed, with what it started", { timeout: 20_000 }, async () => {
  let said = "";
  const script = `
    process.on("SIGTERM", () => {});
    const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    console.log(child.pid);
    setInterval(() => {}, 1000);
  `;
  let told: (() => void) | undefined;
  const spoke = new Promise<void>((resolve) => {
    told = resolve;
  });
  const program = await startClientProgram({
    command: [process.execPath, "-e", script],
    url,
    output: (text) => {
      said += text;
      if (said.includes("\n")) told?.();
    },
  });
  await spoke;
  await program.stop();
  expect(await program.ended).toBe("signal SIGKILL");
  const grandchild = Number(said);
  await expect.poll(() => isAlive(grandchild), { timeout: 10_000 }).toBe(false);
});

test("a program that is not there is a mistake that names it", async () => {
  await expect(startClientProgram({ command: ["/nowhere/client", "{url}"], url })).rejects.toMatchObject({
    code: "usage-client-program",
    message: 'the client program "/nowhere/client" cannot be started (ENOENT)',
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
