import { type Pair, flat } from '../pairs';

/** Find anything: the button of the top bar and its dialog. */
const FIND = {
  title: ['查找', 'Find'],
  button: ['设备编号、考场、故障号', 'Device, room, fault …'],
  label: ['查找设备、考场、考点、故障或页面', 'Find a device, room, site, fault or page'],
  hint: [
    '可输入编号、序列号、名称或名称的拼音首字母，空格隔开多个词。',
    'A code, serial number or name, or a name’s pinyin initials; blanks part several words.',
  ],
  recent: ['最近打开', 'Recent'],
  page: ['页面', 'Pages'],
  site: ['考点', 'Sites'],
  room: ['考场', 'Rooms'],
  device: ['设备', 'Devices'],
  fault: ['故障', 'Faults'],
  none: ['没有找到“{q}”。', 'Nothing found for “{q}”.'],
  noneHint: ['请核对编号，或只输入一部分。', 'Check the code, or type only a part of it.'],
  noRecent: ['这里会列出您最近打开的设备与考点。', 'What you opened last is listed here.'],
  results: ['{n} 项结果', '{n} results'],
  more: ['还有更多，请再输入几个字。', 'There are more: type some more.'],
  failed: ['查找没有成功：', 'The search failed: '],
  serial: ['序列号 {text}', 'Serial {text}'],
  assetNo: ['资产号 {text}', 'Asset no. {text}'],
  ip: ['IP {text}', 'IP {text}'],
  seat: ['考位 {text}', 'Seat {text}'],
  retired: ['已退役', 'Retired'],
  open: ['未修复', 'open'],
  paused: ['已暂停', 'paused'],
  repaired: ['已修复', 'repaired'],
  verified: ['已核验', 'verified'],
  cancelled: ['已撤销', 'cancelled'],
  move: ['选择', 'move'],
  enter: ['打开', 'open'],
  close: ['关闭', 'close'],
} satisfies Record<string, Pair>;

export const findTexts = flat(FIND, 0);
export const findTextsEn = flat(FIND, 1);
