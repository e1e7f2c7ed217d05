import type { AccountRefusal } from '../../../shared/contract/http';
import type { KindGroup, SaidRight } from '../../view-models/accounts/rights';
import { type Pair, flat } from '../pairs';

/** The page of accounts, tokens and push addresses. */
const PAGE = {
  title: ['账号与接入', 'Accounts and access'],
  lead: ['谁能进、能看哪里、能做什么；每次改动都留记录', 'Who gets in, what they see and do; every change is recorded'],
  leadOffice: ['外部监测程序的推送地址，和您自己的权限', 'Push addresses of monitoring programs, and your own rights'],
  accounts: ['账号', 'Accounts'],
  disabledCount: ['停用 {n}', '{n} disabled'],
  noSecond: ['{n} 个应开两步验证而未开', '{n} without a second factor'],
  search: ['账号、范围', 'Account, scope'],
  searchLabel: ['按账号、范围或角色查找', 'Find by account, scope or role'],
  name: ['账号', 'Account'],
  role: ['角色', 'Role'],
  scope: ['范围', 'Scope'],
  everywhere: ['全部', 'Everything'],
  may: ['能做什么', 'May'],
  secondFactor: ['两步验证', 'Second factor'],
  secondOn: ['已启用', 'On'],
  secondOff: ['未启用', 'Off'],
  lastUsed: ['最近使用', 'Last used'],
  sessions: ['登录', 'Sessions'],
  disabled: ['已停用', 'Disabled'],
  waiting: ['待首次登录', 'Not logged in yet'],
  expired: ['一次性密码已过期', 'One-time password has ended'],
  never: ['从未', 'Never'],
  none: ['还没有账号。', 'There are no accounts yet.'],
  noneFits: ['没有符合条件的账号。', 'No account fits.'],
  make: ['新建账号', 'New account'],
  makeToken: ['发令牌', 'New token'],
  makePush: ['发推送地址', 'New push address'],
  screens: ['大屏', 'Wall screens'],
  choose: [
    '点选一个账号，看它能做什么、登录在哪里，并改它。',
    'Choose an account to see what it may do and where it is logged in, and to change it.',
  ],
  close: ['收起', 'Close'],
  can: ['能', 'May'],
  cannot: ['不能', 'May not'],
  you: ['您', 'You'],
  change: ['改角色与范围', 'Change role and scope'],
  resetPassword: ['重发一次性密码', 'New one-time password'],
  resetSecond: ['取消两步验证', 'Take second factor off'],
  endSessions: ['结束全部登录', 'End all sessions'],
  disable: ['停用', 'Disable'],
  enable: ['恢复使用', 'Enable again'],
  handOver: ['移交未结故障', 'Hand over open faults'],
  openFaults: ['指派的未结故障', 'Open faults assigned'],
  faults: ['{n} 宗', '{n}'],
  noSessions: ['现在没有登录。', 'Not logged in anywhere.'],
  lastAdmin: [
    '最后一位管理员不能停用，也不能改成别的角色：请先新建另一位。',
    'The last administrator cannot be disabled or change its role: make another one first.',
  ],
  own: [
    '这是您自己的账号：密码和两步验证在右上角的菜单里改。',
    'This is your own account: change its password and second factor in the menu at the top right.',
  ],
  semicolon: ['；', '; '],
  list: ['、', ', '],
  created: ['{at} 建立', 'made {at}'],
} satisfies Record<string, Pair>;

