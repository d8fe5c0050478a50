// Plain HTTP answers of a conformance listener.

/** The bytes of a whole answer; the connection is to be ended after it. */
export function httpAnswer(
  status: 200 | 400 | 404,
  body: string,
  contentType = "text/plain; charset=utf-8",
): Uint8Array {
  const phrase = { 200: "OK", 400: "Bad Request", 404: "Not Found" }[status];
  const bytes = Buffer.from(contentType.startsWith("text/plain") ? `${body}\n` : body);
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    "Connection: close",
    `Content-Type: ${contentType}`,
    `Content-Length: ${bytes.length}`,
    "X-Content-Type-Options: nosniff",
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
}
