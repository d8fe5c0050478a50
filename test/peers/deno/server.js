// An echo server on Deno's own WebSocket server (the Rust crate fastwebsockets), which ships in the npm package `deno`.

Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.log(`ws://127.0.0.1:${port}`) },
  (request) => {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket")
      return new Response("not found", { status: 404 });
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data);
    socket.onerror = () => {};
    return response;
  },
);
