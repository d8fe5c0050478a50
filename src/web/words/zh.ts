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
    titleOf: { server: "服务器日志", client: "客户端日志" },
    empty: "暂无内容：帧和消息到达后会显示在这里。",
    emptyFiltered: "没有符合筛选条件的行。",
    rows: (count) => `${count} 行`,
    oneRow: "1 行",
    dropped: (count) => `已丢弃较早的 ${count} 行`,
    toEnd: "跳到末尾",
    sent: "发送",
    received: "接收",
    event: "事件",
    opcodes: {
      continuation: "延续",
      text: "文本",
      binary: "二进制",
      close: "关闭",
      ping: "Ping",
      pong: "Pong",
    },
    reservedOpcode: (opcode) => `操作码 ${opcode}`,
    unknownMessage: "消息",
    frames: (count) => `${count} 帧`,
    oneFrame: "1 帧",
    unfinished: "未完成",
    incomplete: "不完整",
    incompleteHint: "此消息有帧被省略，或可能被省略。",
    noPayload: "空",
    closeCode: (code, name, reason) => `${code} ${name}${reason === "" ? "" : `，“${reason}”`}`,
    noCloseCode: "无关闭码",
    closeCodes: {
      1000: "正常关闭",
      1001: "端点离开",
      1002: "协议错误",
      1003: "不支持的数据",
      1005: "未给出关闭码",
      1006: "异常断开",
      1007: "载荷无效",
      1008: "违反策略",
      1009: "消息过大",
      1010: "缺少必需的扩展",
      1011: "内部错误",
      1012: "服务重启",
      1013: "请稍后重试",
      1014: "网关错误",
      1015: "TLS 握手失败",
    },
    codeOfLibraries: "由库注册",
    codeOfPrivateUse: "私有用途",
    codeReserved: "保留",
    states: {
      unconnected: "未连接",
      hostLookup: "正在解析主机名",
      connecting: "正在连接",
      connected: "已连接",
      closing: "正在关闭",
    },
    closed: (what) => `已关闭：${what}`,
    closedBy: { local: "由本端发起", peer: "由对端发起", none: "双方均未发起" },
    notClean: "非正常关闭",
    roundTrip: (elapsed) => `往返时间 ${elapsed}`,
    problem: (code) => `问题 ${code}`,
    leftOut: (frames, bytes) => `省略了 ${frames} 帧，共 ${bytes}`,
    oneLeftOut: (bytes) => `省略了 1 帧，${bytes}`,
    cut: (bytes) => `… ${bytes} 未保留 …`,
    cutUnknown: "… 有帧被省略 …",
    cutRest: (bytes) => `… 另有 ${bytes}：请展开各帧，或保存日志`,
    invalidBytes: "不是 UTF-8 的字节（十六进制）",
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
