import { type Pair, flat } from '../pairs';

/** Sheets for the printer: a room's seat map, and a site's readiness for an exam day. */
const SHEET = {
  print: ['打印', 'Print'],
  back: ['返回', 'Back'],
  reading: ['正在读取…', 'Reading…'],
  mapTitle: ['座位图', 'Seat map'],
  mapLead: ['A4 横向，一页。状态为打印时所知。', 'A4 landscape, one page. Statuses as known when printed.'],
  readinessTitle: ['考前就绪单', 'Readiness sheet'],
  readinessLead: [
    'A4 纵向。没有网络和电时，照此签字。',
    'A4 portrait. To be signed by hand when everything electronic fails.',
  ],
  noSitting: ['30 日内没有场次，就绪单是空的。', 'No sitting within 30 days: the sheet is empty.'],
  day: ['考试日', 'Exam day'],
  sitting: ['{exam}　{from} – {to}', '{exam}, {from} – {to}'],
  room: ['考场', 'Room'],
  accepted: ['验收', 'Accepted'],
  equipment: ['每室设备', 'Equipment'],
  seats: ['编排', 'Placed'],
  inspected: ['巡检', 'Inspected'],
  verdict: ['结论', 'Verdict'],
  faults: ['超期故障', 'Overdue faults'],
  signRoom: ['考场签字', 'Signed (room)'],
  signTime: ['时间', 'Time'],
  ok: ['齐', 'complete'],
  enough: ['够', 'enough'],
  short: ['考位不够', 'too few seats'],
  yes: ['已验收', 'yes'],
  no: ['未验收', 'no'],
  noProfile: ['没有配置标准', 'no profile'],
  none: ['无', 'none'],
  old: ['{at} 不在时限内', '{at}, not in time'],
  inspectFrom: ['{at} 起算', 'due from {at}'],
  never: ['没有巡检', 'never'],
  lacks: ['差 {n} 项', '{n} missing'],
  ready: ['就绪', 'ready'],
  common: ['不在考场的设备', 'Devices outside rooms'],
  commonOk: ['{n} 台全部正常', 'all {n} up'],
  signSite: ['考点签字', 'Signed for the site'],
  signDate: ['日期、时间', 'Date, time'],
  foot: ['台账 {seq} · {at} 所知', 'Ledger {seq}, as known at {at}'],
  exceptions: ['例外', 'Exceptions'],
  noExceptions: ['全部正常', 'All up'],
  stale: ['数据中断：以下为 {at} 所知。', 'No data from the server: as known at {at}.'],
} satisfies Record<string, Pair>;

/** What a site's page says beside its rooms and devices. */
const SITE = {
  exams: ['考试', 'Exams'],
  noExams: ['30 日内没有场次。', 'No sitting within 30 days.'],
  roomsReady: ['{ready} / {all} 间就绪', '{ready} of {all} rooms ready'],
  now: ['正在进行', 'in progress'],
  readiness: ['打印就绪单', 'Print the readiness sheet'],
  faults: ['未结故障', 'Open faults'],
  noFaults: ['没有未结故障。', 'No open fault.'],
  faultsMore: ['另 {n} 宗', '{n} more'],
  overdue: ['已超期 {time}', 'overdue {time}'],
  left: ['余 {time}', '{time} left'],
  paused: ['暂停计时', 'paused'],
  schedule: ['服务时间', 'Service hours'],
  always: ['全天，每天', 'All day, every day'],
  closed: ['不服务', 'closed'],
  today: ['今日：{hours}', 'Today: {hours}'],
  holidayToday: ['今日特别安排：{hours}', 'Special hours today: {hours}'],
  nextException: ['{from} 至 {to}：{hours}', '{from} to {to}: {hours}'],
  noSchedule: ['没有设定，按全天计。', 'Not set: all day.'],
  later: ['自 {at} 起改用新的时间表', 'Another schedule begins at {at}'],
} satisfies Record<string, Pair>;

export const sheetTexts = flat(SHEET, 0);
export const sheetTextsEn = flat(SHEET, 1);
export const siteTexts = flat(SITE, 0);
export const siteTextsEn = flat(SITE, 1);
