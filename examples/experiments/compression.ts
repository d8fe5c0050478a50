// What permessage-deflate costs in time and saves in bytes, for messages that compress well.
// wsrig experiment examples/experiments/compression.ts --url ws://127.0.0.1:8080

import { experiment } from "wsrig";

const { DURATION = "2s", TARGET = "ws://127.0.0.1:8080", WARM_UP = "500ms" } = process.env;

export default experiment({
  url: TARGET,
  load: {
    path: "/echo",
    warmUp: WARM_UP,
    executor: { kind: "constant-clients", clients: 5, duration: DURATION },
    traffic: {
      kind: "echo",
      ratePerConnection: 50,
      message: { template: '{"id":{{id}},"text":"la la la la la la la"}' },
    },
  },
  variants: [
    { name: "plain", connect: { compression: false } },
    { name: "compressed", connect: { compression: true } },
  ],
  blocks: 10,
  metrics: ["p50", "bytesPerMessage"],
  noise: 0.05,
});