/** What is shown once. */
const SECRET = {
  made: ['{name} 已建立', '{name} has been made'],
  reset: ['{name} 的新密码', 'New password of {name}'],
  tokenMade: ['令牌 {name} 已发', 'Token {name} has been made'],
  pushMade: ['{name} 的推送地址', 'Push address of {name}'],
  once: ['只显示这一次。', 'Shown this once.'],
  password: [
    '一次性密码：请交给本人，7 天内登录并换成自己的。丢了可以再发，旧的随即作废。',
    'A one-time password: give it to its owner, who logs in within 7 days and changes it. If it is lost, make another; the old one ends with it.',
  ],
  token: [
    '令牌：程序放在请求头 Authorization: Bearer 后面。丢了只能另发，旧的请收回。',
    'A token: programs send it as Authorization: Bearer …. If it is lost, make another and revoke this one.',
  ],
  push: [
    '推送地址：填进监测程序，有一次请求就算设备报到一次。status=down 表示停用；msg 写原因。',
    'A push address for a monitoring program: each request is a heartbeat of the device. status=down says it is down; msg says why.',
  ],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  kept: ['已交给本人，收起', 'It has been handed over, close'],
  keptProgram: ['已经保存，收起', 'It has been saved, close'],
  spoken: ['逐字：{letters}', 'Letter by letter: {letters}'],
} satisfies Record<string, Pair>;

const FORM = {
  makeTitle: ['新建账号', 'New account'],
  makeLead: [
    '密码由服务器生成，只显示一次，首次登录须换成自己的。',
    'The server makes a password, shown once, to be changed at the first log-in.',
  ],
  makeSubmit: ['建立', 'Make'],
  nameHelp: ['1–64 个字，建立后不能改名', '1–64 characters; it cannot be renamed'],
  changeTitle: ['{name}：角色与范围', '{name}: role and scope'],
  changeLead: ['改了以后，这个账号的登录全部结束，须重新登录。', 'Its sessions end: it has to log in again.'],
  changeSubmit: ['更改', 'Change'],
  scopeArea: ['哪些地区', 'Which areas'],
  scopeSite: ['哪些考点', 'Which sites'],
  scopeHelp: ['可以选多个', 'Several may be chosen'],
  noSites: ['还没有考点：请先登记考点，再建这种角色的账号。', 'There are no sites yet: register one first.'],
  tokenTitle: ['发令牌', 'New token'],
  tokenLead: [
    '给程序用。它的权限不超过您现在的权限，您停用后它也停用。',
    'For a program. It may do no more than you may now, and ends when your account is disabled.',
  ],
  tokenSubmit: ['发令牌', 'Make'],
  tokenName: ['用途', 'Used by'],
  tokenNameHelp: ['例如：机房探针', 'For example: probe of the machine room'],
  expires: ['到期', 'Ends'],
  days: ['{n} 天后', 'in {n} days'],
  neverEnds: ['不到期，直到收回', 'not before it is revoked'],
  pushTitle: ['发推送地址', 'New push address'],
  pushLead: ['给别的监测工具用，一个地址管一台设备。', 'For other monitoring tools; an address is for one device.'],
  pushSubmit: ['发地址', 'Make'],
  site: ['考点', 'Site'],
  device: ['设备', 'Device'],
  handTitle: ['移交 {name} 的未结故障', 'Hand over the open faults of {name}'],
  handLead: [
    '{n} 宗指派给它的未结故障改派给别人；账号本身不变。',
    '{n} open faults are assigned to somebody else; the account stays as it is.',
  ],
  handSubmit: ['移交 {n} 宗', 'Hand over {n}'],
  handed: ['已移交 {n} 宗故障给 {name}', '{n} faults handed over to {name}'],
  to: ['交给', 'To'],
  disableTitle: ['停用 {name}', 'Disable {name}'],
  disableLead: [
    '登录立刻结束，由它发出的令牌和推送地址一并收回；记过的记录都留着。账号不会删除，以后可以恢复。',
    'Its sessions end at once, and the tokens and push addresses that it made are revoked; its records stay. It is not deleted and can be enabled again.',
  ],
  disableFaults: [
    '它还有 {n} 宗未结故障。请选谁接手：故障改派给接手的人，范围也并给他。',
    'It has {n} open faults. Choose who takes over: the faults and the scope go to that account.',
  ],
  nobody: [
    '没有同角色的账号可以接手：故障会留在它名下，考务办可以改派。',
    'No account of the same role can take over: the faults stay assigned to it until the office assigns them anew.',
  ],
  keep: ['先不移交', 'Nobody for now'],
  disableSubmit: ['停用', 'Disable'],
  resetTitle: ['重发 {name} 的密码', 'New password for {name}'],
  resetLead: [
    '原来的密码随即作废，登录全部结束。新密码只显示一次。',
    'The present password ends at once, and so do its sessions. The new one is shown once.',
  ],
  resetSubmit: ['重发', 'Make'],
  secondTitle: ['取消 {name} 的两步验证', 'Take the second factor of {name} off'],
  secondLead: [
    '手机丢了或换了才用。登录全部结束，下次只用密码，请提醒本人重新设置。',
    'For a lost or changed phone. Its sessions end; the next log-in takes the password alone: remind its owner to set it up again.',
  ],
  secondSubmit: ['取消两步验证', 'Take off'],
  endTitle: ['结束 {name} 的登录', 'End the sessions of {name}'],
  endLead: [
    '{n} 处登录立刻结束，没有发出的内容留在手机的队列里。',
    '{n} sessions end at once; what has not been sent stays in the phones’ queues.',
  ],
  endSubmit: ['结束登录', 'End sessions'],
  enableTitle: ['恢复 {name}', 'Enable {name} again'],
  enableLead: [
    '原来的密码又可以用；令牌和推送地址须重发。',
    'Its password works again; tokens and push addresses have to be made anew.',
  ],
  enableSubmit: ['恢复使用', 'Enable'],
  revokeTokenTitle: ['收回令牌 {name}', 'Revoke the token {name}'],
  revokeTokenLead: [
    '用它的程序立刻进不来，由它发出的令牌一并收回。',
    'Its program is shut out at once, and tokens made with it are revoked.',
  ],
  revokePushTitle: ['收回 {name} 的推送地址', 'Revoke the push address of {name}'],
  revokePushLead: [
    '用这个地址的程序不再算数，设备改由巡检观测。',
    'Its program counts no more; the device is observed by rounds.',
  ],
  revokeSubmit: ['收回', 'Revoke'],
} satisfies Record<string, Pair>;

