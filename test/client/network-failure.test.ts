import { expect, test } from "vitest";
import { networkFailure } from "../../src/client/network-failure.js";

test.each([
  ["ECONNREFUSED", "tcp", "tcp", "refused"],
  ["ECONNRESET", "upgrade", "upgrade", "reset"],
  ["EPIPE", "upgrade", "upgrade", "reset"],
  ["ECONNABORTED", "tcp", "tcp", "reset"],
  ["ETIMEDOUT", "tcp", "tcp", "timeout"],
  ["EHOSTUNREACH", "tcp", "tcp", "unreachable"],
  ["ENETUNREACH", "tcp", "tcp", "unreachable"],
  ["EADDRNOTAVAIL", "tcp", "tcp", "connect-failed"],
  ["EMFILE", "tcp", "tcp", "connect-failed"],
  ["EACCES", "tcp", "tcp", "connect-failed"],
  ["ENOTFOUND", "dns", "dns", "dns-failed"],
  ["EAI_AGAIN", "dns", "dns", "dns-failed"],
  ["ECONNRESET", "tls", "tls", "reset"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "tls", "tls", "tls-failed"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "upgrade", "tls", "tls-failed"],
  ["SOMETHING_NEW", "tls", "tls", "tls-failed"],
] as const)("%s in the step %s is a failure of %s called %s", (name, step, told, code) => {
  const error = Object.assign(new Error(`it broke: ${name}`), { code: name });
  const failure = networkFailure(error, step);
  expect(failure).toMatchObject({ step: told, code, cause: error });
  expect(failure.message).not.toMatch(/\.$/);
});
