import { describe, expect, it } from 'vitest';
import { budgetLines, budgetOption, shortNumber } from '../../client/charts/budget';

const ZONE = 'Asia/Shanghai';
const ms = (text: string) => Date.parse(`${text}+08:00`);
const H = 3_600_000;

describe('the down time that is left', () => {
  const input = {
    days: [
      { key: '2026-01-02', downMs: 6 * H },
      { key: '2026-01-01', downMs: 4 * H },
    ],
    allowedMs: 100 * H,
    from: ms('2026-01-01T00:00'),
    to: ms('2026-01-11T00:00'),
    now: ms('2026-01-02T12:00'),
    zone: ZONE,
  };

  it('goes down by each day’s down time, to now and no further', () => {
    expect(budgetLines(input).left).toEqual([
      [ms('2026-01-01T00:00'), 100],
      [ms('2026-01-02T00:00'), 96],
      [ms('2026-01-02T12:00'), 90],
    ]);
  });
  it('an even use would end with the period; the pace so far says where it will end', () => {
    const { ideal, forecast } = budgetLines(input);
    expect(ideal.at(-1)).toEqual([input.to, 0]);
    expect(forecast[0]).toEqual([input.now, 90]);
    // 10 h in a day and a half: 8.5 days more cost 56.67 h.
    expect(forecast[1]?.[1]).toBeCloseTo(90 - (10 / 1.5) * 8.5);
  });
  it('a period that is over has no forecast', () => {
    expect(budgetLines({ ...input, now: ms('2026-03-01T00:00') }).forecast).toEqual([]);
  });
  it('is drawn without smoothing or animation', () => {
    const tokens = { series: 'a', ideal: 'b', axis: 'c', split: 'd', label: 'e', surface: 'f', text: '#000' };
    const option = budgetOption(budgetLines(input), tokens, () => '');
    expect(option.animation).toBe(false);
    expect(JSON.stringify(option)).not.toContain('smooth');
    expect(option.series).toHaveLength(4);
  });
  it('an axis says thousands shortly', () => {
    expect([0, 500, 80_000, -20_000].map(shortNumber)).toEqual(['0', '500', '80k', '-20k']);
  });
});