const TOKENS = {
  title: ['令牌', 'Tokens'],
  lead: ['给程序用，密钥不再显示', 'For programs; the secret is not shown again'],
  none: ['还没有令牌。', 'There are no tokens.'],
  ended: ['已到期', 'ended'],
  never: ['还没用过', 'not used yet'],
  unused: ['{n} 天未用', 'unused for {n} days'],
  used: ['{at} 用过', 'used {at}'],
  expires: ['{date} 到期', 'ends {date}'],
  forever: ['不到期', 'does not end'],
  revoke: ['收回', 'Revoke'],
  revokeNamed: ['收回 {name}', 'Revoke {name}'],
} satisfies Record<string, Pair>;

const PUSH = {
  title: ['推送地址', 'Push addresses'],
  lead: ['别的监测工具按地址报到，一址一机', 'Other monitoring tools report by address, a device each'],
  none: ['还没有推送地址。', 'There are no push addresses.'],
  how: ['监测工具每隔一段时间请求一次：', 'The tool requests it at intervals:'],
  silent: ['还没报到过', 'never heard'],
  heard: ['{at} 报到', 'heard {at}'],
  elsewhere: ['不在名单里的设备', 'Devices that are not listed'],
} satisfies Record<string, Pair>;

const GROUPS: Record<KindGroup, Pair> = {
  observe: ['报设备状态', 'report the status of devices'],
  work: ['巡检、报修、确认、登记修复', 'inspect rooms; report, acknowledge and repair faults'],
  verify: ['核验别人的修复', 'verify the repairs of others'],
  ready: ['签署考场就绪', 'sign rooms as ready'],
  void: ['撤回自己 24 小时内的记录', 'void own entries within 24 hours'],
  judge: ['指派、暂停、改级、取消故障', 'assign, pause, regrade and cancel faults'],
  places: ['改考点、考场与设备', 'change sites, rooms and devices'],
  plans: ['排服务时间、维护、考试与修复时限', 'plan service hours, maintenance, exams and repair limits'],
  evidence: [
    '设目标与权重、认定指标、签月报、开调查',
    'set targets and weights, attest rows, sign months, open surveys',
  ],
  money: ['记资金、项目与付款', 'record grants, projects and payments'],
  rules: ['改设备类别、配置标准与系统设置', 'change categories, equipment standards and settings'],
};

