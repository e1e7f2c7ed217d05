import { describe, expect, it } from 'vitest';
import { hoursOf } from '../../shared/fold/figures/uptime-hours';
import { zoneOf } from '../../shared/timeline/zone';

const at = (text: string) => Date.parse(text);
const lengths = (zone: string, from: string, to: string) =>
  hoursOf(zoneOf(zone), at(from), at(to)).map((hour) => [hour.key, (hour.to - hour.from) / 60_000]);

describe('the local hours of a window', () => {
  it('are cut at the window’s ends', () => {
    expect(lengths('Asia/Shanghai', '2023-06-07T08:40:00+08:00', '2023-06-07T10:10:00+08:00')).toEqual([
      ['2023-06-07T08', 20],
      ['2023-06-07T09', 60],
      ['2023-06-07T10', 10],
    ]);
  });

  it('begin at the full hour of the zone, which need not be one of UTC', () => {
    expect(lengths('Asia/Kolkata', '2023-06-06T18:00:00Z', '2023-06-06T20:00:00Z')).toEqual([
      ['2023-06-06T23', 30],
      ['2023-06-07T00', 60],
      ['2023-06-07T01', 30],
    ]);
  });

  it('leave out the hour that is skipped, and name the one that comes twice once', () => {
    // Berlin: on 2023-03-26 the clock goes from 02:00 to 03:00; on 2023-10-29 from 03:00 back to 02:00.
    expect(lengths('Europe/Berlin', '2023-03-26T00:00:00Z', '2023-03-26T02:00:00Z')).toEqual([
      ['2023-03-26T01', 60],
      ['2023-03-26T03', 60],
    ]);
    expect(lengths('Europe/Berlin', '2023-10-28T23:00:00Z', '2023-10-29T02:00:00Z')).toEqual([
      ['2023-10-29T01', 60],
      ['2023-10-29T02', 60],
      ['2023-10-29T02', 60],
    ]);
    // Lord Howe: on 2023-04-02 at 02:00 the clock goes back by half an hour.
    expect(lengths('Australia/Lord_Howe', '2023-04-01T14:00:00Z', '2023-04-01T16:30:00Z')).toEqual([
      ['2023-04-02T01', 60],
      ['2023-04-02T01', 30],
      ['2023-04-02T02', 60],
    ]);
  });
});
