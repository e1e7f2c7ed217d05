import { FUTURE, AREA, type Where } from './scoped-world';
import { type Sent, entry } from './kit';

/**
 * Contract 3 and 4 by hand, kind by kind: who may record it within its scope (t technician, o office, v viewer, a agent;
 * the administrator may record everything), and what the same is answered beyond it. No code of the server is asked.
 */
export interface KindRow {
  kind: string;
  authorize: string;
  /** Code and field beyond the scope; null: the kind stands in no place. */
  beyond: readonly [code: string, field: string] | null;
  /** What has to be there first, and the body; `k` makes new ids. */
  make(w: Where, k: string): { before?: Sent[]; body: unknown };
  /** What has to be there first is the technician's own. */
  own?: true;
}

const SITE = ['unknown-site', 'body.siteId'] as const;
const ROOM = ['unknown-room', 'body.roomId'] as const;
const DEVICE = ['unknown-device', 'body.deviceId'] as const;
const FAULT = ['unknown-fault', 'body.faultId'] as const;
const ref = (field: string) => ['unknown-reference', `body.${field}`] as const;

const room = (w: Where, k: string) =>
  entry('room.registered', { roomId: `R-${w}-${k}`, siteId: `S-${w}`, name: k, origin: 'new', seats: 1 });
const device = (w: Where, k: string) =>
  entry('device.registered', { deviceId: `D-${w}-${k}`, siteId: `S-${w}`, category: 'clock' });
const inService = (w: Where, k: string) => [device(w, k), entry('device.commissioned', { deviceId: `D-${w}-${k}` })];
const fault = (w: Where, k: string) =>
  entry('fault.reported', { faultId: `F-${w}-${k}`, deviceId: `D2-${w}`, impact: 'degraded', severity: 'minor' });
const step = (kind: string, w: Where, k: string, more: object = {}) => entry(kind, { faultId: `F-${w}-${k}`, ...more });
const window = (hours: number) => {
  const at = Date.parse('2031-01-01T00:00:00Z') + hours * 3_600_000;
  return { from: new Date(at).toISOString(), to: new Date(at + 60_000).toISOString() };
};
const survey = (w: Where, k: string) =>
  entry('survey.opened', { surveyId: `Q-${w}-${k}`, siteId: `S-${w}`, groups: ['student'], slips: 1, ...window(3) });
const limit = { normalMin: 60, sittingMin: null };

const row = (
  kind: string,
  authorize: string,
  beyond: KindRow['beyond'],
  make: KindRow['make'],
  own?: true,
): KindRow => ({
  kind,
  authorize,
  beyond,
  make,
  ...(own && { own }),
});
/** A step on a fault of its own, after other steps. */
const onFault = (kind: string, authorize: string, more: object = {}, ...before: [string, object?][]): KindRow =>
  row(kind, authorize, FAULT, (w, k) => ({
    before: [fault(w, k), ...before.map(([one, given]) => step(one, w, k, given))],
    body: { faultId: `F-${w}-${k}`, ...more },
  }));

