import { describe, expect, it } from 'vitest';
import type { UptimeRow } from '../../../shared/contract/http';
import type { LiveFault, LiveSite, LiveSitting, StatusCounts } from '../../../shared/contract/live';
import { allowanceOf, budgetShare } from '../../../client/view-models/wall/allowance';
import { assetsOf } from '../../../client/view-models/wall/build';
import { clockText } from '../../../client/view-models/wall/clock';
import { siteGrid } from '../../../client/view-models/wall/density';
import { byDeadline, wallFault } from '../../../client/view-models/wall/faults';
import { fieldRows } from '../../../client/view-models/wall/field';
import { hourStart, stripWindow, stripsOf } from '../../../client/view-models/wall/hours';
import { pagesOf } from '../../../client/view-models/wall/pages';
import { placeCode, siteNumber } from '../../../client/view-models/wall/places';
import { FIRST, PAGE_MS, turned } from '../../../client/view-models/wall/rotation';
import { screenState } from '../../../client/view-models/wall/screens';
import { nextSitting } from '../../../client/view-models/wall/sitting';
import { troublePages, troublesOf } from '../../../client/view-models/wall/troubles';
import { roomReadiness } from '../../helpers/readiness';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(`${text}+08:00`);
const iso = (ms: number) => new Date(ms).toISOString();
const NOW = at('2023-12-15T14:36:08');

const counts = (some: Partial<StatusCounts> = {}): StatusCounts => ({
  up: 10,
  degraded: 0,
  down: 0,
  unknown: 0,
  maintenance: 0,
  ...some,
});
const site = (n: number, some: Partial<StatusCounts> = {}, area = '440781'): LiveSite => ({
  id: `K${n}`,
  name: `演示考点${String(n).padStart(2, '0')}`,
  area,
  rooms: [{ id: `K${n}-1`, name: '第 1 考场', counts: counts() }],
  common: counts(some),
});
const fault = (id: string, siteId: string, deadline: number | null, more: Partial<LiveFault> = {}): LiveFault => ({
  id,
  deviceId: 'D1',
  siteId,
  category: 'computer',
  limitMin: 240,
  sittingMin: 30,
  stoppedMs: 0,
  moves: 0,
  low: 'pending',
  impact: 'down',
  severity: 'major',
  state: 'open',
  reportedAt: iso(NOW - 2 * HOUR),
  startedAt: iso(NOW - 2 * HOUR),
  deadline: deadline === null ? null : iso(deadline),
  verdict: 'pending',
  ...more,
});

describe('clocks', () => {
  it('are hours, minutes and seconds; from 100 h on days, hours and minutes', () => {
    expect(clockText(18 * HOUR + 23 * MINUTE + 52_900)).toEqual({ days: 0, text: '18:23:52' });
    expect(clockText(100 * HOUR - 1)).toEqual({ days: 0, text: '99:59:59' });
    expect(clockText(100 * HOUR)).toEqual({ days: 4, text: '04:00' });
    expect(clockText(-5)).toEqual({ days: 0, text: '00:00:00' });
  });
});

