// A peer that keeps every rule: our own protocol core as an echo endpoint, either role.

import { buildUpgradeRequest, UpgradeAnswerReader } from "../../src/protocol/client-handshake.js";
import { Endpoint, type EndpointOptions } from "../../src/protocol/endpoint.js";
import { HttpHeadReader } from "../../src/protocol/http-head.js";
import type { ProtocolLimits } from "../../src/protocol/limits.js";
import type { Role } from "../../src/protocol/opcodes.js";
import {
  buildRejection,
  buildUpgradeResponse,
  judgeUpgradeRequest,
} from "../../src/protocol/server-handshake.js";
import type { MakePeer, MemoryPeer, PeerWire } from "./memory-peer.js";

/** Makes right peers in `role`, with permessage-deflate offered or accepted. */
export function rightPeer(role: Role, limits: Partial<ProtocolLimits> = {}): MakePeer {
  return (wire) => (role === "server" ? serverPeer(wire, limits) : clientPeer(wire, limits));
}

function serverPeer(wire: PeerWire, limits: Partial<ProtocolLimits>): MemoryPeer {
  const head = new HttpHeadReader();
  let echo: EchoEndpoint | undefined;
  return {
    receive(bytes) {
      if (echo !== undefined) {
        echo.receive(bytes);
        return;
      }
      const request = head.push(bytes);
      if (request.kind === "incomplete") return;
      if (request.kind !== "request") {
        wire.write(Buffer.from("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        wire.end();
        return;
      }
      const judgement = judgeUpgradeRequest(request, { deflate: {} });
      if (judgement.kind === "reject") {
        wire.write(buildRejection(judgement));
        wire.end();
        return;
      }
      wire.write(buildUpgradeResponse(judgement));
      echo = new EchoEndpoint("server", wire, { deflate: judgement.deflate, limits });
      echo.receive(head.rest.slice());
    },
    ended: () => echo?.ended(),
  };
}

function clientPeer(wire: PeerWire, limits: Partial<ProtocolLimits>): MemoryPeer {
  const request = {
    host: "127.0.0.1:9001",
    target: "/",
    // Not the example of the RFC: a case takes that for a key that was not drawn.
    key: "AQIDBAUGBwgJCgsMDQ4PEA==",
    deflateOffer: { clientMaxWindowBits: true },
  } as const;
  const reader = new UpgradeAnswerReader(request);
  let echo: EchoEndpoint | undefined;
  return {
    connected: () => wire.write(buildUpgradeRequest(request)),
    receive(bytes) {
      if (echo !== undefined) {
        echo.receive(bytes);
        return;
      }
      const answer = reader.push(bytes);
      if (answer.kind === "incomplete") return;
      if (answer.kind !== "accepted") {
        wire.end();
        return;
      }
      echo = new EchoEndpoint("client", wire, { deflate: answer.deflate, limits });
      echo.receive(reader.rest.slice());
    },
    ended() {
      if (echo === undefined) wire.end();
      else echo.ended();
    },
  };
}

class EchoEndpoint {
  readonly #endpoint: Endpoint;
  readonly #wire: PeerWire;

  constructor(role: Role, wire: PeerWire, options: Pick<EndpointOptions, "deflate" | "limits">) {
    this.#wire = wire;
    this.#endpoint = new Endpoint(
      { role, ...options, maskKey: () => 0x12345678 },
      {
        messageReceived: ({ kind, payload }) => {
          if (this.#endpoint.state !== "open") return;
          if (kind === "text") this.#endpoint.sendText(Buffer.from(payload).toString());
          else this.#endpoint.sendBinary(payload);
        },
      },
    );
  }

  receive(bytes: Uint8Array): void {
    this.#endpoint.receive(bytes);
    this.#flush();
  }

  ended(): void {
    this.#endpoint.receiveEof();
    this.#flush();
    this.#wire.end();
  }

  #flush(): void {
    for (const bytes of this.#endpoint.takeOutput()) this.#wire.write(bytes.slice());
    if (this.#endpoint.shouldEndTransport) this.#wire.end();
  }
}
