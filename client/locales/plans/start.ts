import { type Pair, flat } from '../pairs';

/** The set-up of an empty product. */
const START = {
  title: ['开始使用', 'Set up'],
  lead: [
    '还没有考点。七步建起来，或者先导入台账；随时可以离开，回来接着做。',
    'There are no sites yet. Seven steps build them, or import the inventory first; leave and come back at any time.',
  ],
  leadOn: ['七步建起来；随时可以离开，回来接着做。', 'Seven steps; leave and come back at any time.'],
  done: ['已完成 {n} / {of} 步', '{n} of {of} steps done'],
  empty: ['先看空的总览', 'See the empty overview'],
  overview: ['看总览', 'See the overview'],
  shortTitle: ['手上有台账？导入工作簿最快', 'An inventory at hand? A workbook is the fastest way'],
  shortText: [
    '一次做完第 2、4 步，连场次一起。先试算，逐格指出错处，不会直接写入。',
    'It does steps 2 and 4 at once, with the sittings. It is checked first, cell by cell; nothing is written at once.',
  ],
  shortDrop: ['也可以把文件拖到这一页的任何地方。', ' Or drop the file anywhere on this page.'],
  template: ['下载模板', 'Template'],
  import: ['导入台账工作簿', 'Import a workbook'],
  drop: ['松开就开始试算', 'Let go to check it'],
  colStep: ['一步一步来', 'Step by step'],
  colGets: ['总览由此得到', 'What the overview gets'],
  colSkip: ['先跳过会怎样', 'If you skip it'],
  gets: ['总览由此得到：{text}', 'The overview gets: {text}'],
  skip: ['先跳过：{text}', 'If skipped: {text}'],
  needed: ['必需', 'Needed'],
  stepDone: ['已完成', 'done'],
  foot: [
    '每步做完即记入台账，换人、换电脑都能接着做；没记入的文字留在这台电脑上。建好以后，这一页在 管理 / 开始使用。',
    'A step that is done is in the ledger: others go on from there on any computer. What is not recorded stays on this one. Later this page is under Admin / Set up.',
  ],
  what: ['各步的完成情况', 'Which steps are done'],
  notBuilt: ['管理员还没有建好考点', 'The administrator has not set up any site yet'],
  notBuiltText: [
    '考点登记以后，这一页自己会变成总览，不用刷新。要登记考点或导入台账，请找管理员。',
    'Once a site is registered, this page becomes the overview by itself. Ask the administrator to register one or to import the inventory.',
  ],
  areaPlaceholder: ['名称或六位代码', 'Name or six-digit code'],
  areaLabel: ['地区', 'Area'],
  areaIs: ['地区：{area}', 'Area: {area}'],
  areaTaken: ['已选 {name}（{code}）', '{name} ({code}) is chosen'],
  areaWritten: ['登记第一个考点时写入台账。', 'It goes into the ledger with the first site.'],
  areaUse: ['用{name}，下一步', 'Use {name}, next step'],
  areaNext: ['下一步', 'Next step'],
  areaNone: [
    '没有找到。请输入国标 GB/T 2260 的六位代码，例如 440781。',
    'Not found. Type the six-digit code of GB/T 2260, for example 440781.',
  ],
  areaPick: ['选这个', 'take it'],
  areaUnlisted: ['名称不在随附的表里，页面上显示代码', 'not in the list of names: pages show the code'],
  noArea: ['先在第 1 步选地区。', 'Choose the area in step 1 first.'],
  toArea: ['去第 1 步', 'To step 1'],
  siteId: ['考点编号', 'Site code'],
  siteIdHelp: [
    '1–64 个字母、数字、点、横线、下划线；以后不能改。',
    '1–64 letters, digits, dots, dashes, underscores; it cannot change later.',
  ],
  siteName: ['学校名称', 'Name of the school'],
  place: ['位置（纬度, 经度）', 'Place (latitude, longitude)'],
  placeHelp: ['例如 22.2519, 112.7939', 'For example 22.2519, 112.7939'],
  since: ['起始时间', 'Since'],
  sinceHelp: ['留空为现在；这以前没有它的数据。', 'Empty: now. There is nothing of it before.'],
  siteSubmit: ['登记考点', 'Register the site'],
  sitesNow: ['已登记 {n} 个考点。', '{n} sites are registered.'],
  toSites: ['看考点', 'See the sites'],
  profileId: ['标准编号', 'Code of the standard'],
  profileIdHelp: [
    '登记考场时填同一个编号；没填的考场一律不达标。',
    'A room names this code when it is registered; a room without one does not comply.',
  ],
  line: ['第 {n} 行', 'Line {n}'],
  category: ['类别', 'Category'],
  count: ['台数', 'Count'],
  per: ['每', 'Per'],
  perSeat: ['每考位', 'per seat'],
  perRoom: ['每考场', 'per room'],
  addLine: ['加一行', 'Add a line'],
  removeLine: ['去掉{category}', 'Remove {category}'],
  profileSubmit: ['设定标准', 'Set the standard'],
  inventoryText: [
    '填好工作簿的“设备”表（编号、考点、考场、座位、类别、投用日），在导入页先试算，再写入。',
    'Fill in the sheet of devices (code, site, room, seat, category, in service since); the import page checks it before anything is written.',
  ],
  toImport: ['去导入页', 'To the import'],
  scheduleText: [
    '服务时间是故障率的分母：每周几点到几点，寒暑假和调休另列。每个考点各设一次。',
    'Service hours are what the fault rate is divided by: weekly hours, with holidays and moved days. Each site has its own.',
  ],
  scheduleNoSite: [
    '先登记考点（第 2 步），再设它的服务时间。',
    'Register a site first (step 2); its hours come after.',
  ],
  toSchedule: ['设服务时间', 'Set the hours'],
  targetsText: [
    '把本级分解的二十行目标和权重填进去；没有目标的行照样计算，只是不判达成、不计分。',
    'Enter the twenty targets and weights given to you. A row without a target is computed all the same, but is neither met nor scored.',
  ],
  toTargets: ['填目标', 'Enter the targets'],
  accountsText: [
    '给考务办、技术员、监测程序各建账号，大屏用一次性链接。手机打开 /m 登录。',
    'Make accounts for the office, technicians and agents; wall screens get a one-time link. Phones log in at /m.',
  ],
  toAccounts: ['建账号', 'Make accounts'],
  toScreens: ['接大屏', 'Add a wall screen'],
  notId: [
    '编号只用 1–64 个字母、数字、点、横线、下划线。',
    'A code is 1–64 letters, digits, dots, dashes or underscores.',
  ],
  notPlace: [
    '请写成“纬度, 经度”，例如 22.2519, 112.7939。',
    'Write “latitude, longitude”, for example 22.2519, 112.7939.',
  ],
  notCount: ['台数是 1 到 1 000 000 的整数。', 'A count is a whole number from 1 to 1,000,000.'],
  twice: ['{category}有两行，请并成一行。', '{category} stands in two lines: make them one.'],
  noLines: ['至少要有一行。', 'At least one line is needed.'],
  recordedSite: ['已登记“{name}”。', '“{name}” is registered.'],
  recordedProfile: ['已设定标准“{name}”。', 'The standard “{name}” is set.'],
  previewTitle: ['建好后的总览', 'The overview when it is built'],
  previewLead: ['数字是填满它的那一步', 'numbers: the step that fills it'],
  pvScope: ['范围名称', 'Name of the area'],
  pvScopeText: ['页眉、指标表、自评表都用它', 'heads pages, tables and the form'],
  pvSites: ['每个考点一块，里面是考场', 'A block a site, its rooms in it'],
  pvFaults: ['未结故障', 'Open faults'],
  pvLimits: ['期限 4 / 24 / 72 小时', 'due in 4 / 24 / 72 h'],
  pvRows: ['二十行指标：目标、状态、得分', 'Twenty rows: target, state, score'],
  pvPhone: ['技术员的手机：巡检、报修', 'Phones: rounds, faults'],
  pvWall: ['大屏：只读，不用登录', 'Wall: reads only, no log-in'],
} satisfies Record<string, Pair>;

