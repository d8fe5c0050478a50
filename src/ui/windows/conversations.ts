// All conversations by their numbers, whichever window they belong to.

import { WsrigError } from "../../errors.js";
import type { Conversation } from "./conversation.js";

/** See the file's first line. No number is given twice. */
export class Conversations {
  readonly #byNumber = new Map<number, Conversation>();
  #lastNumber = 0;

  newNumber(): number {
    return ++this.#lastNumber;
  }

  add(conversation: Conversation): void {
    this.#byNumber.set(conversation.number, conversation);
  }

  /** It can be neither sent to nor exported any more. */
  remove(conversation: Conversation): void {
    this.#byNumber.delete(conversation.number);
    conversation.forgetRecord();
  }

  /**
   * @param path - Where the number was given.
   * @throws WsrigError `usage-unknown-conversation`
   */
  find(number: number, path: string): Conversation {
    const found = this.#byNumber.get(number);
    if (found !== undefined) return found;
    throw new WsrigError("usage-unknown-conversation", `conversation ${number} is not there any more`, {
      path,
    });
  }
}
