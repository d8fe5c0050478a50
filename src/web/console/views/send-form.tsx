// The sending tools: what a person sends by hand, to one conversation or several.

import type { JSX } from "preact";
import type { Problem } from "../../../link/conversation.js";
import { SegmentedControl } from "../../views/segmented-control.js";
import { words } from "../../words/words.js";
import { emptyDraft, type SendingDraft, sendingKinds } from "../data/sending-draft.js";
import { fieldOfProblem } from "../data/sending-fields.js";
import { type Change, useKept } from "../use-kept.js";
import { ProblemNote } from "./problem-note.js";
import { SendBinary } from "./send-binary.js";
import { SendClose } from "./send-close.js";
import { SendPing } from "./send-ping.js";
import { SendText } from "./send-text.js";
import { type SendingTools, useSending } from "./use-sending.js";

/** What {@link SendForm} is given. */
export interface SendFormProps {
  /** Conversations, or all clients of the server window. */
  readonly to: readonly number[] | "allAccepted";
  readonly isEnabled: boolean;
  /** Why it is not, in a sentence. */
  readonly disabledReason?: string | undefined;
  /** Makes it a region of the page; absent where what is around it is one. */
  readonly label?: string;
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
export function SendForm({
  to,
  isEnabled,
  disabledReason,
  label,
  keptAs = "server",
}: SendFormProps): JSX.Element {
  const [draft, changeDraft]: [SendingDraft, Change<SendingDraft>] = useKept(`${keptAs}-draft`, emptyDraft);
  const sending = useSending(to, isEnabled);
  const { outcome } = sending;
  const restore = (part: Partial<SendingDraft>): void => changeDraft((now) => ({ ...now, ...part }));
  const change = (part: Partial<SendingDraft>): void => {
    sending.forget();
    restore(part);
  };
  return (
    <section class="send-form" aria-label={label}>
      <div class="send-head">
        <SegmentedControl
          legend={words.sending.kind}
          options={sendingKinds.map((value) => ({ value, label: words.sending.kinds[value] }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <p class="send-status" role="status">
          {/* A new element each time: the same words are read aloud again. */}
          <span key={outcome.number}>{isEnabled ? outcome.status : disabledReason}</span>
        </p>
      </div>
      <Kind draft={draft} change={change} restore={restore} sending={sending} keptAs={keptAs} />
      <SendProblem problem={outcome.problem} />
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

/** What is about no field. */
function SendProblem({ problem }: { readonly problem: Problem | undefined }): JSX.Element {
  return (
    <div role="alert">
      {problem !== undefined && fieldOfProblem(problem) === undefined && <ProblemNote problem={problem} />}
    </div>
  );
}
