// Takes secrets out of what is told of a run, as its report does.

import type { LiveEvent } from "../../link/live-event.js";
import { redactCommand, redactData } from "../../metrics/redact.js";
import type { Tags } from "../../metrics/run-report.js";
import type { LiveSink } from "./live-sink.js";

/**
 * A sink that is told everything without secrets. Documents of reports are without them already.
 *
 * @param names - Of query parameters and headers to keep secret (`--redact`).
 */
export function redactedSink(sink: LiveSink, names: readonly string[]): LiveSink {
  return {
    get isWatched() {
      return sink.isWatched;
    },
    tell: (event) => sink.tell(redactEvent(event, names)),
    tellReport: (documents) => sink.tellReport(documents),
    end: (deadlineMs) => sink.end(deadlineMs),
  };
}

function redactEvent(event: LiveEvent, names: readonly string[]): LiveEvent {
  switch (event.kind) {
    case "began": {
      const command = redactCommand(event.run.command, names);
      const { environment } = event.run;
      const { run, ...rest } = redactData(event, names);
      return { ...rest, run: { ...run, command, environment } };
    }
    // Numbers alone, but for the tags: each second should cost little.
    case "second":
      return {
        ...event,
        points: event.points.map((point) => withSafeTags(point, names)),
        metrics: event.metrics.map((metric) => withSafeTags(metric, names)),
      };
    default:
      return redactData(event, names);
  }
}

function withSafeTags<Tagged extends { readonly tags: Tags }>(
  tagged: Tagged,
  names: readonly string[],
): Tagged {
  return { ...tagged, tags: redactData(tagged.tags, names) };
}
