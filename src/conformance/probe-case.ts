// Whether a peer still answers: a case that other cases play on a connection of its own.

import { Opcode } from "../protocol/opcodes.js";
import type { ConformanceCase } from "./case.js";
import { pong } from "./case-event.js";
import { normalClose } from "./close-expectation.js";

/** A ping and its pong, then a clean close. No part of the catalogue. */
export const probeCase: ConformanceCase = {
  id: "probe",
  peers: ["server", "client"],
  description: "A ping on a connection of its own.",
  expectation: "Its pong comes back.",
  section: "RFC 6455 §5.5.2",
  fix: "Keep one connection's trouble from the others.",
  outcomes: { ok: [pong("wsrig-probe")] },
  close: normalClose,
  limitMs: 10_000,
  run(driver) {
    driver.send({ opcode: Opcode.ping, payload: Buffer.from("wsrig-probe") });
    driver.killAfter(5);
  },
};
