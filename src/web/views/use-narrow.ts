// Whether the window is as narrow as a phone's, where a line holds half as many bytes.

import { useEffect, useState } from "preact/hooks";

/** As in the styles. */
const narrow = "(max-width: 640px)";

/** Follows the window. */
export function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const follow = (): void => setNarrow(query.matches);
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isNarrow;
}
