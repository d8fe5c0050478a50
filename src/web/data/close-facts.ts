// How the connection of a case was opened and ended, as lines to read.

import type { CaseDetail, DetailClose } from "../../metrics/conformance-details.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";

/** What is said of one thing. */
export type Fact = readonly [name: string, value: string];

/** The flags of the close, in words. @param role - Of the peer. */
export function closeFacts(detail: CaseDetail, role: ReportAgent["role"]): readonly Fact[] {
  const { isOpened, wasClean, localClose, remoteClose } = detail;
  return [
    ["Opening handshake", isOpened ? "completed" : "not completed"],
    ["First close frame", firstCloser(detail)],
    ["Close frame of wsrig", closeWords(localClose)],
    ["Close frame of the peer", closeWords(remoteClose)],
    ["Clean", wasClean ? "yes: close frames went both ways, in time" : "no"],
    ["Times out", timeOuts(detail)],
    ["TCP dropped by", dropper(detail, role)],
  ];
}

/** `1002 “too big”`, as far as the frame has them. */
export function closeWords(close: DetailClose | undefined): string {
  if (close === undefined) return "none";
  if (close.code === undefined) return "without a code";
  return close.reason === undefined || close.reason === ""
    ? `${close.code}`
    : `${close.code} “${close.reason}”`;
}

function firstCloser({ closedByDriver, remoteClose }: CaseDetail): string {
  if (closedByDriver) return "from wsrig";
  return remoteClose === undefined ? "none: the peer sent no close frame" : "from the peer";
}

function timeOuts({ closeTimedOut, serverDropTimedOut }: CaseDetail): string {
  const parts = [
    closeTimedOut ? "the peer's close frame did not come in time" : "",
    serverDropTimedOut ? "the server did not drop TCP in time" : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "none" : parts.join("; ");
}

function dropper(detail: CaseDetail, role: ReportAgent["role"]): string {
  const { droppedByDriver, isOpened, wasClean, serverDropTimedOut, wire } = detail;
  if (!droppedByDriver) return isOpened || wire.first.length > 0 ? "the peer" : "there was no connection";
  // RFC 6455 §7.1.1: the server drops TCP first.
  if (role === "client") return wasClean ? "wsrig, as a server should" : "wsrig";
  return wasClean || serverDropTimedOut ? "wsrig; the server should have" : "wsrig";
}
