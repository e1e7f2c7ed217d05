/** The initial data: the grant, rules, places and devices, targets, and the sittings of the calendar. */
import type { Instant } from '../../shared/model/instant';
import { toIso } from '../../shared/model/instant';
import { NOTICE_TARGETS } from '../../shared/model/notice';
import { ROWS } from '../../shared/model/rows';
import type { IndicatorId } from '../../shared/model/vocabulary';
import { examsBetween, localDate, scheduleFor } from './calendar';
import type { Script } from './script';
import { AREA, DAY, type DemoDevice, type DemoRoom, type DemoSite, GRANT, HOUR, PROFILE, PROJECT, wall } from './world';

export const BEGIN = wall('2023-08-21', '08:00');
/** The day of the notice; places and devices that existed before are assigned to its project afterwards. */
const GRANTED = wall('2023-11-17', '16:00');
const BUDGET_FEN = 44_000_000;
const PURPOSE = '标准化考点信息化建设';

/** The targets of 台山 (本级分解目标) that differ from the province's. */
const OWN_2023: Partial<Record<IndicatorId, number>> = {
  'domestic-computers': 50,
  'standard-seats': 740,
  'examinees-served': 6000,
  'cities-covered': 1,
  'rooms-built': 14,
};
const OWN_CYCLE: Partial<Record<IndicatorId, number>> = { ...OWN_2023, 'examinees-served': 46000 };
const OWN_NOW: Partial<Record<IndicatorId, number>> = {
  'domestic-computers': 56,
  'standard-seats': 53,
  'examinees-served': 18000,
  'cities-covered': 1,
  'rooms-built': 1,
  'schools-covered': 1,
};

export function buildUp(script: Script, sites: readonly DemoSite[]): void {
  rules(script, sites);
  for (const site of sites) place(script, site);
  targets(script);
  for (const room of sites.flatMap((site) => site.rooms)) {
    if (room.acceptedAt < GRANTED)
      script.tell('room.changed', { roomId: room.id, projectId: PROJECT }, { at: GRANTED + DAY });
  }
  for (const device of sites.flatMap((site) => [...site.rooms.flatMap((room) => room.devices), ...site.common])) {
    if (device.commissionedAt > GRANTED) continue;
    script.tell('device.changed', { deviceId: device.id, projectId: PROJECT }, { at: GRANTED + DAY });
  }
  milestones(script);
}

function rules(script: Script, sites: readonly DemoSite[]): void {
  const at = BEGIN;
  script.tell(
    'limits.set',
    {
      critical: { normalMin: 240, sittingMin: 15 },
      major: { normalMin: 1440, sittingMin: 30 },
      minor: { normalMin: 4320, sittingMin: null },
    },
    { at },
  );
  const perRoom: [string, number][] = [
    ['camera', 2],
    ['server', 1],
    ['backup-server', 1],
    ['switch', 1],
    ['ups', 1],
    ['broadcast', 1],
    ['clock', 1],
    ['jammer', 1],
    ['metal-detector', 1],
  ];
  script.tell(
    'profile.set',
    {
      profileId: PROFILE,
      requires: [
        { category: 'computer', count: 1, per: 'seat' },
        ...perRoom.map(([category, count]) => ({ category, count, per: 'room' as const })),
      ],
    },
    { at },
  );
  for (const site of sites) {
    script.tell('site.registered', { siteId: site.id, name: site.name, area: AREA }, { at });
    script.tell('site.scheduleSet', { siteId: site.id, schedule: scheduleFor([2023, 2024, 2025, 2026, 2027]) }, { at });
  }
}

function place(script: Script, site: DemoSite): void {
  for (const room of site.rooms) register(script, room);
  for (const device of site.common) installed(script, device);
}

function register(script: Script, room: DemoRoom): void {
  const at = room.acceptedAt - 5 * DAY;
  const { id: roomId, siteId, name, seats, spareSeats } = room;
  script.tell(
    'room.registered',
    {
      roomId,
      siteId,
      name,
      origin: 'new',
      seats,
      spareSeats,
      profile: PROFILE,
      ...(at > GRANTED && { projectId: PROJECT }),
      layout: { rows: 7, cols: 8 },
    },
    { at },
  );
  for (const device of room.devices) installed(script, device);
  script.tell('room.accepted', { roomId, note: script.note('验收合格') }, { at: room.acceptedAt });
}

function installed(script: Script, { id: deviceId, commissionedAt, ...device }: DemoDevice): void {
  const domestic = device.domestic !== undefined && { domestic: device.domestic };
  script.tell(
    'device.registered',
    { deviceId, ...device, ...domestic, ...(commissionedAt > GRANTED && { projectId: PROJECT }) },
    { at: commissionedAt - DAY },
  );
  script.tell('device.commissioned', { deviceId }, { at: commissionedAt });
}

