// An echo server on Bun's own WebSocket server, a code base of its own that ships in the npm package `bun`.

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: (request, self) => (self.upgrade(request) ? undefined : new Response("not found", { status: 404 })),
  websocket: {
    maxPayloadLength: 32 * 1024 * 1024,
    // An echo that is not taken at once waits.
    backpressureLimit: 64 * 1024 * 1024,
    perMessageDeflate: true,
    message: (socket, message) => socket.send(message),
  },
});

console.log(`ws://127.0.0.1:${server.port}`);
