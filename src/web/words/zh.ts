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
  },
  // [reports]
  reports: {
    title: "报告",
  },
  // [report]
  report: {},
  // [end]
};
