// A frame as one wishes to write it, legal or not.

/**
 * A frame described field by field. What is left out takes its legal value: `fin` true, no RSV bit, minimal length,
 * masked with a random key by a client and not by a server.
 */
export interface RawFrame {
  /** 0-15, reserved ones allowed. */
  readonly opcode: number;
  /** Default true. */
  readonly fin?: boolean | undefined;
  /** RSV1-3 as one number: 4 is RSV1, 2 is RSV2, 1 is RSV3. Default 0. */
  readonly rsv?: number | undefined;
  readonly payload?: Uint8Array | undefined;
  /** `true`: a random key; a number: that key (unsigned 32 bit, first byte of the wire highest); `false`: no mask. Default: as the role demands. */
  readonly mask?: boolean | number | undefined;
  /** Width of the length field. Default `minimal`. */
  readonly lengthForm?: "minimal" | "7" | "16" | "64" | undefined;
  /** Length written into the header, whatever the payload's is. Default: the payload's. */
  readonly announcedBytes?: bigint | number | undefined;
}
