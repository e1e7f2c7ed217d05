import { describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../../shared/contract/http';
import { initialsOf } from '../../../shared/fold/search/initials';
import type { Fold } from '../../../shared/fold/fold';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import { ledger } from '../../helpers/entries';
import { newFold } from '../../helpers/subject';
import { BEGIN, DAY } from '../../helpers/small-world';

const NOW = BEGIN + 30 * DAY;

/** 台山一中 with 第 3 考场 and two devices in it, and 江门一中 with one; a fault at each school. */
function schools() {
  const world = ledger();
  const add: typeof world.add = (kind, body, options) => world.add(kind, body, options);
  for (const [siteId, name, area] of [
    ['K01', '台山一中', '440781'],
    ['K02', '江门一中', '440703'],
  ] as const) {
    add('site.registered', { siteId, name, area }, { at: BEGIN });
    const room = { roomId: `${siteId}-3`, siteId, name: '第 3 考场', origin: 'new', seats: 2 } as const;
    add('room.registered', room, { at: BEGIN });
  }
  const device = (deviceId: string, siteId: string, more: object) => {
    add('device.registered', { deviceId, siteId, category: 'computer', ...more }, { at: BEGIN });
    add('device.commissioned', { deviceId }, { at: BEGIN });
  };
  device('K01-3-PC01', 'K01', { roomId: 'K01-3', seat: '01', label: '01 号机', serial: 'SN-7788' });
  device('K01-3-CAM1', 'K01', { roomId: 'K01-3', label: '前摄像头' });
  device('K02-3-CAM1', 'K02', { roomId: 'K02-3', label: '前摄像头' });
  const report = { impact: 'down', severity: 'minor' } as const;
  add('fault.reported', { ...report, faultId: 'F-0007', deviceId: 'K01-3-CAM1' }, { at: BEGIN + DAY });
  add('fault.reported', { ...report, faultId: 'F-0008', deviceId: 'K02-3-CAM1' }, { at: BEGIN + DAY });
  return world;
}

function search(fold: Fold, q: string, visibility: Visibility = null, limit = 6): SearchAnswer {
  const steps = fold.names.search({ q, limit, visibility, now: NOW });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
const found = (fold: Fold, q: string, visibility: Visibility = null) =>
  search(fold, q, visibility).hits.map((hit) => `${hit.sort} ${hit.id}`);

describe('pinyin initials', () => {
  it.each([
    ['台山一中', ['tsyz']],
    ['演示考点01', ['yskd01']],
    ['第 3 考场', ['d3kc']],
    // 厦 is read xià and shà, 番 pān and fān, 长 cháng and zhǎng.
    ['厦门', ['sm', 'xm']],
    ['番禺', ['fy', 'py']],
    ['长沙', ['cs', 'zs']],
    ['Lab 3', []],
    // At most eight readings: of the fourth such ideograph only the first is taken.
    ['长重朝查', ['cccc', 'cczc', 'czcc', 'czzc', 'zccc', 'zczc', 'zzcc', 'zzzc'].sort()],
  ])('%s', (name, initials) => {
    expect(initialsOf(name).sort()).toEqual(initials);
  });
});

describe('a search', () => {
  const { fold } = newFold(schools().entries);

  it('finds a site by its name, its code and its initials', () => {
    for (const q of ['台山', 'k01', 'TSYZ', 'tsy', '一中 台山']) expect(found(fold, q)[0], q).toBe('site K01');
    expect(found(fold, 'yz')).toEqual(['site K01', 'site K02']);
  });

  it('finds a room with or without the blanks of its name, in the site that is named', () => {
    expect(found(fold, '第3考场')).toEqual(['room K01-3', 'room K02-3']);
    expect(found(fold, '江门 第3考场')).toEqual(['room K02-3']);
    expect(found(fold, 'd3kc tsyz')).toEqual(['room K01-3']);
  });

  it('finds a device by code, serial, label and place, the whole code first', () => {
    expect(found(fold, 'k01-3-cam1')).toEqual(['device K01-3-CAM1']);
    expect(found(fold, '摄像头 台山')).toEqual(['device K01-3-CAM1']);
    const { hits } = search(fold, 'sn-7788');
    expect(hits).toMatchObject([
      {
        sort: 'device',
        id: 'K01-3-PC01',
        name: '01 号机',
        site: { id: 'K01', name: '台山一中' },
        room: { id: 'K01-3', name: '第 3 考场' },
        status: 'up',
        found: { field: 'serial', text: 'SN-7788' },
      },
    ]);
    // The room's code begins with what was typed as well: sites, rooms, devices.
    expect(found(fold, 'k01-3')).toEqual(['room K01-3', 'device K01-3-PC01', 'device K01-3-CAM1']);
  });

  it('finds a fault by its id, with its device', () => {
    expect(search(fold, 'f-0007').hits).toEqual([
      {
        sort: 'fault',
        id: 'F-0007',
        state: 'open',
        deviceId: 'K01-3-CAM1',
        name: '前摄像头',
        site: { id: 'K01', name: '台山一中' },
      },
    ]);
    expect(found(fold, 'f-00')).toEqual(['fault F-0007', 'fault F-0008']);
  });

  it('says where more fit than are given, and finds nothing for blanks', () => {
    expect(search(fold, '摄像头', null, 1)).toMatchObject({ hits: [{ id: 'K01-3-CAM1' }], more: ['device'] });
    expect(search(fold, '   ')).toEqual({ hits: [], more: [] });
    expect(search(fold, '没有这样的东西')).toEqual({ hits: [], more: [] });
  });

  it('is of the account’s sites alone', () => {
    const site: Visibility = [{ kind: 'site', id: 'K01' }];
    expect(found(fold, 'cam1', site)).toEqual(['device K01-3-CAM1']);
    expect(found(fold, 'K02', site)).toEqual([]);
    expect(found(fold, 'F-0008', site)).toEqual([]);
    const city: Visibility = [{ kind: 'area', code: '440700' }];
    expect(found(fold, 'cam1', city)).toEqual(['device K01-3-CAM1', 'device K02-3-CAM1']);
  });

  it('follows a new name, a move and a void', () => {
    const world = schools();
    const { fold: living, feed } = newFold(world.entries);
    const known = world.entries.length;
    expect(found(living, 'tsyz')).toEqual(['site K01']);
    world.add('site.changed', { siteId: 'K01', name: '台山中学' }, { at: BEGIN + 2 * DAY });
    world.add('device.moved', { deviceId: 'K01-3-CAM1', siteId: 'K02' }, { at: BEGIN + 2 * DAY });
    feed(world.entries.slice(known));
    expect(found(living, 'tsyz')).toEqual([]);
    expect(found(living, 'tszx')).toEqual(['site K01']);
    const site: Visibility = [{ kind: 'site', id: 'K01' }];
    expect(found(living, 'cam1', site)).toEqual([]);
    // The fault was reported while its device stood in the first school: it is still that school's.
    expect(search(living, 'F-0007', site).hits).toEqual([{ sort: 'fault', id: 'F-0007', state: 'open' }]);
    const renamed = world.entries[known]!;
    world.void(renamed, { at: BEGIN + 3 * DAY });
    feed(world.entries.slice(known + 2));
    expect(found(living, 'tsyz')).toEqual(['site K01']);
  });
});
