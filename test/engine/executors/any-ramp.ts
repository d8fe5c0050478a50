// Ramps for property tests.

import fc from "fast-check";
import type { RampOptions } from "../../../src/engine/executors/ramp.js";

const s = 1_000;

/** Any ramp of whole levels, with jumps, and stretches at 0. */
export const anyRamp = (maxLevel: number): fc.Arbitrary<RampOptions> =>
  fc.record({
    startLevel: fc.nat(maxLevel),
    warmUpMs: fc.oneof(fc.constant(0), fc.nat(3 * s)),
    phases: fc.array(
      fc.record({
        durationMs: fc.oneof(fc.constant(0), fc.nat(20 * s)),
        target: fc.oneof(fc.constant(0), fc.nat(maxLevel)),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