type StepWord = 'name' | 'text' | 'gets' | 'skip';
const STEPS: Record<string, Record<StepWord, Pair>> = {
  area: {
    name: ['地区', 'Area'],
    text: ['这套系统管到哪里；名称和代码按国标 GB/T 2260', 'How far it reaches; names and codes of GB/T 2260'],
    gets: ['范围、页眉、指标表的主体', 'Scope, page heads, who the table is of'],
    skip: ['必需', 'Needed'],
  },
  site: {
    name: ['考点', 'First site'],
    text: ['登记学校：编号、名称、位置', 'A school: code, name, place'],
    gets: ['考点块图、覆盖考点学校数', 'The block of a site, schools covered'],
    skip: ['必需', 'Needed'],
  },
  profile: {
    name: ['考场模板', 'Profile of a room'],
    text: ['一间考场该有什么：每考位、每考场几台', 'What a room has to have, by seat and by room'],
    gets: ['两项达标率的应设台数', 'What both compliance rates require'],
    skip: ['考场一律算不达标', 'Rooms do not comply'],
  },
  inventory: {
    name: ['导入设备', 'Inventory'],
    text: ['从工作簿；考场、设备、投用日', 'From a workbook: rooms, devices, since when'],
    gets: ['状态、故障、巡检、信创台数', 'Status, faults, rounds, domestic computers'],
    skip: ['必需', 'Needed'],
  },
  schedule: {
    name: ['服务时间', 'Service hours'],
    text: ['每周几点到几点，寒暑假与调休', 'Weekly hours, holidays, moved days'],
    gets: ['故障率的分母、停用余量', 'What the fault rate is divided by'],
    skip: ['按全天 24 小时计', 'All 24 hours count'],
  },
  targets: {
    name: ['目标', 'Targets'],
    text: ['本级分解的二十行目标与权重', 'Twenty targets and weights given to you'],
    gets: ['达成、落后与得分', 'Met, behind, and the score'],
    skip: ['各行显示“无目标”', 'Rows say “no target”'],
  },
  accounts: {
    name: ['账号', 'Accounts'],
    text: ['考务办、技术员、大屏与监测程序', 'Office, technicians, walls, agents'],
    gets: ['手机巡检、大屏、谁记的', 'Phones, the wall, who recorded what'],
    skip: ['只有 admin 能进', 'Only admin gets in'],
  },
};

const stepWords = (language: 0 | 1) =>
  Object.fromEntries(Object.entries(STEPS).map(([step, words]) => [step, flat(words, language)]));

export const startTexts = { ...flat(START, 0), step: stepWords(0) };
export const startTextsEn = { ...flat(START, 1), step: stepWords(1) };
