// Which fields of a load the flags of a call ask for: of the others they have nothing but defaults to say.

type Fields = readonly (readonly [flag: string, field: string])[];

// What is not here shapes more than one field, or a field by itself that may stand in several places.
const fieldsOfFlags: Fields = [
  ["max-lateness", "limits.latenessP99Ms"],
  ["max-cpu", "limits.cpuShare"],
  ["workers", "workers"],
  ["pacing", "pacing"],
  ["warm-up", "load.warmUpMs"],
  ["graceful-stop", "load.gracefulStopMs"],
  ["duration", "load.executor.durationMs"],
  ["connections", "load.executor.clients"],
  ["connect-concurrency", "load.connectConcurrency"],
  ["connect-rate", "load.connectRatePerSecond"],
  ["local-addresses", "load.localAddresses"],
  ["rate", "load.traffic.schedule"],
  ["rate-per-connection", "load.traffic.schedule"],
  ["poisson", "load.traffic.schedule"],
  ["in-flight", "load.traffic.schedule"],
  ["message-timeout", "load.traffic.messageTimeoutMs"],
  ["size", "load.traffic.message.payload"],
  ["driver", "dial.driver"],
  ["compression", "dial.compression"],
  ["subprotocol", "dial.subprotocols"],
  ["mask-keys", "dial.maskKeys"],
];

/**
 * Those of `differences`, clauses of `planDifferences`, that are about a field which one of the flags asks for. A flag without a field of
 * its own asks for all of the load.
 *
 * @param given - Names of the flags that were given, those that shape a load alone.
 */
export function askedDifferences(
  differences: readonly string[],
  given: readonly string[],
): readonly string[] {
  const asked = fieldsOfFlags.filter(([flag]) => given.includes(flag)).map(([, field]) => field);
  const isWide = given.some((name) => !fieldsOfFlags.some(([flag]) => flag === name));
  return differences.filter((difference) => {
    const [field = ""] = difference.split(" is ");
    if (asked.some((one) => isWithin(field, one))) return true;
    // Of alternatives that differ in their kind nothing else is told.
    const isOtherKind =
      field.endsWith(".kind") && asked.some((one) => isWithin(one, field.slice(0, -".kind".length)));
    return isOtherKind || (isWide && !fieldsOfFlags.some(([, one]) => isWithin(field, one)));
  });
}

function isWithin(field: string, outer: string): boolean {
  return field === outer || field.startsWith(`${outer}.`);
}
