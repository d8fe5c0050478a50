// Takes secrets out of whatever is going to be written: a report, a log, the command that repeats a run.

/** Stands where a secret stood. */
export const redacted = "***";

const secretHeaders = ["authorization", "cookie", "proxy-authorization", "set-cookie"];
const secretWords = "key|token|secret|password|auth|cookie|session";
// A whole name: in a list of two header lines the first is no name of the second.
const secretName = new RegExp(`^[^\\s:]*(?:${secretWords})[^\\s:]*$`);
// RFC 6455 §11.3: part of every handshake, and of every report about one.
const handshakeHeader = /^sec-websocket-/i;
const secretOptions = ["passphrase", "password"];
// No word border before the name: `-HCookie: a` is a header too.
const headerLine = /(proxy-authorization|authorization|set-cookie|cookie)(["']?\s*[:=]\s*)[^\r\n]+/gi;
// In a sentence, `session: closed` is no header; these are. Bounded, so that a long word costs linear time.
const likelyHeaderLine = new RegExp(
  `(?<![\\w-])((?!sec-websocket-)(?:x-[\\w-]{0,60}?(?:${secretWords})[\\w-]{0,60}|\\w[\\w-]{0,60}-(?:${secretWords})))(["']?\\s*:\\s*)[^\\r\\n]+`,
  "gi",
);
// One match takes the whole URL up to its query, so that a text made of many schemes costs linear time.
const urlBeforeQuery = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s"'<>?#]*)/gi;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/**
 * Any text without its secrets: user and password in URLs, values of the query parameters and lines of the headers
 * in `names`, lines of the headers Authorization, Cookie, Proxy-Authorization and Set-Cookie and of those with such
 * names as X-Api-Key or Access-Token, PEM private keys.
 *
 * @param names - Names of query parameters and headers as given with `--redact`; case does not matter.
 */
export function redactText(text: string, names: readonly string[] = []): string {
  const safe = text
    .replace(privateKey, redacted)
    .replace(urlBeforeQuery, (_, scheme: string, rest: string) => withoutCredentials(scheme, rest))
    .replace(headerLine, `$1$2${redacted}`)
    .replace(likelyHeaderLine, `$1$2${redacted}`);
  return redactNamed(safe, names);
}

/** A URL without user, password and the values of the named query parameters; otherwise as it was written. */
export function redactUrl(url: string, names: readonly string[] = []): string {
  return redactText(url, names);
}

/**
 * Header entries without the values of secret headers; names and order stay.
 *
 * Secret is every header in `names`, and every one whose name contains key, token, secret, password, auth, cookie
 * or session, except for the Sec-WebSocket-* headers of the handshake.
 *
 * @param names - As given with `--redact`.
 */
export function redactHeaders(
  headers: Iterable<readonly [string, string]>,
  names: readonly string[] = [],
): [string, string][] {
  return [...headers].map(([name, value]) => [
    name,
    isSecretHeader(name, names) ? redacted : redactText(value, names),
  ]);
}

/**
 * The arguments of a command without secrets, fit to be shown as "repeat with". Values of secret headers
 * (see {@link redactHeaders}), of `--passphrase` and of `--password` go, whether they stand in the same argument or
 * in the next.
 *
 * @param names - As given with `--redact`.
 */
export function redactCommand(command: readonly string[], names: readonly string[] = []): string[] {
  return command.map((argument, index) => {
    const before = command[index - 1] ?? "";
    if (isSecretOption(before) && !argument.startsWith("--")) return redacted;
    if (before === "-H" || before === "--header") return redactHeaderLine(argument, names);
    const [, option, name] = /^(--([a-z-]+)=)/i.exec(argument) ?? [];
    if (option !== undefined && secretOptions.includes(name?.toLowerCase() ?? "")) return option + redacted;
    const [flag = ""] = /^(--header=|-H)/.exec(argument) ?? [];
    if (flag !== "") return flag + redactHeaderLine(argument.slice(flag.length), names);
    return redactText(argument, names);
  });
}

/**
 * Plain data without secrets, however deep: every string as {@link redactText}; whole values where the key, or
 * the first element of a pair, names one of the four secret headers, and where the key is `passphrase` or `password`.
 * Whatever stands below a key `headers` is read as headers, see {@link redactHeaders}.
 *
 * @param names - As given with `--redact`.
 */
export function redactData<T>(data: T, names: readonly string[] = []): T {
  return redactUnknown(data, { names, inHeaders: false }) as T;
}

interface DataPlace {
  readonly names: readonly string[];
  /** Elsewhere a key such as `ws_sessions` is no header. */
  readonly inHeaders: boolean;
}

function redactUnknown(data: unknown, place: DataPlace): unknown {
  const { names, inHeaders } = place;
  if (typeof data === "string") return inHeaders ? redactHeaderLine(data, names) : redactText(data, names);
  if (Array.isArray(data)) {
    const [name, value] = data;
    if (data.length === 2 && typeof value === "string" && isSecretName(name, place)) return [name, redacted];
    return data.map((element) => redactUnknown(element, place));
  }
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const isSecret = isSecretName(key, place) || secretOptions.includes(key.toLowerCase());
      if (isSecret && value !== undefined) return [key, redacted];
      return [key, redactUnknown(value, { names, inHeaders: inHeaders || key.toLowerCase() === "headers" })];
    }),
  );
}

function isSecretName(name: unknown, { names, inHeaders }: DataPlace): boolean {
  if (typeof name !== "string") return false;
  return inHeaders ? isSecretHeader(name, names) : secretHeaders.includes(name.toLowerCase());
}

/** `Name: value`, whose name is told from a sentence by where it stands. */
function redactHeaderLine(line: string, names: readonly string[]): string {
  const [start = "", name = ""] = /^\s*([^\s:]+)\s*:\s*/.exec(line) ?? [];
  return isSecretHeader(name, names) ? start + redacted : redactText(line, names);
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

function redactNamed(text: string, names: readonly string[]): string {
  let safe = text;
  for (const name of names.filter((one) => one !== "").map(escapePattern)) {
    safe = safe
      .replace(new RegExp(`([?&;]${name}=)[^&;#\\s"'<>]*`, "gi"), `$1${redacted}`)
      .replace(new RegExp(`(?<![\\w-])(${name}["']?\\s*:\\s*)[^\\r\\n]+`, "gi"), `$1${redacted}`);
  }
  return safe;
}

function isSecretHeader(header: string, names: readonly string[]): boolean {
  const name = header.toLowerCase();
  if (names.some((one) => one.toLowerCase() === name)) return true;
  return secretName.test(name) && !handshakeHeader.test(name);
}

function isSecretOption(argument: string): boolean {
  return argument.startsWith("--") && secretOptions.includes(argument.slice(2).toLowerCase());
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
