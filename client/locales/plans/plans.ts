import type { PlanTrouble } from '../../view-models/plans/form';
import type { WindowState } from '../../view-models/plans/lanes';
import { type Pair, flat } from '../pairs';

/** Planned maintenance: the calendar, the list and the form. */
const PAGE = {
  tabs: ['计划与规则', 'Plans and rules'],
  what: ['维护计划', 'The maintenance'],
  noSites: ['还没有考点，先登记考点。', 'There is no site yet: register one first.'],
  calendar: ['维护日历', 'Maintenance calendar'],
  viewLabel: ['日历或列表', 'Calendar or list'],
  earlier: ['前四周', 'Four weeks earlier'],
  later: ['后四周', 'Four weeks later'],
  today: ['到今日', 'Today'],
  sum: ['四周已排 {h} 设备时', '{h} device-hours out in four weeks'],
  new: ['新窗口', 'New window'],
  newWindow: ['新维护窗口', 'New maintenance window'],
  recorded: ['已登记 {seq}', 'Recorded {seq}'],
  lanes: ['考点、考场与设备', 'Sites, rooms and devices'],
  perDay: ['每日减时 设备时', 'Device-hours out a day'],
  drawHint: ['点一天展开小时，拖动排窗口，Esc 放弃', 'Open a day, draw a window on it; Esc drops it'],
  openDay: ['展开 {date} {weekday}', 'Open {weekday}, {date}'],
  closeDay: ['收起 {date} {weekday}', 'Close {weekday}, {date}'],
  barLabel: ['维护 {name} {span} {state}', 'Maintenance {name} {span}, {state}'],
  sittingLabel: ['{exam} {span}', '{exam} {span}'],
  list: ['维护窗口', 'Maintenance windows'],
  none: ['这个范围还没有维护窗口。', 'No maintenance is planned in this scope.'],
  begins: ['开始', 'From'],
  ends: ['结束', 'To'],
  scope: ['范围', 'Covers'],
  when: ['时间', 'When'],
  stateLabel: ['状态', 'State'],
  takesOut: ['减服务时间', 'Takes out'],
  takesOutHours: ['减服务时间（设备时）', 'Takes out (device-hours)'],
  deviceHours: ['设备时', 'device-hours'],
  window: ['维护窗口', 'Maintenance window'],
  history: ['经过', 'History'],
  plannedBy: ['{who} 登记', 'Planned by {who}'],
  cancelledBy: ['{who} 取消', 'Cancelled by {who}'],
  reasonErased: ['事由已删除', 'The reason was erased'],
  cancel: ['取消窗口', 'Cancel the window'],
  cancelLead: [
    '从登记时起不再减服务时间；已经过去的部分不变。',
    'From its recording on it takes out no more time; what has passed stays.',
  ],
  modeLabel: ['方式', 'How often'],
  site: ['考点', 'Site'],
  room: ['考场', 'Room'],
  device: ['设备', 'Device'],
  wholeSite: ['整个考点', 'The whole site'],
  wholeRoom: ['整个考场', 'The whole room'],
  allDevices: ['全部设备', 'All devices'],
  covered: ['在用设备 {n} 台', '{n} devices in service'],
  weekday: ['星期', 'Day of the week'],
  fromDate: ['开始日期', 'From, date'],
  toDate: ['结束日期', 'To, date'],
  firstDate: ['从', 'First date'],
  lastDate: ['到', 'Last date'],
  fromTime: ['开始时刻', 'From, time'],
  toTime: ['结束时刻', 'To, time'],
  reason: ['事由', 'Reason'],
  recordOne: ['登记窗口', 'Record the window'],
  recordN: ['登记 {n} 个窗口', 'Record {n} windows'],
  drop: ['放弃', 'Drop'],
  becomes: ['成为 {n} 个单独窗口，各自可取消', '{n} single windows, each can be cancelled'],
  effect: ['这会改变', 'What this changes'],
  frozen: ['不能排：这时有考试', 'Not possible: there is an exam then'],
  override: ['仍要维护的理由', 'Why it has to be all the same'],
  overrideHint: [
    '填写即以您的名义签字越过场次，理由一直可见；场次时间照计服务时间。',
    'With a reason you sign for it over the exam; it stays visible, and the sitting stays service time.',
  ],
  overrides: ['签字越过场次', 'Signed over the exam'],
  overridden: ['越过场次', 'Over an exam'],
  moveTo: ['改到 {span}', 'Move to {span}'],
  nearest: ['最近的空档 {span}', 'Nearest free span: {span}'],
  out: ['减 {h} 设备时', '{h} device-hours out'],
  outNone: ['不减服务时间：不在服务时间或已在维护', 'Takes out nothing: no service then, or maintained already'],
  budgetOf: ['{year} 年停用余量', 'Down time left in {year}'],
  most: ['一次最多 {n} 个窗口，更远的另排。', 'At most {n} windows at once: plan what is further away later.'],
  notTold: ['余量现在算不出来，不影响登记。', 'The budget cannot be told now; recording is not affected.'],
  noTarget: ['没有故障率目标，没有余量', 'No target of the fault rate, so no budget'],
  downNote: [
    '登记时正停用的设备，恢复前不减。每减 1 设备时，余量少目标那么多。',
    'What is down at the recording is not excused until it works. Each hour out lowers the budget by the target.',
  ],
} satisfies Record<string, Pair>;

const TABS = {
  plans: ['维护日历', 'Maintenance'],
  'site-hours': ['服务时间', 'Service hours'],
  rules: ['规则', 'Rules'],
} satisfies Record<string, Pair>;
const STATES: Record<WindowState, Pair> = {
  planned: ['已排', 'Planned'],
  running: ['进行中', 'Running'],
  over: ['已过', 'Over'],
  cancelled: ['已取消', 'Cancelled'],
};
const TROUBLES: Record<PlanTrouble, Pair> = {
  date: ['请写成 2026-11-20。', 'Write it as 2026-11-20.'],
  time: ['请写成 08:00，最晚 24:00。', 'Write it as 08:00, at most 24:00.'],
  order: ['结束要晚于开始。', 'The end has to be after the begin.'],
  past: ['已经过去：过去的时间不能补排维护。', 'It is over: maintenance excuses nothing that has passed.'],
  none: ['这段日期里没有这个星期几。', 'That day of the week does not occur in these dates.'],
  missing: ['请填写事由。', 'Enter the reason.'],
};
const MODES = { once: ['单次', 'Once'], weekly: ['每周', 'Every week'] } satisfies Record<string, Pair>;
const VIEWS = { calendar: ['日历', 'Calendar'], list: ['列表', 'List'] } satisfies Record<string, Pair>;
const LEGEND = {
  window: ['维护', 'Maintenance'],
  draft: ['待登记', 'To be recorded'],
  sitting: ['场次', 'Sitting'],
  cancelled: ['已取消', 'Cancelled'],
  off: ['不在服务时间', 'No service'],
} satisfies Record<string, Pair>;

const texts = (language: 0 | 1) => ({
  ...flat(PAGE, language),
  tab: flat(TABS, language),
  state: flat(STATES, language),
  trouble: flat(TROUBLES, language),
  mode: flat(MODES, language),
  view: flat(VIEWS, language),
  legend: flat(LEGEND, language),
});
export const planTexts = texts(0);
export const planTextsEn = texts(1);
