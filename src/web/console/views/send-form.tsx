// The sending tools: what a person sends by hand, to one conversation or several.

import type { JSX } from "preact";
import { SegmentedControl } from "../../views/segmented-control.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { emptyDraft, type SendingDraft, sendingKinds } from "../data/sending-draft.js";
import { fieldOfProblem } from "../data/sending-fields.js";
import { type Change, useKept } from "../use-kept.js";
import { SendBinary } from "./send-binary.js";
import { SendClose } from "./send-close.js";
import { SendPing } from "./send-ping.js";
import { SendText } from "./send-text.js";
import { type Outcome, type SendingTools, useSending } from "./use-sending.js";

/** What {@link SendForm} is given. */
export interface SendFormProps {
  /** Conversations, or all clients of the server window. */
  readonly to: readonly number[] | "allAccepted";
  readonly isEnabled: boolean;
  /** Why it is not, in a sentence. */
  readonly disabledReason?: string | undefined;
  /** Whose what is filled in is, when there is more than one form: the same words whenever that one is drawn. */
  readonly keptAs?: string;
}

/** What the form of each kind is given. */
export interface SendKindProps {
  readonly draft: SendingDraft;
  /** By the person: what was said about the draft before holds no longer. */
  readonly change: (part: Partial<SendingDraft>) => void;
  /** What could not be sent is in its field again, beside what was said about it. */
  readonly restore: (part: Partial<SendingDraft>) => void;
  readonly sending: SendingTools;
  /** Names what is filled in and sent, for what is kept beside it. */
  readonly keptAs: string;
}

/** See the file's first line. */
export function SendForm({ to, isEnabled, disabledReason, keptAs = "server" }: SendFormProps): JSX.Element {
  const [draft, changeDraft]: [SendingDraft, Change<SendingDraft>] = useKept(`${keptAs}-draft`, emptyDraft);
  const sending = useSending(to, isEnabled);
  const restore = (part: Partial<SendingDraft>): void => changeDraft((now) => ({ ...now, ...part }));
  const change = (part: Partial<SendingDraft>): void => {
    sending.forget();
    restore(part);
  };
  return (
    <section class="send-form" aria-label={words.sending.title}>
      <SegmentedControl
        legend={words.sending.kind}
        options={sendingKinds.map((value) => ({ value, label: words.sending.kinds[value] }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <Kind draft={draft} change={change} restore={restore} sending={sending} keptAs={keptAs} />
      <SendStatus outcome={sending.outcome} waitsFor={isEnabled ? undefined : disabledReason} />
    </section>
  );
}

function Kind(props: SendKindProps): JSX.Element {
  switch (props.draft.kind) {
    case "text":
      return <SendText {...props} />;
    case "binary":
      return <SendBinary {...props} />;
    case "ping":
      return <SendPing {...props} />;
    case "close":
      return <SendClose {...props} />;
    default:
      return props.draft.kind satisfies never;
  }
}

function SendStatus(props: {
  readonly outcome: Outcome;
  readonly waitsFor: string | undefined;
}): JSX.Element {
  const { outcome, waitsFor } = props;
  const { number, status, problem } = outcome;
  return (
    <>
      <p class="send-status" role="status">
        {/* A new element each time: the same words are read aloud again. */}
        <span key={number}>{waitsFor ?? status}</span>
      </p>
      {problem !== undefined && fieldOfProblem(problem) === undefined && (
        <p class="problem" role="alert">
          <VisibleTitle text={problem.message} />
          {problem.hint !== undefined && <span class="problem-hint"> {problem.hint}</span>}
        </p>
      )}
    </>
  );
}
