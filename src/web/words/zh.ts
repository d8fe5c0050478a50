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
    title: "发送",
    kind: "发送内容",
    kinds: { text: "文本", binary: "二进制", ping: "Ping", close: "关闭" },
    send: "发送",
    text: "文本消息",
    textHint: "Enter 发送，Shift+Enter 换行",
    hex: "十六进制字节",
    hexHint: "48 65 6c 6c 6f",
    noHexDigit: (at, character) => `第 ${at} 个字符“${character}”不是十六进制数字。`,
    halfByte: (at) => `一个字节需要两位数字：第 ${at} 个字符处只有一位。`,
    chooseFile: "文件 …",
    removeFile: "移除",
    unreadableFile: "文件已无法读取，请重新选择。",
    tooLarge: "超过 16 MiB，一次最多发送这么多。",
    inFragments: "分片，每片",
    fragmentBytes: "每片字节数",
    bytesEach: "字节",
    noFragmentSize: "必须是 1 到 16777216 之间的整数。",
    bytes: (_count, shown) => `${shown} 字节`,
    frames: (_count, shown) => `${shown} 帧`,
    bytesOf: (bytes, most) => `${bytes} / ${most} 字节`,
    pingPayload: "Ping 负载（可选）",
    pingTooLong: "Ping 最多携带 125 字节。",
    sendPing: "发送 Ping",
    closeCode: "关闭码",
    closeReason: "原因（可选）",
    noCloseCode: "不带关闭码",
    codeNotANumber: "必须是四位数字，或留空。",
    codeNotOnWire: "此关闭码不得出现在关闭帧中。",
    reasonTooLong: "关闭帧的原因最多 123 字节。",
    reasonWithoutCode: "有原因就必须有关闭码。",
    sendClose: "发送关闭帧",
    closeCodes: {
      1000: "正常关闭",
      1001: "端点离开",
      1002: "协议错误",
      1003: "不支持的数据",
      1005: "无关闭码",
      1006: "异常关闭",
      1007: "无效的负载",
      1008: "违反策略",
      1009: "消息过大",
      1010: "缺少所需扩展",
      1011: "内部错误",
      1012: "服务重启",
      1013: "稍后重试",
      1014: "网关错误",
      1015: "TLS 握手失败",
      libraries: "库或框架所用",
      private: "应用程序所用",
      reserved: "保留",
    },
    sent: "已发送",
    sentTo: (clients) => `已发送给 ${clients} 个客户端`,
    sentToNobody: "未发送：没有打开的连接",
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
