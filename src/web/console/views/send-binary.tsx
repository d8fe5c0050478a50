// A binary message: digits that are checked as they are typed, or a file.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { maxSendingBytes } from "../../../link/sending.js";
import { formatBytes } from "../../../units.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { toBase64 } from "../data/base64.js";
import { type HexText, readHexText } from "../data/hex-text.js";
import { Field } from "./field.js";
import { FragmentChoice, fragmentsOf } from "./fragment-choice.js";
import type { SendKindProps } from "./send-form.js";
import { SubmittedForm } from "./submitted-form.js";
import { useFocusKept } from "./use-focus-kept.js";

/** See the file's first line. */
export function SendBinary({ draft, change, sending }: SendKindProps): JSX.Element {
  const digits = useRef<HTMLTextAreaElement>(null);
  const [file, setFile] = useState<File>();
  const [isUnreadable, setUnreadable] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  useFocusKept(fields, (row) => row.querySelector("textarea"));
  const read = readHexText(draft.hex);
  const bytes = file === undefined ? (read.kind === "bytes" ? read.bytes.length : undefined) : file.size;
  const fragments = fragmentsOf(draft);
  const isTooLarge = bytes !== undefined && bytes > maxSendingBytes;
  const choose = (chosen: File | undefined): void => {
    setUnreadable(false);
    sending.forget();
    setFile(chosen);
  };

  const send = async (): Promise<void> => {
    if (file === undefined && read.kind !== "bytes") {
      digits.current?.focus();
      digits.current?.setSelectionRange(
        read.at,
        read.at + (read.kind === "strange" ? read.character.length : 1),
      );
      return;
    }
    if (!sending.isEnabled || isTooLarge || fragments.kind === "mistake") return;
    const payload = file === undefined ? readBytes(read) : await bytesOf(file);
    if (payload === undefined) setUnreadable(true);
    else await sending.send({ kind: "binary", base64: toBase64(payload), ...fragments.option });
  };

  const told = isTooLarge ? words.sending.tooLarge : sending.mistakeOf("base64");
  return (
    <SubmittedForm className="send-kind" onSubmit={() => void send()}>
      <div ref={fields} class="send-row">
        {file === undefined ? (
          <Field
            label={words.sending.hex}
            isLabelHidden
            className="send-field"
            mistake={hexMistake(read) ?? told}
            input={(own) => (
              <textarea
                {...own}
                ref={digits}
                class="form-input form-code"
                rows={1}
                spellcheck={false}
                autocomplete="off"
                placeholder={words.sending.hexHint}
                value={draft.hex}
                onInput={(event) => change({ hex: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
                  event.preventDefault();
                  void send();
                }}
              />
            )}
          />
        ) : (
          <div class="form-field send-field">
            <p class="send-file">
              <span>
                <VisibleTitle text={file.name} /> · {formatBytes(file.size)}
              </span>
              <button type="button" class="button" onClick={() => choose(undefined)}>
                {words.sending.removeFile}
              </button>
            </p>
            <p class="form-mistake" aria-live="polite">
              {isUnreadable ? words.sending.unreadableFile : told}
            </p>
          </div>
        )}
        <label class="button send-choose">
          <input
            type="file"
            class="visually-hidden"
            onChange={({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen !== undefined) choose(chosen);
              // The same file can be chosen again, after it has changed.
              currentTarget.value = "";
            }}
          />
          {words.sending.chooseFile}
        </label>
        <button type="submit" class="button button-primary" disabled={!sending.isEnabled}>
          {words.sending.send}
        </button>
      </div>
      <FragmentChoice draft={draft} change={change} sending={sending} messageBytes={bytes} />
    </SubmittedForm>
  );
}

function hexMistake(read: HexText): string | undefined {
  switch (read.kind) {
    case "bytes":
      return undefined;
    case "strange":
      return words.sending.noHexDigit(read.at + 1, read.character);
    case "half":
      return words.sending.halfByte(read.at + 1);
    default:
      return read satisfies never;
  }
}

function readBytes(read: HexText): Uint8Array | undefined {
  return read.kind === "bytes" ? read.bytes : undefined;
}

/** `undefined`: it cannot be read any more. */
async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined; // It was moved, changed or removed since it was chosen.
  }
}
