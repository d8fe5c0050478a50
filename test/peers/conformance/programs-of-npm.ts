// Libraries and runtimes whose packages come from npm; what is not in our own node_modules is installed in the cache folder.

import { existsSync } from "node:fs";
import { cp, mkdir, readFile } from "node:fs/promises";
import { build, isAvailable, outputOf, type PeerCommand, peerPath, startProgram } from "../peer-process.js";
import type { ClientStart, PeerProgram, PreparedPeer } from "./peer-program.js";

/** Our own reference server on the `ws` engine. */
export const wsrigWs: PeerProgram = {
  name: "wsrig-ws",
  library: "wsrig serve, engine ws",
  prepare: async () => ({
    kind: "ready",
    version: await ownVersion(),
    server: node([peerPath("wsrig", "server.js"), "ws"]),
  }),
};

/** Our own reference server on our own framing. */
export const wsrigFrame: PeerProgram = {
  name: "wsrig-frame",
  library: "wsrig serve, engine frame",
  prepare: async () => ({
    kind: "ready",
    version: await ownVersion(),
    server: node([peerPath("wsrig", "server.js"), "frame"]),
  }),
};

/** Our own client. */
export const wsrigClient: PeerProgram = {
  name: "wsrig-client",
  library: "wsrig WebSocketClient",
  prepare: async () => ({
    kind: "ready",
    version: await ownVersion(),
    client: clientOf(node([peerPath("wsrig", "client.js")])),
  }),
};

/** With its defaults: no permessage-deflate as a server. */
export const ws: PeerProgram = {
  name: "ws",
  library: "ws",
  prepare: async () => ({
    kind: "ready",
    version: await versionOf("ws"),
    server: node([peerPath("ws", "server.js")]),
    client: clientOf(node([peerPath("ws", "client.js")])),
  }),
};

/** Without its limits, and with permessage-deflate. */
export const wsNoLimits: PeerProgram = {
  name: "ws-no-limits",
  library: "ws, no limits, deflate",
  prepare: async () => ({
    kind: "ready",
    version: await versionOf("ws"),
    server: node([peerPath("ws", "server.js"), "no-limits"]),
  }),
};

/** The package `websocket`, which has no permessage-deflate. */
export const websocketNode: PeerProgram = fromModules("websocket-node", "websocket");

/** The package `faye-websocket`, without an extension. */
export const faye: PeerProgram = fromModules("faye", "faye-websocket");

/** The WebSocket that Node itself has. */
export const nodeBuiltIn: PeerProgram = {
  name: "node",
  library: "Node.js built-in (undici)",
  prepare: async () => ({
    kind: "ready",
    version: `${process.versions.node} (${process.versions.undici ?? "unknown"})`,
    // A flag in Node 20, the default later, where the flag is still taken.
    client: clientOf(node(["--experimental-websocket", "--no-warnings", peerPath("standard-client.js")])),
  }),
};

/** The runtime Bun from its npm package. */
export const bun: PeerProgram = {
  name: "bun",
  library: "Bun",
  prepare: () =>
    fromOwnPackage("bun", (binary) => ({
      server: { command: binary, args: [peerPath("bun", "server.js")] },
      client: clientOf({ command: binary, args: [peerPath("standard-client.js")] }),
    })),
};

/** The runtime Deno from its npm package. */
export const deno: PeerProgram = {
  name: "deno",
  library: "Deno",
  prepare: () => {
    const run = ["run", "--quiet", "--no-config", "--no-lock", "--allow-net"];
    return fromOwnPackage("deno", (binary) => ({
      server: { command: binary, args: [...run, peerPath("deno", "server.js")] },
      client: clientOf({ command: binary, args: [...run, peerPath("standard-client.js")] }),
    }));
  },
};

/** Chromium's own WebSocket, through the page of the listener. */
export const chromium: PeerProgram = {
  name: "chromium",
  library: "Chromium",
  prepare: async () => {
    const program = peerPath("chromium", "client.js");
    const version = (await outputOf(process.execPath, [program, "version"])).trim();
    return { kind: "ready", version, client: clientOf(node([program])) };
  },
};

function fromModules(folder: string, library: string): PeerProgram {
  return {
    name: library,
    library,
    prepare: async () => ({
      kind: "ready",
      version: await versionOf(library),
      server: node([peerPath(folder, "server.js")]),
      client: clientOf(node([peerPath(folder, "client.js")])),
    }),
  };
}

/** A runtime of its own, too large for everybody's node_modules. */
async function fromOwnPackage(
  name: string,
  commands: (binary: string) => Pick<Extract<PreparedPeer, { kind: "ready" }>, "server" | "client">,
): Promise<PreparedPeer> {
  if (!(await isAvailable("npm", ["--version"]))) return { kind: "absent", why: "npm is not here." };
  const folder = peerPath(".cache", name);
  await mkdir(folder, { recursive: true });
  await cp(peerPath(name, "package.json"), `${folder}/package.json`);
  const installed = `${folder}/node_modules/${name}/package.json`;
  const wanted = await pinnedVersion(name);
  if (!existsSync(installed) || (await versionIn(installed)) !== wanted) {
    await build("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], folder);
  }
  return { kind: "ready", version: wanted, ...commands(`${folder}/node_modules/.bin/${name}`) };
}

/** A client that is a program: `... URL AGENT JOBS`. */
export function clientOf({ command, args }: PeerCommand): ClientStart {
  return ({ url, agent, jobs }) => startProgram({ command, args: [...args, url, agent, `${jobs}`] });
}

function node(args: readonly string[]): PeerCommand {
  return { command: process.execPath, args };
}

function ownVersion(): Promise<string> {
  return versionIn(peerPath("..", "..", "package.json"));
}

function versionOf(library: string): Promise<string> {
  return versionIn(peerPath("..", "..", "node_modules", library, "package.json"));
}

async function versionIn(file: string): Promise<string> {
  const { version } = JSON.parse(await readFile(file, "utf8")) as { version: string };
  return version;
}

async function pinnedVersion(name: string): Promise<string> {
  const file = await readFile(peerPath(name, "package.json"), "utf8");
  const { dependencies } = JSON.parse(file) as { dependencies: Record<string, string> };
  return dependencies[name] ?? "";
}
