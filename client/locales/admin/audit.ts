import type { AuditMark } from '../../../shared/model/vocabulary';
import { type Pair, flat } from '../pairs';

/** The page of the audit: the trail, what was recorded late or taken back by whom, samples, and the chain. */
const PAGE = {
  title: ['审计', 'Audit'],
  trail: ['台账记录', 'Records'],
  everywhere: ['全部可见', 'Everything visible'],
  thing: ['设备、故障等编号', 'Id of a device, fault …'],
  thingLabel: ['按编号查对象', 'Find a thing by its id'],
  anyone: ['记录人 不限', 'Recorded by: anyone'],
  marks: ['只看', 'Only'],
  anyMark: ['只看 迟录、更正等', 'Only backdated, voided …'],
  kind: ['种类', 'Kind'],
  anyKind: ['种类 不限', 'Kind: any'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  upTo: ['已列 {n} 条，到 {seq}', '{n} shown, down to {seq}'],
  whole: ['共 {n} 条', '{n} records'],
  more: ['再取 {n} 条', '{n} more'],
  clear: ['清除筛选', 'Clear filters'],
  none: ['台账里还没有记录。', 'There are no records yet.'],
  noneFits: ['没有符合条件的记录。', 'No record fits.'],
  object: ['对象', 'Thing'],
  reread: ['重新读取', 'Read again'],
  late: ['迟 {h}', '{h} late'],
  days: ['{d} 天 {h}', '{d} d {h}'],
  voidOf: ['更正 {id}', 'Voids {id}'],
  print: ['打印审计单', 'Print the sheet'],
  failed: ['审计数据', 'The audit data'],
} satisfies Record<string, Pair>;

const MARKS: Record<AuditMark, Pair> = {
  backdated: ['迟录', 'Backdated'],
  voided: ['更正', 'Voided'],
  cancelled: ['取消', 'Cancelled'],
  regraded: ['改级', 'Regraded'],
  overridden: ['越权', 'Overridden'],
};

const NOTES: Record<AuditMark, Pair> = {
  backdated: [
    '发生后 2 小时以上才入账的条数，按入账的月份。',
    'Recorded more than 2 hours after it was true, by the month of the recording.',
  ],
  voided: ['撤回别的记录的条数，按入账的月份。', 'Entries that take others back, by the month of the recording.'],
  cancelled: [
    '取消故障、维护、场次的条数，按入账的月份。',
    'Cancelled faults, maintenances and sittings, by the month of the recording.',
  ],
  regraded: ['故障改级的条数，按入账的月份。', 'Faults whose grade was changed, by the month of the recording.'],
  overridden: ['越过规则并签字的条数，按入账的月份。', 'Signed exceptions from a rule, by the month of the recording.'],
};

const HEAT = {
  title: ['按账号和月', 'By account and month'],
  account: ['账号', 'Account'],
  total: ['合计', 'Total'],
  hint: ['点一格看它的记录。', 'Choose a cell to see its records.'],
  none: ['这段时间没有。', 'None in this period.'],
  cell: ['{name}，{month}：{n} 条', '{name}, {month}: {n}'],
  summary: ['{name}，{month}', '{name}, {month}'],
  count: ['{mark} {n} 条', '{mark}: {n}'],
  show: ['看这 {n} 条', 'Show these {n}'],
  longest: ['最长迟', 'Latest'],
  figure: ['当月故障率：月末所知 → 现在所知', 'Fault rate of the month: as known at its end → now'],
  same: ['没有变化，{value}', 'unchanged, {value}'],
  change: ['{then} → {now}', '{then} → {now}'],
  noFigure: ['没有数', 'no figure'],
  all: [
    '是这个月所有迟录、更正合起来的结果，不只是这个账号的。',
    'This is what all later records about the month come to, not those of this account alone.',
  ],
} satisfies Record<string, Pair>;

const SAMPLE = {
  title: ['抽查 {n} 条', 'Sample of {n}'],
  titlePlain: ['抽查', 'Sample'],
  lead: [
    '同一个数、同一种子、同一台账号，总抽出同样的 25 条',
    'The same figure, seed and ledger number always give the same 25',
  ],
  figure: ['哪个数', 'Figure'],
  seed: ['种子', 'Seed'],
  seedHelp: ['字母、数字、点、横线，1–64 个', '1–64 letters, digits, dots and dashes'],
  draw: ['换种子抽', 'Draw with a new seed'],
  first: ['抽 25 条', 'Draw 25'],
  of: ['{total} 条里抽 {n}', '{n} of {total}'],
  all: ['一共只有 {n} 条，全部列出', 'There are only {n}: all of them'],
  upTo: ['算至 {seq}', 'as of {seq}'],
  counts: ['已核 {right}，不符 {wrong}，未核 {open}', '{right} right, {wrong} wrong, {open} open'],
  own: ['标记只留在这台电脑上，不改任何数字。', 'Marks stay on this machine and change no figure.'],
  unkept: ['浏览器不让保存标记，关页就没了。', 'The browser keeps no marks: they are gone with the page.'],
  none: ['期内没有记录可抽。', 'There are no records to draw from.'],
  empty: ['选一个数，抽 25 条核对。', 'Choose a figure and draw 25 records to check.'],
  open: ['未核', 'open'],
  right: ['已核', 'right'],
  wrong: ['不符', 'wrong'],
  mark: ['{name}：{state}，点按更改', '{name}: {state}; press to change'],
  records: ['{name} 的记录', 'Records of {name}'],
  badSeed: ['种子只能用字母、数字、点和横线，1–64 个。', 'A seed is 1–64 letters, digits, dots and dashes.'],
  working: ['正在算：长的历史要几秒。', 'Working: a long history takes some seconds.'],
} satisfies Record<string, Pair>;

const CHAIN = {
  title: ['账首哈希', 'Head of the ledger'],
  lead: [
    '把它印出来或寄出去，之后改动任何一条旧账都对不上。',
    'Print it or mail it: after that no old record can be changed without notice.',
  ],
  ok: ['链校验通过，{from} 至 {seq}，{at}', 'The chain is whole, {from} to {seq}, {at}'],
  none: ['整条链还没有校验过。', 'The whole chain has not been checked yet.'],
  running: ['正在校验 {percent}%', 'Checking, {percent}%'],
  bad: ['台账被改动过：从 {seq} 起对不上', 'The ledger was changed: it does not fit from {seq} on'],
  badText: [
    '打印已锁定。请不要再记录，先找系统管理员，用备份核对。服务器说：{message}',
    'Printing is locked. Stop recording, ask the administrator, and compare with a backup. The server says: {message}',
  ],
  badUnknown: ['某一条', 'some record'],
  check: ['校验整条链', 'Check the whole chain'],
  print: ['打印哈希', 'Print the head'],
  spoken: ['哈希，八组，每组八位：{groups}', 'Hash in eight groups of eight: {groups}'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
} satisfies Record<string, Pair>;

const SHEET = {
  title: ['审计单', 'Audit sheet'],
  printed: ['{at} 印出，{name}', 'printed {at} by {name}'],
  scope: ['范围 {scope}，期间 {period}', 'Scope {scope}, period {period}'],
  read: ['逐组读出即可核对：', 'To be read aloud, group by group:'],
  sign: ['核对人', 'Checked by'],
  date: ['日期', 'Date'],
  back: ['返回审计', 'Back to the audit'],
  print: ['打印', 'Print'],
  locked: ['台账的链对不上，不能打印。', 'The chain of the ledger is broken: printing is locked.'],
  found: ['核对', 'Check'],
  record: ['记录', 'Record'],
  when: ['时间', 'Time'],
  amount: ['数', 'Amount'],
} satisfies Record<string, Pair>;

/** What a change of the configuration is of, by the word in the entry. */
const CONFIG = {
  account: ['账号', 'an account'],
  token: ['令牌', 'a token'],
  'push-token': ['推送地址', 'a push address'],
  sessions: ['结束登录', 'sessions ended'],
  'second-factor': ['两步验证', 'a second factor'],
  clock: ['认可时钟', 'the clock accepted'],
  paper: ['删除材料', 'a paper erased'],
} satisfies Record<string, Pair>;

const ACTORS = {
  label: ['记录人', 'Recorded by'],
  watchdog: ['看门狗', 'Watchdog'],
  cli: ['命令行', 'Command line'],
  survey: ['问卷', 'Survey'],
  token: ['程序 {name}', 'Program {name}'],
  gone: ['已不在的账号 {id}', 'Former account {id}'],
} satisfies Record<string, Pair>;

const all = (language: 0 | 1) => ({
  ...flat(PAGE, language),
  mark: flat(MARKS, language),
  note: flat(NOTES, language),
  heat: flat(HEAT, language),
  sample: flat(SAMPLE, language),
  chain: flat(CHAIN, language),
  sheet: flat(SHEET, language),
  actor: flat(ACTORS, language),
  config: flat(CONFIG, language),
});

export const auditTexts = all(0);
export const auditTextsEn = all(1);
