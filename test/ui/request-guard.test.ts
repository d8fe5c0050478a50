import type { IncomingHttpHeaders } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OpeningTickets } from "../../src/ui/opening-tickets.js";
import { type RequestGuard, requestGuard } from "../../src/ui/request-guard.js";

const token = "0123456789abcdef0123456789abcdef";
const at = { port: 4_000, urlHost: "127.0.0.1", isExposed: false };
const tickets = new OpeningTickets();
const guard = requestGuard({ token, tickets, at });

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: IncomingHttpHeaders;
}

/** As a browser asks for the page that its person has typed the address of. */
function page({ method = "GET", url = `/?token=${token}`, headers = {} }: Asked = {}): string {
  return said(guard.page({ method, url, headers: { host: "127.0.0.1:4000", ...headers } }));
}

/** As the page itself connects. */
function link({ method = "GET", url = `/link?token=${token}`, headers = {} }: Asked = {}): string {
  const own = { host: "127.0.0.1:4000", origin: "http://127.0.0.1:4000" };
  return said(guard.link({ method, url, headers: { ...own, ...headers } }));
}

function said(judgement: ReturnType<RequestGuard["page"]>): string {
  if (judgement === undefined) return "allowed";
  return judgement.status === 303 ? `to ${judgement.location}` : `${judgement.status} ${judgement.why}`;
}

const badHost =
  "403 the Host header is not an address of this user interface: open the one that wsrig printed";
const badOrigin = "403 the Origin header is not that of this user interface";
const badSite = "403 a page of another site asks for this, which only the person may";
const badToken = "403 the address lacks the token that wsrig printed";

describe("the page and the link ask for the token", () => {
  it.each([
    ["the right one", `?token=${token}`, "allowed"],
    ["the right one, escaped", `?token=%30${token.slice(1)}`, "allowed"],
    ["the right one among others", `?lang=zh&token=${token}&view=run`, "allowed"],
    ["none", "", badToken],
    ["an empty one", "?token=", badToken],
    ["a wrong one of the same length", `?token=${"0".repeat(32)}`, badToken],
    ["one that differs in the last digit", `?token=${token.slice(0, -1)}e`, badToken],
    ["a longer one", `?token=${token}0`, badToken],
    ["a shorter one", `?token=${token.slice(1)}`, badToken],
    ["one in capitals", `?token=${token.toUpperCase()}`, badToken],
    ["the right one second", `?token=0&token=${token}`, badToken],
    ["the right one under another name", `?Token=${token}`, badToken],
    ["broken escapes", "?token=%ff%", badToken],
  ])("%s", (_what, query, expected) => {
    expect(page({ url: `/${query}` })).toBe(expected);
    expect(link({ url: `/link${query}` })).toBe(expected);
  });
});

describe("a ticket is for the page", () => {
  it("and leads to its lasting address", () => {
    expect(page({ url: `/?ticket=${tickets.issue()}` })).toBe(`to /?token=${token}`);
  });

  it("and opens no link", () => {
    expect(link({ url: `/link?ticket=${tickets.issue()}` })).toBe(badToken);
  });
});

describe("the Host is an address of the interface, so that a rebound name is refused", () => {
  it.each([
    ["127.0.0.1:4000", "allowed"],
    ["localhost:4000", "allowed"],
    ["LOCALHOST:4000", "allowed"],
    ["[::1]:4000", "allowed"],
    ["evil.example:4000", badHost],
    ["localhost.evil.example:4000", badHost],
    ["127.0.0.1.evil.example:4000", badHost],
    ["evil.localhost:4000", badHost],
    ["localhost.:4000", badHost],
    ["127.0.0.1:4001", badHost],
    ["127.0.0.1:04000", badHost],
    ["127.0.0.1", badHost],
    ["127.0.0.1:", badHost],
    ["127.0.0.2:4000", badHost],
    ["0.0.0.0:4000", badHost],
    ["192.168.1.2:4000", badHost],
    ["[::]:4000", badHost],
    ["user@127.0.0.1:4000", badHost],
    ["127.0.0.1:4000, evil.example", badHost],
    ["", badHost],
    [undefined, badHost],
  ])("Host %s", (host, expected) => {
    expect(page({ headers: { host } })).toBe(expected);
    expect(link({ headers: { host, origin: `http://${host?.toLowerCase()}` } })).toBe(expected);
  });

  it.each([
    ["127.0.0.1", "allowed"],
    ["127.0.0.1:80", "allowed"],
    ["localhost", "allowed"],
    ["127.0.0.1:4000", badHost],
    ["evil.example", badHost],
    ["", badHost],
  ])("on port 80, which browsers leave out: Host %s", (host, expected) => {
    const web = requestGuard({ token, tickets, at: { ...at, port: 80 } });
    expect(said(web.page({ method: "GET", url: `/?token=${token}`, headers: { host } }))).toBe(expected);
  });

  it("another loopback address is its own when it listens there", () => {
    const other = requestGuard({ token, tickets, at: { ...at, urlHost: "127.0.0.2" } });
    const asked = { method: "GET", url: `/?token=${token}` };
    expect(said(other.page({ ...asked, headers: { host: "127.0.0.2:4000" } }))).toBe("allowed");
    expect(said(other.page({ ...asked, headers: { host: "127.0.0.3:4000" } }))).toBe(badHost);
  });

  it.each([
    ["192.168.1.2:4000", "allowed"],
    ["[fe80::1]:4000", "allowed"],
    ["localhost:4000", "allowed"],
    ["192.168.1.2:4001", badHost],
    ["192.168.1.256:4000", badHost],
    ["[evil]:4000", badHost],
    ["evil.example:4000", badHost],
  ])("where other machines reach it, any IP address is its own and no name: Host %s", (host, expected) => {
    const exposed = requestGuard({ token, tickets, at: { ...at, isExposed: true } });
    expect(said(exposed.page({ method: "GET", url: `/?token=${token}`, headers: { host } }))).toBe(expected);
  });
});

