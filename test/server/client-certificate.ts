// A certificate for a client of the tests.

import { generate } from "selfsigned";

/** Self-signed, so that whoever takes `cert` as its `ca` trusts it. */
export async function makeClientCertificate(): Promise<{ cert: string; key: string }> {
  const made = await generate([{ name: "commonName", value: "a client of the tests" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", clientAuth: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}
