// Why a peer's certificate is not trusted, in words.

import type { PeerCertificate } from "node:tls";

/** A certificate that the client cannot trust. */
export interface CertificateProblem {
  /** OpenSSL's or Node's name, such as `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly code: string;
  /** The reason in words, as one clause. */
  readonly message: string;
  readonly subject?: string | undefined;
  readonly issuer?: string | undefined;
  /** As OpenSSL prints it. */
  readonly validTo?: string | undefined;
}

/** The problem `code` of `certificate`, which was asked of `host`. */
export function certificateProblem(
  code: string,
  host: string,
  certificate: PeerCertificate,
): CertificateProblem {
  return {
    code,
    message: reason(code, host, certificate),
    subject: nameOf(certificate.subject?.CN),
    issuer: nameOf(certificate.issuer?.CN),
    validTo: certificate.valid_to,
  };
}

function reason(code: string, host: string, certificate: PeerCertificate): string {
  switch (code) {
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "the certificate is self-signed";
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return `the certificate's issuer${quoted(certificate.issuer?.CN)} is not trusted`;
    case "CERT_HAS_EXPIRED":
      return `the certificate expired on ${certificate.valid_to}`;
    case "CERT_NOT_YET_VALID":
      return `the certificate is valid only from ${certificate.valid_from}`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return `the certificate is not for ${host} but for ${certificate.subjectaltname ?? nameOf(certificate.subject?.CN) ?? "nobody"}`;
    case "CERT_REVOKED":
      return "the certificate was revoked";
    default:
      return `the certificate was not accepted (${code})`;
  }
}

function quoted(name: string | string[] | undefined): string {
  const text = nameOf(name);
  return text === undefined ? "" : ` "${text}"`;
}

function nameOf(name: string | string[] | undefined): string | undefined {
  return Array.isArray(name) ? name.join(", ") : name;
}