describe("the Origin is that of the page", () => {
  it.each([
    [undefined, badOrigin],
    ["http://127.0.0.1:4000", "allowed"],
    ["null", badOrigin],
    ["", badOrigin],
    ["https://127.0.0.1:4000", badOrigin],
    ["http://127.0.0.1:4001", badOrigin],
    ["http://127.0.0.1", badOrigin],
    ["http://localhost:4000", badOrigin],
    ["http://evil.example", badOrigin],
    ["http://127.0.0.1:4000.evil.example", badOrigin],
    ["http://127.0.0.1:4000/", badOrigin],
    ["http://evil.example http://127.0.0.1:4000", badOrigin],
    ["file://", badOrigin],
  ])("the link with Origin %s", (origin, expected) => {
    expect(link({ headers: { origin } })).toBe(expected);
  });

  it("the page at localhost has that as its Origin", () => {
    expect(link({ headers: { host: "localhost:4000", origin: "http://localhost:4000" } })).toBe("allowed");
  });

  it("the page needs none, but a foreign one is refused", () => {
    expect(page()).toBe("allowed");
    expect(page({ headers: { origin: "http://127.0.0.1:4000" } })).toBe("allowed");
    expect(page({ headers: { origin: "null" } })).toBe(badOrigin);
    expect(page({ headers: { origin: "http://evil.example" } })).toBe(badOrigin);
  });
});

describe("where browsers say what asks, it is the page or the person (Fetch Metadata)", () => {
  const [toPage, inFrame] = [
    { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    { "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
  ];
  it.each([
    ["typed", { "sec-fetch-site": "none", ...toPage }, "allowed"],
    ["loaded again", { "sec-fetch-site": "same-origin", ...toPage }, "allowed"],
    ["a link on another site", { "sec-fetch-site": "cross-site", ...toPage }, "allowed"],
    ["a link on another port", { "sec-fetch-site": "same-site", ...toPage }, "allowed"],
    ["a frame of another site", { "sec-fetch-site": "cross-site", ...inFrame }, badSite],
    ["a frame of another port", { "sec-fetch-site": "same-site", ...inFrame }, badSite],
    [
      "fetch() of another port",
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty" },
      badSite,
    ],
    [
      "a script element of another site",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      badSite,
    ],
  ])("the page: %s", (_what, headers, expected) => {
    expect(page({ headers })).toBe(expected);
  });

  it.each([
    ["same-origin", "allowed"],
    ["none", "allowed"],
    ["same-site", badSite],
    ["cross-site", badSite],
    ["anything", badSite],
  ])("the link: Sec-Fetch-Site %s", (site, expected) => {
    expect(link({ headers: { "sec-fetch-site": site } })).toBe(expected);
  });
});

describe("nothing else is there", () => {
  it.each(["/favicon.ico", "/link", "//", "/../", "/%2f", "*", "http://", "", "/index.html"])(
    "GET %s is no page",
    (path) => {
      expect(page({ url: `${path}?token=${token}` })).toBe(
        path === "" || path === "http://" ? "allowed" : "404 there is nothing here",
      );
    },
  );

  it.each(["/", "/link/", "/LINK", "//link", "/./link"])("no link is at %s", (path) => {
    expect(link({ url: `${path}?token=${token}` })).toBe("404 there is nothing here");
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"])("%s is not answered", (method) => {
    expect(page({ method })).toBe("405 the method must be GET or HEAD");
    expect(link({ method })).toBe("405 the method must be GET");
  });

  it("HEAD is answered for the page only", () => {
    expect(page({ method: "HEAD" })).toBe("allowed");
    expect(link({ method: "HEAD" })).toBe("405 the method must be GET");
  });

  it("a foreign name is told nothing but that it is one", () => {
    expect(page({ method: "POST", url: "/x", headers: { host: "evil.example:4000" } })).toBe(badHost);
  });
});

describe("whatever a request says", () => {
  const strange = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("127.0.0.1:4000", "http://127.0.0.1:4000", "/", "/link", "//", "?token=", "%", "[", "*"),
  );
  const header = fc.option(strange, { nil: undefined });

  it("it is judged, and never allowed without the token", () => {
    fc.assert(
      fc.property(strange, strange, header, header, header, (path, query, host, origin, site) => {
        const headers = { host, origin, "sec-fetch-site": site };
        for (const url of [path, `/?${query}`, `/link?${query}`, `${path}?token=${query}`]) {
          for (const refusal of [guard.page, guard.link]) {
            expect(refusal({ method: "GET", url, headers })?.status).toBeGreaterThanOrEqual(403);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("with the token and an own Host the link is allowed to the own Origin alone", () => {
    fc.assert(
      fc.property(header, (origin) => {
        const isOwn = origin === "http://127.0.0.1:4000";
        expect(link({ headers: { origin } })).toBe(isOwn ? "allowed" : badOrigin);
      }),
      { numRuns: 500 },
    );
  });
});
