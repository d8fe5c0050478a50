// The name of a group of cases.

import type { JSX } from "preact";
import type { MatrixGroup } from "../data/case-matrix.js";
import { VisibleTitle } from "./visible-text.js";

/** `5 Fragmentation` */
export function GroupName({ group: { id, title } }: { readonly group: MatrixGroup }): JSX.Element {
  return (
    <>
      <span class="case-id">
        <VisibleTitle text={id} />
      </span>{" "}
      <VisibleTitle text={title} />
    </>
  );
}
