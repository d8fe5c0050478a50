// What of a filled form may be kept: nothing that is secret.

import type { ClientEdits } from "./client-form.js";
import type { FilledForm, FlagValue } from "./run-request.js";

/** The form without headers, without what is named like a secret, and without URLs that have one in them. */
export function withoutSecrets({ positionals, flags }: FilledForm): FilledForm {
  return {
    positionals: Object.fromEntries(Object.entries(positionals).filter(([, value]) => !hasSecret(value))),
    flags: Object.fromEntries(
      Object.entries(flags).filter(([name, value]) => !isSecretName(name) && !textsOf(value).some(hasSecret)),
    ),
  };
}

/** The edits of a client tab without headers that are named like a secret, and without an address that has one in it. */
export function withoutClientSecrets(edits: ClientEdits): ClientEdits {
  const { url, headers, ...rest } = edits;
  return {
    ...rest,
    ...(headers !== undefined && { headers: headers.filter(([name]) => !secretName.test(name)) }),
    ...(url !== undefined && !hasSecret(url) && { url }),
  };
}

// As the names of headers that no report shows (metrics/redact).
const secretName = /key|token|secret|password|auth|cookie|session/i;

function isSecretName(name: string): boolean {
  return name === "header" || (secretName.test(name) && !harmlessNames.has(name));
}

/** They only sound like it. */
const harmlessNames: ReadonlySet<string> = new Set(["mask-keys", "session-duration"]);

/** `user:password@` or a query parameter that is named like a secret, in a URL wherever it stands. */
function hasSecret(text: string): boolean {
  return (
    /\/\/[^/\s]*@/.test(text) ||
    /[?&][^=&\s]*(key|token|secret|password|auth|cookie|session)[^=&\s]*=/i.test(text)
  );
}

function textsOf(value: FlagValue): readonly string[] {
  if (typeof value === "boolean") return [];
  return typeof value === "string" ? [value] : value;
}
