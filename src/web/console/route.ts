// Which view is open, in the query of the address: the part after `#` belongs to a report that is shown.

import { useEffect, useState } from "preact/hooks";

/** A view, and what is open in it: `reports/2026-01-02T03-04-05-load`. */
export interface Route {
  readonly view: "windows" | "run" | "reports";
  /** After the slash; empty: nothing. */
  readonly detail: string;
}

const changed = "wsrig-route";

/** The route of the address. */
function readRoute(search: string): Route {
  const [view = "", ...detail] = (new URLSearchParams(search).get("view") ?? "").split("/");
  const known = (["windows", "run", "reports"] as const).find((name) => name === view);
  return known === undefined ? { view: "windows", detail: "" } : { view: known, detail: detail.join("/") };
}

/** The address of a route, for a link. */
export function routeHref({ view, detail }: Route): string {
  const parameters = new URLSearchParams(location.search);
  parameters.set("view", detail === "" ? view : `${view}/${detail}`);
  return `?${parameters}`;
}

/** Opens a route, as a link does. */
export function openRoute(route: Route): void {
  history.pushState(undefined, "", routeHref(route));
  dispatchEvent(new Event(changed));
}

/** The route, drawn again when it changes. */
export function useRoute(): Route {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const look = (): void => setSearch(location.search);
    addEventListener("popstate", look);
    addEventListener(changed, look);
    return () => {
      removeEventListener("popstate", look);
      removeEventListener(changed, look);
    };
  }, []);
  return readRoute(search);
}
