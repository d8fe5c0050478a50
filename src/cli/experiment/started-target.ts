// The URL of a target that is started for a command: `{port}` in it stands for a port that is chosen then.

import { WsrigError } from "../../errors.js";
import { hasPortPlace, withAnyPort } from "../../experiment/port-place.js";
import { requireTargetUrl } from "../flags/target-url.js";

/**
 * The URL as typed, checked with any port in place of `{port}`.
 *
 * @throws WsrigError `usage-invalid-url`
 */
export function requireStartedUrl(text: string, { isStarted }: { readonly isStarted: boolean }): string {
  if (!hasPortPlace(text)) return requireTargetUrl(text, "url");
  if (!isStarted) {
    throw new WsrigError(
      "usage-invalid-url",
      `url is "${text}"; {port} needs a program that is started there`,
      {
        path: "url",
        hint: "Write the port, or add --command.",
      },
    );
  }
  requireTargetUrl(withAnyPort(text), "url");
  return text;
}
