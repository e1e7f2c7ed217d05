/** Faults: most are repaired in time, a few late, paused, reopened, regraded or cancelled. */
import { toIso } from '../../shared/model/instant';
import type { Instant } from '../../shared/model/instant';
import type { Severity } from '../../shared/model/vocabulary';
import { BUILT_IN_CATEGORIES } from '../../shared/model/catalogue';
import { type DemoExam, examsBetween, isSchoolDay } from './calendar';
import type { Script } from './script';
import { DAY, type DemoDevice, HOUR, wall } from './world';
import { localDate } from './calendar';

const MINUTE = 60_000;

/** A period in which an inspection finds the device degraded or down. */
export interface Trouble {
  device: DemoDevice;
  from: Instant;
  to: Instant;
  impact: 'down' | 'degraded';
  note: string;
}

const SYMPTOMS: Record<string, [down: string, degraded: string]> = {
  computer: ['不能开机', '网卡降速'],
  camera: ['无画面', '画面偏色'],
  server: ['不能启动', '磁盘 88%'],
  'backup-server': ['不能启动', '磁盘 91%'],
  switch: ['断网', '端口丢包'],
  ups: ['无输出', '电池待更换'],
  broadcast: ['无声', '音量小'],
  clock: ['停走', '慢 40 秒'],
  jammer: ['无信号', '覆盖不足'],
  'metal-detector': ['不报警', '灵敏度低'],
  recorder: ['录像中断', '磁盘告警'],
  'id-terminal': ['不能识别', '识别慢'],
  'leased-line': ['中断', '时延高'],
  'information-system': ['无法登录', '响应慢'],
};

const LIMIT: Record<Severity, number> = { critical: 4 * HOUR, major: 24 * HOUR, minor: 72 * HOUR };

export class Faults {
  readonly troubles: Trouble[] = [];
  private number = 0;
  private known: Instant = 0;
  private readonly exams: DemoExam[];

  constructor(
    private readonly script: Script,
    private readonly devices: readonly DemoDevice[],
    from: Instant,
  ) {
    this.exams = examsBetween(from, script.now + 60 * DAY);
  }

  /** The instant of recording of a step that happened before the fault was reported. */
  private when(at: Instant): { at: Instant; late: number } {
    return { at, late: Math.max(0, this.known - at) };
  }

  nextId(): string {
    return `F-${String(++this.number).padStart(4, '0')}`;
  }

  /** Faults at random between two instants, so many a year, in working hours. */
  happen(from: Instant, to: Instant, aYear: number): void {
    const { random } = this.script;
    const step = (365 * DAY) / aYear;
    for (let at = from + random.next() * step; at < to; at += -Math.log(1 - random.next()) * step) {
      const day = wall(localDate(at));
      const startedAt = Math.round((day + 7.6 * HOUR + random.next() * 9.5 * HOUR) / 1000) * 1000;
      const device = random.pick(this.devices);
      if (!isSchoolDay(day) || device.commissionedAt > startedAt || startedAt > this.script.now - 3 * DAY) continue;
      if (this.troubles.some((one) => one.device === device && one.to > startedAt - DAY)) continue;
      this.one(device, startedAt);
    }
  }

  private one(device: DemoDevice, startedAt: Instant): void {
    const { script } = this;
    const { random } = script;
    const impact = random.chance(0.7) ? 'down' : 'degraded';
    const severity = impact === 'degraded' ? 'minor' : BUILT_IN_CATEGORIES.get(device.category)!.defaultSeverity;
    const [down, degraded] = SYMPTOMS[device.category]!;
    const note = impact === 'down' ? down : degraded;
    const reportedAt = startedAt + random.int(2, 55) * MINUTE;
    const late = random.chance(0.012);
    const share = late ? 1.05 + random.next() : 0.05 + random.next() ** 2 * 0.85;
    let repairedAt = reportedAt + Math.round((LIMIT[severity] * share) / MINUTE) * MINUTE;
    // A fault that would be open at the start of a sitting is repaired before it, with few exceptions.
    const next = this.exams.find((exam) => exam.to > reportedAt);
    if (next && repairedAt > next.from && !random.chance(0.01)) {
      repairedAt = Math.max(reportedAt + 8 * MINUTE, Math.min(repairedAt, next.from - random.int(10, 90) * MINUTE));
    }
    const faultId = this.nextId();
    const technician = `tech-${device.siteId.toLowerCase()}`;
    const unsent = random.chance(0.08) ? random.int(1, 5) * HOUR : 0;
    script.tell(
      'fault.reported',
      { faultId, deviceId: device.id, impact, severity, startedAt: toIso(startedAt), note: script.note(note) },
      { at: reportedAt, actor: technician, late: unsent },
    );
    // A report that was delayed by a phone without a network is acknowledged and repaired only after it arrived.
    this.known = reportedAt + unsent + MINUTE;
    const answered = this.known + 5 * MINUTE;
    const cancelled = random.chance(0.02);
    if (cancelled) {
      script.tell('fault.cancelled', { faultId, reason: script.note('误报：电源未插好') }, { at: answered });
      return;
    }
    if (answered < repairedAt) {
      script.tell('fault.acknowledged', { faultId }, { at: answered });
      script.tell('fault.assigned', { faultId, to: 'repair-2' }, { at: answered + MINUTE });
      if (random.chance(0.02)) script.tell('fault.regraded', { faultId, severity: 'major' }, { at: answered + MINUTE });
    }
    repairedAt = this.perhapsPaused(faultId, answered, repairedAt);
    this.troubles.push({ device, from: startedAt, to: repairedAt, impact, note });
    script.tell(
      'fault.repaired',
      { faultId, note: script.note('已更换') },
      { ...this.when(repairedAt), actor: 'repair-2' },
    );
    this.afterwards(faultId, device, repairedAt, technician, { impact, note });
  }

