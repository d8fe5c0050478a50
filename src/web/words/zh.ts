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
    notConnected: "此页面未连接到 wsrig",
    unknownAnswer: "wsrig 的应答无法识别",
    whichWindow: "窗口",
    broken: "无法显示此视图",
    brokenHint: "后台进程仍在继续。请将上面这行内容告知 wsrig 的开发者，然后重新加载页面。",
  },
  // [server]
  server: {
    title: "服务器",
    status: {
      stopped: "已停止",
      starting: "正在启动 …",
      listening: "正在监听",
      stopping: "正在停止 …",
    },
    form: "服务器监听选项",
    port: "端口",
    portHint: "0：自动选择",
    portProblem: "请输入 0 到 65535 之间的整数。",
    behaviour: "行为",
    byHand: "手动：由您应答",
    parameters: "参数",
    parametersHint: "rate=10&size=64",
    segmentProblem: "必填：它是路径的一部分。",
    scheme: "协议",
    compression: "压缩",
    subprotocols: "子协议",
    subprotocolsHint: "chat, superchat",
    listen: "监听",
    stop: "停止",
    address: "地址",
    copyAddress: "复制地址",
    connected: (count) => `${count} 个已连接`,
    accepted: (count) => `${count} 个已接受`,
    refused: (count) => `${count} 个已拒绝`,
    clients: "客户端",
    hideClosed: "隐藏已关闭",
    selectAll: "选择所有客户端",
    clientName: (number) => `客户端 ${number}`,
    pastName: (conversation) => `连接 ${conversation}`,
    clientAt: (number, address) => `客户端 ${number}，${address}`,
    noClients: { stopped: "连接的客户端会显示在这里。", listening: "还没有客户端连接。" },
    allHidden: "所有客户端都已关闭并被隐藏。",
    columns: {
      number: "编号",
      address: "地址",
      state: "状态",
      messages: "消息 收 / 发",
      bytes: "字节 收 / 发",
      ping: "Ping",
      target: "请求目标",
      subprotocol: "子协议",
      since: "连接时间",
    },
    open: "已连接",
    closing: "正在关闭",
    closed: (code) => `已关闭 ${code}`,
    closedBy: {
      local: "由服务器关闭连接。",
      peer: "由客户端关闭连接。",
      none: "连接中断，没有关闭握手。",
    },
    sending: "向客户端发送",
    sendTo: "发送给",
    toAll: (count) => `全部（${count}）`,
    toSelected: (count) => `所选（${count}）`,
    notListening: "服务器未在监听。",
    nobody: "没有已连接的客户端。",
    noneSelected: "请在表格中选择客户端，或发送给全部。",
    onlySelected: "仅显示所选客户端的日志",
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
