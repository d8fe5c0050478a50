// H.6: Sec-WebSocket-Version other than 13, RFC 6455 §4.2.2 and §4.4: an error that names the versions the server speaks.

import type { ConformanceCase } from "../../case.js";
import type { Driver } from "../../driver/driver.js";
import type { Conclusion } from "../../driver/facts.js";
import {
  changedRequest,
  conclude,
  judgeRefusal,
  type RefusalRow,
  receiveAnswer,
  refusalCase,
  type ServerAnswer,
  serverCase,
  told,
} from "./ask-server.js";
import type { HeadChange } from "./head-change.js";

const syntax = "RFC 6455 §4.2.1";

const notAVersion: readonly RefusalRow[] = [
  {
    description: "Sec-WebSocket-Version is missing.",
    section: syntax,
    fix: "Refuse a handshake without Sec-WebSocket-Version.",
    change: versionLines(),
  },
  {
    description: "Sec-WebSocket-Version is empty.",
    section: syntax,
    fix: "Refuse a handshake whose Sec-WebSocket-Version is not exactly 13.",
    change: versionLines(""),
  },
  {
    description: "Sec-WebSocket-Version is `013`.",
    section: "RFC 6455 §4.3",
    fix: "Compare Sec-WebSocket-Version as text; a number with a zero before it is none.",
    change: versionLines("013"),
  },
  {
    description: "Sec-WebSocket-Version is a list: `13, 8`.",
    section: "RFC 6455 §4.3",
    fix: "Refuse a handshake whose Sec-WebSocket-Version is not exactly 13; only servers send lists.",
    change: versionLines("13, 8"),
  },
  {
    description: "Sec-WebSocket-Version occurs twice, both times 13.",
    section: "RFC 6455 §11.3.5",
    fix: "Refuse a handshake with more than one Sec-WebSocket-Version.",
    change: versionLines("13", "13"),
  },
];

const otherVersions = [
  { version: "0", isDraft: false },
  { version: "12", isDraft: false },
  { version: "14", isDraft: false },
  { version: "255", isDraft: false },
  { version: "8", isDraft: true },
];

/** H.6. */
export const versions: readonly ConformanceCase[] = [
  ...otherVersions.map((row, index) => versionCase(`H.6.${index + 1}`, row)),
  ...notAVersion.map((row, index) => refusalCase(`H.6.${otherVersions.length + index + 1}`, row)),
  upgradeRequiredCase(`H.6.${otherVersions.length + notAVersion.length + 1}`),
];

function versionCase(
  id: string,
  { version, isDraft }: { readonly version: string; readonly isDraft: boolean },
): ConformanceCase {
  const draft = isDraft ? ", that of a draft of the RFC" : "";
  const description = `Sec-WebSocket-Version is ${version}${draft}.`;
  return {
    ...serverCase(id, {
      description,
      section: "RFC 6455 §4.4",
      fix: "Answer a version that you do not speak with 426 and Sec-WebSocket-Version: 13.",
    }),
    expectation: "An HTTP error, best 426, with Sec-WebSocket-Version: 13.",
    async run(driver) {
      driver.sendBytes(changedRequest(driver, versionLines(version)));
      const answer = await receiveAnswer(driver);
      conclude(
        driver,
        isDraft && isAccepted(answer) ? draftSpoken : judgeVersionRefusal(answer, description),
      );
    },
  };
}

const draftSpoken: Conclusion = {
  behavior: "INFORMATIONAL",
  reason: "The server accepted the handshake of a draft of the RFC; it may speak drafts too.",
};

function judgeVersionRefusal(answer: ServerAnswer, description: string): Conclusion {
  // §4.4: "it MUST respond with a |Sec-WebSocket-Version| header field": a dropped connection does not.
  if (answer.kind !== "response") {
    const reason = `Instead of telling the versions that it speaks ${told(answer)}.`;
    return { behavior: "FAILED", reason };
  }
  const refusal = judgeRefusal(answer, { description });
  if (refusal.behavior === "FAILED") return refusal;
  const spoken = answer.headers.get("Sec-WebSocket-Version");
  const line =
    spoken === undefined ? "without Sec-WebSocket-Version" : `with Sec-WebSocket-Version: ${spoken}`;
  const reason = `The server answered ${answer.status} ${line}.`;
  if (!answer.headers.tokens("Sec-WebSocket-Version").includes("13")) return { behavior: "FAILED", reason };
  if (answer.status === 426 || refusal.behavior !== "OK") return { ...refusal, reason };
  return { behavior: "NON-STRICT", reason: `${reason.slice(0, -1)}; the status that says it is 426.` };
}

function upgradeRequiredCase(id: string): ConformanceCase {
  return {
    ...serverCase(id, {
      description: "A GET without Upgrade and Connection: an answer 426 must name what to upgrade to.",
      section: "RFC 9110 §15.5.22",
      fix: "Send Upgrade: websocket with every 426.",
    }),
    expectation: "Any answer but 101; one with 426 has Upgrade: websocket.",
    async run(driver: Driver) {
      driver.sendBytes(changedRequest(driver, { lines: { Upgrade: [], Connection: [] } }));
      const answer = await receiveAnswer(driver);
      const isBare426 =
        answer.kind === "response" &&
        answer.status === 426 &&
        !answer.headers.tokens("Upgrade").includes("websocket");
      const bare = {
        behavior: "FAILED",
        reason: "The server answered 426 without Upgrade: websocket.",
      } as const;
      conclude(
        driver,
        isBare426
          ? bare
          : judgeRefusal(answer, { isPlainHttp: true, description: "Upgrade and Connection are missing." }),
      );
    },
  };
}

function isAccepted(answer: ServerAnswer): boolean {
  return answer.kind === "response" && answer.status === 101;
}

function versionLines(...values: readonly string[]): HeadChange {
  const lines = values.map((value) => `Sec-WebSocket-Version: ${value}`);
  return { lines: { "Sec-WebSocket-Version": lines } };
}
