import { describe, expect, it } from 'vitest';
import { areasLike } from '../../../client/view-models/setup/areas';
import { countOf, isId, placeOf, twice } from '../../../client/view-models/setup/forms';
import { type StartFacts, stepToDo, stepsDone } from '../../../client/view-models/setup/steps';

const NOTHING: StartFacts = {
  sites: 0,
  firstSite: null,
  firstArea: null,
  hasProfile: false,
  hasDevice: false,
  hasSchedule: false,
  hasTarget: false,
  accounts: 1,
};

describe('the steps of the set-up', () => {
  it('are done by what the data has: an import does several at once', () => {
    expect([...stepsDone(NOTHING)]).toEqual([]);
    const imported = { ...NOTHING, sites: 3, firstSite: 'K01', firstArea: '440781', hasDevice: true };
    expect([...stepsDone(imported)]).toEqual(['area', 'site', 'inventory']);
  });
  it('the administrator’s own account is no account that was made', () => {
    expect(stepsDone({ ...NOTHING, accounts: 1 }).has('accounts')).toBe(false);
    expect(stepsDone({ ...NOTHING, accounts: 2 }).has('accounts')).toBe(true);
  });
  it('the first to do is open; an area that is chosen leads on to the site', () => {
    expect(stepToDo(stepsDone(NOTHING), false)).toBe('area');
    expect(stepToDo(stepsDone(NOTHING), true)).toBe('site');
    expect(stepToDo(stepsDone({ ...NOTHING, sites: 1 }), false)).toBe('profile');
    expect(stepToDo(new Set(['area', 'site', 'profile', 'inventory', 'schedule', 'targets', 'accounts']), false)).toBe(
      null,
    );
  });
});

describe('an area', () => {
  const zh = { '440000': '广东省', '440700': '江门市', '440781': '台山市', '440783': '开平市' };
  const en = { '440781': 'Taishan', '440783': 'Kaiping' };
  it('is found by its name in either language or by how its code begins', () => {
    expect(areasLike('台山', [zh, en])).toEqual(['440781']);
    expect(areasLike('TAI', [zh, en])).toEqual(['440781']);
    expect(areasLike('4407', [zh, en])).toEqual(['440700', '440781', '440783']);
    expect(areasLike(' ', [zh, en])).toEqual([]);
  });
  it('that no list has is taken by its six digits, and by nothing less', () => {
    expect(areasLike('110101', [zh, en])).toEqual(['110101']);
    expect(areasLike('11010', [zh, en])).toEqual([]);
  });
});

describe('what was typed', () => {
  it('a place is two numbers within the bounds', () => {
    expect(placeOf('22.2519, 112.7939')).toEqual({ lat: 22.2519, lng: 112.7939 });
    expect(placeOf('-22.5，112')).toEqual({ lat: -22.5, lng: 112 });
    for (const text of ['', '22', '91, 0', '0, 181', '22, x', '22, 112, 3']) expect(placeOf(text), text).toBe(null);
  });
  it('a code and a count are those of the contract', () => {
    expect(['K01', 'a.b_c-1', ' K01 '].map(isId)).toEqual([true, true, true]);
    expect(['', '第一', '..', 'a b'].map(isId)).toEqual([false, false, false, false]);
    expect(['1', '53', '0', '', '1.5', '-1', '1000001'].map(countOf)).toEqual([1, 53, null, null, null, null, null]);
  });
  it('a category stands in a profile once', () => {
    const line = (category: string) => ({ category, count: '1', per: 'room' as const });
    expect(twice([line('camera'), line('ups')])).toBe(null);
    expect(twice([line('camera'), line('ups'), line('camera')])).toBe('camera');
  });
});
