// Every word of the console in Chinese (simplified); see en.ts.

import { formatCount } from "../../units.js";
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
    refresh: "刷新",
    reading: "正在读取报告 …",
    shown: (shown, all) =>
      shown === all ? `${formatCount(all)} 次运行` : `${formatCount(shown)} / ${formatCount(all)} 次运行`,
    notListed: "无法列出报告",
    empty: "还没有报告",
    emptyHint: (folder) => `每次运行都会把报告写入文件夹 ${folder}；之后可以在这里查看、打开和比较。`,
    startRun: "开始一次运行",
    orCommand: "或者在终端中，与此 wsrig 相同的目录下：",
    search: "搜索报告",
    searchHint: "搜索名称、地址、标签、命令",
    kind: "类型",
    anyKind: "所有类型",
    kinds: { run: "运行", conformance: "一致性测试", experiment: "实验", comparison: "比较" },
    verdict: "结论",
    anyVerdict: "所有结论",
    verdicts: { pass: "通过", fail: "失败", invalid: "无效", interrupted: "已中断" },
    failedChecks: (failed) => `${formatCount(failed)} 项检查`,
    noneFits: "没有符合条件的运行。",
    showAll: "全部显示",
    name: "名称",
    started: "开始时间",
    duration: "时长",
    messagesPerSecond: "消息/秒",
    p99: "延迟 p99",
    tick: (name, time) => `比较 ${name}，${time}`,
    more: (left) => `显示其余 ${formatCount(left)} 次运行中的更多`,
    skipped: (folders) => `${formatCount(folders)} 个文件夹中没有可列出的运行`,
    compare: "比较",
    baseline: "基线",
    candidate: "候选",
    tickAnother: "请再勾选一次运行",
    swap: "交换",
    clear: "清除",
    allReports: "所有报告",
    opening: "正在打开报告 …",
    notOpened: "无法打开报告",
    compareWith: "与另一次运行比较",
    comparison: "比较",
    notCompared: "未能比较这两次运行",
    compareAllTheSame: "仍然比较",
  },
  // [report]
  report: {},
  // [end]
};
