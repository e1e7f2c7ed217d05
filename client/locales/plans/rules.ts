import type { SettingName } from '../../../shared/model/settings';
import { type Pair, flat } from '../pairs';

/** Repair limits, categories, room profiles and settings. */
const PAGE = {
  what: ['规则', 'The rules'],
  recorded: ['已登记 {seq}', 'Recorded {seq}'],
  officeRight: [
    '考务办可以设置本辖区的修复时限；其余规则由管理员设置。',
    'The exam office sets the repair limits of its area; an administrator sets the other rules.',
  ],
  noRight: [
    '修复时限由考务办或管理员设置，其余规则由管理员设置。',
    'The exam office or an administrator sets repair limits, an administrator the other rules.',
  ],
  set: ['登记', 'Record'],
  change: ['更改', 'Change'],
  since: ['自', 'Since'],
  builtIn: ['内置', 'built in'],
  never: ['未设，默认', 'default'],
  limits: ['修复时限', 'Repair limits'],
  limitsLead: ['平时 / 考试中；小范围先于大范围', 'normally / in a sitting; a smaller area’s come first'],
  limitsNote: [
    '只对今后报修的故障有效，已有的期限不动。考试中的时限从场次用到它起算。',
    'They hold only for faults reported from now on; deadlines that run are not touched. In a sitting the limit runs from when the sitting uses the device.',
  ],
  addLimits: ['为一个地区设置', 'Set for an area'],
  setLimits: ['设置修复时限', 'Set the repair limits'],
  area: ['地区', 'Area'],
  general: ['通用', 'General'],
  limitText: ['{normal} / {sitting}', '{normal} / {sitting}'],
  sittingEnd: ['到场次结束', 'the sitting’s end'],
  normal: ['{grade}，平时（分钟）', '{grade}, normally (minutes)'],
  inSitting: ['{grade}，考试中（分钟）', '{grade}, in a sitting (minutes)'],
  sittingHelp: ['留空：到场次结束，不少于 15 分钟', 'Empty: the sitting’s end, at least 15 minutes'],
  notMinutes: ['时限请填整分钟，1 分钟到 10 年。', 'Enter limits as whole minutes, 1 minute to 10 years.'],
  categories: ['设备类别', 'Device categories'],
  categoriesLead: [
    '多久没有观测算未知；报修时的默认等级',
    'how long an observation holds; the severity a report begins with',
  ],
  categoriesNote: [
    '有效期只对今后的观测有效，已有的观测仍按当时的规则。',
    'A validity holds only for observations from now on; those made before keep the rule of their time.',
  ],
  category: ['类别', 'Category'],
  categoryOf: ['类别：{name}', 'Category: {name}'],
  categoryId: ['类别代号', 'Id of the category'],
  addCategory: ['新类别', 'New category'],
  validity: ['观测有效期', 'Validity'],
  validityDays: ['观测有效期（天）', 'Validity (days)'],
  notDays: ['请填天数，最多 10 年。', 'Enter a number of days, at most 10 years.'],
  defaultSeverity: ['默认等级', 'Default severity'],
  noSeverity: ['不设', 'none'],
  idHelp: ['字母、数字、点、横线，最多 64 个；不能再改', 'Letters, digits, dots and dashes, at most 64; it stays'],
  notId: ['只能用字母、数字、点、横线，1 到 64 个。', 'Only letters, digits, dots and dashes, 1 to 64.'],
  profiles: ['配置标准', 'Room profiles'],
  profilesLead: ['一间考场应配的设备', 'what a room has to have'],
  profilesNote: [
    '从登记时起按新标准算达标率；已关闭的年度不变。',
    'Compliance is judged by it from its recording on; closed years stay.',
  ],
  profile: ['标准', 'Profile'],
  profileOf: ['配置标准：{name}', 'Profile: {name}'],
  profileId: ['标准代号', 'Id of the profile'],
  addProfile: ['新标准', 'New profile'],
  noProfiles: [
    '还没有配置标准：没有标准的考场不达标。',
    'There is no profile yet: a room without one does not comply.',
  ],
  nothingRequired: ['没有要求', 'nothing is required'],
  requires: ['应配设备', 'Required'],
  addLine: ['加一类', 'Add a category'],
  count: ['数量', 'How many'],
  perWhat: ['按考场或考位', 'In the room or at each seat'],
  perRoom: ['每间', 'a room'],
  perSeat: ['每位', 'a seat'],
  remove: ['去掉', 'Remove'],
  settings: ['系统设置', 'Settings'],
  settingsLead: ['只有管理员可以更改', 'only an administrator changes them'],
  settingName: ['设置', 'Setting'],
  settingNote: ['从登记时起有效，不往回改。', 'It holds from its recording on, never back.'],
  value: ['值', 'Value'],
  notValue: ['这个设置不能取这个值。', 'The setting does not take this value.'],
  yearsHelp: ['写成 2023-2025', 'Written as 2023-2025'],
  history: ['谁在何时设置', 'Who set what, and when'],
  noHistory: ['还没有设置过规则。', 'No rule was set yet.'],
  number: ['台账号', 'No.'],
  when: ['时间', 'When'],
  rule: ['规则', 'Rule'],
  who: ['谁', 'Who'],
} satisfies Record<string, Pair>;

