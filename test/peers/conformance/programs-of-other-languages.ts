// Libraries in Go, Rust, Python and C++, built in the cache folder with the toolchains of this machine.

import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { build, isAvailable, outputOf, type PeerCommand, peerPath } from "../peer-process.js";
import type { PeerProgram, PreparedPeer } from "./peer-program.js";
import { clientOf } from "./programs-of-npm.js";

/** The Go module github.com/coder/websocket with permessage-deflate. */
export const goCoder: PeerProgram = {
  name: "go",
  library: "coder/websocket (Go)",
  async prepare() {
    if (!(await isAvailable("go", ["version"]))) return absent("Go is not here: install Go 1.23 or later.");
    await mkdir(peerPath(".cache"), { recursive: true });
    const binary = peerPath(".cache", "go-coder");
    await build("go", ["build", "-o", binary, "."], peerPath("go-coder"));
    const version = await pinned("go-coder/go.mod", /coder\/websocket v([\d.]+)/);
    return ready(version, { command: binary, args: [] });
  },
};

/** The Rust crate tokio-tungstenite, which has no permessage-deflate. */
export const rustTungstenite: PeerProgram = {
  name: "rust",
  library: "tokio-tungstenite (Rust)",
  async prepare() {
    if (!(await isAvailable("cargo", ["--version"])))
      return absent("Cargo is not here: install Rust by rustup.");
    const folder = peerPath(".cache", "rust-tungstenite");
    const args = ["build", "--release", "--locked", "--quiet", "--target-dir", folder];
    await build("cargo", args, peerPath("rust-tungstenite"));
    const version = await pinned("rust-tungstenite/Cargo.toml", /tokio-tungstenite = "=([\d.]+)"/);
    return ready(version, { command: `${folder}/release/rust-tungstenite`, args: [] });
  },
};

/** The Python package websockets, with its default permessage-deflate. */
export const pythonWebsockets: PeerProgram = {
  name: "python",
  library: "websockets (Python)",
  async prepare() {
    if (!(await isAvailable("python3", ["-m", "venv", "--help"]))) {
      return absent("Python with venv is not here: install python3 and python3-venv.");
    }
    const python = await pythonOfPeer();
    return {
      kind: "ready",
      version: await pinned("python-websockets/requirements.txt", /websockets==([\d.]+)/),
      server: { command: python, args: [peerPath("python-websockets", "server.py")] },
      client: clientOf({ command: python, args: [peerPath("python-websockets", "client.py")] }),
    };
  },
};

/** QWebSocketServer and QWebSocket, as the system has them. */
export const qt: PeerProgram = {
  name: "qt",
  library: "Qt WebSockets (C++)",
  async prepare() {
    if (!(await isAvailable("cmake", ["--version"])))
      return absent("CMake is not here: install cmake and g++.");
    const folder = peerPath(".cache", "qt");
    try {
      await build("cmake", ["-S", peerPath("qt"), "-B", folder, "-DCMAKE_BUILD_TYPE=Release"]);
    } catch (error) {
      if (!String(error).includes("Qt6")) throw error;
      return absent("Qt's WebSockets are not here: install qt6-websockets-dev.");
    }
    await build("cmake", ["--build", folder]);
    const binary = `${folder}/qt-peer`;
    return ready((await outputOf(binary, ["version"])).trim(), { command: binary, args: [] });
  },
};

/** The interpreter of an environment of its own with the pinned packages. */
export async function pythonOfPeer(): Promise<string> {
  const folder = peerPath(".cache", "python-websockets");
  const python = `${folder}/bin/python`;
  if (!existsSync(python)) await build("python3", ["-m", "venv", folder]);
  const requirements = peerPath("python-websockets", "requirements.txt");
  await build(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  return python;
}

/** One binary that is both: a server without arguments, and `client URL AGENT JOBS`. */
function ready(version: string, { command, args }: PeerCommand): PreparedPeer {
  return {
    kind: "ready",
    version,
    server: { command, args },
    client: clientOf({ command, args: [...args, "client"] }),
  };
}

function absent(why: string): PreparedPeer {
  return { kind: "absent", why };
}

async function pinned(file: string, pattern: RegExp): Promise<string> {
  return pattern.exec(await readFile(peerPath(file), "utf8"))?.[1] ?? "of unknown version";
}
