// The rules that the loose peer can be told to break, each by a name. What is left out is kept.

import type { ClientHandshakeFaults, ServerHandshakeFaults } from "./handshake-switches.js";

/** How a peer is faulty. A few switches choose what is legal but unusual; the table says which. */
export interface FaultSwitches
  extends ReadingFaults,
    ClosingFaults,
    FailingFaults,
    EchoFaults,
    FrameFaults,
    DeflateFaults,
    ServerHandshakeFaults,
    ClientHandshakeFaults,
    MeanFaults {}

/** Which broken frames and texts it takes. */
export interface ReadingFaults {
  readonly ignoresRsv?: true;
  /** Skips frames with reserved opcodes. */
  readonly skipsReservedOpcodes?: "data" | "control" | "all";
  /** Takes frames with reserved data opcodes for text, with reserved control opcodes for pings. */
  readonly mistakesReservedOpcodes?: true;
  readonly takesLongControls?: true;
  readonly takesFragmentedControls?: true;
  /** Skips continuation frames that continue nothing. */
  readonly takesStrayContinuations?: true;
  /** A new message inside another's fragments replaces it. */
  readonly takesInterleavedMessages?: true;
  readonly takesWrongMasks?: true;
  readonly takesLongLengthForms?: true;
  readonly takesTopBit?: true;
  /** Drops TCP on frames whose length needs the field of so many bits. */
  readonly cannotReadLengths?: 16 | 64;
  /** Takes each read for a whole frame, and fails if it is not. */
  readonly takesReadsForFrames?: true;
  /** Fails on a data frame without FIN. */
  readonly refusesFragments?: true;
  /** Takes an empty fragment for the end of the message. */
  readonly endsAtEmptyFragment?: true;
  readonly refusesEmptyFragments?: true;
  /** Fails on a control frame between fragments. */
  readonly refusesControlsInMessage?: true;
  /** A control frame between fragments makes it forget those before. */
  readonly forgetsFragmentsAtControl?: true;
  readonly refusesUnaskedPongs?: true;
  /** When text is validated: never, when the message is complete, or each frame as if it were a text of its own. */
  readonly utf8?: "never" | "at-end" | "per-frame";
  /** Invalid UTF-8 that it takes for valid. */
  readonly utf8Takes?:
    | "surrogates"
    | "overlong"
    | "above-10ffff"
    | "long-forms"
    | "cut-at-end"
    | "lone-continuations"
    | "fe-ff";
  /** Valid UTF-8 that it takes for invalid. */
  readonly utf8Refuses?: "non-characters" | "specials" | "nul" | "four-bytes" | "non-ascii";
}

/** What it does about close frames. */
export interface ClosingFaults {
  /** `late`: after two waits. `other-code`: always 1011. */
  readonly answersClose?: "never" | "drop" | "other-code" | "late" | "with-1005" | "empty";
  /** Answers codes that must not be on the wire with the same code. */
  readonly echoesReservedCodes?: true;
  readonly takesOneByteClose?: true;
  readonly takesInvalidCloseReason?: true;
  /** Takes these valid codes for invalid ones. */
  readonly refusesCloseCodes?: "private" | "registered-late" | "all-but-1000";
  readonly refusesCloseReasons?: true;
  readonly refusesEmptyClose?: true;
  /** Leaves TCP open after the closing handshake, and after failing. */
  readonly keepsTcpOpen?: true;
  /** Answers data that come behind a close frame, and the close after them. */
  readonly answersDataAfterClose?: true;
  readonly answersPingsAfterClose?: true;
  /** Closes by itself after its first answer. */
  readonly closesAfterEcho?: true;
  /** Does not end its side of TCP when the other has. */
  readonly ignoresFin?: true;
}

/** What it does when a rule is broken. */
export interface FailingFaults {
  /** A code for everything; `silence`: reads nothing more and says nothing; `late`: after three waits; `drop` is legal. */
  readonly failsWith?: number | "silence" | "late" | "drop";
  /** The code for bad UTF-8 alone. */
  readonly failsUtf8With?: number;
  /** The code for too big messages alone. */
  readonly failsBigWith?: number;
  /** Says that it fails, and goes on answering. */
  readonly goesOnAfterFailing?: true;
}

