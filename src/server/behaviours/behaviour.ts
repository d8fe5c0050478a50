// What the reference server does with a connection, by path. Written once against `Connection`, so every engine runs it.

import type { Clock } from "../../clock.js";
import type { Connection, ConnectionListener } from "../../connection/connection.js";
import type { Random } from "../../random.js";
import type { Audiences } from "./audience.js";
import type { QueryParameters } from "./query-parameters.js";

/** A query parameter as users read about it. */
export interface BehaviourParameter {
  readonly name: string;
  /** What it does, its unit, range and default. */
  readonly meaning: string;
}

/** A behaviour as users read about it: in `wsrig list behaviours` and in the answer to `GET /`. */
export interface BehaviourInfo {
  /** `/echo`; a part in angle brackets stands for one path segment: `/rooms/<name>`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly BehaviourParameter[];
}

/** What a client asked for, in its request target. */
export interface BehaviourRequest {
  /** The path as sent, without the query; percent escapes stand. */
  readonly path: string;
  readonly query: QueryParameters;
}

/** What a server lends to its behaviours. */
export interface BehaviourServices {
  readonly clock: Clock;
  /** Seeded; a behaviour forks what it needs. */
  readonly random: Random;
  readonly audiences: Audiences;
}

/** One connection under a behaviour. */
export interface BehaviourSession {
  /** `messageReceived` is called only while the connection is open, so that it may send. */
  readonly listener: ConnectionListener;
  /** Called once, after the listener was set. */
  opened?(): void;
}

/** Puts an open connection under a behaviour whose parameters are known. */
export type AttachBehaviour = (connection: Connection, services: BehaviourServices) => BehaviourSession;

/** One behaviour of the reference server. */
export interface Behaviour {
  readonly info: BehaviourInfo;
  /**
   * Reads the parameters, before the upgrade is answered. What is wrong with them is noted in `request.query`
   * (the server then answers 400 and never attaches).
   */
  prepare(request: BehaviourRequest): AttachBehaviour;
}
