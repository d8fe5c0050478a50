// A variant as the report keeps it: everything but what may hold secrets.

import type { DialOptions } from "../client/dial.js";
import { isOpenModel } from "../engine/plan/load-model.js";
import { describeLoad } from "../engine/run/describe-load.js";
import type { ExperimentVariant } from "../metrics/experiment-report.js";
import type { CheckedVariant } from "./check-experiment.js";

/** The variant with its load as data; header values that are secrets are taken out when the report is built. */
export function describeVariant({ variant, plan }: CheckedVariant): ExperimentVariant {
  const [load] = plan.loads;
  if (load === undefined) throw new TypeError("the plan of a variant has one load");
  const { connect, ...rest } = load;
  return {
    name: variant.name,
    description: describeLoad(load),
    url: load.url,
    ...(variant.command !== undefined && { command: [...variant.command.words] }),
    model: isOpenModel(load) ? "open" : "closed",
    load: { ...rest, connect: { ...connect, dial: describeDial(connect.dial) } },
  };
}

/** No keys, no certificates and no functions: what is left are words. */
function describeDial(dial: DialOptions): Readonly<Record<string, unknown>> {
  const { driver, compression, subprotocols, origin, headers, localAddress, resolve } = dial;
  const { proxy, timeoutMs, maskKeys, tls } = dial;
  return {
    driver,
    compression,
    subprotocols,
    origin,
    headers: headers?.map(([name, value]) => `${name}: ${value}`),
    localAddress,
    resolve: resolve?.map(({ host, port, address }) => `${host}:${port}:${address}`),
    proxy,
    timeoutMs,
    maskKeys,
    insecure: tls?.insecure,
    servername: tls?.servername,
  };
}
