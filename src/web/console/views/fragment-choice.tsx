// Whether a message is cut into fragments, of how many bytes, and how many frames that makes.

import type { JSX } from "preact";
import { formatCount } from "../../../units.js";
import { words } from "../../words/words.js";
import { fragmentCount, readFragmentSize } from "../data/fragments.js";
import type { SendingDraft } from "../data/sending-draft.js";
import { Field } from "./field.js";
import type { SendKindProps } from "./send-form.js";

/** What is sent of the choice. */
export type Fragments =
  | { readonly kind: "option"; readonly option: { readonly fragmentBytes?: number } }
  | { readonly kind: "mistake" };

/** What a draft says of fragments. */
export function fragmentsOf({ isFragmented, fragmentBytes }: SendingDraft): Fragments {
  if (!isFragmented) return { kind: "option", option: {} };
  const size = readFragmentSize(fragmentBytes);
  return size.kind === "mistake" ? size : { kind: "option", option: { fragmentBytes: size.bytes } };
}

/** What {@link FragmentChoice} is given. */
export interface FragmentChoiceProps extends Pick<SendKindProps, "draft" | "change" | "sending"> {
  /** `undefined`: not known, because of a mistake in the message. */
  readonly messageBytes: number | undefined;
}

/** See the file's first line. */
export function FragmentChoice({ draft, change, sending, messageBytes }: FragmentChoiceProps): JSX.Element {
  const { isFragmented, fragmentBytes } = draft;
  const size = readFragmentSize(fragmentBytes);
  const mistake = size.kind === "mistake" ? words.sending.noFragmentSize : sending.mistakeOf("fragmentBytes");
  return (
    <div class="send-facts">
      <label class="check">
        <input
          type="checkbox"
          checked={isFragmented}
          onChange={(event) => change({ isFragmented: event.currentTarget.checked })}
        />
        {words.sending.inFragments}
      </label>
      {isFragmented && (
        <Field
          label={words.sending.fragmentBytes}
          isLabelHidden
          className="send-number"
          mistake={mistake}
          input={(own) => (
            <input
              {...own}
              inputMode="numeric"
              autocomplete="off"
              value={fragmentBytes}
              onInput={(event) => change({ fragmentBytes: event.currentTarget.value })}
            />
          )}
        />
      )}
      {isFragmented && <span class="muted">{words.sending.bytesEach}</span>}
      {messageBytes !== undefined && (
        <span class="send-count">
          {words.sending.bytes(messageBytes, formatCount(messageBytes))}
          {isFragmented &&
            size.kind === "bytes" &&
            ` · ${words.sending.frames(fragmentCount(messageBytes, size.bytes), formatCount(fragmentCount(messageBytes, size.bytes)))}`}
        </span>
      )}
    </div>
  );
}
