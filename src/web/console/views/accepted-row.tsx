// One client of the server window, as a row.

import type { JSX } from "preact";
import type { Accepted } from "../../../link/conversation.js";
import { formatBytes, formatCount, formatUs } from "../../../units.js";
import { visibleName } from "../../data/visible-characters.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";

/** What {@link AcceptedRow} shows. */
export interface AcceptedRowProps {
  readonly row: Accepted;
  /** From 1 on, with the head as the first; the rows around may not be drawn. */
  readonly rowIndex: number;
  readonly isSelected: boolean;
  /** Whether the Tab key reaches it. */
  readonly isInOrder: boolean;
}

/** See the file's first line. Its table listens to the checkbox. */
export function AcceptedRow({ row, rowIndex, isSelected, isInOrder }: AcceptedRowProps): JSX.Element {
  const messages = `${formatCount(row.messagesReceived)} / ${formatCount(row.messagesSent)}`;
  const bytes = `${formatBytes(row.bytesReceived)} / ${formatBytes(row.bytesSent)}`;
  return (
    <tr
      aria-rowindex={rowIndex}
      class={row.state === "closed" ? "accepted-closed" : undefined}
      data-selected={isSelected}
    >
      <th scope="row">
        <label class="accepted-select">
          <input
            type="checkbox"
            data-conversation={row.conversation}
            checked={isSelected}
            tabIndex={isInOrder ? 0 : -1}
            aria-label={words.server.clientAt(String(row.number), row.address)}
          />
          {row.number}
        </label>
      </th>
      <td title={row.address}>
        <code>{row.address}</code>
      </td>
      <td>
        <State row={row} />
      </td>
      <td class="numeric" title={messages}>
        {messages}
      </td>
      <td class="numeric" title={bytes}>
        {bytes}
      </td>
      <td class="numeric">{row.pingUs === undefined ? "–" : formatUs(row.pingUs)}</td>
      <td title={row.target}>
        <code>
          <VisibleTitle text={row.target} />
        </code>
      </td>
      <td title={row.subprotocol}>
        {row.subprotocol === "" ? "–" : <VisibleTitle text={row.subprotocol} />}
      </td>
      <td title={new Date(row.openedAtUs / 1_000).toLocaleString(words.language)}>
        {new Date(row.openedAtUs / 1_000).toLocaleTimeString(words.language, { hour12: false })}
      </td>
    </tr>
  );
}

function State({ row: { state, closed } }: { readonly row: Accepted }): JSX.Element {
  if (state !== "closed" || closed === undefined) {
    const said = state === "open" ? words.server.open : words.server.closing;
    return <span class={`accepted-state accepted-state-${state}`}>{said}</span>;
  }
  return (
    <span class="accepted-state" title={titleOf(closed)}>
      {words.server.closed(String(closed.code))}
      {closed.reason !== "" && (
        <>
          {" "}
          <VisibleTitle text={closed.reason} />
        </>
      )}
    </span>
  );
}

/** All of what the cell may have to cut. */
function titleOf({ code, reason, initiatedBy }: NonNullable<Accepted["closed"]>): string {
  const said = words.server.closed(String(code));
  return [reason === "" ? said : `${said} ${visibleName(reason)}`, words.server.closedBy[initiatedBy]].join(
    "\n",
  );
}