  /** A part has to be ordered: the repair limit is paused, downtime is not. */
  private perhapsPaused(faultId: string, from: Instant, repairedAt: Instant): Instant {
    const { script } = this;
    if (!script.random.chance(0.025) || repairedAt - from < 3 * HOUR) return repairedAt;
    const pausedAt = from + HOUR;
    const days = script.random.int(2, 6);
    script.tell('fault.paused', { faultId, reason: script.note('备件待到货') }, { at: pausedAt });
    script.tell('fault.resumed', { faultId }, { at: pausedAt + days * DAY });
    return repairedAt + days * DAY;
  }

  private afterwards(
    faultId: string,
    device: DemoDevice,
    repairedAt: Instant,
    technician: string,
    what: Pick<Trouble, 'impact' | 'note'>,
  ): void {
    const { script } = this;
    const { random } = script;
    if (random.chance(0.8)) {
      script.tell(
        'fault.verified',
        { faultId },
        { ...this.when(repairedAt + random.int(1, 20) * HOUR), actor: technician },
      );
    }
    if (!random.chance(0.02)) return;
    const reopenedAt = repairedAt + random.int(24, 60) * HOUR;
    const again = reopenedAt + random.int(20, 90) * MINUTE;
    script.tell(
      'fault.reopened',
      { faultId, reason: script.note('同一故障再现') },
      { ...this.when(reopenedAt), actor: technician },
    );
    script.tell('fault.repaired', { faultId }, { ...this.when(again), actor: 'repair-2' });
    this.troubles.push({ device, from: reopenedAt, to: again, ...what });
  }

  /** A repaired fault whose deadline moved three times: a late regrade, a reopening, a pause; its repair was recorded late. */
  moveOften(): void {
    const { script } = this;
    const device = this.devices.find((one) => one.id === 'K06-1-PC12')!;
    const ago = (hours: number) => script.now - Math.round(hours * 3600) * 1000;
    const faultId = this.nextId();
    const actor = `tech-${device.siteId.toLowerCase()}`;
    const what = { impact: 'down', note: '不能开机' } as const;
    const severity = 'major';
    script.tell(
      'fault.reported',
      { faultId, deviceId: device.id, impact: what.impact, severity, note: script.note(what.note) },
      { at: ago(70), actor },
    );
    script.tell('fault.acknowledged', { faultId }, { at: ago(69.85) });
    script.tell('fault.assigned', { faultId, to: 'repair-2' }, { at: ago(69.78) });
    script.tell('fault.commented', { faultId, note: script.note('主板待换') }, { at: ago(51.5), actor });
    script.tell('fault.regraded', { faultId, severity: 'minor' }, { at: ago(44.7) });
    script.tell('fault.repaired', { faultId, note: script.note('重插内存') }, { at: ago(44.5), actor: 'repair-2' });
    script.tell('fault.reopened', { faultId, reason: script.note('又不能开机') }, { at: ago(42.2), actor });
    script.tell('fault.pauseAsked', { faultId, reason: script.note('主板明早到货') }, { at: ago(42.1), actor });
    script.tell('fault.paused', { faultId, reason: script.note('等主板') }, { at: ago(41.8) });
    script.tell('fault.resumed', { faultId }, { at: ago(27.4) });
    const late = 1.2 * HOUR;
    script.tell('fault.repaired', { faultId, note: script.note('换主板') }, { at: ago(25.1), actor, late });
    this.troubles.push({ device, from: ago(70), to: ago(44.5), ...what });
    this.troubles.push({ device, from: ago(42.2), to: ago(25.1), ...what });
  }

  /** Faults that are open now, for the wall display. */
  openNow(): void {
    const open: [id: string, note: string, impact: 'down' | 'degraded', severity: Severity, hoursAgo: number][] = [
      ['K07-1-PC23', '不能开机', 'down', 'major', 24.73],
      ['K13-NVR1', '录像中断', 'down', 'critical', 5.02],
      ['K02-1-CAM1', '无画面', 'down', 'major', 21.28],
      ['K05-2-SRV2', '磁盘 88%', 'degraded', 'major', 4.93],
      ['K07-1-PC41', '网卡降速', 'degraded', 'minor', 47.1],
      ['K11-1-PC08', '耳麦单声道', 'degraded', 'minor', 28.4],
      ['K10-1-UPS1', '电池待到货', 'degraded', 'minor', 40.8],
    ];
    const { script } = this;
    for (const [deviceId, note, impact, severity, hoursAgo] of open) {
      const device = this.devices.find((one) => one.id === deviceId)!;
      const reportedAt = script.now - Math.round(hoursAgo * 3600) * 1000;
      const faultId = this.nextId();
      const actor = `tech-${device.siteId.toLowerCase()}`;
      script.tell(
        'fault.reported',
        { faultId, deviceId, impact, severity, note: script.note(note) },
        { at: reportedAt, actor },
      );
      script.tell('fault.acknowledged', { faultId }, { at: reportedAt + 9 * MINUTE });
      if (deviceId === 'K13-NVR1') {
        // It waited an hour and a half for the room to be opened: the deadline moved by as much.
        script.tell('fault.paused', { faultId, reason: script.note('机房钥匙未到') }, { at: reportedAt + HOUR });
        script.tell('fault.resumed', { faultId }, { at: reportedAt + 2.5 * HOUR });
      }
      if (deviceId === 'K10-1-UPS1') {
        script.tell('fault.paused', { faultId, reason: script.note('电池待到货') }, { at: reportedAt + 2 * HOUR });
      }
      this.troubles.push({ device, from: reportedAt, to: Infinity, impact, note });
    }
  }
}
