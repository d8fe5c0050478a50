import type { Behaviour } from "./behaviour.js";
import { echo } from "./echo.js";

/** What the server says first: the answer to the sample client's "你好, 服务器!". */
const greetingText = "你好, 客户端!";

/** Speaks first, then echoes. */
export const greeting: Behaviour = {
  info: {
    path: "/greeting",
    summary: `sends the text "${greetingText}" on connect, then echoes`,
    parameters: [],
  },
  prepare(request) {
    const attachEcho = echo.prepare(request);
    return (connection, services) => ({
      ...attachEcho(connection, services),
      opened() {
        connection.sendText(greetingText);
      },
    });
  },
};
