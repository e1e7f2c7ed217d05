import type { Severity, VoiceProblem } from './vocabulary';

/** A device category as it is built in; `category.set` adds one or tunes one (semantics 3). */
export interface Category {
  id: string;
  zh: string;
  en: string;
  defaultSeverity: Severity;
}

/** 31 days: how long an observation of `up` or `degraded` holds unless `category.set` says otherwise (semantics 4). */
export const DEFAULT_VALIDITY_MS = 31 * 24 * 3600 * 1000;

const list: [string, string, string, Severity][] = [
  ['computer', '考生机', 'Computer', 'minor'],
  ['headset', '耳麦', 'Headset', 'minor'],
  ['server', '主服务器', 'Main server', 'critical'],
  ['backup-server', '备用服务器', 'Backup server', 'major'],
  ['switch', '交换机', 'Switch', 'critical'],
  ['ups', '不间断电源', 'UPS', 'major'],
  ['camera', '摄像头', 'Camera', 'major'],
  ['recorder', '录像机', 'Recorder', 'critical'],
  ['jammer', '屏蔽仪', 'Jammer', 'major'],
  ['metal-detector', '金属探测门', 'Metal detector', 'minor'],
  ['id-terminal', '身份验证终端', 'ID terminal', 'major'],
  ['clock', '时钟', 'Clock', 'minor'],
  ['broadcast', '广播', 'Broadcast', 'major'],
  ['leased-line', '专线', 'Leased line', 'critical'],
  ['information-system', '信息系统', 'Information system', 'critical'],
];

export const BUILT_IN_CATEGORIES: ReadonlyMap<string, Category> = new Map(
  list.map(([id, zh, en, defaultSeverity]) => [id, { id, zh, en, defaultSeverity }]),
);

/** What is wrong, in the words of the public page; the technician reads the same. */
export const VOICE_PROBLEM_NAMES: Readonly<Record<VoiceProblem, { zh: string; en: string }>> = {
  noPower: { zh: '不能开机', en: 'Does not start' },
  screen: { zh: '黑屏、花屏', en: 'Black or broken screen' },
  noSound: { zh: '没有声音', en: 'No sound' },
  headset: { zh: '耳麦、话筒坏', en: 'Headset or microphone' },
  keyboardMouse: { zh: '键盘、鼠标坏', en: 'Keyboard or mouse' },
  noNetwork: { zh: '连不上网', en: 'No network' },
  slow: { zh: '很慢、卡住', en: 'Slow or frozen' },
  other: { zh: '其他', en: 'Something else' },
};
