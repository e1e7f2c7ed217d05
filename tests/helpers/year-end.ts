import { createHash } from 'node:crypto';
import { DAY, H, type SmallWorld, local, smallWorld } from './small-world';
import { targetsOf } from './targets';

/** The scope whose form is made. */
export const SCOPE = '440781';
export const OVER = local('2024-01-05');
const iso = (at: number) => new Date(at).toISOString();

/** A target of the year, as the notice sets the province's, in a county's numbers. */
const TARGETS = targetsOf({ computers: 2, seats: 100, examinees: 50, cities: 1, rooms: 3, schools: 1, systems: 1 });

const ATTESTED: readonly [indicator: string, grade: 'met' | 'partly' | 'unmet', percent: number][] = [
  ['functional-systems', 'met', 95],
  ['pilot-zone', 'met', 92],
  ['construction-on-time', 'partly', 78],
  ['exam-reform', 'met', 90],
  ['exam-security', 'met', 100],
  ['public-service', 'met', 90],
  ['av-dispatch', 'met', 88],
];

/** The salt of every paper of these tests. */
export const SALT = Buffer.alloc(16);
const refOf = (text: string): string => `sha256:${createHash('sha256').update(SALT).update(text).digest('hex')}`;

const WORDS = {
  rooms: '两间考场中 1 间有 1 台主机超期未修，已更换电源模块；2024 年起预置备件。',
  milestones: '里程碑 2 项中 1 项迟 12 天，因进场时间与学业水平考试冲突。',
  repair: '1 宗因备件跨市调运超期。',
  survey: '问卷样本少，2024 年扩大到全部考点。',
  statement: '依据验收报告、巡检记录认定。',
  projectName: '标准化考点信息化建设补助资金',
  authority: '台山市教育局',
  unit: '台山市教育局（演示）',
  goal: '建成标准化考场，保障国家教育考试安全平稳，考场信息化水平实现较大提升。',
  outcome: '建成标准化考场 2 间，服务考生 52 人次，未发生重大突发事故。',
} as const;

/** The text of each paper, by its reference. */
export const REASONS: ReadonlyMap<string, string> = new Map(Object.values(WORDS).map((text) => [refOf(text), text]));
const paper = (name: keyof typeof WORDS): string => refOf(WORDS[name]);

/**
 * A year of a county with every row of the form, worked through: 2 new rooms of 60 seats, 3 devices, one late fault, two
 * answers of each group, 38.60 of 44.00 万元 paid.
 */
