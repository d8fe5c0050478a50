// Certificates for tests, made by an authority of the test.

import { generate } from "selfsigned";

/** A certificate and its key as PEM texts. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** An authority, a server certificate for 127.0.0.1 and localhost, a client certificate, and some that must not be trusted. */
export interface TestCertificates {
  readonly authority: TestCertificate;
  readonly server: TestCertificate;
  readonly client: TestCertificate;
  readonly selfSigned: TestCertificate;
  readonly expired: TestCertificate;
  readonly otherHost: TestCertificate;
}

type Options = NonNullable<Parameters<typeof generate>[1]>;

const day = 86_400_000;

export async function makeCertificates(): Promise<TestCertificates> {
  const authority = await make("wsrig test authority", {
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = authority;
  const loopback: Options["extensions"] = [
    {
      name: "subjectAltName",
      altNames: [
        { type: 7, ip: "127.0.0.1" },
        { type: 2, value: "localhost" },
      ],
    },
  ];
  return {
    authority,
    server: await make("127.0.0.1", { ca, extensions: loopback }),
    client: await make("a client", { ca, extensions: [{ name: "extKeyUsage", clientAuth: true }] }),
    selfSigned: await make("127.0.0.1", { extensions: loopback }),
    expired: await make("127.0.0.1", {
      ca,
      extensions: loopback,
      notBeforeDate: new Date(Date.now() - 3 * day),
      notAfterDate: new Date(Date.now() - day),
    }),
    otherHost: await make("elsewhere", {
      ca,
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "elsewhere.example" }] }],
    }),
  };
}

async function make(commonName: string, options: Options): Promise<TestCertificate> {
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    ...options,
  });
  return { cert: made.cert, key: made.private };
}
