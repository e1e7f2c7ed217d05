import type { RoleItem } from '../../../shared/contract/http';
import type { RecordableKind } from '../../../shared/model/kinds';

type RightName = RoleItem['rights'][number];

/**
 * Kinds of entries that are one thing in words: a role may all of a group or none of it. A test holds them against the
 * kinds and the table of rights: each kind stands in one group, and no role has a part of a group.
 */
export const KIND_GROUPS = {
  observe: ['status.observed'],
  work: [
    'room.inspected',
    'fault.reported',
    'fault.acknowledged',
    'fault.repaired',
    'fault.commented',
    'fault.pauseAsked',
    'fault.reopened',
    'fault.voiceDismissed',
  ],
  verify: ['fault.verified'],
  ready: ['room.readySigned'],
  void: ['entry.voided'],
  judge: ['fault.assigned', 'fault.regraded', 'fault.paused', 'fault.resumed', 'fault.cancelled'],
  places: [
    'site.registered',
    'site.changed',
    'room.registered',
    'room.changed',
    'room.accepted',
    'room.retired',
    'device.registered',
    'device.changed',
    'device.commissioned',
    'device.retired',
    'device.moved',
  ],
  plans: [
    'site.scheduleSet',
    'maintenance.planned',
    'maintenance.cancelled',
    'exam.scheduled',
    'exam.attended',
    'exam.cancelled',
    'limits.set',
  ],
  evidence: [
    'target.set',
    'weights.set',
    'attestation.made',
    'form.written',
    'deviation.explained',
    'incident.reported',
    'incident.monthSigned',
    'survey.answered',
    'survey.opened',
    'survey.closed',
    'survey.counted',
  ],
  money: [
    'grant.received',
    'grant.adjusted',
    'project.budgeted',
    'payment.made',
    'payment.refunded',
    'milestone.planned',
    'milestone.done',
  ],
  rules: ['category.set', 'profile.set', 'setting.set'],
} as const satisfies Record<string, readonly RecordableKind[]>;
export type KindGroup = keyof typeof KIND_GROUPS;

/** Rights that a reader of a page cares about; a second factor is shown in a column of its own. */
const SAID = ['people', 'audit', 'send-papers', 'erase-papers', 'manage', 'ledger'] as const satisfies RightName[];
export type SaidRight = (typeof SAID)[number];

/** One thing that a role may or may not: what it reads, a right, or a group of kinds that it records. */
export type RightWord = `reads.${'all' | 'devices'}` | `right.${SaidRight}` | `group.${KindGroup}`;

/** What a role may and what it may not, in one order (contract 3). */
export function rightsOf({ rights, kinds }: Pick<RoleItem, 'rights' | 'kinds'>): {
  may: RightWord[];
  not: RightWord[];
} {
  const may: RightWord[] = [rights.includes('read') ? 'reads.all' : 'reads.devices'];
  const not: RightWord[] = [];
  const groups = Object.entries<readonly string[]>(KIND_GROUPS) as [KindGroup, readonly string[]][];
  for (const [group, of] of groups) (of.some((kind) => kinds.includes(kind)) ? may : not).push(`group.${group}`);
  for (const right of SAID) (rights.includes(right) ? may : not).push(`right.${right}`);
  return { may, not };
}

/** What tells a role from the others, the most first: for a table's cell. */
const TELLING: readonly RightWord[] = [
  'right.manage',
  'group.rules',
  'group.places',
  'group.plans',
  'group.work',
  'group.verify',
  'group.observe',
];

/** The words that tell a role, at most so many; what it reads where it changes nothing. */
export function shortRights(may: readonly RightWord[], most: number): RightWord[] {
  const found = TELLING.filter((word) => may.includes(word)).slice(0, most);
  return found.length > 0 ? found : may.slice(0, 1);
}
