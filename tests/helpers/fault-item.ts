import type { FaultItem } from '../../shared/contract/http';

/** A fault as a list has it: open, major, reported at 08:00 and due 24 h later; nothing moved its deadline. */
export const faultItem = (id: string, more: Partial<FaultItem> = {}): FaultItem => ({
  id,
  deviceId: 'D1',
  siteId: 'S1',
  category: 'computer',
  impact: 'down',
  severity: 'major',
  state: 'open',
  reportedAt: '2026-11-26T00:00:00.000Z',
  startedAt: '2026-11-26T00:00:00.000Z',
  limitMin: 24 * 60,
  sittingMin: 30,
  stoppedMs: 0,
  deadline: '2026-11-27T00:00:00.000Z',
  moves: 0,
  verdict: 'pending',
  low: 'pending',
  ...more,
});
