// The smallest useful scenario: what is sent comes back.
// wsrig run examples/echo.ts --url ws://127.0.0.1:8080/echo

import { scenario } from "wsrig";

export default scenario({
  name: "echo",
  description: "Text, bytes and fragments come back as they were sent.",
  async run(session) {
    const connection = await session.connect();

    connection.sendText("hello");
    const text = await connection.receiveText();
    session.check("echoes text", text === "hello", { expected: "hello", received: text });

    const bytes = session.random.bytes(1_000);
    connection.sendBinary(bytes);
    session.check("echoes bytes", Buffer.compare(await connection.receiveBinary(), bytes) === 0);

    connection.sendFragments("text", new TextEncoder().encode("one message in many frames"), 4);
    session.check("echoes fragments", (await connection.receiveText()) === "one message in many frames");

    const outcome = await connection.close(1000, "bye");
    session.check("closes cleanly", outcome.wasClean, { received: `close ${outcome.code}` });
  },
});
