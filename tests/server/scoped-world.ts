import type { EntriesAnswer, EntryResult, TokenAnswer } from '../../shared/contract/http';
import { NOON, type Reply, type Sent, type TestServer, entry } from './kit';

/** Two counties alike: `IN` is what the scoped accounts reach, `ZZ` is not; of `NO` there is nothing. */
export type Where = 'IN' | 'ZZ' | 'NO';
export const AREA: Readonly<Record<Where, string>> = { IN: '440781', ZZ: '440782', NO: '440783' };

export const SCOPED = ['technician', 'office', 'viewer', 'agent'] as const;
export type Who = (typeof SCOPED)[number] | 'admin';
export const EVERYBODY: readonly Who[] = [...SCOPED, 'admin'];
export const SCOPE: Readonly<Record<Who, string[]>> = {
  technician: ['site:S-IN'],
  office: ['440781'],
  viewer: ['440781'],
  agent: ['site:S-IN'],
  admin: [],
};

const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();
export const FUTURE = { from: iso(NOON + 30 * DAY), to: iso(NOON + 30 * DAY + 3_600_000) };

/** Everything of a county: a site with a room, devices, a fault, a sitting, maintenance, an incident and its money. */
export function county(w: Where): Sent[] {
  const at = NOON - 7 * DAY;
  const about = { scope: `site:S-${w}`, indicator: 'fault-rate', period: '2025' };
  return [
    entry('site.registered', { siteId: `S-${w}`, name: `考点${w}`, area: AREA[w] }, at),
    entry(
      'grant.received',
      { grantId: `G-${w}`, number: `N-${w}`, area: AREA[w], amountFen: 9e9, purposes: ['设备'] },
      at,
    ),
    entry('project.budgeted', { projectId: `P-${w}`, grantId: `G-${w}`, name: `项目${w}`, budgetFen: 1e9 }, at),
    entry(
      'payment.made',
      { paymentId: `Y-${w}`, projectId: `P-${w}`, amountFen: 1e6, purpose: '设备', voucher: 'V' },
      at,
    ),
    entry(
      'milestone.planned',
      { milestoneId: `L-${w}`, projectId: `P-${w}`, name: `里程碑${w}`, dueAt: iso(NOON) },
      at,
    ),
    entry(
      'room.registered',
      { roomId: `R-${w}`, siteId: `S-${w}`, name: `考场${w}`, origin: 'new', seats: 2, projectId: `P-${w}` },
      at,
    ),
    entry('room.accepted', { roomId: `R-${w}` }, at),
    ...[`D-${w}`, `D2-${w}`].flatMap((deviceId) => [
      entry(
        'device.registered',
        { deviceId, siteId: `S-${w}`, roomId: `R-${w}`, category: 'camera', projectId: `P-${w}` },
        at,
      ),
      entry('device.commissioned', { deviceId }, at),
    ]),
    entry('room.inspected', { roomId: `R-${w}`, exceptions: [] }, at + DAY / 2),
    entry(
      'fault.reported',
      { faultId: `F-${w}`, deviceId: `D-${w}`, impact: 'down', severity: 'minor', note: `说明${w}` },
      at + DAY,
    ),
    entry('exam.scheduled', {
      sittingId: `E-${w}`,
      exam: `考试${w}`,
      siteId: `S-${w}`,
      rooms: [{ roomId: `R-${w}`, placed: 2 }],
      ...FUTURE,
    }),
    entry('maintenance.planned', {
      maintenanceId: `M-${w}`,
      scope: `room:R-${w}`,
      from: iso(NOON + DAY),
      to: iso(NOON + 2 * DAY),
      reason: '保养',
    }),
    entry('incident.reported', { incidentId: `I-${w}`, siteId: `S-${w}`, grade: 'IV', note: `事件${w}` }),
    entry('survey.opened', { surveyId: `Q-${w}`, siteId: `S-${w}`, groups: ['student'], slips: 2, ...FUTURE }),
    entry('survey.answered', { group: 'student', siteId: `S-${w}`, score: 5, token: `T-${w}` }),
    entry('target.set', { ...about, op: '<=', value: 0.02 }),
    entry('deviation.explained', { ...about, reason: `原因${w}` }),
  ];
}

/** Both counties, and a token for each role. */
export class ScopedWorld {
  private constructor(
    readonly server: TestServer,
    readonly tokens: Readonly<Record<Who, string>>,
  ) {}

  static async make(server: TestServer): Promise<ScopedWorld> {
    await server.must([
      entry('profile.set', { profileId: 'profile', requires: [{ category: 'camera', count: 1, per: 'room' }] }),
      entry('setting.set', { name: 'secondFactor', value: 'optional' }),
      ...county('IN'),
      ...county('ZZ'),
    ]);
    const tokens: Record<string, string> = {};
    for (const role of EVERYBODY) {
      const made = await server.ask<TokenAnswer>('/api/tokens', { json: { name: role, role, scope: SCOPE[role] } });
      tokens[role] = made.body.token;
    }
    return new ScopedWorld(server, tokens as Record<Who, string>);
  }

  ask<T = unknown>(who: Who, path: string, init: RequestInit & { json?: unknown } = {}): Promise<Reply<T>> {
    const headers = { authorization: `Bearer ${this.tokens[who]}`, cookie: '', ...(init.headers as object) };
    return this.server.ask<T>(path, { ...init, headers });
  }

  async record(who: Who, entries: readonly Sent[]): Promise<EntryResult[]> {
    const { status, body } = await this.ask<EntriesAnswer>(who, '/api/entries', { json: { entries } });
    if (status !== 200) throw new Error(`${who}: ${status} ${JSON.stringify(body)}`);
    return body.results;
  }
}
