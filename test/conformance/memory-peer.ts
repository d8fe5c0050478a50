// A peer in memory, as the tests of the cases meet it: bytes in, bytes out, without sockets.

/** The peer's end of the wire. */
export interface PeerWire {
  write(bytes: Uint8Array): void;
  /** FIN. */
  end(): void;
  /** RST. */
  drop(): void;
}

/** A peer under test. Time, where it needs some, is a fake clock's. */
export interface MemoryPeer {
  /** TCP is there; a client sends its request now. */
  connected?(): void;
  receive(bytes: Uint8Array): void;
  /** The driver sent FIN. */
  ended?(): void;
  /** TCP is gone. */
  closed?(): void;
}

/** Makes a peer for one connection. */
export type MakePeer = (wire: PeerWire) => MemoryPeer;
