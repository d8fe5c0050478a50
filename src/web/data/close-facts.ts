// How the connection of a case was opened and ended, as lines to read.

import type { CaseDetail, DetailClose } from "../../metrics/conformance-details.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { says } from "../words/report-words.js";

/** What is said of one thing. */
export type Fact = readonly [name: string, value: string];

/** The flags of the close, in words. @param role - Of the peer. */
export function closeFacts(detail: CaseDetail, role: ReportAgent["role"]): readonly Fact[] {
  const { isOpened, wasClean, localClose, remoteClose } = detail;
  return [
    [says.casePage.openingHandshake, isOpened ? says.casePage.completed : says.casePage.notCompleted],
    [says.casePage.firstClose, firstCloser(detail)],
    [says.casePage.closeOfWsrig, closeWords(localClose)],
    [says.casePage.closeOfPeer, closeWords(remoteClose)],
    [says.casePage.clean, wasClean ? says.casePage.isClean : says.casePage.isNotClean],
    [says.casePage.timesOut, timeOuts(detail)],
    [says.casePage.droppedBy, dropper(detail, role)],
  ];
}

/** `1002 “too big”`, as far as the frame has them. */
export function closeWords(close: DetailClose | undefined): string {
  if (close === undefined) return says.casePage.none;
  if (close.code === undefined) return says.casePage.withoutCode;
  return close.reason === undefined || close.reason === ""
    ? `${close.code}`
    : `${close.code} “${close.reason}”`;
}

function firstCloser({ closedByDriver, remoteClose }: CaseDetail): string {
  if (closedByDriver) return says.casePage.fromWsrig;
  return remoteClose === undefined ? says.casePage.noClose : says.casePage.fromPeer;
}

function timeOuts({ closeTimedOut, serverDropTimedOut }: CaseDetail): string {
  const parts = [
    closeTimedOut ? says.casePage.closeTimedOut : "",
    serverDropTimedOut ? says.casePage.dropTimedOut : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? says.casePage.none : parts.join("; ");
}

function dropper(detail: CaseDetail, role: ReportAgent["role"]): string {
  const { droppedByDriver, isOpened, wasClean, serverDropTimedOut, wire } = detail;
  if (!droppedByDriver)
    return isOpened || wire.first.length > 0 ? says.casePage.thePeer : says.casePage.noConnection;
  // RFC 6455 §7.1.1: the server drops TCP first.
  if (role === "client") return wasClean ? says.casePage.wsrigAsServer : "wsrig";
  return wasClean || serverDropTimedOut ? says.casePage.wsrigForServer : "wsrig";
}