const SETTINGS: Record<SettingName, Pair> = {
  inverse: ['超出目标时按反比计分', 'Score beyond a target by the inverse'],
  cycle: ['周期年度', 'Years of the cycle'],
  readinessHours: ['考前巡检有效时间', 'Inspection counts as fresh before a sitting'],
  technicianReachBackHours: ['技术员最多补记', 'How far back a technician may record'],
  secondFactor: ['考务办与管理员的两步验证', 'Second factor of office and administrators'],
  sessionHours: ['一次登录最长', 'A session lasts at most'],
  idleHours: ['不用多久就退出', 'A session ends without use after'],
  writeRequestsPerMinute: ['一个登录每分钟登记次数', 'Recording requests a session a minute'],
  noteMegabytesPerDay: ['一个账号每天的备注量', 'Notes of an account a day'],
  voices: ['接受没有账号的人报修', 'Reports of people without an account'],
  surveys: ['接受满意度问卷的作答', 'Public pages of surveys take answers'],
  surveyMinimum: ['满意度至少要多少份答卷', 'Answers below which a satisfaction is not yet evidence'],
  countersign: ['关闭年度要第二人签署', 'A second person signs before a year is closed'],
  grouping: ['二十行的分组', 'Grouping of the twenty rows'],
};
const SETTING_UNITS = {
  readinessHours: ['{n} 小时', '{n} hours'],
  technicianReachBackHours: ['{n} 小时', '{n} hours'],
  sessionHours: ['{n} 小时', '{n} hours'],
  idleHours: ['{n} 小时', '{n} hours'],
  writeRequestsPerMinute: ['{n} 次', '{n}'],
  noteMegabytesPerDay: ['{n} MB', '{n} MB'],
  surveyMinimum: ['{n} 份', '{n}'],
} satisfies Record<string, Pair>;
const CHOICES = {
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  optional: ['自愿', 'optional'],
  required: ['必须', 'required'],
  printed: ['按原表', 'as printed'],
  national: ['国标分组', 'national'],
} satisfies Record<string, Pair>;
const UNITS = {
  min: ['{n} 分钟', '{n} min'],
  hour: ['{n} 小时', '{n} h'],
  day: ['{n} 天', '{n} d'],
} satisfies Record<string, Pair>;
const PER = {
  room: ['{category} 每间 {n}', '{n} {category} a room'],
  seat: ['{category} 每位 {n}', '{n} {category} a seat'],
} satisfies Record<string, Pair>;
const LINES = {
  count: ['数量请填 1 以上的整数。', 'Enter how many, a whole number from 1 on.'],
  twice: ['一个类别只能出现一次。', 'A category stands in a profile once.'],
} satisfies Record<string, Pair>;

const texts = (language: 0 | 1) => ({
  ...flat(PAGE, language),
  setting: flat(SETTINGS, language),
  settingUnit: flat(SETTING_UNITS, language),
  choice: flat(CHOICES, language),
  unit: flat(UNITS, language),
  per: flat(PER, language),
  linesTrouble: flat(LINES, language),
});
export const ruleTexts = texts(0);
export const ruleTextsEn = texts(1);
