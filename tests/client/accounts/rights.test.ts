import { describe, expect, it } from 'vitest';
import { KIND_GROUPS, rightsOf, shortRights } from '../../../client/view-models/accounts/rights';
import { mayRecord, roleItem } from '../../../server/access/policy';
import { ALL_KINDS, isRecordable } from '../../../shared/model/kinds';
import { ROLES } from '../../../shared/model/vocabulary';

describe('what a role may, in words', () => {
  it('has every kind that an account may record in one group', () => {
    const grouped: string[] = Object.values(KIND_GROUPS).flat();
    expect(new Set(grouped).size).toBe(grouped.length);
    expect([...grouped].sort()).toEqual(ALL_KINDS.filter(isRecordable).sort());
  });

  it('has no group of which a role may only a part: a word says neither more nor less than the table', () => {
    for (const role of ROLES) {
      for (const [group, kinds] of Object.entries(KIND_GROUPS)) {
        const may = new Set(kinds.map((kind) => mayRecord({ role }, kind)));
        expect([role, group, may.size]).toEqual([role, group, 1]);
      }
    }
  });

  it('says the positive and the negative of each role', () => {
    expect(rightsOf(roleItem('viewer'))).toEqual({
      may: ['reads.all', 'right.people'],
      not: [
        ...Object.keys(KIND_GROUPS).map((group) => `group.${group}`),
        'right.audit',
        'right.send-papers',
        'right.erase-papers',
        'right.manage',
        'right.ledger',
      ],
    });
    expect(rightsOf(roleItem('agent')).may).toEqual(['reads.devices', 'group.observe']);
    expect(rightsOf(roleItem('admin')).not).toEqual([]);
    expect(rightsOf(roleItem('technician')).may).toEqual([
      'reads.all',
      'group.observe',
      'group.work',
      'group.verify',
      'group.ready',
      'group.void',
      'right.send-papers',
    ]);
  });

  it('tells the roles apart in a table’s cell', () => {
    const cells = ROLES.map((role) => shortRights(rightsOf(roleItem(role)).may, 2).join());
    expect(new Set(cells).size).toBe(ROLES.length);
  });
});
