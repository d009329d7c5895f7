/** What the page says, in English and in Chinese. What the engine says of a config stays English, as on the command line. */
const table = {
  purpose: ['Scripts for Linux Virtual Server, from one config', '由一份配置生成 LVS 脚本'],
  language: ['中文', 'English'],
  dark: ['Dark', '深色'],
  light: ['Light', '浅色'],
  cluster: ['Cluster', '集群'],
  name: ['Name', '名称'],
  addCluster: ['Add a cluster', '添加集群'],
  removeCluster: ['Remove this cluster', '删除此集群'],
  mode: ['Forwarding mode', '转发模式'],
  dr: ['Direct routing: real servers answer clients', '直接路由：Real Server 直接回复客户端'],
  tun: ['Tunnel: the same, on other networks', '隧道：同上，可在其他网络'],
  nat: ['NAT: real servers answer through the director', 'NAT：Real Server 经由调度器回复'],
  gateway: ['Gateway of the real servers: the director', 'Real Server 的网关，即调度器'],
  vips: ['VIPs, one a line', 'VIP，每行一个'],
  targets: ['Operating systems of the real servers', 'Real Server 的操作系统'],
  director: ['Render the director, too', '同时渲染调度器'],
  directorTargets: ['Operating systems of the director', '调度器的操作系统'],
  interface: ['Interface of the VIPs', 'VIP 所在接口'],
  insideInterface: ['Interface towards the real servers', '面向 Real Server 的接口'],
  keepalived: ['A pair of directors with keepalived', '一对使用 keepalived 的调度器'],
  virtualRouterId: ['Virtual router id', '虚拟路由器 ID'],
  preferred: ['Preferred director', '首选调度器'],
  other: ['Other director', '另一调度器'],
  services: ['Services', '服务'],
  port: ['Port', '端口'],
  mark: ['Mark', '标记'],
  protocol: ['Protocol', '协议'],
  scheduler: ['Scheduler', '调度算法'],
  persistence: ['Persistence, s', '会话保持（秒）'],
  'add-services': ['Add a service', '添加服务'],
  realServers: ['Real servers', 'Real Server'],
  address: ['Address', '地址'],
  weight: ['Weight', '权重'],
  'add-realServers': ['Add a real server', '添加 Real Server'],
  remove: ['Remove', '删除'],
  config: ['Config', '配置'],
  configText: ['Config, in YAML', '配置（YAML）'],
  notWritable: ['Not possible here: change the YAML', '此处无法修改：请直接修改 YAML'],
  line: ['Line', '行'],
  error: ['Errors', '错误'],
  warning: ['Warnings', '警告'],
  stale: ['The config has errors: this is from before', '配置有错误：以下是之前的结果'],
  result: ['Result', '结果'],
  files: ['Files', '文件'],
  drawing: ['Drawing', '示意图'],
  words: ['In words', '文字说明'],
  install: ['Put on hosts', '部署到主机'],
  script: ['An old script', '旧脚本'],
  copy: ['Copy', '复制'],
  copied: ['Copied', '已复制'],
  download: ['Download all as .tar', '全部下载（.tar）'],
  unpack: ['Download the tree and unpack it:', '下载文件树并解包：'],
  scriptHint: [
    'Paste a script or a file that came with it, or drop one',
    '粘贴或拖入旧脚本或附属文件',
  ],
  scriptText: ['The old script', '旧脚本'],
  takeOver: ['Make it the config above', '作为上面的配置'],
} as const satisfies Readonly<Record<string, readonly [english: string, chinese: string]>>;

export type Word = keyof typeof table;

let isChinese = navigator.language.startsWith('zh');

/** The words in the language in which the page is shown. */
export const t = (word: Word): string => table[word][isChinese ? 1 : 0];

/** That language, or the other one. */
export const languageOf = (isOther = false): string => (isChinese === isOther ? 'en' : 'zh-CN');

/** Speaks the other one from now on. */
export function switchLanguage(): void {
  isChinese = !isChinese;
}
