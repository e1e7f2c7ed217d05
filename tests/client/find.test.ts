import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../shared/contract/http';
import { highlight } from '../../client/view-models/find/highlight';
import { groupsOf, type FoundPage } from '../../client/view-models/find/options';
import { readRecent, withRecent } from '../../client/view-models/find/recent';

const device = (id: string): SearchHit => ({ sort: 'device', id });
const pages: FoundPage[] = [
  { sort: 'page', id: 'overview', name: '总览' },
  { sort: 'page', id: 'indicators', name: '绩效指标' },
];
const told = (groups: ReturnType<typeof groupsOf>) =>
  groups.map(({ key, options }) => [key, options.map(({ id }) => id)]);

describe('what is listed', () => {
  it('without a question: what was opened last, and the pages', () => {
    expect(told(groupsOf(' ', { recent: [device('D1')], pages, hits: [] }))).toEqual([
      ['recent', ['D1']],
      ['page', ['overview', 'indicators']],
    ]);
  });

  it('by sort, recent ones first', () => {
    const hits: SearchHit[] = [{ sort: 'site', id: 'S1' }, device('D1'), device('D2'), device('D3')];
    expect(told(groupsOf('指', { recent: [device('D3'), device('D9')], pages, hits }))).toEqual([
      ['page', ['indicators']],
      ['site', ['S1']],
      ['device', ['D3', 'D1', 'D2']],
    ]);
  });
});

describe('what was opened last', () => {
  it('stands once, the newest first, eight of them', () => {
    const named: SearchHit = { sort: 'device', id: 'D1', name: '前摄像头' };
    let list = withRecent([], named);
    for (let n = 2; n <= 9; n += 1) list = withRecent(list, device(`D${n}`));
    expect(list.map(({ id }) => id)).toEqual(['D9', 'D8', 'D7', 'D6', 'D5', 'D4', 'D3', 'D2']);
    // A visit without its name keeps the name that is known.
    expect(withRecent([device('D2'), named], device('D1'))).toEqual([named, device('D2')]);
  });

  it('is read from the storage without what is no option', () => {
    const kept = JSON.stringify([
      { sort: 'device', id: 'D1', name: 'x', status: 'up', site: { id: 'S1', name: 'S' }, room: 3 },
      { sort: 'nothing', id: 'x' },
      { sort: 'site' },
      null,
    ]);
    expect(readRecent(kept)).toEqual([{ sort: 'device', id: 'D1', name: 'x', site: { id: 'S1', name: 'S' } }]);
    for (const text of [null, 'x', '{}', '3']) expect(readRecent(text)).toEqual([]);
  });
});

describe('the marked words', () => {
  it('are found without regard to case, each of them', () => {
    expect(highlight('K01-3-CAM1', 'cam k01')).toEqual([
      { text: 'K01', found: true },
      { text: '-3-', found: false },
      { text: 'CAM', found: true },
      { text: '1', found: false },
    ]);
    expect(highlight('台山一中', 'tsyz')).toEqual([{ text: '台山一中', found: false }]);
    expect(highlight('aaa', 'aa')).toEqual([{ text: 'aaa', found: true }]);
  });
});
