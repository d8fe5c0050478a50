// Takes secrets out of whatever is going to be written: a report, a log, the command that repeats a run.

/** Stands where a secret stood. */
export const redacted = "***";

const secretHeaders = ["authorization", "cookie", "proxy-authorization", "set-cookie"];
const secretOptions = ["passphrase", "password"];
// No word border before the name: `-HCookie: a` is a header too.
const headerLine = /(proxy-authorization|authorization|set-cookie|cookie)(["']?\s*[:=]\s*)[^\r\n]+/gi;
// One match takes the whole URL up to its query, so that a text made of many schemes costs linear time.
const urlBeforeQuery = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s"'<>?#]*)/gi;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/**
 * Any text without its secrets: user and password in URLs, values of the named query parameters, lines of the
 * headers Authorization, Cookie, Proxy-Authorization and Set-Cookie, PEM private keys.
 *
 * @param parameters - Names of query parameters as given with `--redact`; case does not matter.
 */
export function redactText(text: string, parameters: readonly string[] = []): string {
  const safe = text
    .replace(privateKey, redacted)
    .replace(urlBeforeQuery, (_, scheme: string, rest: string) => withoutCredentials(scheme, rest))
    .replace(headerLine, `$1$2${redacted}`);
  return redactParameters(safe, parameters);
}

/** A URL without user, password and the values of the named query parameters; otherwise as it was written. */
export function redactUrl(url: string, parameters: readonly string[] = []): string {
  return redactText(url, parameters);
}

/** Header entries with the values of the four secret headers replaced; names and order stay. */
export function redactHeaders(
  headers: Iterable<readonly [string, string]>,
  parameters: readonly string[] = [],
): [string, string][] {
  return [...headers].map(([name, value]) => [
    name,
    isSecretHeader(name) ? redacted : redactText(value, parameters),
  ]);
}

/**
 * The arguments of a command without secrets, fit to be shown as "repeat with". Values of `--passphrase` and
 * `--password` go too, whether they stand in the same argument or in the next.
 */
export function redactCommand(command: readonly string[], parameters: readonly string[] = []): string[] {
  return command.map((argument, index) => {
    const before = command[index - 1] ?? "";
    if (isSecretOption(before) && !argument.startsWith("--")) return redacted;
    const [, option, name] = /^(--([a-z-]+)=)/i.exec(argument) ?? [];
    if (option !== undefined && secretOptions.includes(name?.toLowerCase() ?? "")) return option + redacted;
    return redactText(argument, parameters);
  });
}

/**
 * Plain data without secrets, however deep: every string as {@link redactText}; whole values where the key, or
 * the first element of a pair, names a secret header, and where the key is `passphrase` or `password`.
 */
export function redactData<T>(data: T, parameters: readonly string[] = []): T {
  return redactUnknown(data, parameters) as T;
}

function redactUnknown(data: unknown, parameters: readonly string[]): unknown {
  if (typeof data === "string") return redactText(data, parameters);
  if (Array.isArray(data)) {
    const [name, value] = data;
    if (data.length === 2 && isSecretHeader(name) && typeof value === "string") return [name, redacted];
    return data.map((element) => redactUnknown(element, parameters));
  }
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      isSecretKey(key) && value !== undefined ? redacted : redactUnknown(value, parameters),
    ]),
  );
}

/**
 * User and password end at the last `@` before the path. In what is no URL, or more than one, a password may hold a bare `/`, as
 * people type it: there all before the last `@` goes.
 */
function withoutCredentials(scheme: string, rest: string): string {
  const slash = rest.indexOf("/");
  const oneUrl = slash >= 0 && !rest.includes("://") && URL.canParse(scheme + rest);
  const end = oneUrl ? slash : rest.length;
  const at = rest.lastIndexOf("@", end);
  return at < 0 ? scheme + rest : scheme + redacted + rest.slice(at);
}

function redactParameters(text: string, parameters: readonly string[]): string {
  let safe = text;
  for (const name of parameters) {
    const pattern = new RegExp(`([?&;]${escapePattern(name)}=)[^&;#\\s"'<>]*`, "gi");
    safe = safe.replace(pattern, `$1${redacted}`);
  }
  return safe;
}

function isSecretHeader(name: unknown): boolean {
  return typeof name === "string" && secretHeaders.includes(name.toLowerCase());
}

function isSecretKey(key: string): boolean {
  return isSecretHeader(key) || secretOptions.includes(key.toLowerCase());
}

function isSecretOption(argument: string): boolean {
  return argument.startsWith("--") && secretOptions.includes(argument.slice(2).toLowerCase());
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
