// Payloads from a template.

import type { FeedPlan } from "../../plan/traffic-plan.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import type { CompiledTemplate } from "./compiled-template.js";
import { makeRowSource, type RowSource, TemplateFiller } from "./template-filler.js";

/** Fills the template for each message; a template without placeholders is the same for all. */
export class TemplatePayload implements PayloadSource {
  readonly constant: Uint8Array | undefined;
  readonly #filler: TemplateFiller;
  readonly #rowOf: RowSource;

  constructor(template: CompiledTemplate, order: FeedPlan["order"] | undefined, seed: number) {
    const { parts, feed } = template;
    this.#filler = new TemplateFiller(parts, seed);
    this.#rowOf = makeRowSource(feed, order, seed);
    const texts = parts.map((part) => (part.kind === "literal" ? part.text : undefined));
    this.constant = texts.includes(undefined) ? undefined : Buffer.from(texts.join(""));
  }

  next(request: PayloadRequest): Uint8Array {
    return this.constant ?? Buffer.from(this.nextText(request));
  }

  nextText(request: PayloadRequest): string {
    return this.#filler.fill(request, this.#rowOf(request));
  }
}
