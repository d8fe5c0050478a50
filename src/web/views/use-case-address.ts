// Which case the page's address means, and the way back to the place where it was chosen.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type CaseAddress, parseCaseAddress } from "../data/case-address.js";
import { putInOrder } from "./use-arrow-keys.js";

/** Undefined where the address means the whole report. Coming back from cases, the page stands where it was left. */
export function useCaseAddress(): CaseAddress | undefined {
  const [hash, setHash] = useState(location.hash);
  const left = useRef<{ readonly scrollY: number; readonly href: string } | undefined>(undefined);
  useEffect(() => {
    const changed = (event: HashChangeEvent): void => {
      const before = parseCaseAddress(new URL(event.oldURL).hash);
      if (before === undefined && parseCaseAddress(location.hash) !== undefined) {
        left.current = { scrollY: lastScrollY, href: location.hash };
      }
      setHash(location.hash);
    };
    // When the address has changed, the browser may have scrolled already.
    let lastScrollY = window.scrollY;
    const scrolled = (): void => {
      lastScrollY = window.scrollY;
    };
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("hashchange", changed);
    // The address may have changed after the first drawing and before anybody listened.
    setHash(location.hash);
    return () => {
      removeEventListener("scroll", scrolled);
      removeEventListener("hashchange", changed);
    };
  }, []);
  const address = parseCaseAddress(hash);
  const isCase = address !== undefined;
  const wasCase = useRef(isCase);
  useLayoutEffect(() => {
    if (!isCase && wasCase.current) returnTo(left.current, hash);
    wasCase.current = isCase;
  }, [isCase, hash]);
  return address;
}

function returnTo(left: { readonly scrollY: number; readonly href: string } | undefined, hash: string): void {
  if (left === undefined) {
    document.getElementById(hash.slice(1))?.scrollIntoView();
    return;
  }
  window.scrollTo(0, left.scrollY);
  // Not by a selector: the name of a peer may hold any character.
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".case-table a")];
  const link = links.findLast((one) => one.getAttribute("href") === left.href);
  if (link === undefined) return;
  putInOrder(link);
  link.focus({ preventScroll: true });
}
