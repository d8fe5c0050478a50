// Do bytes come back as they were sent? RFC 6455 §5.6.

import { scenario } from "../scenario.js";
import { echoStep } from "./echo-step.js";

// Around every change of the length field's form (§5.2), and 1 MiB.
const sizes = [0, 1, 125, 126, 127, 65_535, 65_536, 1_048_576];

/** Binary messages from empty to 1 MiB. */
export const binaryScenario = scenario({
  name: "binary",
  description: "Binary messages, from empty to 1 MiB, are echoed unchanged.",
  async run(session) {
    for (const bytes of sizes) {
      const title = `echoes ${bytes.toLocaleString("en-US")} ${bytes === 1 ? "byte" : "bytes"}`;
      await echoStep(session, title, { kind: "binary", payload: session.random.bytes(bytes) });
    }
  },
});
