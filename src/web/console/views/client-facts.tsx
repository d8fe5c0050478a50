// What a connection agreed on and carried, and how it ended.

import type { ComponentChildren, JSX } from "preact";
import type { ClientState } from "../../../link/conversation.js";
import { formatBytes, formatCount, formatUs } from "../../../units.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { closeCodeKey } from "../data/close-codes.js";

/** See the file's first line. Empty before the first connection. */
export function ClientFacts({ client }: { readonly client: ClientState }): JSX.Element | null {
  const { state, subprotocol, extensions, closed, pingUs } = client;
  const isConnected = state === "connected" || state === "closing";
  if (!isConnected && closed === undefined) return null;
  const none = words.client.noneAgreed;
  return (
    <dl class="client-facts">
      {closed !== undefined && !isConnected && (
        <Fact name={words.client.closed} className="client-closed">
          <strong>
            {closed.code} {words.sending.closeCodes[closeCodeKey(closed.code)]}
          </strong>
          {closed.reason !== "" && (
            <>
              {" · “"}
              <VisibleTitle text={closed.reason} />”
            </>
          )}
          {` · ${closed.wasClean ? words.client.clean : words.client.unclean}`}
          {` · ${words.client.closedBy[closed.initiatedBy]}`}
        </Fact>
      )}
      <Fact name={words.client.sent}>{carried(client.messagesSent, client.bytesSent)}</Fact>
      <Fact name={words.client.received}>{carried(client.messagesReceived, client.bytesReceived)}</Fact>
      {pingUs !== undefined && <Fact name={words.client.ping}>{formatUs(pingUs)}</Fact>}
      <Fact name={words.client.subprotocol}>{subprotocol ? <VisibleTitle text={subprotocol} /> : none}</Fact>
      <Fact name={words.client.extensions}>{extensions ? <VisibleTitle text={extensions} /> : none}</Fact>
    </dl>
  );
}

function Fact(props: {
  readonly name: string;
  readonly className?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={props.className}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function carried(messages: number, bytes: number): string {
  return words.report.commas([words.client.messages(messages, formatCount(messages)), formatBytes(bytes)]);
}
