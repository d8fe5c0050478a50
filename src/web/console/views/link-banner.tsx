// Says how the page stands with its process, whenever that is not simply connected.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { words } from "../../words/words.js";
import type { LinkState } from "../link/link-state.js";
import { useFocusKept } from "./use-focus-kept.js";

/** What {@link LinkBanner} shows. */
export interface LinkBannerProps {
  readonly link: LinkState;
  /** Looks for a lost process at once. */
  readonly onRetry: () => void;
}

/** Always in the page, so that a change is read aloud. */
export function LinkBanner({ link, onRetry }: LinkBannerProps): JSX.Element {
  const banner = useRef<HTMLDivElement>(null);
  useFocusKept(banner, () => document.getElementById("content"));
  return (
    <div ref={banner} class="link-banner" data-link={link}>
      <p role="status">{link === "open" ? "" : words.shell[link]}</p>
      {link === "lost" && (
        <button type="button" class="button" onClick={onRetry}>
          {words.shell.tryNow}
        </button>
      )}
      {link === "outdated" && (
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.shell.loadAgain}
        </button>
      )}
    </div>
  );
}