describe('open faults', () => {
  it('say what is left of the time that they had, and are over after their deadline, not on it', () => {
    // Reported two hours ago, due in two: half is left.
    expect(wallFault(fault('a', 'K1', NOW + 2 * HOUR), NOW)).toMatchObject({
      due: 'running',
      clockMs: 2 * HOUR,
      left: 0.5,
    });
    expect(wallFault(fault('a', 'K1', NOW + HOUR - 1), NOW).due).toBe('soon');
    expect(wallFault(fault('a', 'K1', NOW), NOW)).toMatchObject({ due: 'soon', clockMs: 0 });
    expect(wallFault(fault('a', 'K1', NOW - 44 * MINUTE), NOW)).toMatchObject({ due: 'over', clockMs: 44 * MINUTE });
    expect(wallFault(fault('a', 'K1', null, { state: 'paused' }), NOW)).toMatchObject({ due: 'paused', clockMs: null });
  });
  it('stand by their deadline, the paused last; ties by id', () => {
    const list = [
      fault('d', 'K1', null, { state: 'paused' }),
      fault('c', 'K1', NOW + HOUR),
      fault('b', 'K1', NOW + HOUR),
      fault('a', 'K1', NOW - HOUR),
    ];
    expect(byDeadline(list).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the strip of 24 hours', () => {
  const row = (key: string, ms: Partial<UptimeRow>): UptimeRow => ({
    key,
    serviceMs: HOUR,
    upMs: 0,
    degradedMs: 0,
    downMs: 0,
    unknownMs: 0,
    maintenanceMs: 0,
    faultRate: null,
    low: null,
    high: null,
    coverage: null,
    ...ms,
  });

  it('ends with the running hour of the zone', () => {
    expect(hourStart(NOW + 123, ZONE)).toBe(at('2023-12-15T14:00:00'));
    expect(stripWindow(NOW, ZONE)).toEqual({ from: at('2023-12-14T15:00:00'), to: at('2023-12-15T15:00:00') });
    expect(hourStart(at('2023-12-15T14:36:08'), 'Asia/Kolkata')).toBe(at('2023-12-15T14:30:00'));
  });

  it('shows the worst of an hour, nothing where there was no service time, and never well where it is unknown', () => {
    const strips = stripsOf(
      [
        row('K1|2023-12-14T15', { upMs: HOUR }),
        row('K1|2023-12-14T16', { upMs: HOUR }),
        row('K1|2023-12-14T17', { upMs: HOUR - 1, unknownMs: 1 }),
        row('K1|2023-12-14T18', { degradedMs: HOUR, maintenanceMs: 5 }),
        row('K1|2023-12-14T19', { unknownMs: HOUR, downMs: 1 }),
        row('K1|2023-12-14T20', { serviceMs: 0, maintenanceMs: HOUR }),
      ],
      at('2023-12-14T15:00:00'),
      ZONE,
    );
    expect(strips.get('K1')).toEqual([
      { level: 'well', from: 0, hours: 2 },
      { level: 'unknown', from: 2, hours: 1 },
      { level: 'degraded', from: 3, hours: 1 },
      { level: 'down', from: 4, hours: 1 },
      { level: 'maintenance', from: 5, hours: 1 },
      { level: 'none', from: 6, hours: 18 },
    ]);
  });
});

describe('the grid of the sites', () => {
  it('leaves two places for the totals, and gives way to shapes above 40', () => {
    expect(siteGrid(13)).toEqual({ density: 'full', columns: 5, rows: 3 });
    expect(siteGrid(1)).toEqual({ density: 'full', columns: 3, rows: 1 });
    expect(siteGrid(22)).toEqual({ density: 'wordless', columns: 6, rows: 4 });
    expect(siteGrid(40)).toEqual({ density: 'bare', columns: 7, rows: 6 });
    expect(siteGrid(41).density).toBe('many');
    for (let n = 0; n <= 40; n += 1) {
      const { columns, rows } = siteGrid(n);
      expect([n, columns * rows - n >= 2 && columns * (rows - 1) < n + 2]).toEqual([n, true]);
    }
  });
  it('keeps every site of a county in its place, whatever happens to it', () => {
    const sites = [site(10), site(2, { down: 1 }), site(1, {}, '440703')];
    expect(fieldRows(sites).map(({ area, sites: own }) => [area, own.map(({ id }) => id)])).toEqual([
      ['440703', ['K1']],
      ['440781', ['K2', 'K10']],
    ]);
  });
});

describe('the sites in trouble', () => {
  const sites = [
    site(1),
    site(2, { degraded: 1 }),
    site(3, { unknown: 17 }),
    site(4, { down: 1 }),
    site(5, { down: 2 }),
    site(6, { maintenance: 3 }),
    site(7, { degraded: 1 }),
  ];
  const faults = [
    fault('late', 'K7', NOW - MINUTE),
    fault('soon', 'K5', NOW + MINUTE),
    fault('later', 'K4', NOW + HOUR),
    fault('paused', 'K2', null, { state: 'paused', impact: 'degraded' }),
  ];
  it('begin with what is over its deadline, then by how bad, then by deadline; what is well is not among them', () => {
    const found = troublesOf(sites, faults, NOW);
    expect(found.map((one) => [one.site.id, one.worst, one.over])).toEqual([
      ['K7', 'degraded', true],
      ['K5', 'down', false],
      ['K4', 'down', false],
      ['K3', 'unknown', false],
      ['K2', 'degraded', false],
    ]);
  });
  it('fill pages of nine; nothing wrong is one page without any', () => {
    const many = troublesOf(
      Array.from({ length: 20 }, (_, n) => site(n + 1, { down: 1 })),
      [],
      NOW,
    );
    expect(troublePages(many).map((page) => page.length)).toEqual([9, 9, 2]);
    expect(troublePages([])).toEqual([[]]);
  });
});

describe('the next sitting', () => {
  const sitting = (id: string, siteId: string, from: number, reasons: string[], exam = '英语听说'): LiveSitting => ({
    id,
    exam,
    siteId,
    from: iso(from),
    to: iso(from + 2 * HOUR),
    cancelled: false,
    rooms: [{ roomId: `${siteId}-1`, placed: 52 }],
    readiness: [roomReadiness(`${siteId}-1`, 52, reasons)],
  });
  it('is one session at all its sites, with what its rooms lack', () => {
    const found = nextSitting(
      [
        sitting('b', 'K10', NOW + DAY, ['not-inspected']),
        sitting('a', 'K2', NOW + DAY, ['not-working:camera', 'not-inspected']),
        sitting('c', 'K3', NOW + DAY, []),
        sitting('d', 'K3', NOW + 2 * DAY, []),
        sitting('e', 'K3', NOW - 3 * HOUR, []),
      ],
      NOW,
    )!;
    expect(found.rooms.map(({ roomId, shape }) => [roomId, shape])).toEqual([
      ['K2-1', 'down'],
      ['K3-1', 'well'],
      ['K10-1', 'unknown'],
    ]);
    expect([found.ready, found.placed, found.later, found.begun]).toEqual([1, 156, 1, false]);
    expect(nextSitting([sitting('a', 'K2', NOW - HOUR, [])], NOW)).toMatchObject({ begun: true });
    expect(nextSitting([], NOW)).toBeNull();
  });
});

describe('the rotation', () => {
  it('goes on every 20 s, waits while it is paused, steps by keys, and comes back to the first page', () => {
    let state = FIRST;
    state = turned(state, { do: 'tick' }, 3, PAGE_MS - 1);
    expect(state.page).toBe(0);
    state = turned(state, { do: 'tick' }, 3, PAGE_MS);
    expect(state.page).toBe(1);
    state = turned(state, { do: 'pause' }, 3, PAGE_MS + 1);
    expect(turned(state, { do: 'tick' }, 3, 10 * PAGE_MS)).toBe(state);
    state = turned(state, { do: 'step', by: -1 }, 3, PAGE_MS + 2);
    state = turned(state, { do: 'step', by: -1 }, 3, PAGE_MS + 3);
    expect([state.page, state.paused]).toEqual([2, true]);
    expect(turned(state, { do: 'first' }, 3, PAGE_MS + 4).page).toBe(0);
    // The page it was on is gone.
    expect(turned(state, { do: 'tick' }, 1, PAGE_MS + 5).page).toBe(0);
  });
  it('has pages only for what does not fit', () => {
    const few = { side: 7, page: 12, reasons: 4 };
    const none = { many: false, troubles: [], sitting: null };
    expect(pagesOf({ ...none, faults: 7 }, few)).toEqual([{ show: 'home' }]);
    // Six of 8 stand at the side, whose last row says that there are 2 more.
    expect(pagesOf({ ...none, faults: 8 }, few)).toEqual([{ show: 'home' }, { show: 'faults', skip: 6 }]);
    expect(pagesOf({ ...none, faults: 19 }, few).length).toBe(3);
  });
});

describe('what a target still allows', () => {
  const row = (numerator: number, denominator: number, value: number) => ({
    numerator,
    denominator,
    target: { op: '>=' as const, value },
  });
  it('is a number of things, 0 or less where nothing more may fail', () => {
    expect(allowanceOf(row(301, 305, 1))).toBe(-4);
    // 95 % of 20 are 19: one may fail.
    expect(allowanceOf(row(20, 20, 0.95))).toBe(1);
    expect(allowanceOf(row(0, 0, 1))).toBeNull();
  });
  it('is a share of the down time, rounded down', () => {
    const budget = { plannedMs: 0, allowedMs: 1000, usedMs: 564, leftMs: 436, runsOutAt: null };
    expect(budgetShare({ budget })).toBe('43.6');
    expect(budgetShare({ budget: { ...budget, leftMs: 436.9 } })).toBe('43.6');
    expect(budgetShare({ budget: { ...budget, leftMs: -1 } })).toBe('0.0');
    expect(budgetShare({})).toBeNull();
  });
});

describe('names of places', () => {
  it('are as short as a wall can say them', () => {
    expect(siteNumber('演示考点07')).toBe('07');
    expect(placeCode(site(7), 'K7-1')).toBe('07-1');
    expect(placeCode(site(7), undefined)).toBe('07');
    expect(placeCode({ ...site(7), name: '台师高级中学' }, 'K7-1')).toBe('台师高级中学 1');
  });
});

describe('a screen', () => {
  const kiosk = { id: 'a', name: 'a', scope: '440781', createdAt: iso(NOW - 60 * DAY), expiresAt: null, madeBy: null };
  it('is in use while it is heard, silent after three minutes, unused after 30 days', () => {
    const used = (ms: number) => screenState({ ...kiosk, linkUntil: null, lastUsedAt: iso(NOW - ms) }, NOW);
    expect([used(2 * MINUTE), used(3 * MINUTE), used(30 * DAY)]).toEqual(['inUse', 'silent', 'unused']);
    const link = (until: number) => screenState({ ...kiosk, linkUntil: iso(until), lastUsedAt: null }, NOW);
    expect([link(NOW + 1), link(NOW)]).toEqual(['waiting', 'lapsed']);
  });
});

describe('the version of a page', () => {
  it('is the list of the files that its HTML names', () => {
    const html = (hash: string) =>
      `<script type="module" crossorigin src="/assets/wall-${hash}.js"></script><link rel="stylesheet" href="/assets/b.css"><link rel="icon" href="/icon.svg">`;
    expect(assetsOf(html('a'))).toBe('/assets/b.css /assets/wall-a.js');
    expect(assetsOf(html('a'))).not.toBe(assetsOf(html('b')));
    expect(assetsOf('<script type="module" src="/wall.ts"></script>')).toBe('');
  });
});
