// Sending very much of the same: bounded by count and by time, and no faster than the system takes it.

import { encodeFrame } from "../../protocol/frame-encoder.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import { CaseOver, type Driver } from "../driver/driver.js";

/** How a flood ended. */
export type FloodEnd =
  /** All was sent. */
  | "sent"
  /** The peer sent a close frame or dropped TCP before that. */
  | "stopped"
  /** The peer took nothing more for too long. */
  | "stuck";

/** The frames as the driver of `driver.role` sends them, all with one key: made once, sent many times. */
export function frameBlock({ role }: Pick<Driver, "role">, frames: readonly RawFrame[]): Uint8Array {
  return Buffer.concat(frames.map((frame) => encodeFrame(frame, role === "client" ? 0x37fa213d : false)));
}

/**
 * Sends what `blockAt` gives for 0 to `blocks - 1`, each only when the system has taken the one before.
 *
 * @param waits - How long it may take in all.
 */
export async function flood(
  driver: Driver,
  {
    blocks,
    blockAt,
    waits,
  }: { readonly blocks: number; readonly blockAt: (index: number) => Uint8Array; readonly waits: number },
): Promise<FloodEnd> {
  let isLate = false;
  const late = driver.wait(waits).then(
    () => {
      isLate = true;
    },
    () => {
      // The connection was over first.
    },
  );
  try {
    for (let index = 0; index < blocks; index++) {
      if (driver.remoteClose !== undefined || driver.isOver) return "stopped";
      driver.sendBytes(blockAt(index));
      await Promise.race([driver.flushed(), late]);
      if (isLate) return "stuck";
    }
    return "sent";
  } catch (error) {
    if (error instanceof CaseOver) return "stopped";
    throw error;
  }
}
