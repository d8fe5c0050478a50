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
    skip: "跳到内容",
    connecting: "正在连接 wsrig …",
    lost: "与 wsrig 的连接已断开，正在重试 …",
    ended: "wsrig 已结束。此处内容保持原样。",
    outdated: "此标签页属于另一个版本的 wsrig，请重新加载。",
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
