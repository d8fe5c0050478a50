// The forms as they were filled in last, kept in the browser without what is secret.

import { z } from "zod";
import { runRequest } from "../../link/run-form.js";
import { withoutSecrets } from "./data/form-secrets.js";
import type { FilledForm } from "./data/run-request.js";

/** The forms of all commands. */
export interface KeptForms {
  /** The one that was open; empty: the first. */
  readonly command: string;
  readonly forms: Readonly<Record<string, FilledForm>>;
}

const noForms: KeptForms = { command: "", forms: {} };

const schema = z.object({
  command: z.string(),
  forms: z.record(z.string(), runRequest.omit({ command: true })),
});

const storageKey = "wsrig-run-forms";

/** What an earlier visit kept. */
export function readKeptForms(): KeptForms {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(storageKey) ?? "null"));
  } catch {
    return noForms; // Nothing is kept, storage is forbidden, or an older wsrig kept something else.
  }
}

/** Keeps the forms. */
export function keepForms({ command, forms }: KeptForms): void {
  const kept = Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, withoutSecrets(form)]));
  try {
    localStorage.setItem(storageKey, JSON.stringify({ command, forms: kept } satisfies KeptForms));
  } catch {
    // Without storage the forms last as long as the page.
  }
}
