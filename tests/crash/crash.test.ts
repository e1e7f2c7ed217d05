import { describe, expect, it } from 'vitest';
import { crash } from './crash';

describe('kill -9 under load', () => {
  it('loses no acked entry, doubles none, keeps the chain, and showed watchers only what the ledger says', async () => {
    const report = await crash(8);
    expect(report.wrong).toEqual([]);
    expect(report.acked).toBeGreaterThan(50);
    expect(report.deltas).toBeGreaterThan(0);
  }, 120_000);
});
