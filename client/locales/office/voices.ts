import { type Pair, flat } from '../pairs';

/** What people without an account said of a device, for the phone and the desk. */
const VOICES = {
  title: ['现场报告', 'Reports of people on the spot'],
  toCheck: ['待核实', 'To check'],
  devices: ['{n} 台', '{n} devices'],
  said: ['{n} 人报过：{what}', 'Reported by {n}: {what}'],
  note: ['“{note}”', '“{note}”'],
  last: ['最后一次 {at}', 'last {at}'],
  dismiss: ['不属实', 'Not true'],
  dismissTitle: ['{name}：现场报告不属实', '{name}: the reports are not true'],
  reason: ['查到了什么', 'What you found'],
  hint: ['例如：试过，是好的；不是设备的问题。', 'For example: tried it, it works; not a problem of the device.'],
} satisfies Record<string, Pair>;

export const voiceTexts = flat(VOICES, 0);
export const voiceTextsEn = flat(VOICES, 1);
