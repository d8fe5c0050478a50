// The command that repeats a run, quoted so that a POSIX shell reads it back as the same words.

/** One line to paste into a shell. */
export function shellCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(" ");
}

function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