/** How it answers messages and pings. */
export interface EchoFaults {
  readonly echo?:
    | "never"
    | "wrong-type"
    | "wrong-bytes"
    | "wrong-last-byte"
    | "cut"
    | "twice"
    | "per-fragment"
    | "swapped-fragments"
    | "previous"
    | "late"
    | "not-empty"
    | "not-binary"
    | "not-large"
    | "not-fragmented";
  readonly pong?:
    | "never"
    | "wrong-payload"
    | "empty"
    | "latest-only"
    | "reversed"
    | "behind-echo"
    | "twice"
    | "first-only"
    | "ping-instead";
  readonly answersPongs?: true;
}

/** What its own frames break. */
export interface FrameFaults {
  readonly masksWrongly?: true;
  readonly setsRsv?: true;
  readonly sendsLongLengthForms?: true;
  readonly sendsInvalidUtf8?: true;
  readonly fragmentsPongs?: true;
  /** What it sends as soon as the connection is open. `ping` is legal. */
  readonly greets?:
    | "pong"
    | "text"
    | "reserved-opcode"
    | "stray-continuation"
    | "long-ping"
    | "ping"
    | "close";
  /** Sends its echoes in frames of so many bytes: legal. */
  readonly fragmentsEchoes?: number;
}

/** What it gets wrong about permessage-deflate. */
export interface DeflateFaults {
  /** Never sends compressed messages: legal. */
  readonly neverCompresses?: true;
  /** Declines every offer, or offers nothing: legal. */
  readonly withoutDeflate?: true;
  readonly inflatesWithoutLimit?: true;
  /** Compresses in a window of 15 bits whatever was agreed. */
  readonly compressesWiderThanAgreed?: true;
  /** Refers to earlier messages although it agreed not to. */
  readonly keepsForbiddenContext?: true;
  /** Forgets earlier messages that the peer may refer to. */
  readonly forgetsContext?: true;
  readonly takesRsv1Anywhere?: true;
  /** Echoes what it could inflate of broken data. */
  readonly takesBrokenDeflate?: true;
  /** Inflates nothing behind a block with BFINAL, in no later message either. */
  readonly endsAtBfinal?: true;
  readonly refusesBfinal?: true;
  /** Inflates only the first block of a message. */
  readonly inflatesOneBlock?: true;
  /** Inflates in a window of 9 bits whatever was agreed. */
  readonly inflatesInSmallWindow?: true;
  readonly refusesEmptyCompressed?: true;
  readonly compressesWithoutAgreement?: true;
  /** Leaves RSV1 away on what it compressed. */
  readonly forgetsRsv1?: true;
  /** Sets RSV1 on what it did not compress. */
  readonly lyingRsv1?: true;
  readonly validatesBeforeInflating?: true;
  readonly refusesFragmentedCompressed?: true;
  /** Takes RSV1 for an error although it was agreed. */
  readonly refusesRsv1?: true;
  /** Takes plain messages for an error once compression was agreed. */
  readonly refusesUncompressed?: true;
  /** Agrees to offers, and takes answers, that break a rule. */
  readonly takesBadParameters?: true;
  /** What a client offers, in place of the usual. */
  readonly deflateOffer?: string;
  /** Answers an offer with parameters that are not what was asked, or that nobody may send. */
  readonly answersDeflateWith?: string;
}

/** What hurts whoever tests it. */
export interface MeanFaults {
  /** Accepts TCP and says nothing, ever. */
  readonly neverAnswers?: true;
  /** Accepts TCP and ends it. */
  readonly dropsTcpAtOnce?: true;
  /** Answers with bytes that are neither HTTP nor frames. */
  readonly answersGarbage?: "http" | "frames";
  /** Sends without end; over real sockets only, as memory has no full window. */
  readonly floods?: "messages" | "pongs" | "fragments" | "header" | "bytes";
  /** Announces a frame of so many bytes and sends nothing of it. */
  readonly announcesBytes?: number;
  /** Drops TCP at messages of more bytes. */
  readonly crashesAboveBytes?: number;
  /** Drops TCP after so many frames of one message. */
  readonly crashesAtFragments?: number;
  /** Drops TCP after so many pings. */
  readonly crashesAtPings?: number;
  /** Refuses messages of more bytes with 1009: legal. */
  readonly maxMessageBytes?: number;
  /** Drops TCP, and does the same on every later connection, once a case has hurt it. */
  readonly staysDown?: true;
}
