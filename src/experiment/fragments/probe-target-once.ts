// Asks the target of a sweep how it delivers fragments; one that is started for each block is started for this too.

import { startTarget } from "../target-process.js";
import type { FragmentsOptions } from "./fragments-options.js";
import { type DeliveryProbe, probeDelivery } from "./probe-delivery.js";

/**
 * What was learnt; an abort tells what was learnt before.
 *
 * @throws WsrigError `usage-target-command` when the target cannot be started
 */
export async function probeTargetOnce(options: FragmentsOptions): Promise<DeliveryProbe> {
  const {
    load,
    clock,
    signal,
    startTimeoutMs,
    probe = probeDelivery,
    startTarget: start = startTarget,
  } = options;
  const { url, dial, command } = load;
  if (signal?.aborted) return { delivery: [], notLearnt: [] };
  if (command === undefined) return probe(url, { dial, clock, signal });
  try {
    const target = await start(command, { url, dial, startTimeoutMs, clock, signal });
    try {
      return await probe(target.url, { dial, clock, signal });
    } finally {
      await target.stop();
    }
  } catch (error) {
    if (signal?.aborted) return { delivery: [], notLearnt: [] };
    throw error;
  }
}