const RIGHTS: Record<SaidRight, Pair> = {
  people: ['看同范围的人名', 'see the names of accounts in its scope'],
  audit: ['审计：谁补记、更正了什么', 'audit what was backdated and voided by whom'],
  'send-papers': ['上传照片', 'send photos'],
  'erase-papers': ['按理由删除照片与备注', 'erase photos and notes, with a reason'],
  manage: ['管账号、令牌、导入与备份', 'manage accounts, tokens, imports and backups'],
  ledger: ['导出整本台账', 'export the whole ledger'],
};

const READS = {
  all: ['看范围内的全部', 'see everything in its scope'],
  devices: ['只看设备名单', 'see the list of devices only'],
} satisfies Record<string, Pair>;

const REFUSED: Record<AccountRefusal, Pair> = {
  'name-form': [
    '账号名是 1–64 个看得见的字，首尾不能有空格。',
    'A name is 1–64 visible characters, without blanks at its ends.',
  ],
  'name-taken': ['已有同名的账号，请换一个名字。', 'There is an account of this name: take another one.'],
  'name-alike': [
    '已有一个看起来一样的账号名，请换一个名字。',
    'There is an account whose name looks the same: take another one.',
  ],
  'name-reserved': [
    'admin 只能给管理员用，请换一个名字。',
    'Only an administrator can be called admin: take another name.',
  ],
  'scope-unwanted': ['这种角色不分范围，请不要选。', 'This role has no scope: choose none.'],
  'scope-wanted': ['请至少选一个范围。', 'Choose at least one.'],
  'scope-form': [
    '范围和角色不配：技术员和采集选考点，考务办和查看选地区。',
    'The scope does not fit the role: technicians and agents have sites, office and viewer have areas.',
  ],
  'password-weak': ['这个密码太容易猜到，请换一个。', 'This password is guessed too easily: take another one.'],
  'last-admin': [
    '最后一位管理员不能停用，也不能改角色：请先新建另一位。',
    'The last administrator stays one: make another one first.',
  ],
  'own-password': [
    '自己的密码请用右上角菜单里的“更改密码”。',
    'Change your own password in the menu at the top right.',
  ],
  'own-second-factor': [
    '自己的两步验证请在右上角的菜单里取消。',
    'Take your own second factor off in the menu at the top right.',
  ],
  'no-successor': [
    '接手的须是同一角色、没有停用的另一个账号，请换一个。',
    'Work is handed over to another account of the same role that is not disabled: choose another one.',
  ],
  'ends-in-past': ['到期时间已经过去，请选以后的。', 'It would have ended already: choose a later end.'],
};

const UNSURE = {
  lost: [
    '没有收到服务器的回答，不知道有没有改成。下面的名单已重新读取，请先核对，再决定要不要再发。',
    'There was no answer, so it may have been done. The lists have been read again: look there before you send it once more.',
  ],
  storage: [
    '服务器写盘出了问题，可能没有改成。请告知管理员腾出空间，核对名单后再发。',
    'The server could not write, so it may not have been done. Make room on its disk, look at the lists, and send it again.',
  ],
} satisfies Record<string, Pair>;

const FAILURE = {
  users: ['账号名单', 'The list of accounts'],
  tokens: ['令牌名单', 'The list of tokens'],
  push: ['推送地址', 'The list of push addresses'],
  sessions: ['登录情况', 'The sessions'],
} satisfies Record<string, Pair>;

const all = (language: 0 | 1) => ({
  ...flat(PAGE, language),
  secret: flat(SECRET, language),
  form: flat(FORM, language),
  token: flat(TOKENS, language),
  push: flat(PUSH, language),
  group: flat(GROUPS, language),
  right: flat(RIGHTS, language),
  reads: flat(READS, language),
  refused: flat(REFUSED, language),
  unsure: flat(UNSURE, language),
  failure: flat(FAILURE, language),
});

export const accountTexts = all(0);
export const accountTextsEn = all(1);