function targets(script: Script): void {
  const at = GRANTED;
  const grant = {
    grantId: GRANT,
    number: '台财教〔2023〕36号',
    area: AREA,
    amountFen: BUDGET_FEN,
    purposes: [PURPOSE],
  };
  script.tell('grant.received', grant, { at });
  const project = { projectId: PROJECT, grantId: GRANT, name: '标准化考点信息化建设补助资金', budgetFen: BUDGET_FEN };
  script.tell('project.budgeted', project, { at: at + HOUR });
  const year = Number(localDate(script.now).slice(0, 4));
  const tell = (scope: string, period: string, own: Partial<Record<IndicatorId, number>>, when: Instant) => {
    for (const { id: indicator } of ROWS) {
      const { op, cycle, year: annual } = NOTICE_TARGETS[indicator];
      const value = own[indicator] ?? (period.startsWith('cycle') ? cycle : annual);
      script.tell('target.set', { scope, indicator, period, ...(op && { op }), value }, { at: when });
    }
  };
  tell('440000', '2023', {}, at + 2 * HOUR);
  tell('440000', 'cycle:2023-2025', {}, at + 2 * HOUR);
  tell(AREA, '2023', OWN_2023, at + 3 * DAY);
  tell(AREA, 'cycle:2023-2025', OWN_CYCLE, at + 3 * DAY);
  if (year > 2023) tell(AREA, String(year), OWN_NOW, wall(`${year}-01-12`, '10:00'));
  payments(script);
}

function payments(script: Script): void {
  const paid: [id: string, date: string, fen: number][] = [
    ['PAY-01', '2023-12-20', 8_800_000],
    ['PAY-02', '2024-04-18', 17_600_000],
    ['PAY-03', '2024-11-25', 9_400_000],
    ['PAY-04', '2026-04-20', 4_300_000],
  ];
  for (const [paymentId, date, amountFen] of paid) {
    const body = { paymentId, projectId: PROJECT, amountFen, purpose: PURPOSE, voucher: `演示凭证 ${paymentId}` };
    script.tell('payment.made', body, { at: wall(date, '15:30') });
  }
}

function milestones(script: Script): void {
  const list: [id: string, name: string, due: string, done: string | null][] = [
    ['M1', '招标完成', '2023-11-30', '2023-11-24'],
    ['M2', '设备到货', '2023-12-15', '2023-12-14'],
    ['M3', '终验', '2024-03-31', '2024-04-09'],
    ['M4', '新增考场验收', '2026-03-15', '2026-03-02'],
    ['M5', '应急指挥系统上线', '2026-04-30', '2026-04-13'],
    ['M6', '年度巡检报告', '2026-12-15', null],
  ];
  for (const [milestoneId, name, due, done] of list) {
    const planned = Math.max(wall('2023-11-20', '10:00'), wall(due) - 120 * DAY);
    script.tell(
      'milestone.planned',
      { milestoneId, projectId: PROJECT, name, dueAt: toIso(wall(due, '18:00')) },
      { at: planned },
    );
    if (done) script.tell('milestone.done', { milestoneId }, { at: wall(done, '16:00') });
  }
}

/** The sittings up to now and of the next six weeks; attendance is reported the day after, and is sometimes missing. */
export function sittings(script: Script, sites: readonly DemoSite[]): void {
  const { random } = script;
  let number = 0;
  for (const exam of examsBetween(BEGIN + 30 * DAY, script.now + 45 * DAY)) {
    for (const site of sites) {
      const rooms = site.rooms.filter((room) => room.acceptedAt < exam.from);
      if (rooms.length === 0) continue;
      const sittingId = `X${String(++number).padStart(4, '0')}`;
      const placed = rooms.map((room) => ({ roomId: room.id, placed: room.seats }));
      const known = Math.max(...rooms.map((room) => room.acceptedAt)) + HOUR;
      const announced = Math.max(known, Math.min(exam.from - 21 * DAY, script.now - HOUR));
      script.tell(
        'exam.scheduled',
        { sittingId, exam: exam.exam, siteId: site.id, rooms: placed, from: toIso(exam.from), to: toIso(exam.to) },
        { at: announced },
      );
      if (random.chance(0.004)) continue;
      const seats = rooms.reduce((sum, room) => sum + room.seats, 0);
      script.tell(
        'exam.attended',
        { sittingId, attended: seats - random.int(0, Math.ceil(seats * 0.12)) },
        { at: exam.to + 20 * HOUR },
      );
    }
  }
}