export function yearEndWorld(): SmallWorld {
  const world = smallWorld({ chain: true });
  const later: { kind: string; body: object; at: number }[] = [];
  const add = (kind: string, body: object, at: number) => void later.push({ kind, body, at });
  const day = (text: string) => local(`2023-${text}`);
  add(
    'grant.received',
    { grantId: 'G1', number: '台财教〔2023〕36号', area: SCOPE, amountFen: 44_000_000, purposes: ['设备', '工程'] },
    day('01-10'),
  );
  add(
    'project.budgeted',
    { projectId: 'P1', grantId: 'G1', name: '标准化考点信息化建设补助资金', budgetFen: 44_000_000 },
    day('01-11'),
  );
  for (const [indicator, value, op] of TARGETS) {
    add('target.set', { scope: SCOPE, indicator, period: '2023', value, ...(op && { op }) }, day('01-12'));
    add('target.set', { scope: SCOPE, indicator, period: 'cycle:2023-2025', value, ...(op && { op }) }, day('01-12'));
  }
  for (const n of [2, 3]) {
    const roomId = `R${n}`;
    add(
      'room.registered',
      { roomId, siteId: 'S1', name: roomId, origin: 'new', seats: 60, projectId: 'P1' },
      day('02-01'),
    );
    add('room.accepted', { roomId }, day('02-10'));
    add(
      'device.registered',
      { deviceId: `PC${n}`, siteId: 'S1', roomId, category: 'computer', domestic: true, projectId: 'P1' },
      day('02-10'),
    );
    add('device.commissioned', { deviceId: `PC${n}` }, day('02-10'));
  }
  add(
    'device.registered',
    { deviceId: 'SYS', siteId: 'S1', category: 'information-system', projectId: 'P1' },
    day('02-11'),
  );
  add('device.commissioned', { deviceId: 'SYS' }, day('02-11'));
  add('profile.set', { profileId: 'pc', requires: [{ category: 'computer', count: 1, per: 'room' }] }, day('02-12'));
  for (const roomId of ['R1', 'R2', 'R3']) add('room.changed', { roomId, profile: 'pc' }, day('02-12'));
  // Seen every ten days.
  for (let at = day('02-20'); at < local('2024-01-01'); at += 10 * DAY) {
    for (const deviceId of ['PC2', 'PC3', 'SYS']) add('status.observed', { deviceId, status: 'up' }, at);
  }
  add('fault.reported', { faultId: 'F1', deviceId: 'PC2', impact: 'down', severity: 'critical' }, day('06-01') + 8 * H);
  add('fault.repaired', { faultId: 'F1' }, day('06-02') + 8 * H);
  add('fault.reported', { faultId: 'F2', deviceId: 'PC3', impact: 'down', severity: 'major' }, day('07-01') + 8 * H);
  add('fault.repaired', { faultId: 'F2' }, day('07-01') + 12 * H);
  add(
    'exam.scheduled',
    {
      sittingId: 'E1',
      exam: '英语听说',
      siteId: 'S1',
      rooms: [{ roomId: 'R2', placed: 60 }],
      from: iso(day('03-11') + 9 * H),
      to: iso(day('03-11') + 11 * H),
    },
    day('03-01'),
  );
  add('exam.attended', { sittingId: 'E1', attended: 52 }, day('03-11') + 12 * H);
  add(
    'payment.made',
    { paymentId: 'Y1', projectId: 'P1', amountFen: 38_600_000, purpose: '设备', voucher: 'V1' },
    day('05-01'),
  );
  for (const [n, due, done] of [
    [1, '04-01', '03-20'],
    [2, '08-01', '08-13'],
  ] as const) {
    add(
      'milestone.planned',
      { milestoneId: `M${n}`, projectId: 'P1', name: `节点${n}`, dueAt: iso(day(due)) },
      day('02-15'),
    );
    add('milestone.done', { milestoneId: `M${n}` }, day(done));
  }
  for (const [index, score] of [5, 4, 3].entries()) {
    add('survey.answered', { group: 'student', siteId: 'S1', score, token: `s${index}` }, day('12-01'));
    add('survey.answered', { group: 'teacher', siteId: 'S1', score: 5, token: `t${index}` }, day('12-01'));
  }
  for (let month = 1; month <= 12; month++) {
    add('incident.monthSigned', { area: SCOPE, month: `2023-${String(month).padStart(2, '0')}` }, local('2024-01-02'));
  }
  for (const [indicator, grade, percent] of ATTESTED) {
    add(
      'attestation.made',
      { scope: SCOPE, indicator, period: '2023', grade, percent, statement: paper('statement') },
      local('2024-01-03'),
    );
  }
  // Each is recorded when it was true.
  later.sort((a, b) => a.at - b.at);
  for (const { kind, body, at } of later) world.add(kind as 'target.set', body as never, { at });
  return world;
}

/** The reasons and words that the form still wants: by field or row, the paper. */
export function explain(world: SmallWorld): void {
  const at = local('2024-01-04');
  const add = (kind: string, body: object) => world.add(kind as 'target.set', body as never, { at });
  for (const [indicator, name] of [
    ['room-compliance', 'rooms'],
    ['device-compliance', 'rooms'],
    ['construction-on-time', 'milestones'],
    ['timely-repair', 'repair'],
    ['student-satisfaction', 'survey'],
  ] as const) {
    add('deviation.explained', { scope: SCOPE, indicator, period: '2023', reason: paper(name) });
  }
  for (const field of ['projectName', 'authority', 'unit', 'goal', 'outcome'] as const) {
    add('form.written', { scope: SCOPE, period: '2023', field, statement: paper(field) });
  }
}
