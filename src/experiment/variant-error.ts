// A mistake in the load of one variant: the engine's own, with the name of the variant before it.

import { WsrigError } from "../errors.js";

/** Code, path and hint are those of the mistake, which is also its `cause`, for who words it anew. */
export class VariantError extends WsrigError {
  readonly variant: string;
  override readonly cause: WsrigError;

  constructor(variant: string, cause: WsrigError) {
    super(cause.code, `variant ${variant}: ${cause.message}`, { path: cause.path, hint: cause.hint });
    this.variant = variant;
    this.cause = cause;
  }
}
