// Every word of the console in English. A translation has the same keys: see zh.ts, and words.ts for which one is shown.
// Words with a value in them are functions of it. What the process says (messages of errors) stays as it is.

import { formatCount } from "../../units.js";
import { counted } from "./counted.js";

/** See the file's first line. One section a part of the page; keep each in reading order. */
export const en = {
  /** BCP 47. */
  language: "en",
  shell: {
    windows: "Windows",
    run: "Run",
    reports: "Reports",
    views: "Views",
    underWay: "a run is under way",
    skip: "Skip to the content",
    /** Of the language itself. */
    languageName: "English",
    chooseLanguage: "Language",
    colours: { system: "Auto", light: "Light", dark: "Dark" },
    pressForColours: (chosen: string): string => `Colours: ${chosen}. Press to change.`,
    connecting: "Connecting to wsrig …",
    lost: "The connection to wsrig is lost. Trying again … If wsrig was started anew, open the address that it printed.",
    tryNow: "Try now",
    ended: "wsrig has ended. What is shown here stays as it was, until you leave or reload this page.",
    outdated: "This tab is of another version of wsrig: load it again.",
    loadAgain: "Load again",
    whichWindow: "Window",
    broken: "This view could not be drawn",
    brokenHint:
      "The process behind it goes on. Please tell the makers of wsrig what the line above says, and load the page again.",
  },
  // [server]
  server: {
    title: "Server",
  },
  // [client]
  client: {
    title: "Client",
  },
  // [sending]
  sending: {
    send: "Send",
    text: "Text message",
    textHint: "Enter sends, Shift+Enter begins a line",
    sentTo: (clients: number): string => `Sent to ${clients} ${clients === 1 ? "client" : "clients"}`,
  },
  // [log]
  log: {
    title: "Log",
  },
  // [run]
  run: {
    title: "Run",
  },
  // [live]
  live: {
    title: "Live",
  },
  // [reports]
  reports: {
    title: "Reports",
    refresh: "Refresh",
    reading: "Reading the reports …",
    shown: (shown: number, all: number): string =>
      shown === all
        ? all === 1
          ? "1 run"
          : `${formatCount(all)} runs`
        : `${formatCount(shown)} of ${formatCount(all)} runs`,
    notListed: "The reports could not be listed",
    empty: "No reports yet",
    emptyHint: (folder: string): string =>
      `Every run leaves its report in the folder ${folder}; here they are then listed, opened and compared.`,
    startRun: "Start a run",
    orCommand: "Or in a terminal, in the same folder as this wsrig:",
    search: "Search the reports",
    searchHint: "Search name, address, tag, command",
    kind: "Kind",
    anyKind: "Any kind",
    kinds: { run: "Run", conformance: "Conformance", experiment: "Experiment", comparison: "Comparison" },
    verdict: "Verdict",
    anyVerdict: "Any verdict",
    verdicts: { pass: "Passed", fail: "Failed", invalid: "Invalid", interrupted: "Interrupted" },
    failedChecks: (failed: number): string => (failed === 1 ? "1 check" : `${formatCount(failed)} checks`),
    noneFits: "No run fits.",
    showAll: "Show all",
    name: "Name",
    started: "Started",
    duration: "Duration",
    messagesPerSecond: "Messages/s",
    p99: "Latency p99",
    tick: (name: string, time: string): string => `Compare ${name}, ${time}`,
    more: (left: number): string => `Show more of ${formatCount(left)} further runs`,
    skipped: (folders: number): string =>
      folders === 1 ? "1 folder has no run to list" : `${formatCount(folders)} folders have no run to list`,
    compare: "Compare",
    baseline: "Baseline",
    candidate: "Candidate",
    tickAnother: "tick a second run",
    swap: "Swap",
    clear: "Clear",
    allReports: "All reports",
    opening: "Opening the report …",
    notOpened: "The report could not be opened",
    compareWith: "Compare with another",
    comparison: "Comparison",
    notCompared: "The two runs were not compared",
    compareAllTheSame: "Compare all the same",
  },
  // [report]
  report: {
    /** Between two sentences of one paragraph. */
    betweenSentences: " ",
    listed: (parts: readonly string[]): string => {
      const [last = "", ...others] = [...parts].reverse();
      return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
    },
    all: "all",
    other: "other",
    page: {
      skip: "Skip to the report",
      colours: { system: "Auto", light: "Light", dark: "Dark" },
      pressForColours: (chosen: string): string => `Colours: ${chosen}. Press to change.`,
      footer: (version: string): string =>
        `Made by wsrig ${version}. This file holds all of its data and asks no server for anything.`,
      onThisPage: "On this page",
      warnings: "Warnings",
      warningCount: (count: number): string => (count === 1 ? "One warning" : `${count} warnings`),
    },
    sections: {
      groups: "By group",
      cases: "Cases",
      fragments: "Fragments",
      allVariants: "All variants",
      differences: "Differences",
      variantLatency: "A and B",
      blocks: "Blocks",
      compared: "What was compared",
      search: "Search",
      thresholds: "Thresholds",
      checks: "Checks",
      loads: "Loads",
      totals: "Totals",
      tags: "By tag",
      latency: "Latency",
      time: "Over time",
      heat: "Heat map",
      fanOut: "Fan-out",
      connections: "Connections and errors",
      balance: "Balance",
      generator: "Generator",
      handshake: "Opening a connection",
      metrics: "All metrics",
      repeat: "Repeat this run",
    },
    verdict: {
      title: "Verdict",
      labels: { pass: "Passed", fail: "Failed", invalid: "Invalid", interrupted: "Interrupted" },
      notValid: "These numbers are not valid evidence.",
      stopped: "The run was stopped before its end.",
      mustNotBeQuoted:
        "What it measured is shown below, but it must not be quoted or compared: the reasons, and what to change, are these.",
      everythingHeld: (checks: number, thresholds: number): string =>
        `Everything held: ${counted(checks, "check")} and ${counted(thresholds, "threshold")}.`,
      checksPassed: (count: number): string =>
        count === 1 ? "The check passed." : `All ${formatCount(count)} checks passed.`,
      thresholdsHeld: (count: number): string =>
        count === 1 ? "The threshold held." : `All ${formatCount(count)} thresholds held.`,
      passed: "The run passed.",
      failed: "The run failed.",
      checksFailed: (some: number, all: number): string =>
        `${formatCount(some)} of ${counted(all, "check")} failed`,
      thresholdsMissed: (some: number, all: number): string =>
        `${formatCount(some)} of ${counted(all, "threshold")} ${some === 1 ? "was" : "were"} missed`,
      failures: (parts: readonly string[]): string => `${parts.join(", and ")}.`,
      nothingOpened: (duration: string): string => `No connection was opened in ${duration}.`,
      opened: (connections: number, duration: string): string =>
        `${counted(connections, "connection")} ${connections === 1 ? "was" : "were"} opened in ${duration}.`,
      broughtBack: (connections: number, messages: number, duration: string): string =>
        `In ${duration}, ${counted(connections, "connection")} brought back ${counted(messages, "message")}.`,
      probes: (count: number, duration: string): string =>
        `${counted(count, "probe")} ${count === 1 ? "was" : "were"} made in ${duration}.`,
      probesShown: (count: number, duration: string, shown: string): string =>
        `${counted(count, "probe")} ${count === 1 ? "was" : "were"} made in ${duration}; what follows is of the last one at ${shown}.`,
      answeredWithin: (p50: string, p99: string, isFromDue: boolean): string =>
        `Half of the answers came within ${p50}, 99% within ${p99}${isFromDue ? ", counted from the time each message was due" : ""}.`,
      bothAnsweredWithin: (
        lanes: readonly { readonly label: string; readonly p50: string; readonly p99: string }[],
        isFromDue: boolean,
      ): string =>
        `Half of the answers came within ${lanes.map(({ label, p50, p99 }) => `${p50} (99%: ${p99}) for “${label}”`).join(" and ")}${isFromDue ? ", counted from the time each message was due" : ""}.`,
      generatorSetPace: "wsrig itself set the pace, so the target may well be faster than these numbers.",
      targetSetPace: "The target set the pace.",
      leftWithin: (p99: string): string => `99% of the messages left wsrig within ${p99} of their due time.`,
      trouble: (counts: {
        readonly errors: number;
        readonly lost: number;
        readonly late: number;
        readonly dropped: number;
      }): string =>
        `Trouble on the way: ${[
          counts.errors > 0 ? counted(counts.errors, "error") : "",
          counts.lost > 0 ? `${counted(counts.lost, "message")} lost` : "",
          counts.late > 0 ? `${counted(counts.late, "message")} late` : "",
          counts.dropped > 0 ? `${formatCount(counts.dropped)} due and never sent` : "",
        ]
          .filter((part) => part !== "")
          .join(", ")}.`,
      noTrouble: "No message was lost or late, and nothing went wrong on the way.",
    },
    tiles: {
      copy: "Copy these figures as CSV",
      checksPassed: "Checks passed",
      someOfAll: (some: number, all: number): string => `${formatCount(some)} of ${formatCount(all)}`,
      failed: (count: number): string => (count > 0 ? `${formatCount(count)} failed` : "none failed"),
      notApplicable: (count: number): string => `${formatCount(count)} not applicable`,
      connectionsAtOnce: "Connections at once",
      atEndOfSecond: (opened: number): string =>
        `at the end of a second, at most; ${formatCount(opened)} opened in all`,
      connections: "Connections",
      openedInRun: "opened in the whole run",
      messagesReceived: "Messages received",
      messagesInAll: (count: number): string => `${counted(count, "message")} in all`,
      medianLatency: "Median latency",
      answeredWithin: "99% answered within",
      latencyNotes: {
        all: "from due to answered",
        some: "from due, or where there is no due time from sent, to answered",
        none: "from sent to answered",
      },
      serviceAlone: "99%, service alone",
      lastReceiver: "Last receiver has it within",
      ofBroadcasts: "99% of the broadcast messages",
      gap: "Gap between messages",
      gapNote: (stalls: number): string => `99% of the gaps at most; ${counted(stalls, "stall")}`,
      connectedAgain: "Connected again within",
      connectedAgainNote: "99% of them, from dropped to open again",
      ping: "Ping answered within",
      pingNote: "99% of the pings",
      opens: "Connection opens within",
      opensNote: "99% of them, from dialling to open",
      lateBy: "Generator late by",
      lateByNote: (most: string): string => `99% of its messages less; ${most} at most`,
      errors: "Errors",
      errorsNote: (lost: number, late: number, dropped: number): string =>
        `${formatCount(lost)} lost, ${formatCount(late)} late${dropped > 0 ? `, ${formatCount(dropped)} dropped` : ""}`,
      dataReceived: "Data received",
      sent: (bytes: string): string => `${bytes} sent`,
      duration: "Duration",
      wholeRun: "whole run, warm-up included",
      wholeSearch: "whole search, all probes",
      moreLoads: (note: string, more: number): string => `${note}; ${counted(more, "more load")} below`,
      more: (note: string, more: number): string => `${note}; ${more} more below`,
    },
    made: {
      how: "How this was made:",
      byPercentile:
        "a curve has five points for each halving of the share that was slower, and ends at the slowest sample.",
      byShare:
        "a curve has a point for every 1% of the samples, above 99% finer ones, and ends at the slowest sample.",
      fromHistograms: (histograms: number, samples: string): string =>
        `From the ${histograms === 1 ? "HDR histogram" : "HDR histograms"} of ${samples}.`,
      everySample: (resolution: string): string =>
        `Every sample is kept to 3 significant digits; ${resolution}`,
      onlyPercentiles: (samples: string): string =>
        `Of ${samples} only the percentiles written in the report are drawn (50, 75, 90, 95, 99, 99.9% and the slowest), with straight lines between them.`,
      /** `seconds`: of the longest joined span; absent where nothing was joined. */
      span: (seconds: number | undefined): string =>
        seconds === undefined ? "second" : `span of ${formatCount(seconds)} s`,
      seconds: (names: string, span: string): string =>
        `From the time series of ${names}: median, 99% and slowest of each ${span}, worked out from the samples of that time alone (3 significant digits).`,
      joined: "Where seconds were joined because the run was long, the worst of them is drawn.",
      counters: (counters: number, names: string, span: string): string =>
        `From the time series of the ${counters === 1 ? "counter" : "counters"} ${names}: what was added in each ${span}, divided by its length. Warm-up is drawn too.`,
      gauges: (gauges: number, names: string, span: string): string =>
        `From the time series of the ${gauges === 1 ? "gauge" : "gauges"} ${names}: the last value in each ${span}. Warm-up is drawn too.`,
      worst: (name: string, figures: string, span: string): string =>
        `From the time series of ${name}: ${figures} of each ${span}; where several loads, phases or processes share it, the highest of theirs.`,
      heat: (samples: number, name: string, columns: number, length: string): string =>
        `From ${counted(samples, "sample")} of ${name}, counted in ${counted(columns, "column")} of ${length}. A row reaches over a quarter of a doubling: its upper border is 14 to 25% above its lower one.`,
      handshakes: (names: string, most: number): string =>
        `From the medians of ${names} (3 significant digits), of up to ${counted(most, "handshake")} each. The number beside a bar is the sum of its medians.`,
      samples: (name: string, count: number, curves: number): string =>
        `${name} (${counted(count, "sample")}${curves > 1 ? ` in ${curves} curves` : ""})`,
      withoutWarmUp: (samples: string): string => `${samples}, warm-up left out`,
      measuredFirst: "A second that is warm-up only in part shows its measured part.",
      leftOutShort: (ms: number): string =>
        `What is shorter than ${ms} ms, as the end of a run may be, is left out.`,
    },
    plots: {
      point: "Point at the plot for values",
      at: (x: string): string => `At ${x}`,
      withBand: (band: string): string => `with ${band}`,
      range: (low: string, high: string): string => `(${low} to ${high})`,
      numbers: "Show the numbers",
      numbersOf: (label: string): string => `Numbers of: ${label}`,
      curve: "Curve",
      low: "Low",
      high: "High",
      sinceStart: "Time since the start of the run",
      logScale: (title: string): string => `${title}, log scale`,
    },
    tables: {
      copy: "Copy as CSV",
      copied: "Copied",
      copyForbidden: "Copying is not allowed here",
      firstRows: (shown: number, all: number): string =>
        `The first ${formatCount(shown)} of ${formatCount(all)} rows; the page itself has all.`,
      showAll: (all: number): string => `Show all ${formatCount(all)} rows`,
      showMore: (more: number, all: number): string =>
        `Show ${formatCount(more)} more of ${formatCount(all)} rows`,
      samples: "Samples",
      fastest: "Fastest",
      median: "Median",
      slowest: "Slowest",
      mean: "Mean",
      stdev: "Std. dev.",
    },
    values: {
      empty: "(empty)",
      moreCharacters: (count: number): string =>
        ` … and ${formatCount(count)} more characters, in report.json`,
      showLess: "Show less",
      showAll: (count: number): string => `Show all ${formatCount(count)} characters`,
    },
    statistics: { p50: "median", p99: "99%", max: "slowest", latest: "latest", longest: "longest" },
    time: {
      title: "Over time",
      messagesPerSecond: "Messages per second",
      inEachSecond: (title: string): string => `${title} in each second`,
      messageLatency: "Message latency",
      note: "Each point is one second of the run on its own, drawn at its middle.",
      turns: "Where loads take turns, the second of the change holds only a part of each.",
      shaded:
        "Shaded: seconds of nothing but warm-up, which counts in no other figure. A second that is warm-up only in part is not shaded.",
      received: "received",
      sent: "sent",
      dropped: "dropped",
      connections: "connections",
      clients: "clients",
      lost: "lost messages",
      late: "late messages",
      stalls: "stalls of streams",
      errors: (told: string): string => `errors: ${told}`,
      errorsOf: (tags: string): string => `errors ${tags}`.trim(),
    },
    heat: {
      times: {
        ws_msg_latency_corrected: { label: "Corrected", title: "Corrected latency" },
        ws_msg_latency: { label: "Service", title: "Service latency" },
        generator_lateness: { label: "Lateness", title: "Lateness of the generator" },
      },
      latencyTitle: "Latency over time, every sample",
      latenessTitle: "Lateness over time, every sample",
      which: "Time to draw as a heat map",
      load: "Load of the heat map",
      allLoads: "All loads",
      allVariants: "All variants",
      phase: "Phase of the heat map",
      withoutWarmUp: "Without warm-up",
      allPhases: "All phases",
      nothing: "Nothing was measured of this choice.",
      /** `seconds`: of a column, where it is more than one. */
      note: (seconds: number | undefined): string =>
        `Each column is ${seconds === undefined ? "a second" : `${formatCount(seconds)} seconds`} of the run, each row a range of time (four to a doubling); the darker, or on a dark page the brighter, the more samples. A stall shows as a plume, two kinds of answers as two bands, where a percentile would show one line.`,
      label: (title: string, columns: number, low: string, high: string): string =>
        `Heat map: ${title} of ${formatCount(columns)} columns of time, from ${low} to ${high}. The table below has the counts.`,
      point: "Point at a cell for its count",
      scale: (most: number): string => `${formatCount(most)} samples, log scale`,
      nothingHere: "Nothing was measured here",
      reading: (when: string, times: string, count: number, all: number): string =>
        `${when}, ${times}: ${formatCount(count)} of ${formatCount(all)}`,
      seconds: "Seconds of the run",
      to: "To",
      atLeast: "At least",
      lessThan: "Less than",
      samples: "Samples",
    },
    connections: {
      title: "Connections and errors",
      atEndOfSecond: "At the end of each second",
      perSecond: "Per second",
      open: "Connections open and virtual clients running",
      trouble: "Errors, messages lost or late, and stalls per second",
      note: "Connections and clients are counted once a second.",
      noTrouble: "No error happened, and no message was lost or late.",
      troubleNote:
        "Errors are named by the step at which they happened and their code, all loads together; a message counts as lost or late when that was known, not when it was sent.",
    },
    generator: {
      title: "Generator health",
      target: "The target beside it",
      latenessAxis: "Lateness: from due to sent, log scale",
      pausesAxis: "Garbage collection: the longest pause of each second",
      latenessFigures: "median, 99% and latest",
      pauseFigures: "the longest pause",
      note: "wsrig measures itself: what is here is part of what it measured of the target.",
      latenessNote:
        "Lateness is the time from a message being due to its being sent; corrected latency holds it, service latency does not.",
      coreNote: "A process of wsrig uses one core at most; near that it can send no faster.",
      targetNote: "Read once a second from the system for the process that was watched.",
      costs: (costs: readonly string[]): string => `It took ${costs.join(" and ")}.`,
      of: "Of",
      lateMedian: "Late, median",
      late99: "Late, 99%",
      lateMost: "Late, most",
      cpu: "CPU, most",
      eventLoop: "Event loop held up",
      pauses: "GC pauses",
      longestPause: "GC, longest",
      generator: "generator",
      worker: (number: string): string => `worker ${number}`,
    },
    balance: {
      title: "Balance of messages",
      note: (hasOneWay: boolean): string =>
        `Sent = answered in time + late + lost${hasOneWay ? " + one-way" : ""} + in flight at the end, over the whole run, warm-up included. ` +
        "Late: answered after the message timeout. Lost: unanswered when its connection ended or the run had drained. " +
        `${hasOneWay ? "One-way: no answer is expected. " : ""}Of a broadcast each delivery to an open receiver is one message.`,
      load: "Load",
      sent: "Sent",
      answered: "= Answered",
      late: "+ Late",
      lost: "+ Lost",
      oneWay: "+ One-way",
      inFlight: "+ In flight",
      balance: "Balance",
      closes: "closes",
      unaccounted: (count: number): string => `${counted(count, "message")} unaccounted for`,
      tooMany: (count: number): string => `${counted(count, "message")} too many`,
    },
    thresholds: {
      title: "Thresholds",
      note: "Limits given with the run; a missed one fails it.",
      metric: "Metric",
      limit: "Limit",
      observed: "Observed",
      unit: "Unit",
      result: "Result",
      held: "held",
      missed: "missed",
      noSample: "no sample",
    },
    checks: {
      title: "Checks",
      note: "Each check compares what the target answered with what RFC 6455 or the scenario asks for. Open one to see both.",
      show: "Show checks",
      all: (count: number): string => `All ${formatCount(count)}`,
      failed: (count: number): string => `Failed ${formatCount(count)}`,
      notApplicable: (count: number): string => `Not applicable ${formatCount(count)}`,
      search: "Search checks",
      noMatch: "No check matches the search.",
      noneFailed: "No check failed.",
      allApplied: "Every check applied to this target.",
      statuses: { pass: "passed", fail: "failed", notApplicable: "not applicable" },
      showMore: (more: number, left: number): string =>
        `Show ${formatCount(more)} more of ${formatCount(left)}`,
      expected: "Expected",
      received: "Received",
      times: (count: number): string => `${formatCount(count)} times`,
      failedOf: (fails: number, all: number): string => `failed ${formatCount(fails)} of ${formatCount(all)}`,
      countFailed: (count: number): string => `${formatCount(count)} failed`,
      countPassed: (count: number): string => `${formatCount(count)} passed`,
      countNotApplicable: (count: number): string => `${formatCount(count)} not applicable`,
    },
    loads: {
      one: "The load",
      several: "Loads",
      totals: "Totals of the variants",
      variant: "Variant",
      load: "Load",
      totalsNote: "All blocks of a variant together, as if they were one run.",
      warmUpNote: "Warm-up left out, but for errors.",
      openNote: "An open load sends when its plan says, whatever the answers do.",
      closedNote:
        "A closed load sends again only after an answer: there is no due time, so waiting is not counted and no latency is corrected.",
      open: "Open",
      closed: "Closed",
      noDueTimes: "no due times",
      paces: {
        generator: "wsrig set the pace",
        target: "the target set the pace",
        unknown: "what set the pace cannot be told",
      },
      /** What is said of a load, at least one part. */
      parts: (parts: readonly string[]): string => `${parts.join("; ")}.`,
      sent: "Sent",
      received: "Received",
      correctedMedian: "Median, corrected",
      corrected99: "99%, corrected",
      serviceMedian: "Median, service",
      service99: "99%, service",
      errors: "Errors",
      lost: "Lost",
      late: "Late",
      dropped: "Dropped",
    },
    blocks: {
      title: "Blocks",
      note: "A block is one run with its own warm-up. It is what the statistics count: messages of one block share its luck, blocks do not.",
      figure: "Figure of the blocks to draw",
      label: (title: string, blocks: number): string =>
        `${title} of ${blocks} blocks in the order run, a dot each. The table below has the figures.`,
      made: "A dot a block, from left to right in the order run; each variant has its colour and its shape. The axis does not begin at 0.",
      medians: "Dashed: the median of its blocks.",
      hollow: "Hollow: blocks that are no evidence, and count in no median.",
      leftOutBefore: (number: number): string => `Block ${number} (`,
      leftOutAfter: ") is left out: ",
      table: "Blocks in the order run",
      block: "Block",
      variant: "Variant",
      started: "Started",
      measured: "Measured",
      pace: "Pace set by",
      paces: { generator: "generator", target: "target", unknown: "unknown", plan: "the plan" },
      leftOut: "Left out",
      isLeftOut: "left out",
      source: "Read from",
    },
    latency: {
      title: "Latency by percentile",
      shareTitle: "Latency, share of all samples",
      draw: "How to draw the latencies",
      percentiles: "Percentiles",
      cumulative: "Cumulative (CDF)",
      scale: "Scale of the latency axis",
      linear: "Linear",
      log: "Log",
      figuresOf: (title: string): string => `Figures of ${title}`,
      shareLabel: (title: string, curves: number): string =>
        `${title}: share of samples over time, ${curves === 1 ? "one curve" : `${curves} curves`}. The table below has the figures.`,
      percentileLabel: (title: string, curves: number): string =>
        `${title} by percentile, ${curves === 1 ? "one curve" : `${curves} curves`}. The table below has the figures.`,
      axis: "Latency",
      percentileAxis: "Share of all samples that were at least this fast",
      shareAxis: "Share of all samples that were at most this slow",
      everySample:
        "From the histogram of every sample, warm-up left out. Where a curve stands at 99%, 99 of 100 samples were at least that fast.",
      coarse: "Drawn from the percentiles in the report; the page that wsrig writes has the whole histogram.",
      pooled:
        "All blocks of a variant together, as if they were one run: how far blocks lie apart is in the sections above.",
      noneCorrected: (loads: string): string => `No corrected latency of ${loads}: there are no due times.`,
      corrected:
        "From the time a message was due to its answer, so waiting caused by a slow target counts in full.",
      service: "Service latency: from a message sent to its answer received, without waiting to be sent.",
      sessions:
        "Service latency: from a message sent to its answer received. Sessions begin when the plan says, but within a session each message follows the answer before it: messages have no due time, so waiting is not counted.",
      closed:
        "Service latency of a closed loop: from a message sent to its answer received. Each connection sends again only after an answer, so there is no due time: a slow target also slows the sending, and waiting is not counted.",
      both: "Corrected latency (solid) runs from the time a message was due, service latency (dashed) from the moment it was really sent: what lies between the two is time that messages waited to be sent. Warm-up left out.",
      which: "Which time to draw",
      drawn: (lanes: number, more: number): string =>
        `Drawn are the ${lanes} with the most samples; the table of all metrics has ${more} more.`,
      bothTitle: "Message latency (corrected and service)",
      inChecks: (title: string): string => `${title}, in checks`,
      kinds: { corrected: "corrected", service: "service" },
    },
    handshake: {
      title: "Opening a connection",
      note: "Each step was timed apart. Bars show the median of each step, on one scale; medians of steps need not add up to the median of the whole.",
      more: (lanes: number): string => `The table has ${lanes} more.`,
      table: "Steps of opening a connection",
      step: "Step",
      of: "Of",
      steps: {
        dns: "Name lookup",
        tcp: "TCP connect",
        proxy: "Proxy tunnel",
        tls: "TLS",
        upgrade: "Upgrade",
      },
    },
    metrics: {
      title: "All metrics",
      note: "Everything that was recorded, under the names that scripts find in report.json. The tag “phase” tells warm-up from the measured part.",
      rows: (count: number): string => counted(count, "row"),
      times: "Times",
      counts: "Counts",
      shares: "Shares",
      levels: "Levels",
      tags: "Tags",
      unit: "Unit",
      total: "Total",
      perSecond: "Per second",
      share: "Share",
      held: "Held",
      didNotHold: "Did not hold",
      lowest: "Lowest",
      highest: "Highest",
      last: "Last",
      names: {
        ws_msg_latency: "Message latency (service)",
        ws_msg_latency_corrected: "Message latency (corrected)",
        ws_connecting: "Opening a connection",
        ws_handshake_dns: "Handshake: name lookup",
        ws_handshake_tcp: "Handshake: TCP connect",
        ws_handshake_proxy: "Handshake: proxy tunnel",
        ws_handshake_tls: "Handshake: TLS",
        ws_handshake_upgrade: "Handshake: upgrade",
        ws_ping: "Ping round trip",
        ws_sessions: "Connections opened",
        ws_session_duration: "Life of a connection",
        ws_msgs_sent: "Messages sent",
        ws_msgs_received: "Messages received",
        ws_msgs_one_way: "Messages without an answer to expect",
        ws_msgs_published: "Messages published to many",
        ws_msgs_answered: "Messages answered in time",
        ws_msgs_answered_after: "Messages answered after the load's time",
        ws_msgs_dropped: "Messages dropped",
        ws_msgs_lost: "Messages lost",
        ws_msgs_late: "Messages late",
        ws_msgs_duplicated: "Messages duplicated",
        ws_msgs_reordered: "Messages out of order",
        ws_frames_sent: "Frames sent",
        ws_frames_received: "Frames received",
        ws_pings_sent: "Pings sent",
        ws_send_blocked: "Time the target took nothing more",
        ws_reconnect: "From dropped to connected again",
        ws_fanout_first: "Broadcast: until the first receiver",
        ws_fanout_last: "Broadcast: until the last receiver",
        ws_stream_gap: "Gap between messages of a stream",
        ws_stream_stalls: "Stalls of streams",
        ws_open_connections: "Connections open",
        ws_clients: "Virtual clients running",
        ws_errors: "Errors",
        data_sent: "Data sent",
        data_received: "Data received",
        checks: "Checks",
        iterations: "Scenario iterations",
        dropped_iterations: "Dropped arrivals",
        generator_lateness: "Generator lateness",
        generator_cpu: "CPU used by the generator",
        generator_event_loop_delay: "Event-loop delay of the generator (99%)",
        generator_gc_pause: "Garbage collection pause of the generator",
        target_cpu: "CPU used by the target",
        target_memory: "Memory of the target",
        target_open_files: "Open files of the target",
        target_cpu_per_message: "CPU of the target per message",
        target_memory_per_connection: "Memory of the target per connection",
      },
    },
    details: {
      title: "Repeat this run",
      secrets: "Secrets were taken out of the command; put them back in.",
      copy: "Copy",
      plan: "Plan",
      target: "Target",
      environment: "Environment",
      started: "started",
      system: "system",
      memory: "memory",
      cores: (count: number): string => counted(count, "core"),
      inCi: "in CI",
      yes: "yes",
      no: "no",
      none: "none",
    },
    search: {
      title: "Search",
      label: (values: string): string =>
        `Observed over ${values.toLowerCase()}, with the bound and the answer. The table below has every probe.`,
      table: "Probes by value",
      note: "Each point is a run of its own; of a value that was tried more than once the last one is drawn.",
      shaded: "Shaded: where the bound holds.",
      rest: (value: string): string => `All other sections are of the last run at ${value}.`,
      made: (until: string, some: number, all: number): string =>
        `From the figure of ${until} that each probe observed, as its threshold was judged; ${formatCount(some)} of ${formatCount(all)} probes had one. The lines between probes are drawn for the eye.`,
      values: { rate: "Messages per second", connections: "Connections" },
      value: (vary: "rate" | "connections", value: number): string =>
        vary === "rate"
          ? counted(value, "message per second", "messages per second")
          : counted(value, "connection"),
      observedAxis: (until: string): string => `Observed, of ${until}`,
      observed: "observed",
      bound: "the bound",
      answer: "the answer",
      verdicts: { holds: "holds", fails: "fails", invalid: "invalid" },
      purposes: { climb: "climb", descend: "descend", narrow: "narrow", confirm: "confirm" },
      probe: "Probe",
      purpose: "Purpose",
      observedTitle: "Observed",
      noSamples: "no samples",
      verdict: "Verdict",
      beside: "Beside the bound",
    },
    byTag: {
      title: "By tag",
      tag: "Tag to group by",
      figures: (tag: string): string => `Figures by ${tag}`,
      note: "Every metric of a load has tags; here are the figures for each value of one.",
      merged: "Percentiles are of all samples with that value together, from their merged histograms.",
      notMerged:
        "A dash stands where histograms would have to be merged: the page that wsrig writes has those.",
      phases: "Phases as the plan names them, warm-up too.",
      warmUp: "Warm-up left out, but for errors.",
    },
    fanOut: {
      title: "Broadcast fan-out",
      note: "From a message sent by its publisher to the first, to every and to the last subscriber that received it. The last one says how long an audience waits until all have it.",
      label: "Broadcast fan-out by percentile. The table below has the figures.",
      figures: "Figures of broadcast fan-out",
      axis: "From sent to received, log scale",
      first: "first receiver",
      every: "every receiver",
      last: "last receiver",
    },
    target: {
      cpuPerMessage: (cost: string): string => `${cost} of CPU time per message`,
      memoryPerConnection: (cost: string): string => `${cost} of memory per connection`,
    },
    comparison: {
      verdicts: { better: "better", worse: "worse", same: "same", unclear: "unclear" },
      counted: (count: number, verdict: string): string => `${formatCount(count)} ${verdict}`,
      counts: (parts: readonly string[]): string => parts.join(", "),
      figures: {
        p50: "p50 latency",
        p90: "p90 latency",
        p99: "p99 latency",
        p999: "p99.9 latency",
        throughput: "throughput",
        errorRate: "error rate",
        handshake: "handshake",
        cpuPerMessage: "CPU per message",
        bytesPerMessage: "bytes per message",
      },
      /** Of a column, where there is little room. */
      shortFigures: {
        p50: "p50",
        p90: "p90",
        p99: "p99",
        p999: "p99.9",
        throughput: "throughput",
        errorRate: "error rate",
        handshake: "handshake",
        cpuPerMessage: "CPU per message",
        bytesPerMessage: "bytes per message",
      },
      changeOf: (figure: string): string => `Change of ${figure}`,
      isBetter: { lower: "lower is better", higher: "higher is better" },
      ofVariants: (count: number): string => `of ${counted(count, "variant")}; each below`,
      blocksASide: "Blocks a side",
      range: (least: number, most: number): string => `${formatCount(least)} to ${formatCount(most)}`,
      measuredInEach: (duration: string): string => `${duration} measured in each`,
      leftOut: (count: number): string => (count === 0 ? "none left out" : `${formatCount(count)} left out`),
      allUnclear: (count: number, baseline: string): string =>
        `Whether the ${formatCount(count)} variants differ from “${baseline}” is unclear.`,
      allAlike: (count: number, verdict: "better" | "worse" | "same", baseline: string): string =>
        `${count === 2 ? "Both" : `All ${formatCount(count)}`} variants are ${verdict === "same" ? "the same as" : `${verdict} than`} “${baseline}”.`,
      mixed: (
        all: number,
        baseline: string,
        counts: readonly (readonly ["better" | "worse" | "same" | "unclear", number])[],
      ): string => {
        const parts = counts.map(
          ([verdict, count]) =>
            `${formatCount(count)} ${count === 1 ? "is" : "are"} ${verdict === "same" ? "the same" : verdict}`,
        );
        const listed =
          parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
        return `Of ${formatCount(all)} variants against “${baseline}”, ${listed}.`;
      },
      blocksRead: (blocks: number, leftOut: number): string =>
        `${counted(blocks, "block")} were read${leftOut === 0 ? "" : `; ${formatCount(leftOut)} of them ${leftOut === 1 ? "is" : "are"} no evidence and left out`}.`,
      tookTurns: (blocks: number, variants: number, duration: string, leftOut: number): string =>
        `${counted(blocks, "block")} of ${counted(variants, "variant")} took turns for ${duration}${leftOut === 0 ? "" : `; ${formatCount(leftOut)} of them ${leftOut === 1 ? "is" : "are"} no evidence and left out`}.`,
      stopped: (blocks: number, planned: number | undefined): string =>
        `It was stopped before its end: this rests on ${counted(blocks, "block")}${planned === undefined ? "" : ` of ${formatCount(planned)} planned`}.`,
      runFailed: " – run failed",
      interrupted: " – interrupted",
      moreLines: (count: number): string => `and ${count} more, in All variants`,
      notCovered: "What this does not cover",
      caveat: "Caveat:",
      changeAxis: "Change of the candidate against the baseline",
      plotLabel: (of: string, lines: readonly string[]): string =>
        `Difference plot of ${of}: ${lines.join("; ")}. The table below has the numbers.`,
      lineLabel: (title: string, change: string, verdict: string): string => `${title} ${change}, ${verdict}`,
      changesOf: (of: string): string => `Changes of ${of}`,
      figure: "Figure",
      variant: "Variant",
      unit: "Unit",
      decides: "Decides",
      baseline: "Baseline",
      candidate: "Candidate",
      kindOfChange: "Kind of change",
      change: "Change",
      interval: "Interval",
      intervalTo: "Interval to",
      adjusted: "p, adjusted",
      verdict: "Verdict",
      note: "Note",
    },
    differences: {
      title: "Differences",
      note: "Figure by figure: how the candidate differs from the baseline, and how sure that is.",
      of: (candidate: string, baseline: string): string => `“${candidate}” against “${baseline}”`,
      which: "Variant to hold against the baseline",
      baseline: "Baseline: ",
      candidate: "Candidate: ",
      blocks: (count: number): string => `, ${counted(count, "block")}`,
      bold: "Figures in bold decide the verdict.",
      distance: (distance: number): string =>
        `The largest distance of the two latency distributions (Kolmogorov-Smirnov) is ${distance}: 0 where they are alike, 1 where they share no latency. It says how large the effect is and is no test: messages of one block are not independent of each other.`,
      made: (confidence: string, noise: string, level: string): string =>
        "Each block gives one value of a figure. The point is the median over the candidate's blocks divided by that over the baseline's, " +
        `the line a ${confidence} bootstrap interval over blocks. Shaded: the noise threshold of ±${noise}. Better or worse only where the ` +
        `interval excludes 0, the change passes the threshold, and a Mann-Whitney rank test over blocks reaches ${level} after Holm's correction; ` +
        "same only where the whole interval is in the shaded part; unclear otherwise.",
      madePoints:
        "A share such as the error rate is not divided but subtracted: its row is in percentage points.",
    },
    allVariants: {
      title: "All variants",
      note: (isOneBaseline: boolean, better: "lower" | "higher"): string =>
        `One figure of every variant against ${isOneBaseline ? "the baseline" : "its own baseline"}, ${better} is better.`,
      which: "Figure of all variants to draw",
      of: (figure: string, baseline: string): string => `${figure} against “${baseline}”`,
      ofEach: (figure: string): string => `${figure} against the baseline of each`,
      against: (candidate: string, baseline: string): string => `${candidate}, against ${baseline}`,
      made: (confidence: string, noise: string): string =>
        "Each block gives one value of the figure. The point is the median over a variant's blocks against that over the baseline's, " +
        `the line a ${confidence} bootstrap interval over blocks. Shaded: the noise threshold of ±${noise}. ` +
        "Each variant is judged on its own: among many, one may stand out by luck.",
    },
    variantLatency: {
      several: "Latency of the variants",
      two: "Latency of A and B",
      which: "Variant to draw beside the baseline",
      label: (curves: number): string =>
        `Latency by percentile of ${curves} variants, each with its interval over blocks. The table below has the figures.`,
      mixed:
        "Corrected latency where messages have due times, service latency where they have none: those two are not comparable.",
      corrected:
        "From the time a message was due to its answer, so waiting caused by a slow target counts in full.",
      service:
        "From a message sent to its answer received. A closed loop has no due times: waiting is not counted.",
      coarse: "the four percentiles that the report has of it",
      fine: "a percentile of its histogram",
      noInterval: "One block has no interval.",
      band: (percent: number, blocks: number): string =>
        `the band an interval for that median from order statistics of the blocks (${percent}% with ${blocks} blocks; of each percentile on its own).`,
      made: (points: string, band: string): string =>
        `Each block, warm-up left out, gives ${points}. The curve is the median of the blocks' values, ${band} ` +
        "Curves end where a block has no message left; blocks that are no evidence are left out.",
      bandWords: "interval over blocks",
      x: "Share of the messages of a block that were at least this fast",
      y: "Latency",
      median: (variant: string): string => `${variant}, median`,
      leftOut: (variant: string): string => `${variant}, left out`,
    },
    compared: {
      title: "What was compared",
      ownTargets: "Every block had a target process of its own.",
      sharedTargets: "The targets ran all the time: their blocks share the luck of these processes.",
      variants: (count: number): string => `${counted(count, "variant")} of one load.`,
      /** Before and after the target. */
      allOn: [" All on ", "."],
      on: ", on ",
      startedBy: ", started by ",
      isBaseline: " The baseline.",
      open: " Open",
      closed: " Closed",
      end: ".",
      fields: "Fields in which the variants differ",
      order: "Order of the blocks",
      turns:
        "Variants take turns, every second round the other way round, so that whatever drifts on the machine falls on all alike.",
      noTurns: "So whatever drifts on the machine falls on all alike.",
      notRun: (count: number): string =>
        `The last ${formatCount(count)} ${count === 1 ? "was" : "were"} not run.`,
      variant: "Variant",
      target: "target",
      command: "command",
    },
    sweep: {
      title: "Fragments",
      note: "Messages that are cut into fragments against the same messages whole. Changes are against whole messages of the same size.",
      which: "Figure to draw",
      label: (title: string): string =>
        `${title} over the size of a fragment. The tables below have every number.`,
      ways: "Ways to cut a message",
      adds: "What each further fragment adds",
      costTable: "Cost of a fragment",
      message: "Message",
      whole: "whole",
      cut: (message: string, fragment: string | undefined): string =>
        `${message}, ${fragment === undefined ? "whole" : `in ${fragment}`}`,
      fragment: "Fragment",
      frames: "Frames",
      blocksOpen: "Blocks, open",
      blocksClosed: "Blocks, closed",
      times: (factor: number): string => `${formatCount(factor)} times`,
      costIn: "Cost in",
      costs: {
        p50: "p50 latency",
        p99: "p99 latency",
        p999: "p99.9 latency",
        throughput: "time per answer at the ceiling",
        cpuPerMessage: "CPU of the target",
        bytesPerMessage: "bytes to the target",
      },
      model: "Model",
      unit: "Unit",
      addsColumn: "Adds",
      atLeast: "At least",
      atMost: "At most",
      how: "How",
      countedHow: "counted",
      slope: "slope over the fragment sizes, 95% interval",
      throughput: "Messages per second at the ceiling",
      throughputShort: "Ceiling",
      cpu: "CPU of the target per message",
      cpuShort: "CPU per message",
      bytes: "Bytes on the wire per message, both ways",
      bytesShort: "Bytes per message",
      latency: (percentile: string): string => `${percentile} latency`,
      messages: (size: string): string => `${size} messages`,
      interval: "95% interval",
      x: "Payload bytes of a fragment, log scale; whole messages at the right end",
      shade:
        "Shaded: an interval for the median by order statistics, 95% from 6 blocks on, of fewer from the least to the most.",
      made: (least: number, most: number): string =>
        `A point is the median over ${least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`} blocks, each a run of its own; fragment sizes took turns.`,
      closedLoop: "Closed loop: the next message follows an answer.",
      rate: (perSecond: number, size: string): string => `${formatCount(perSecond)} per second at ${size}`,
      openModel: (rates: readonly string[]): string =>
        `Open model, latencies counted from the time each message was due: ${rates.join(", ")}.`,
    },
  },
  // [end]
};

/** The words of any language. */
export type Words = typeof en;
