import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";

describe("wsrig serve", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "prints the URL alone first, and ends with 0 on %s",
    async (signal) => {
      const serve = startCli(["serve"]);
      const stdout = await serve.stdoutHas("\n");
      expect(stdout).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\n$/);
      const about = await fetch(`${stdout.trim().replace("ws", "http")}/`, {
        headers: { Accept: "application/json" },
      });
      expect(await about.json()).toMatchObject({ name: "wsrig" });
      serve.child.kill(signal);
      expect(await serve.result).toEqual({ code: 0, stdout, stderr: "" });
    },
  );

  it("closes its clients with 1001 when it ends", async () => {
    const serve = startCli(["serve", "--engine", "frame"]);
    const url = (await serve.stdoutHas("\n")).trim();
    const client = startCli(["connect", `${url}/greeting`, "--json", "--expect", "never"]);
    await client.stdoutHas('"direction":"received"');
    serve.child.kill("SIGTERM");
    expect((await serve.result).code).toBe(0);
    const { code, stdout } = await client.result;
    const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ event: "closed", code: 1001, initiatedBy: "peer", wasClean: true });
    expect(code).toBe(1);
  });

  it("--json begins with the listening event and goes on with JSON Lines", async () => {
    const serve = startCli(["serve", "--json"]);
    const first = JSON.parse(await serve.stdoutHas("\n"));
    expect(first).toEqual({
      event: "listening",
      url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/),
      httpUrl: first.url.replace("ws", "http"),
      pid: serve.child.pid,
    });
    await runCli(["connect", `${first.url}/echo`, "--quiet"], { stdin: "hello\n" });
    await serve.stdoutHas('"event":"closed"');
    serve.child.kill("SIGTERM");
    const { code, stdout } = await serve.result;
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(["listening", "opened", "closed"]);
    expect(events[2]).toMatchObject({ path: "/echo", code: 1000, messagesReceived: 1, messagesSent: 1 });
    expect(code).toBe(0);
  });

  it("--tls serves wss, and a client that trusts nobody says why it fails", async () => {
    const serve = startCli(["serve", "--tls"]);
    const url = (await serve.stdoutHas("\n")).trim();
    expect(url).toMatch(/^wss:/);
    const trusting = await runCli(["connect", url, "-k", "--expect", "^hello$"], { stdin: "hello\n" });
    expect(trusting.code).toBe(0);
    const careful = await runCli(["connect", url]);
    expect(careful).toMatchObject({ code: 3, stdout: "" });
    expect(careful.stderr).toContain("certificate");
    serve.child.kill("SIGTERM");
    await serve.result;
  });

  it("--no-compression declines what a client offers", async () => {
    for (const [flags, extensions] of [
      [[], /permessage-deflate/],
      [["--no-compression"], /^$/],
    ] as const) {
      const serve = startCli(["serve", ...flags]);
      const url = (await serve.stdoutHas("\n")).trim();
      const { stdout } = await runCli(["connect", url, "--compression", "--json"]);
      expect(JSON.parse(stdout.split("\n")[0] ?? "").extensions).toMatch(extensions);
      serve.child.kill("SIGTERM");
      await serve.result;
    }
  });

  it("a certificate that is none is a mistake", async () => {
    const folder = temporaryFolder();
    const pem = join(folder.path, "broken.pem");
    const block = (label: string): string => `-----BEGIN ${label}-----\nnonsense\n-----END ${label}-----\n`;
    writeFileSync(pem, block("CERTIFICATE") + block("PRIVATE KEY"));
    const { code, stdout, stderr } = await runCli(["serve", "--cert", pem, "--key", pem]);
    folder.remove();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: --cert and --key cannot be used: /);
  });

  it("a file without a PEM block is named, with what it should hold", async () => {
    const folder = temporaryFolder();
    const pem = join(folder.path, "words.txt");
    writeFileSync(pem, "nonsense");
    const { code, stdout, stderr } = await runCli(["serve", "--cert", pem, "--key", pem]);
    folder.remove();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.split("\n").slice(1, 3)).toEqual([
      `  --cert is "${pem}"; the file holds no certificate in PEM. Give a text file with a block that begins with BEGIN CERTIFICATE.`,
      `  --key is "${pem}"; the file holds no private key in PEM. Give a text file with a block that begins with BEGIN PRIVATE KEY.`,
    ]);
  });

  it("warns loudly on stderr when other machines can reach it", async () => {
    const serve = startCli(["serve", "--host", "0.0.0.0"]);
    expect(await serve.stderrHas("\n")).toMatch(/^WARNING: .*other machines can reach it/);
    serve.child.kill("SIGTERM");
    expect((await serve.result).stdout).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\n$/);
  });

  it("a port in use is a mistake with what to do about it", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const { port } = holder.address() as { port: number };
    const { code, stdout, stderr } = await runCli(["serve", "--port", String(port)]);
    holder.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: the server cannot listen on 127.0.0.1:${port}`);
    expect(stderr).toContain("hint: Choose another --port, or 0 for a free one.");
  });
});
