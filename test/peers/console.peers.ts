// The client window of `wsrig ui` against servers in other languages. Run by `npm run test:peers`.

import { expect, test } from "vitest";
import { makeWindows } from "../../src/ui/windows/windows-part.js";
import { launchChromium } from "../web/chromium.js";
import { playAgainstEcho } from "../web/console/echo-play.js";
import { openConsole } from "../web/console/open-console.js";
import { goCoder, pythonWebsockets } from "./conformance/programs-of-other-languages.js";
import { startPeer } from "./peer-process.js";

for (const program of [goCoder, pythonWebsockets]) {
  test(`the client window speaks with a server of ${program.library}`, {
    timeout: 300_000,
  }, async (context) => {
    const prepared = await program.prepare();
    if (prepared.kind === "absent") return context.skip(prepared.why);
    if (prepared.server === undefined) throw new Error(`${program.library} has no server`);
    const peer = await startPeer(prepared.server.command, prepared.server.args);
    const browser = await launchChromium();
    try {
      await using opened = await openConsole(browser, {
        parts: (tabs) => [makeWindows({ tabs })],
        context: { viewport: { width: 1_600, height: 2_000 } },
      });
      await playAgainstEcho(opened.page, { url: peer.url });
      expect(opened.problems).toEqual([]);
    } finally {
      await browser.close();
      await peer.stop();
    }
  });
}
