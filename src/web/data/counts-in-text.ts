// Counts in a sentence, written as everywhere on the page.

// Close codes, RFCs and ids have no unit behind them; what stands in quotes was sent, and stays as it was.
const countWithUnit =
  /"[^"]*"|\b\d{4,}(?= (?:\w+ )?(?:bytes?|messages?|characters|frames?|fragments?|pings?|pongs?)\b)/g;

/** `Expected 262144 bytes` is `Expected 262,144 bytes`. */
export function withCounts(text: string): string {
  return text.replace(countWithUnit, (found) => (found.startsWith('"') ? found : grouped(found)));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
