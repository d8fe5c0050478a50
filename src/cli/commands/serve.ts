// `wsrig serve`: the reference server, until a signal.

import { WsrigError } from "../../errors.js";
import type { ReferenceServer } from "../../server/reference-server.js";
import type { ReferenceServerOptions, ServerTlsOptions } from "../../server/reference-server-options.js";
import type { Command, CommandCall } from "../command.js";
import { jsonFlags, quietFlags } from "../flags/flag-groups.js";
import type { FlagValues } from "../flags/flag-values.js";
import { readKeyPair } from "../flags/pem-flags.js";
import { untilEnded } from "../until-ended.js";

const server = "Server:";

export const serveCommand: Command = {
  name: "serve",
  summary: "Run the reference server until Ctrl-C",
  positionals: [],
  flags: {
    port: { kind: "text", group: server, summary: "TCP port; 0 picks a free one", fallback: "0" },
    host: { kind: "text", group: server, summary: "Address to listen on", fallback: "127.0.0.1" },
    engine: {
      kind: "text",
      group: server,
      summary: "Who frames: the ws package, or our own code",
      choices: ["ws", "frame"],
      fallback: "ws",
    },
    tls: {
      kind: "switch",
      group: server,
      summary: "wss, with a certificate made now unless --cert names one",
    },
    cert: { kind: "text", group: server, summary: "File of the server's certificate (PEM)" },
    key: { kind: "text", group: server, summary: "File of its private key (PEM)" },
    origin: { kind: "list", group: server, summary: "Allow only this Origin; repeat for more" },
    subprotocol: { kind: "list", group: server, summary: "Subprotocol to agree to; repeat for more" },
    compression: { kind: "switch", group: server, summary: "Agree to permessage-deflate", fallback: "on" },
    "max-message-size": { kind: "text", group: server, summary: "Largest message", example: "64MiB" },
    "max-fragments": { kind: "text", group: server, summary: "Most frames of a message", example: "16384" },
    "max-clients": {
      kind: "text",
      group: server,
      summary: "Most connections at once; the next wait",
      example: "1000",
      fallback: "16384",
    },
    "idle-ping": { kind: "text", group: server, summary: "Ping every client so often", example: "30s" },
    conformance: {
      kind: "switch",
      group: server,
      summary: "Lift the limit on fragments, for conformance suites",
    },
    ...jsonFlags,
    ...quietFlags,
  },
  examples: [["$0 serve --port 8080", "ws://127.0.0.1:8080 with all behaviours"]],
  async run(call) {
    const { flags, terminal } = call;
    const options = readServerOptions(flags);
    flags.throwProblems();
    const json = flags.switch("json") ?? false;
    using end = untilEnded();
    const running = await listen({
      ...options,
      ...(json && { onEvent: (event) => terminal.out(JSON.stringify(event)) }),
    });
    if (!json) terminal.out(running.url);
    warnWhenExposed(call, running);
    await end.ended;
    await running.close();
    return {};
  },
};

function readServerOptions(flags: FlagValues): ReferenceServerOptions {
  const origins = flags.list("origin");
  return {
    port: flags.integer("port", { min: 0, max: 65_535 }),
    host: flags.text("host"),
    engine: flags.text("engine") === "frame" ? "frame" : "ws",
    tls: readTls(flags),
    ...(origins.length > 0 && { origins }),
    subprotocols: flags.list("subprotocol"),
    compression: flags.switch("compression"),
    maxMessageBytes: flags.sizeBytes("max-message-size"),
    maxFragments: flags.integer("max-fragments", { min: 1, max: 0x7fff_ffff }),
    maxClients: flags.integer("max-clients", { min: 1, max: 1_000_000 }),
    idlePingMs: flags.durationMs("idle-ping"),
    conformance: flags.switch("conformance"),
  };
}

function readTls(flags: FlagValues): boolean | ServerTlsOptions {
  return readKeyPair(flags) ?? flags.switch("tls") ?? false;
}

async function listen(options: ReferenceServerOptions): Promise<ReferenceServer> {
  // Loaded now, not at the start: help, completion and mistakes answer at once.
  const { startReferenceServer } = await import("../../server/reference-server.js");
  try {
    return await startReferenceServer(options);
  } catch (error) {
    const mistake = listenMistake(error as NodeJS.ErrnoException, options);
    throw mistake ?? error;
  }
}

/** What the system or the TLS library refuses is a mistake in the flags. */
function listenMistake(
  { code = "", syscall, message }: NodeJS.ErrnoException,
  { host = "127.0.0.1", port = 0 }: ReferenceServerOptions,
): WsrigError | undefined {
  if (code.startsWith("ERR_OSSL")) {
    return new WsrigError("usage-invalid-certificate", `--cert and --key cannot be used: ${message}`, {
      path: "--cert",
      hint: "Give a certificate and its own private key, both as PEM files.",
    });
  }
  if (syscall === undefined) return undefined;
  return new WsrigError("usage-cannot-listen", `the server cannot listen on ${host}:${port}: ${message}`, {
    path: code === "EADDRINUSE" || code === "EACCES" ? "--port" : "--host",
    hint: code === "EADDRINUSE" ? "Choose another --port, or 0 for a free one." : undefined,
  });
}

function warnWhenExposed({ flags, terminal }: CommandCall, { warning }: ReferenceServer): void {
  if (warning === undefined || flags.switch("quiet")) return;
  const { yellow, bold } = terminal.errColours;
  terminal.err(`${yellow(bold("WARNING:"))} ${warning}`);
}
