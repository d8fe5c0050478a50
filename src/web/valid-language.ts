// Must be imported before uPlot, which formats with `navigator.language` while it loads.

// Chromium under the locale "C", as in many containers, says "en-US@posix", which Intl refuses with a RangeError:
// the page would stay empty.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
}