export const KINDS: readonly KindRow[] = [
  row('category.set', '', null, (_, k) => ({ body: { category: `c-${k}` } })),
  row('profile.set', '', null, (_, k) => ({ body: { profileId: `p-${k}`, requires: [] } })),
  row('setting.set', '', null, () => ({ body: { name: 'inverse', value: false } })),
  row('limits.set', 'o', ref('scope'), (w) => ({
    body: { scope: AREA[w], critical: limit, major: limit, minor: limit },
  })),

  row('site.registered', 'o', ref('area'), (w, k) => ({ body: { siteId: `S-${w}-${k}`, name: k, area: AREA[w] } })),
  row('site.changed', 'o', SITE, (w, k) => ({ body: { siteId: `S-${w}`, name: `${w}${k}` } })),
  row('site.scheduleSet', 'o', SITE, (w) => ({ body: { siteId: `S-${w}`, schedule: 'always' } })),
  row('room.registered', 'o', SITE, (w, k) => ({ body: room(w, k).body })),
  row('room.changed', 'o', ROOM, (w) => ({ body: { roomId: `R-${w}`, name: `考场${w}` } })),
  row('room.accepted', 'o', ROOM, (w, k) => ({ before: [room(w, k)], body: { roomId: `R-${w}-${k}` } })),
  row('room.retired', 'o', ROOM, (w, k) => ({
    before: [room(w, k), entry('room.accepted', { roomId: `R-${w}-${k}` })],
    body: { roomId: `R-${w}-${k}` },
  })),
  row('device.registered', 'o', SITE, (w, k) => ({ body: device(w, k).body })),
  row('device.changed', 'o', DEVICE, (w) => ({ body: { deviceId: `D2-${w}`, label: '新' } })),
  row('device.commissioned', 'o', DEVICE, (w, k) => ({ before: [device(w, k)], body: { deviceId: `D-${w}-${k}` } })),
  row('device.retired', 'o', DEVICE, (w, k) => ({ before: inService(w, k), body: { deviceId: `D-${w}-${k}` } })),
  row('device.moved', 'o', DEVICE, (w, k) => ({
    before: inService(w, k),
    body: { deviceId: `D-${w}-${k}`, siteId: `S-${w}`, roomId: `R-${w}` },
  })),

  row('status.observed', 'toa', DEVICE, (w) => ({ body: { deviceId: `D2-${w}`, status: 'up' } })),
  row('room.inspected', 'to', ROOM, (w) => ({ body: { roomId: `R-${w}`, exceptions: [] } })),
  row('maintenance.planned', 'o', SITE, (w, k) => ({
    body: { maintenanceId: `M-${w}-${k}`, scope: `site:S-${w}`, ...window(1), reason: '保养' },
  })),
  row('maintenance.cancelled', 'o', ref('maintenanceId'), (w, k) => ({
    before: [
      entry('maintenance.planned', {
        maintenanceId: `M-${w}-${k}`,
        scope: `site:S-${w}`,
        ...window(2),
        reason: '保养',
      }),
    ],
    body: { maintenanceId: `M-${w}-${k}` },
  })),

  row('fault.reported', 'to', DEVICE, (w, k) => ({ body: fault(w, k).body })),
  onFault('fault.acknowledged', 'to'),
  onFault('fault.repaired', 'to'),
  onFault('fault.verified', 'to', {}, ['fault.repaired']),
  onFault('fault.commented', 'to', { note: '在途' }),
  onFault('fault.pauseAsked', 'to', { reason: '等配件' }),
  onFault('fault.reopened', 'to', { reason: '又坏了' }, ['fault.repaired']),
  row('fault.voiceDismissed', 'to', DEVICE, (w) => ({ body: { deviceId: `D2-${w}`, reason: '查过，是好的' } })),
  onFault('fault.assigned', 'o', { to: 'someone' }),
  onFault('fault.regraded', 'o', { severity: 'major' }),
  onFault('fault.paused', 'o', { reason: '等配件' }),
  onFault('fault.resumed', 'o', {}, ['fault.paused', { reason: '等配件' }]),
  onFault('fault.cancelled', 'o', { reason: '误报' }),

  row('exam.scheduled', 'o', SITE, (w, k) => ({
    body: {
      sittingId: `E-${w}-${k}`,
      exam: '考试',
      siteId: `S-${w}`,
      rooms: [{ roomId: `R-${w}`, placed: 1 }],
      ...FUTURE,
    },
  })),
  row('exam.attended', 'o', ref('sittingId'), (w) => ({ body: { sittingId: `E-${w}`, attended: 2 } })),
  row('exam.cancelled', 'o', ref('sittingId'), (w, k) => ({
    before: [
      entry('exam.scheduled', {
        sittingId: `E-${w}-${k}`,
        exam: '考试',
        siteId: `S-${w}`,
        rooms: [{ roomId: `R-${w}`, placed: 1 }],
        ...FUTURE,
      }),
    ],
    body: { sittingId: `E-${w}-${k}` },
  })),
  // A room that needs nothing and whose inspection is not due yet is ready.
  row('room.readySigned', 'to', ref('sittingId'), (w, k) => ({
    before: [
      entry('profile.set', { profileId: `p-${k}`, requires: [] }),
      entry('room.registered', { ...(room(w, k).body as object), profile: `p-${k}` }),
      entry('room.accepted', { roomId: `R-${w}-${k}` }),
      entry('exam.scheduled', {
        sittingId: `E-${w}-${k}`,
        exam: '考试',
        siteId: `S-${w}`,
        rooms: [{ roomId: `R-${w}-${k}`, placed: 0 }],
        ...FUTURE,
      }),
    ],
    body: { sittingId: `E-${w}-${k}`, roomId: `R-${w}-${k}` },
  })),
  row('incident.reported', 'o', SITE, (w, k) => ({
    body: { incidentId: `I-${w}-${k}`, siteId: `S-${w}`, grade: 'IV', note: '小事' },
  })),
  row('incident.monthSigned', 'o', ref('area'), (w) => ({ body: { area: AREA[w], month: '2025-02' } })),

  row('grant.received', 'o', ref('area'), (w, k) => ({
    body: { grantId: `G-${w}-${k}`, number: k, area: AREA[w], amountFen: 1, purposes: ['设备'] },
  })),
  row('grant.adjusted', 'o', ref('grantId'), (w) => ({ body: { grantId: `G-${w}`, amountFen: 8e9, reason: '追加' } })),
  row('project.budgeted', 'o', ref('grantId'), (w, k) => ({
    body: { projectId: `P-${w}-${k}`, grantId: `G-${w}`, name: k, budgetFen: 1 },
  })),
  row('payment.made', 'o', ref('projectId'), (w, k) => ({
    body: { paymentId: `Y-${w}-${k}`, projectId: `P-${w}`, amountFen: 1, purpose: '设备', voucher: k },
  })),
  row('payment.refunded', 'o', ref('paymentId'), (w) => ({ body: { paymentId: `Y-${w}`, amountFen: 1 } })),
  row('milestone.planned', 'o', ref('projectId'), (w, k) => ({
    body: { milestoneId: `L-${w}-${k}`, projectId: `P-${w}`, name: k, dueAt: FUTURE.from },
  })),
  row('milestone.done', 'o', ref('milestoneId'), (w, k) => ({
    before: [
      entry('milestone.planned', { milestoneId: `L-${w}-${k}`, projectId: `P-${w}`, name: k, dueAt: FUTURE.from }),
    ],
    body: { milestoneId: `L-${w}-${k}` },
  })),

  row('survey.answered', 'o', SITE, (w, k) => ({
    body: { group: 'student', siteId: `S-${w}`, score: 5, token: w + k },
  })),
  row('survey.opened', 'o', SITE, (w, k) => ({ body: survey(w, k).body })),
  row('survey.closed', 'o', ref('surveyId'), (w, k) => ({
    before: [survey(w, k)],
    body: { surveyId: `Q-${w}-${k}` },
  })),
  row('survey.counted', 'o', SITE, (w) => ({
    body: { siteId: `S-${w}`, group: 'student', counts: [0, 1, 0, 2, 3] },
  })),
  row('target.set', 'o', ref('scope'), (w) => ({
    body: { scope: `site:S-${w}`, indicator: 'fault-rate', period: '2025', op: '<=', value: 0.02 },
  })),
  row('weights.set', 'o', ref('scope'), (w) => ({
    body: { scope: AREA[w], year: 2025, weights: { 'fault-rate': 90 }, execution: 10 },
  })),
  row('attestation.made', 'o', ref('scope'), (w) => ({
    body: { scope: AREA[w], indicator: 'pilot-zone', period: '2025', grade: 'met', percent: 90, statement: '已建成' },
  })),
  row('deviation.explained', 'o', ref('scope'), (w) => ({
    body: { scope: `project:P-${w}`, indicator: 'fault-rate', period: '2025', reason: '台风' },
  })),
  row('form.written', 'o', ref('scope'), (w) => ({
    body: { scope: AREA[w], period: '2025', field: 'unit', statement: '教育局' },
  })),
  row(
    'entry.voided',
    'to',
    ref('entryId'),
    (w) => {
      const seen = entry('status.observed', { deviceId: `D2-${w}`, status: 'degraded' });
      return { before: [seen], body: { entryId: seen.id, reason: '看错了' } };
    },
    true,
  ),
];
