// Build step: a Content-Security-Policy that names the page's own script and style by hash and allows nothing else.

import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** Stands in the page's meta tag until the hashes are known. */
export const policyPlaceholder = "%CONTENT_SECURITY_POLICY%";

/** What a page may do beyond drawing itself. */
export interface PolicyOptions {
  /** Whether it may connect to where it came from, WebSockets included. */
  readonly connects: boolean;
}

/**
 * Replaces the placeholder in every emitted page once all code is inlined. Run it after the single-file plugin.
 *
 * The hash means that a script smuggled in with the report's data cannot run, even if it were ever written as
 * markup; trusted types make the browser refuse to parse any string as markup in the first place.
 */
export function contentSecurityPolicy(options: PolicyOptions): Plugin {
  return {
    name: "wsrig:content-security-policy",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type !== "asset" || !asset.fileName.endsWith(".html")) continue;
          asset.source = withPolicy(String(asset.source), options);
        }
      },
    },
  };
}

/** The page with its policy in place of the placeholder. */
export function withPolicy(page: string, { connects }: PolicyOptions): string {
  const scripts = hashes(page, /<script type="module"[^>]*>([\s\S]*?)<\/script>/g);
  const styles = hashes(page, /<style[^>]*>([\s\S]*?)<\/style>/g);
  const policy = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src data:",
    ...(connects ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return page.replace(policyPlaceholder, () => policy);
}

function hashes(page: string, element: RegExp): string {
  const found = [...page.matchAll(element)].map(
    ([, content]) =>
      `'sha256-${createHash("sha256")
        .update(content ?? "")
        .digest("base64")}'`,
  );
  return found.length === 0 ? "'none'" : found.join(" ");
}
