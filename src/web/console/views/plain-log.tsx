// The rows of a conversation, as plain lines.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "../page-context.js";

/** See the file's first line. */
export function PlainLog({ conversations }: { readonly conversations: readonly number[] }): JSX.Element {
  const { log } = usePage();
  const [, draw] = useState({});
  useEffect(() => {
    const timer = setInterval(() => draw({}), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <ul>
      {log.entries
        .filter(({ conversation }) => conversations.includes(conversation))
        .slice(-50)
        .map((entry) => (
          <li key={entry.seq}>{JSON.stringify(entry)}</li>
        ))}
    </ul>
  );
}
