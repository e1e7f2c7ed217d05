import { describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../../../client/api/failure';
import { useCrosshair } from '../../../client/composables/display/useCrosshair';
import { useDeviceColumns } from '../../../client/composables/table/useDeviceColumns';
import { useEntryTexts } from '../../../client/composables/texts/useEntryTexts';
import { useLogInProblem } from '../../../client/composables/texts/useLogInProblem';
import { useNames } from '../../../client/composables/texts/useNames';
import { useReasons } from '../../../client/composables/texts/useReasons';
import { useRowTexts } from '../../../client/composables/texts/useRowTexts';
import { useWindowTexts } from '../../../client/composables/texts/useWindowTexts';
import { shapeOfStatus } from '../../../client/format/status';
import { instantAt, localTime } from '../../../client/format/zone';
import { mergeDevices } from '../../../client/view-models/devices';
import { textOf } from '../../../client/view-models/table/column';
import { sortRows } from '../../../client/view-models/table/sort';
import { windowAt } from '../../../client/view-models/windows';
import type { EntryItem, IndicatorRow } from '../../../shared/contract/http';
import { ledgerBodies } from '../../../shared/model/kinds';
import { inSetup } from '../../helpers/in-app';

const ZONE = 'Asia/Shanghai';
const ms = (text: string) => Date.parse(`${text}+08:00`);

describe('an entry in the reader’s language', () => {
  const entry = (kind: string, body: Record<string, unknown> = {}): EntryItem => ({
    seq: 1,
    id: '1',
    kind,
    at: '2026-11-20T00:00:00.000Z',
    recordedAt: '2026-11-20T00:00:00.000Z',
    actor: 'a',
    body,
  });
  const line = async (kind: string, body?: Record<string, unknown>) => {
    const { say } = await inSetup(() => useEntryTexts());
    return say(entry(kind, body), 'D1', ZONE).text;
  };

  it('names every kind; no code of a kind stands on the page', async () => {
    const { kind, say } = await inSetup(() => useEntryTexts());
    for (const code of Object.keys(ledgerBodies)) {
      expect(kind(code), code).not.toBe(code);
      expect(say(entry(code), 'D1', ZONE).text, code).not.toMatch(/[a-z]+\.[a-z]+/i);
    }
    // A newer server may send what is not known here.
    expect(kind('device.painted')).toBe('device.painted');
  });
  it('names the fields of a change', async () => {
    expect(await line('device.changed', { deviceId: 'D1', projectId: 'P1', roomId: 'R1' })).toBe(
      '更改资料：项目，考场',
    );
  });
  it('says steps, statuses, severities and spans', async () => {
    expect(await line('fault.verified', { faultId: 'F-1' })).toBe('F-1 已复核');
    expect(await line('fault.regraded', { faultId: 'F-1', severity: 'critical' })).toBe('F-1 改级 重大');
    expect(await line('status.observed', { deviceId: 'D1', status: 'down' })).toBe('观测：停用');
    expect(await line('room.inspected', { roomId: 'R1', exceptions: [{ deviceId: 'D1', status: 'degraded' }] })).toBe(
      '巡检：降级',
    );
    const span = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T02:30:00.000Z' };
    expect(await line('maintenance.planned', span)).toBe('计划维护 2026-11-20 08:00 – 2026-11-20 10:30');
    expect(await line('grant.received')).toBe('资金下达');
  });
});

describe('names and reasons', () => {
  it('come from the language, or are what the data say', async () => {
    const names = await inSetup(() => useNames());
    expect([names.area('440781'), names.area('999999')]).toEqual(['台山市', '999999']);
    expect([names.category('ups'), names.category('own-thing')]).toEqual(['不间断电源', 'own-thing']);
    expect(names.indicator({ id: 'fault-rate', name: '故障率' })).toBe('故障率');
    expect(names.room({ name: '第 1 考场' })).toBe('第 1 考场');
  });
  it('say what is missing or late; an unknown reason is shown as it is', async () => {
    const reason = await inSetup(() => useReasons());
    expect(reason('missing:ups')).toBe('缺不间断电源');
    expect(reason('overdue:F-0318')).toBe('F-0318 超期');
    expect(reason('no-profile')).toBe('没有配置标准');
    expect(reason('new-word:x')).toBe('new-word:x');
  });
});

describe('what is wrong with a log-in', () => {
  it('says how long to wait, in seconds up to two minutes', async () => {
    const problem = await inSetup(() => useLogInProblem());
    const wait = (seconds?: number) => problem(new RequestFailure('too-fast', '', undefined, seconds));
    expect([wait(119), wait(121), wait()]).toEqual([
      '试得太频繁。请在 119 秒后再试。',
      '试得太频繁。请在 3 分钟后再试。',
      '试得太频繁。请稍等一分钟再试。',
    ]);
    expect(problem(null)).toBeNull();
    const said = (['not-ready', 'offline', 'timeout', 'storage'] as const).map((code) =>
      problem(new RequestFailure(code, '')),
    );
    expect(said[1]).toBe(said[2]);
    expect(said[3]).toBe('服务器的存储出了问题，管理员需要处理。');
  });

  it('16: says why the browser keeps no session, and where to go', async () => {
    const problem = await inSetup(() => useLogInProblem());
    const said = (address: string) => problem(new RequestFailure('no-cookie', address));
    expect(said('https://kaodian.example')).toContain('请改用 https://kaodian.example 打开');
    expect(said('')).toContain('不是 https');
    vi.stubGlobal('isSecureContext', true);
    expect(said('')).toContain('Cookie');
    vi.unstubAllGlobals();
  });
});

describe('a row of the indicators in its cells', () => {
  const row = (over: Partial<IndicatorRow>): IndicatorRow => ({
    id: 'fault-rate',
    no: 12,
    name: '故障率',
    unit: '%',
    version: 1,
    value: 0.0121,
    target: { op: '<=', value: 0.02 },
    state: 'onTrack',
    weight: 5,
    score: null,
    ...over,
  });

  it('rounds a rate against ourselves, from its integers where it has them', async () => {
    const texts = await inSetup(() => useRowTexts());
    // 12,102 ÷ 1,000,000 = 1.2102 %: a fault rate is rounded up.
    const rate = row({ value: 0.012102, numerator: 12_102, denominator: 1_000_000 });
    expect(texts.value(rate)).toEqual({ digits: '1.22', unit: '%', known: true });
    expect(texts.target(rate)).toBe('故障率 ≤ 2%');
    expect(texts.value(row({ value: null }))).toEqual({ digits: '—', unit: '', known: false });
    expect(texts.interval(row({ value: 0.0121, low: 0.01, high: 0.02 }))).toBe(
      '完成值 1.21%，区间 1.00 – 2.00%，目标 故障率 ≤ 2%',
    );
  });
  it('has the sample or the coverage', async () => {
    const { coverage } = await inSetup(() => useRowTexts());
    expect([coverage(row({ n: 1200 })), coverage(row({ coverage: 0.5 })), coverage(row({ coverage: null }))]).toEqual([
      'n 1\u202f200',
      '50.00%',
      '',
    ]);
  });
  it('asks for a reason for a missed row and for a count from 130 % of its target on', async () => {
    const { tags } = await inSetup(() => useRowTexts());
    const count = (value: number) => row({ id: 'rooms-built', value, target: { op: '>=', value: 10 }, state: 'met' });
    expect(tags(count(13))).toEqual(['超 130% 须说明']);
    expect(tags(count(12.9))).toEqual([]);
    expect(tags(row({ state: 'missed' }))).toEqual(['须说明原因']);
  });
});

describe('a time axis in words', () => {
  it('titles its window and its ticks', async () => {
    const { title, tick } = await inSetup(() => useWindowTexts());
    const noon = ms('2026-11-23T12:34:56');
    const titles = (['year', 'month', 'week', 'day', 'hour'] as const).map((unit) =>
      title(windowAt(unit, noon, ZONE), ZONE),
    );
    expect(titles).toEqual([
      '2026 年',
      '2026-11',
      '11-17 周二 – 11-23 周一',
      '2026-11-23 周一',
      '2026-11-23 12:00 – 13:00',
    ]);
    const ticks = (['month', 'day', 'weekday', 'time'] as const).map((form) =>
      tick({ at: noon, form, date: '' }, ZONE),
    );
    expect(ticks).toEqual(['11 月', '23', '11-23 周一', '12:34']);
  });
  it('local time goes both ways; a month rolls over into the next year', () => {
    expect(localTime(ms('2026-11-23T00:00'), ZONE)).toMatchObject({
      year: 2026,
      month: 11,
      day: 23,
      hour: 0,
      weekday: 1,
    });
    expect(instantAt(ZONE, 2026, 13, 1)).toBe(ms('2027-01-01T00:00'));
  });
});

describe('the crosshair of a timeline', () => {
  it('goes from change to change by key, and says what held', async () => {
    const piece = { from: 0, to: 60_000, status: 'down' as const, service: true, faultIds: ['F-1'] };
    const { at, spoken, onKey, leave } = await inSetup(() =>
      useCrosshair({
        pieces: () => [piece],
        edges: () => [0, 20_000, 60_000],
        window: () => ({ from: 0, to: 100_000 }),
        scale: () => ({ x: (value) => value, at: (x) => x }),
        zone: () => ZONE,
      }),
    );
    const press = (key: string) =>
      onKey(Object.assign(new Event('keydown', { cancelable: true }), { key }) as KeyboardEvent);
    expect(spoken.value).toBe('—');
    press('ArrowRight');
    press('ArrowRight');
    expect(at.value).toBe(20_000);
    expect(spoken.value).toBe('1970-01-01 08:00:20 停用，服务时间内，故障 F-1');
    press('End');
    expect([at.value, spoken.value]).toEqual([99_999, '1970-01-01 08:01:39 没有记录']);
    press('ArrowLeft');
    expect(at.value).toBe(60_000);
    press('Escape');
    expect(at.value).toBeNull();
    leave();
  });
});

describe('the columns of a list of devices', () => {
  const rows = mergeDevices(
    [
      {
        id: 'D1',
        siteId: 'S',
        roomId: 'R1',
        seat: '07',
        category: 'ups',
        domestic: true,
        status: 'up',
        commissionedAt: '2026-01-01T00:00:00.000Z',
        openFaults: ['F-1', 'F-2'],
      },
      {
        id: 'D2',
        siteId: 'S',
        category: 'ups',
        status: 'down',
        commissionedAt: '2026-01-01T00:00:00.000Z',
        openFaults: [],
      },
      { id: 'D3', siteId: 'S', category: 'ups', status: 'up', openFaults: [] },
    ],
    new Map(),
  );
  it('write what the row shows, and sort the worst status first', async () => {
    const columns = await inSetup(() =>
      useDeviceColumns({ rooms: () => [{ id: 'R1', name: '第 1 考场' }], categories: () => ['ups'], zone: () => ZONE }),
    );
    const cells = Object.fromEntries(columns.value.map((column) => [column.key, textOf(column, rows[0]!)]));
    expect(cells).toEqual({
      id: 'D1',
      status: '正常',
      label: '',
      category: '不间断电源 信创',
      room: '第 1 考场 07',
      model: '',
      vendor: '',
      commissionedAt: '2026-01-01',
      faults: 'F-1，F-2',
    });
    expect(sortRows(rows, columns.value, { key: 'status', descending: false }).map(({ id }) => id)).toEqual([
      'D2',
      'D1',
      'D3',
    ]);
    expect(textOf(columns.value[1]!, rows[2]!)).toBe('未投用');
  });
  it('a status has its shape', () => {
    expect((['up', 'degraded', 'down', 'unknown'] as const).map(shapeOfStatus)).toEqual([
      'well',
      'degraded',
      'down',
      'unknown',
    ]);
  });
});
