// The two windows: side by side where there is room, else one at a time. Both stay drawn, so that nothing typed is lost.

import type { JSX } from "preact";
import { SegmentedControl } from "../../views/segmented-control.js";
import { words } from "../../words/words.js";
import { openRoute } from "../route.js";
import { ClientWindow } from "./client-window.js";
import { ServerWindow } from "./server-window.js";

/** @param detail - Of the route: `client` shows that window where there is room for one only. */
export function WindowsView({ detail }: { readonly detail: string }): JSX.Element {
  const shown = detail === "client" ? "client" : "server";
  return (
    <>
      <h1 class="visually-hidden">{words.shell.windows}</h1>
      <div class="windows" data-shown={shown}>
        <div class="windows-choice">
          <SegmentedControl
            legend={words.shell.whichWindow}
            options={[
              { value: "server", label: words.server.title },
              { value: "client", label: words.client.title },
            ]}
            value={shown}
            onChange={(chosen) => openRoute({ view: "windows", detail: chosen === "client" ? chosen : "" })}
          />
        </div>
        <div class="windows-server">
          <ServerWindow />
        </div>
        <div class="windows-client">
          <ClientWindow />
        </div>
      </div>
    </>
  );
}
