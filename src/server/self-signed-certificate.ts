// A certificate for a wss server that was given none.

import { isIP } from "node:net";
import { generate } from "selfsigned";

/** A certificate and its key, in PEM. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

/**
 * A new self-signed certificate (ECDSA P-256) for localhost, 127.0.0.1 and ::1, valid for 30 days from yesterday (clocks
 * differ). A client trusts it by taking `cert` as its `ca`.
 *
 * @param host - One more name or address to put in, when the server listens elsewhere.
 */
export async function makeSelfSignedCertificate(host: string): Promise<CertificatePair> {
  const dayMs = 86_400_000;
  const now = Date.now();
  const made = await generate([{ name: "commonName", value: "wsrig reference server" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now - dayMs),
    notAfterDate: new Date(now + 30 * dayMs),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: alternativeNames(host) },
    ],
  });
  return { cert: made.cert, key: made.private };
}

interface AlternativeName {
  type: 2 | 7;
  value?: string;
  ip?: string;
}

function alternativeNames(host: string): AlternativeName[] {
  const names: AlternativeName[] = [
    { type: 2, value: "localhost" },
    { type: 7, ip: "127.0.0.1" },
    { type: 7, ip: "::1" },
  ];
  const known = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "::"];
  if (known.includes(host)) return names;
  return [...names, isIP(host) ? { type: 7, ip: host } : { type: 2, value: host }];
}
