// Where the server window listens, and how many have come.

import type { JSX, RefObject } from "preact";
import type { ServerState } from "../../../link/conversation.js";
import { formatCount } from "../../../units.js";
import { CopyButton } from "../../views/copy-button.js";
import { words } from "../../words/words.js";

/** What {@link ServerAddress} shows. */
export interface ServerAddressProps {
  readonly server: ServerState;
  /** Of the address, which takes the focus when it has come. */
  readonly address: RefObject<HTMLElement | null>;
}

/** See the file's first line. */
export function ServerAddress({ server, address }: ServerAddressProps): JSX.Element | null {
  const { url, connected, accepted, refused } = server;
  if (url === undefined && accepted === 0 && refused === 0) return null;
  return (
    <div class="server-address">
      {url !== undefined && (
        <>
          <code ref={address} tabIndex={-1} aria-label={`${words.server.address} ${url}`} role="note">
            {url}
          </code>
          <CopyButton label={words.server.copyAddress} text={() => url} />
        </>
      )}
      <ul class="server-counts">
        <li>{words.server.connected(formatCount(connected))}</li>
        <li>{words.server.accepted(formatCount(accepted))}</li>
        <li>{words.server.refused(formatCount(refused))}</li>
      </ul>
    </div>
  );
}
