// Plain JavaScript: pings with several payloads, their round trips as a metric of the scenario's own.
// wsrig run examples/ping.js --url ws://127.0.0.1:8080/

import { scenario } from "wsrig";

export default scenario({
  name: "ping",
  description: "Pings of several sizes are answered within a second.",
  async run(session) {
    const connection = await session.connect();
    for (const bytes of [0, 1, 64, 125]) {
      const roundTripUs = await connection.ping(session.random.bytes(bytes));
      session.trend("ping_by_size", roundTripUs, { bytes: String(bytes) });
      session.check(`answers a ping of ${bytes} bytes within a second`, roundTripUs < 1_000_000, {
        expected: "less than 1,000,000 µs",
        received: `${roundTripUs} µs`,
      });
    }
    await session.sleep("10ms");
    await connection.close(1000);
  },
});
