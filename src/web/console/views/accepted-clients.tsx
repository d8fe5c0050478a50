// The clients of the server window below their heading, with what is hidden of them.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Accepted, ServerState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { type AcceptedOrder, acceptedRows } from "../data/accepted-rows.js";
import { useInPage } from "../use-in-page.js";
import { AcceptedTable } from "./accepted-table.js";

/** What {@link AcceptedClients} shows. */
export interface AcceptedClientsProps {
  readonly accepted: ReadonlyMap<number, Accepted>;
  readonly status: ServerState["status"];
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (selected: ReadonlySet<number>) => void;
}

const byNumber: AcceptedOrder = { column: "number", isDescending: false };

/** See the file's first line. */
export function AcceptedClients({ accepted, status, selected, onSelect }: AcceptedClientsProps): JSX.Element {
  const [order, setOrder] = useInPage<AcceptedOrder>("server-order", () => byNumber);
  const [hidesClosed, setHidesClosed] = useInPage("server-hides-closed", () => false);
  const rows = useMemo(
    () => acceptedRows(accepted, { order, hidesClosed, selected }),
    [accepted, order, hidesClosed, selected],
  );
  return (
    <div class="accepted-clients">
      <div class="window-head">
        <h3>{words.server.clients}</h3>
        <label class="check-field check-field-end">
          <input
            type="checkbox"
            checked={hidesClosed}
            onChange={(event) => setHidesClosed(event.currentTarget.checked)}
          />
          {words.server.hideClosed}
        </label>
      </div>
      {rows.length === 0 ? (
        <p class="accepted-none">
          {accepted.size > 0
            ? words.server.allHidden
            : words.server.noClients[status === "listening" ? "listening" : "stopped"]}
        </p>
      ) : (
        <AcceptedTable rows={rows} selected={selected} onSelect={onSelect} order={order} onOrder={setOrder} />
      )}
    </div>
  );
}
