// A link to what the Reports tab can show. It stays in the page, and has an address of its own all the same.

import type { ComponentChildren, JSX } from "preact";
import { type ReportsRoute, reportsDetail } from "../data/reports-route.js";
import { openRoute, type Route, routeHref } from "../route.js";

/** A link to one run. */
export function ReportLink(props: {
  readonly folder: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return <ReportsLink to={{ kind: "report", folder: props.folder }}>{props.children}</ReportsLink>;
}

/** What {@link ReportsLink} leads to. */
export interface ReportsLinkProps {
  readonly to: ReportsRoute;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** See the file's first line. */
export function ReportsLink({ to, class: look, children }: ReportsLinkProps): JSX.Element {
  const route: Route = { view: "reports", detail: reportsDetail(to) };
  return (
    <a
      href={routeHref(route)}
      class={look}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openRoute(route);
      }}
    >
      {children}
    </a>
  );
}
