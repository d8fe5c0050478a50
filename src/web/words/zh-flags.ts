// What commands and their options do, in Chinese, by what the process says of them in English: an option that is said otherwise
// there, or is not here, stands in English.

/** See the file's first line. */
export const zhFlags: Readonly<Partial<Record<string, string>>> = {
  "Load a service: echo by default, closed loop or at a rate": "对服务施加负载：默认回显，闭环或按固定速率",
  "Run the scenarios or the loads of a file (.ts, .js, .yaml, .json)":
    "运行文件中的场景或负载（.ts、.js、.yaml、.json）",
  "Compare variants of a load, or builds of a server, in interleaved blocks":
    "在交替的区块中比较负载的变体或服务器的版本",
  "Test a server case by case, by RFC 6455 and RFC 7692": "按 RFC 6455 和 RFC 7692 逐个用例测试服务器",
  "Check a server with the built-in scenarios": "用内置场景检查服务器",
  "Find the highest rate or number of connections at which a bound still holds":
    "查找仍能满足限制的最高速率或连接数",
  "What fragments cost against whole messages: latency, throughput, CPU, bytes":
    "分片相对于整条消息的代价：延迟、吞吐量、CPU、字节",
  "Fail when a new build is slower than the old one (exit code 4), run in turn or from a file":
    "新版本比旧版本慢时失败（退出码 4），轮流运行或与文件比较",
  "ws:// or wss:// URL of the service": "服务的 ws:// 或 wss:// 地址",
  "ws:// or wss:// URL of an echo service": "回显服务的 ws:// 或 wss:// 地址",
  "Scenario file": "场景文件",
  "Connections held open; with --arrival-rate or --iterations: virtual clients at once at most":
    "保持打开的连接数；与 --arrival-rate 或 --iterations 一起使用时：同时存在的虚拟客户端上限",
  "Connections held open": "保持打开的连接数",
  "Length of the load": "负载的时长",
  "Time before the duration; its figures are kept apart": "正式时长之前的预热时间；其数据单独统计",
  "Open model: messages per second over all connections, each with its due time":
    "开放模型：所有连接合计每秒的消息数，每条都有应发时间",
  "The same of each connection": "同上，按每个连接",
  "Random gaps (a Poisson process) instead of even ones": "随机间隔（泊松过程），而不是均匀间隔",
  "Open model: sessions begun per second, each with --messages messages":
    "开放模型：每秒开始的会话数，每个会话发送 --messages 条消息",
  "So many sessions in all, then the load is over": "会话总数，完成后负载结束",
  "Ramp of connections, or of --arrival-rate: go to TARGET in DURATION; repeat for more":
    "连接数或 --arrival-rate 的阶段：在 DURATION 内变到 TARGET；可重复",
  "Handshakes per second at most": "每秒握手数上限",
  "Handshakes in progress at most": "同时进行的握手数上限",
  "How long the end waits for answers under way": "结束时等待未到应答的时间",
  "What must hold, else exit code 99; repeat for more": "必须满足的条件，否则退出码为 99；可重复",
  "Payload of a message; a range is drawn evenly": "消息的载荷大小；给出范围时均匀抽取",
  "Binary messages, not text": "发送二进制消息，而不是文本",
  "CSV or JSONL file whose rows fill {{feed.NAME}}": "CSV 或 JSONL 文件，各行填入 {{feed.NAME}}",
  "Closed loop: unanswered messages per connection": "闭环：每个连接未应答的消息数",
  "How answers find their question: order, json:PATH of {{id}}, or offset:BYTES":
    "应答如何对应请求：order（按顺序）、json:PATH（{{id}} 的路径）或 offset:BYTES",
  "Messages of a session, which then closes": "每个会话的消息数，发完即关闭",
  "Length of a session": "会话的时长",
  "An answer after this counts as late": "超过此时间的应答算作迟到",
  "Send each message in frames of so many payload bytes": "把每条消息分成每帧这么多载荷字节发送",
  "Send each message in TCP writes of so many bytes": "每条消息按这么多字节分次写入 TCP",
  "A ping after every so many fragments": "每隔这么多分片发送一个 Ping",
  "Mask keys: random ones, or one fixed legal key": "掩码密钥：随机，或一个固定的合法密钥",
  "What connections do": "连接做什么",
  "broadcast: connections that publish; the others listen": "broadcast：负责发布的连接数；其余连接接收",
  "broadcast: the target sends publishers their own messages too": "broadcast：目标也把消息发回给发布者",
  "stream: a longer gap is a stall": "stream：更长的间隔算作停顿",
  "stream: text sent once after opening": "stream：连接打开后发送一次的文本",
  "idle: time between pings; 0s for none": "idle：Ping 的间隔；0s 表示不发送",
  "storm: time from one drop of all connections to the next": "storm：两次断开全部连接之间的时间",
  "storm: how they are dropped": "storm：断开的方式",
  "Sockets of one virtual client": "每个虚拟客户端的连接数",
  "Sockets outlive the sessions of their client": "连接在客户端的会话结束后继续保留",
  "Processes, or auto: as many as cores and open files ask for": "进程数；auto：按处理器核心和文件句柄数决定",
  "Local addresses to connect from in turn": "轮流使用的本机地址",
  "Open model: the run is invalid when the p99 of our own lateness is above":
    "开放模型：自身发送延误的 p99 超过此值时，运行无效",
  "Process of the server on this machine: its CPU, memory and open files go into the report":
    "本机上服务器的进程：其 CPU、内存和打开的文件写入报告",
  "Header of the upgrade request; repeat for more": "升级请求的请求头；可重复",
  "Subprotocol to offer; repeat for more, first choice first": "提供的子协议；可重复，首选在前",
  "Origin header": "Origin 请求头",
  "Accept any certificate": "接受任何证书",
  "File of certificates to trust (PEM)": "受信任证书的文件（PEM）",
  "File of the client certificate (PEM)": "客户端证书的文件（PEM）",
  "File of the client's private key (PEM)": "客户端私钥的文件（PEM）",
  "Name to ask for in TLS (SNI) and to look for in the certificate":
    "TLS 中请求的名称（SNI），也用于核对证书",
  "Connect to this address where the URL has that host and port; repeat for more":
    "地址为该主机和端口时，改为连接到此地址；可重复",
  "HTTP proxy to tunnel through (CONNECT)": "用于建立隧道的 HTTP 代理（CONNECT）",
  "Offer permessage-deflate": "提供 permessage-deflate 压缩",
  "Local IP address to connect from": "发起连接的本机 IP 地址",
  "Longest wait for a connection": "等待连接的最长时间",
  "Who frames: our own code, or the ws package": "由谁处理帧：自有代码，或 ws 软件包",
  "File for the report as one HTML page, - for stdout": "单页 HTML 报告的文件，- 表示标准输出",
  "File for the checks as JUnit XML, - for stdout": "JUnit XML 检查结果的文件，- 表示标准输出",
  "File for a summary in Markdown, - for stdout": "Markdown 摘要的文件，- 表示标准输出",
  "Folder of reports": "报告的文件夹",
  "Name of the run, in its folder and its report": "运行的名称，用于文件夹和报告",
  "Tag of the run; repeat for more": "运行的标签；可重复",
  "Seed of everything random": "所有随机数的种子",
  "Target, over the one that the file names": "目标地址，优先于文件中的地址",
  "Virtual clients of every scenario, over what it says": "每个场景的虚拟客户端数，优先于场景中的设置",
  "Iterations of every virtual client, over what it says": "每个虚拟客户端的迭代次数，优先于场景中的设置",
  "Blocks of each variant, interleaved; at least 5": "每个变体的区块数，交替进行；至少 5 个",
  "Between two blocks": "两个区块之间的间隔",
  "Changes within it mean nothing": "在此范围内的变化没有意义",
  "Length of a block, without its warm-up": "区块的时长，不含预热",
  "Time of each block before that; its figures are kept apart": "每个区块之前的预热时间；其数据单独统计",
  "Run only these ids, where * is any characters; a list with commas, or repeat":
    "只运行这些编号，* 代表任意字符；用逗号分隔，或重复",
  "Do not run these; as --cases": "不运行这些；写法同 --cases",
  "Run also the cases that may hurt the peer: floods, bombs, limits":
    "也运行可能损害对端的用例：洪泛、压缩炸弹、极限",
  "Cases at a time": "同时运行的用例数",
  "What to call the server in reports": "报告中服务器的名称",
  "Run only this scenario; repeat for more (see wsrig list scenarios)":
    "只运行此场景；可重复（见 wsrig list scenarios）",
  "What is raised: messages per second over all connections, or connections":
    "逐步提高的量：所有连接合计每秒的消息数，或连接数",
  "The bound that must hold": "必须满足的限制",
  "Lowest value to try": "尝试的最低值",
  "Highest value to try": "尝试的最高值",
  "Value to begin with": "起始值",
  "URL of the old build: both run in turn": "旧版本的地址：两者轮流运行",
};
