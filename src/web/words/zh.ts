// Every word of the console in Chinese (simplified); see en.ts.

import type { Words } from "./en.js";

/** See the file's first line. */
export const zh: Words = {
  language: "zh-CN",
  shell: {
    windows: "窗口",
    run: "运行",
    reports: "报告",
    views: "视图",
    underWay: "有测试正在运行",
    skip: "跳到内容",
    languageName: "中文",
    chooseLanguage: "语言",
    colours: { system: "自动", light: "浅色", dark: "深色" },
    pressForColours: (chosen) => `配色：${chosen}。按下可切换。`,
    connecting: "正在连接 wsrig …",
    lost: "与 wsrig 的连接已断开，正在重试 … 如果 wsrig 已重新启动，请打开它新打印的地址。",
    tryNow: "立即重试",
    ended: "wsrig 已结束。在离开或刷新此页面之前，这里的内容保持原样。",
    outdated: "此标签页属于另一个版本的 wsrig，请重新加载。",
    loadAgain: "重新加载",
    whichWindow: "窗口",
    broken: "无法显示此视图",
    brokenHint: "后台进程仍在继续。请将上面这行内容告知 wsrig 的开发者，然后重新加载页面。",
  },
  // [server]
  server: {
    title: "服务器",
  },
  // [client]
  client: {
    title: "客户端",
  },
  // [sending]
  sending: {
    send: "发送",
    text: "文本消息",
    textHint: "Enter 发送，Shift+Enter 换行",
    sentTo: (clients) => `已发送给 ${clients} 个客户端`,
  },
  // [log]
  log: {
    title: "日志",
  },
  // [run]
  run: {
    title: "运行",
  },
  // [live]
  live: {
    title: "实时",
    noRun: "尚未运行。启动一次运行后，这里会实时显示其过程。",
    notBegun: "运行尚未开始。",
    running: "运行中",
    noReport: "已结束，无报告",
    verdicts: {
      pass: "通过",
      fail: "未通过",
      invalid: "无效",
      interrupted: "已中断",
    },
    command: "命令",
    progress: "运行进度",
    elapsed: (time) => `已用 ${time}`,
    left: (time) => `约剩 ${time}`,
    ending: "即将结束",
    cases: (done, total) => `用例 ${done} / ${total}`,
    blocks: (done, total) => `区块 ${done} / ${total}`,
    phase: (phase) => `阶段 ${phase}`,
    now: "当前数据",
    figures: {
      rate: "已接收消息",
      p50: "延迟中位数",
      p99: "99% 应答不超过",
      corrected: "99%（修正延迟）",
      clients: "活动客户端",
      open: "打开的连接",
      errors: "错误",
      dropped: "丢弃",
      lateness: "发生器滞后",
      cpu: "发生器 CPU",
    },
    figureNotes: {
      rate: "所有负载合计",
      p50: "最近一秒",
      p99: "最近一秒，自发送起算",
      corrected: "最近一秒，自应发时刻起算",
      clients: "虚拟客户端",
      open: "所有负载合计",
      errors: "含丢失的消息，累计",
      dropped: "到期却未发送，累计",
      lateness: "99% 的发送不超过此值",
      cpu: "最忙的进程",
    },
    lateNote:
      "发生器跟不上计划：延迟中包含了它自身的耽搁，若持续如此，本次运行将判为无效。请降低速率或增加工作进程。",
    peers: "目前的用例结果",
    peersNote: "未通过的用例会随时列在检查项中。",
    waiting: (count) => `${count} 个待运行`,
    sides: "目前各方结果",
    sidesNote: "取可作为证据的区块的中位数。此时尚无结论：结论在结束时由全部区块一并得出。",
    side: "方案",
    sideBlocks: "区块",
    blockNow: (number, total) => `正在运行第 ${number} / ${total} 个区块。`,
    blockNowOf: (number, total, side) => `正在运行第 ${number} / ${total} 个区块：${side}。`,
    chooseTime: "选择要绘制的时间",
    moreChecks: (count) => `此处只显示前 ${count} 项，报告中包含全部。`,
    notes: "提示",
    written: "报告已写入",
    inReports: "在“报告”中打开",
    exitCode: (code) => `退出码 ${code}`,
    reportComing: "正在接收报告 …",
    reportUnreadable: "已收到报告，但此页面无法读取",
    gone: "wsrig 已结束，此页面保留已有内容。报告位于",
    goneWithoutReport: "wsrig 已结束，此页面保留已有内容。",
    problem: "运行已结束，没有报告",
    soFar: "此前测得的数据",
    output: "其输出的末尾",
    tryThis: "可尝试：",
  },
  // [reports]
  reports: {
    title: "报告",
  },
  // [report]
  report: {},
  // [end]
};
