// How a case expects its connection to end.

/** What is judged about the close. */
export interface CloseExpectation {
  /** Whether the driver must be the one that sends the first close frame. A peer that drops TCP counts as not by the driver. */
  readonly closedByDriver: boolean;
  /** The codes that the peer's close frame may carry. One without a code, and no close frame at all, pass here. */
  readonly codes: readonly number[];
  /** Whether close frames must go both ways in time. */
  readonly requireClean: boolean;
  /** A connection closed by the wrong end fails the behavior too. */
  readonly wrongEndIsFatal?: boolean | undefined;
  /** A wrong code fails the behavior too. */
  readonly wrongCodeIsFatal?: boolean | undefined;
}

/** The driver closes with 1000, the peer answers. */
export const normalClose: CloseExpectation = { closedByDriver: true, codes: [1000], requireClean: true };

/** The peer fails the connection: with 1002, without a code or by dropping TCP. */
export const protocolError: CloseExpectation = { closedByDriver: false, codes: [1002], requireClean: false };

/** The peer fails the connection for bad UTF-8: with 1007, without a code or by dropping TCP. */
export const invalidUtf8: CloseExpectation = {
  closedByDriver: false,
  codes: [1007],
  requireClean: false,
  wrongEndIsFatal: true,
};
