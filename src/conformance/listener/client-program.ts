// A client's own program, started with the URL of the listener, and ended with it.

import { WsrigError } from "../../errors.js";
import { type Program, startProgram } from "../../program.js";

/** Options of {@link startClientProgram}. */
export interface ClientProgramOptions {
  /** The program and its arguments; `{url}` in any of them stands for the URL. */
  readonly command: readonly string[];
  /** Also in the variable WSRIG_URL. */
  readonly url: string;
  /** What the program writes, on either stream. Default: nobody's. */
  readonly output?: ((text: string) => void) | undefined;
}

/** A program that runs. */
export type ClientProgram = Pick<Program, "ended" | "stop">;

/**
 * Starts the program.
 *
 * @throws WsrigError `usage-client-program` when it cannot be started
 */
export async function startClientProgram(options: ClientProgramOptions): Promise<ClientProgram> {
  const { url, output } = options;
  const words = options.command.map((word) => word.replaceAll("{url}", url));
  try {
    return await startProgram({ words, env: { WSRIG_URL: url }, output });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new WsrigError(
      "usage-client-program",
      `the client program "${words[0] ?? ""}" cannot be started (${code})`,
      {
        path: "--",
        hint: "Give a program that exists, with its arguments, after --: -- node my-client.js {url}",
        cause,
      },
    );
  }
}
