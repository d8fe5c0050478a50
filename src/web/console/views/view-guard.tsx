// Says what went wrong where a view cannot be drawn, instead of an empty page; the other views go on.

import { Component, type ComponentChildren } from "preact";
import { words } from "../../words/words.js";

/** Give it a `key` that changes with the view: what is broken stays so until then. */
export class ViewGuard extends Component<{ children: ComponentChildren }, { problem?: string }> {
  override state: { problem?: string } = {};

  static override getDerivedStateFromError(error: unknown): { problem: string } {
    return { problem: String(error) };
  }

  override render(): ComponentChildren {
    if (this.state.problem === undefined) return this.props.children;
    return (
      <section class="section broken-view" role="alert">
        <h2>{words.shell.broken}</h2>
        <p class="problem">{this.state.problem}</p>
        <p>{words.shell.brokenHint}</p>
      </section>
    );
  }
}
