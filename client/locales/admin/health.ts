import { type Pair, flat } from '../pairs';

/** How the server itself is. */
const PAGE = {
  title: ['系统健康', 'Health of the system'],
  lead: ['读于 {at}', 'read {at}'],
  reread: ['重新读取', 'Read again'],
  failed: ['系统状况', 'The state of the system'],
  allWell: ['一切正常', 'Everything works'],
  troubles: ['{n} 处要处理', '{n} to look at'],
  unknown: ['不知道', 'not known'],
} satisfies Record<string, Pair>;

const LEDGER = {
  title: ['台账', 'Ledger'],
  head: ['账首', 'Head'],
  size: ['大小', 'Size'],
  lastHour: ['近 1 小时记下', 'Recorded in the last hour'],
  lastDay: ['近 24 小时记下', 'Recorded in the last 24 hours'],
  entries: ['{n} 条', '{n}'],
  last: ['最后一条', 'Last entry'],
  none: ['还没有记录', 'none yet'],
} satisfies Record<string, Pair>;

const SERVER = {
  title: ['服务器', 'Server'],
  storage: ['写盘', 'Writing'],
  storageOk: ['正常', 'works'],
  clock: ['时钟', 'Clock'],
  clockOk: ['正常', 'believed'],
  clockOff: [
    '在运行中被改动 {time}：不再记录，请校正，或用 clock accept 确认',
    'was set by {time} while the server ran: nothing is recorded. Set it right, or accept it by “clock accept”',
  ],
  disk: ['磁盘', 'Disk'],
  diskFree: ['余 {free}，共 {total}', '{free} free of {total}'],
  diskLow: ['快满了，余 {free}，共 {total}：请腾出空间', 'nearly full, {free} free of {total}: make room'],
  memory: ['内存', 'Memory'],
  loop: ['响应延迟（99%）', 'Delay (99%)'],
  loopSlow: ['{ms}，偏慢', '{ms}, slow'],
  commit: ['写入延迟（99%）', 'Commit (99%)'],
  commitUnder: ['{ms} 以内', 'within {ms}'],
  noCommit: ['启动后还没有写过', 'nothing written since the start'],
  ms: ['{n} 毫秒', '{n} ms'],
  version: ['版本', 'Version'],
  started: ['启动', 'Started'],
} satisfies Record<string, Pair>;

const STORAGE = {
  full: ['磁盘满了，暂时不能记录：请腾出空间', 'the disk is full, nothing can be recorded: make room'],
  'read-only': [
    '数据目录只读，不能记录：请检查权限与磁盘',
    'the data folder is read-only: check its rights and the disk',
  ],
  busy: ['数据库被占用，稍后自动重试', 'the database is busy, it is tried again'],
  broken: ['数据库出错：请停下服务器，用备份恢复', 'the database is damaged: stop the server and restore a backup'],
  unsure: ['上一次写入不知成否，正在核对', 'the last write may have failed, it is being looked at'],
  fenced: ['另有一个服务器在写同一台账：请只留一个', 'another server writes this ledger: stop one of them'],
} satisfies Record<string, Pair>;

const CLIENTS = {
  title: ['连接', 'Clients'],
  watching: ['打开着的实时页面', 'Live pages that are open'],
  behind: ['其中跟不上的', 'of which fall behind'],
  sessions: ['登录', 'Sessions'],
  accounts: ['启用的账号', 'Enabled accounts'],
  tokens: ['令牌', 'Tokens'],
} satisfies Record<string, Pair>;

const BACKUP = {
  title: ['备份', 'Backup'],
  off: [
    '没有设置定时备份。请在启动前设 BACKUP_DIR（另一块盘上的目录），可再设 BACKUP_EVERY（如 6h、1d）。',
    'No backups are made. Set BACKUP_DIR (a folder on another disk) before the start, and BACKUP_EVERY (6h, 1d) if you like.',
  ],
  last: ['最近一次', 'Last'],
  lastText: ['{at}，{size}，已校验', '{at}, {size}, checked'],
  never: ['还没有', 'none yet'],
  overdue: ['{at}，已经晚了', '{at}, it is overdue'],
  next: ['下一次', 'Next'],
  running: ['正在备份 {percent}%', 'running, {percent}%'],
  every: ['间隔', 'Every'],
  hours: ['{n} 小时', '{n} hours'],
  minutes: ['{n} 分钟', '{n} minutes'],
  days: ['{n} 天', '{n} days'],
  count: ['保留着', 'Kept'],
  countText: ['{n} 份：7 天、4 周、12 个月各留最新的', '{n}: the newest of each of 7 days, 4 weeks and 12 months'],
  folder: ['目录', 'Folder'],
  failed: ['{at} 没有备成：{message}', 'failed {at}: {message}'],
} satisfies Record<string, Pair>;

const DRILL = {
  title: ['恢复演练', 'Restore drill'],
  none: ['还没有演练过。在服务器上运行：', 'None yet. Run on the server:'],
  again: ['再演练一次，在服务器上运行：', 'To run it again, on the server:'],
  last: ['最近一次', 'Last'],
  passed: ['{at}，通过：{n} 个数与现在的台账一致', '{at}, passed: {n} figures are those of the live ledger'],
  failed: ['{at}，没有通过：{n} 个数不一致', '{at}, failed: {n} figures differ'],
  old: ['{at} 通过，已超过 90 天', 'passed {at}, more than 90 days ago'],
  file: ['用的备份', 'Backup'],
  upTo: ['算至', 'As of'],
  differs: ['不一致的：{list}', 'They differ: {list}'],
  more: ['等 {n} 个', 'and {n} more'],
} satisfies Record<string, Pair>;

const all = (language: 0 | 1) => ({
  ...flat(PAGE, language),
  ledger: flat(LEDGER, language),
  server: flat(SERVER, language),
  storage: flat(STORAGE, language),
  client: flat(CLIENTS, language),
  backup: flat(BACKUP, language),
  drill: flat(DRILL, language),
});

export const healthTexts = all(0);
export const healthTextsEn = all(1);
