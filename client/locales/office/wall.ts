import { type Pair, flat } from '../pairs';

/** The wall, and the page of its screens. */
const WALL = {
  pageTitle: ['大屏', 'Wall screens'],
  about: ['{year} 年至今', '{year} to date'],
  sites: ['{n} 个考点', '{n} sites'],
  page: ['第 {page} 页，共 {pages} 页', 'Page {page} of {pages}'],
  pagePaused: ['第 {page} 页，共 {pages} 页，已暂停', 'Page {page} of {pages}, paused'],
  ageHours: ['{h} 小时 {m} 分', '{h} h {m} min'],
  target: ['目标', 'Target'],
  bounds: ['区间 {bounds}', 'Bounds {bounds}'],
  left: ['剩余时间', 'time left'],
  rest: ['余', 'left'],
  over: ['已超', 'over'],
  heroOver: ['{severity}，已超', '{severity}, over by'],
  dueAt: ['期限 {time}', 'due {time}'],
  paused: ['暂停', 'paused'],
  clockDays: ['{n} 天 {time}', '{n} d {time}'],
  and: ['、', ', '],
  devices: ['设备', 'Devices'],
  legend: ['近 24 小时，越高越重', 'last 24 h: higher is worse'],
  oneRoom: ['{name} 考场', 'Room {name}'],
  hoursOf: ['{name} 近 24 小时', '{name}, last 24 hours'],
  next: ['下一场', 'Next:'],
  running: ['进行中', 'Running:'],
  noSitting: ['30 天内没有考试场次。', 'No sitting within 30 days.'],
  placed: ['{n} 名考生', '{n} examinees'],
  ready: ['就绪', 'Ready'],
  roomsOf: ['{n} 间', '{n} rooms'],
  moreRooms: ['另 {n} 间', '{n} more'],
  notReady: ['{n} 间未就绪', '{n} rooms not ready'],
  faults: ['未结故障', 'Open faults'],
  faultsFrom: ['第 {from} – {to} 宗', '{from} – {to}'],
  overdue: ['超期 {n} · 剩余时间', '{n} overdue · time left'],
  deadlines: ['修复期限（失联，不计时）', 'deadlines (no contact: not counting)'],
  noFaults: ['没有未结故障。', 'No open faults.'],
  moreFaults: ['另 {n} 宗', '{n} more'],
  moreSites: ['另 {n} 个在下一页', '{n} more on the next page'],
  entries: ['最近记录', 'Last entries'],
  noEntries: ['还没有记录。', 'No entries yet.'],
  inspected: ['巡检 {n} 台异常', 'inspected: {n} not well'],
  inspectedWell: ['巡检正常', 'inspected: all well'],
  everySite: ['各考点', 'Every site'],
  inPlace: ['按编号，位置不变', 'by number, always in place'],
  troubles: ['有问题的考点', 'Sites in trouble'],
  since: ['自 {time}', 'since {time}'],
  tomorrow: ['明日', 'tomorrow'],
  today: ['今日', 'today'],
  loading: ['正在读取…', 'Loading…'],
  ended: ['这块屏幕已停用', 'This screen has been turned off'],
  endedText: [
    '考务办撤销了它，或它的期限已到。要重新启用，请在“大屏”页生成新链接。',
    'It was revoked, or its time is over. To use it again, make a new link on the page Wall screens.',
  ],
  badLink: ['这个链接不能用', 'This link does not work'],
  badLinkText: [
    '它已经打开过、被撤销，或超过 24 小时没有打开。请让考务办生成新链接。',
    'It was opened before, was revoked, or is older than 24 hours. Ask the exam office for a new one.',
  ],
  busyLink: ['试得太频繁，稍后自动再试。', 'Too many tries; it is tried again by itself.'],
  offline: ['连不上服务器，正在重试。', 'The server cannot be reached; trying again.'],
  taken: ['这个浏览器已登录为 {name}', 'This browser is logged in as {name}'],
  takenText: [
    '大屏链接只能打开一次，请在要用作大屏的机器上打开。在这里打开，会先退出 {name}。',
    'A wall link can be opened once: open it on the machine of the screen. Opening it here logs {name} out first.',
  ],
  takeHere: ['退出并在这里用作大屏', 'Log out and use this as the screen'],
  keepMine: ['保留登录，不用掉链接', 'Stay logged in, keep the link'],
  noSites: ['这里还没有考点', 'There are no sites yet'],
  noSitesText: [
    '管理员登记考点或导入台账以后，这块屏幕自己会亮起来。',
    'Once the administrator registers a site or imports the inventory, this screen fills by itself.',
  ],
  noDevices: [
    '{n} 个考点，还没有投用的设备',
    '{n} site, no device in service yet | {n} sites, no device in service yet',
  ],
  noDevicesText: [
    '设备登记并投用以后，这里显示它们的状态、故障与四项比率。',
    'Once devices are registered and in service, their status, faults and the four rates stand here.',
  ],
  beyond: ['这个范围不在您的账号之内。', 'This scope is not within your account’s.'],
} satisfies Record<string, Pair>;

const NAMES = {
  'fault-rate': ['故障率', 'Fault rate'],
  'timely-repair': ['及时修复率', 'Timely repair'],
  'room-compliance': ['考场达标率', 'Room compliance'],
  'device-compliance': ['设备设置达标率', 'Devices in place'],
} satisfies Record<string, Pair>;

const OF = {
  'timely-repair': ['{a} ÷ {b} 宗', '{a} ÷ {b} faults'],
  'room-compliance': ['{a} ÷ {b} 间', '{a} ÷ {b} rooms'],
  'device-compliance': ['{a} ÷ {b} 台', '{a} ÷ {b} devices'],
} satisfies Record<string, Pair>;

const LEFT = {
  share: ['余量 {n}%', '{n}% left'],
  overspent: ['余量 0', 'nothing left'],
  hours: ['{n} 设备时', '{n} device h'],
  lasts: ['年内用不完', 'will last'],
  runsOut: ['{date} 用完', 'runs out {date}'],
  faults: ['余量 {n} 宗', '{n} faults left'],
  rooms: ['余量 {n} 间', '{n} rooms left'],
  devices: ['余量 {n} 台', '{n} devices left'],
  late: ['已超期 {n} 宗', '{n} late'],
  pending: ['未判 {n} 宗', '{n} pending'],
  unknown: ['余量 —', 'left: —'],
} satisfies Record<string, Pair>;

const IMPACT = {
  down: ['停用', 'down'],
  degraded: ['降级', 'degraded'],
  none: ['故障', 'fault'],
} satisfies Record<string, Pair>;

const UNREADY = {
  'not-accepted': ['未验收', 'not accepted'],
  'no-profile': ['没有配置标准', 'no profile'],
  'not-working': ['{about}不可用', '{about} not working'],
  'too-few-seats': ['考位不足', 'too few seats'],
  'not-inspected': ['未巡检', 'not inspected'],
  other: ['未就绪', 'not ready'],
  missing: ['缺设备', 'lacks devices'],
  overdue: ['超期', 'overdue'],
} satisfies Record<string, Pair>;

const texts = (language: 0 | 1) => ({
  ...flat(WALL, language),
  name: flat(NAMES, language),
  of: flat(OF, language),
  budget: flat(LEFT, language),
  impact: flat(IMPACT, language),
  unready: flat(UNREADY, language),
});

export const wallTexts = texts(0);
export const wallTextsEn = texts(1);
