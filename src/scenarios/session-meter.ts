// Records the metrics of one scenario's connections.

import type { DialResult } from "../client/dial.js";
import type { Connection, ConnectionCounters } from "../connection/connection.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import { recordDial } from "./dial-metrics.js";

/** Handles of one scenario's metrics, made once and shared by all its sessions. */
export class SessionMeter {
  readonly collector: MetricCollector;
  readonly tags: Tags;
  readonly #handles: ReturnType<typeof makeHandles>;

  /** @param tags - On every metric: the scenario's name and its own tags. */
  constructor(collector: MetricCollector, tags: Tags) {
    this.collector = collector;
    this.tags = tags;
    this.#handles = makeHandles(collector, tags);
  }

  checked(passed: boolean): void {
    this.#handles.checks.add(passed);
  }

  iterated(): void {
    this.#handles.iterations.add(1);
  }

  pinged(roundTripUs: number): void {
    this.#handles.ping.record(roundTripUs);
  }

  /** @param step - dns, tcp, proxy, tls, upgrade, message or close. */
  failed(step: string, code: string): void {
    this.collector.counter("ws_errors", { ...this.tags, step, code }).add(1);
  }

  /** A dial ended: its handshake counts now. */
  dialled(result: DialResult): void {
    recordDial(this.collector, result, this.tags);
  }

  /** A connection opened: its traffic is counted by the meter given back. */
  opened(connection: Connection, openedAtUs: number): ConnectionMeter {
    return new ConnectionMeter(connection, openedAtUs, this.#handles);
  }
}

/**
 * Traffic of one connection, and the latency of its request and reply pairs.
 *
 * A message received is the reply of a message sent when that is the only one sent since the last reply: the pair is
 * then a sample of `ws_msg_latency`. With two or more in flight, or after raw frames or bytes, nobody knows which answer is
 * whose, and nothing is recorded until all of them are answered. What comes unasked is no reply.
 */
export class ConnectionMeter {
  readonly #connection: Connection;
  readonly #openedAtUs: number;
  readonly #handles: ReturnType<typeof makeHandles>;
  #seen: ConnectionCounters = {
    bytesReceived: 0,
    bytesSent: 0,
    framesReceived: 0,
    framesSent: 0,
    messagesReceived: 0,
    messagesSent: 0,
  };
  #inFlight = 0;
  #sentAtUs = 0;
  #clear = true;

  constructor(connection: Connection, openedAtUs: number, handles: ReturnType<typeof makeHandles>) {
    this.#connection = connection;
    this.#openedAtUs = openedAtUs;
    this.#handles = handles;
  }

  /** Before a message is sent. */
  sending(atUs: number): void {
    this.#clear = this.#inFlight === 0;
    this.#inFlight++;
    this.#sentAtUs = atUs;
  }

  /** Raw frames and bytes may or may not be a message. */
  sendingRaw(): void {
    this.#inFlight++;
    this.#clear = false;
  }

  messageReceived(atUs: number): void {
    if (this.#inFlight > 0) {
      this.#inFlight--;
      if (this.#inFlight === 0 && this.#clear)
        this.#handles.latency.record(Math.max(0, atUs - this.#sentAtUs));
    }
    this.countTraffic();
  }

  /** Brings the counters up to the connection's. */
  countTraffic(): void {
    const { bytesReceived, bytesSent, framesReceived, framesSent, messagesReceived, messagesSent } =
      this.#connection.counters;
    const seen = this.#seen;
    this.#handles.dataReceived.add(bytesReceived - seen.bytesReceived);
    this.#handles.dataSent.add(bytesSent - seen.bytesSent);
    this.#handles.framesReceived.add(framesReceived - seen.framesReceived);
    this.#handles.framesSent.add(framesSent - seen.framesSent);
    this.#handles.messagesReceived.add(messagesReceived - seen.messagesReceived);
    this.#handles.messagesSent.add(messagesSent - seen.messagesSent);
    // Counters may be one live object: keep the numbers.
    this.#seen = { bytesReceived, bytesSent, framesReceived, framesSent, messagesReceived, messagesSent };
  }

  closed(atUs: number): void {
    this.countTraffic();
    this.#handles.sessionDuration.record(Math.max(0, atUs - this.#openedAtUs));
  }
}

function makeHandles(collector: MetricCollector, tags: Tags) {
  return {
    checks: collector.rate("checks", tags),
    iterations: collector.counter("iterations", tags),
    sessionDuration: collector.trend("ws_session_duration", tags),
    messagesSent: collector.counter("ws_msgs_sent", tags),
    messagesReceived: collector.counter("ws_msgs_received", tags),
    framesSent: collector.counter("ws_frames_sent", tags),
    framesReceived: collector.counter("ws_frames_received", tags),
    dataSent: collector.counter("data_sent", tags),
    dataReceived: collector.counter("data_received", tags),
    latency: collector.trend("ws_msg_latency", tags),
    ping: collector.trend("ws_ping", tags),
  };
}
