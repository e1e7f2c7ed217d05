import { describe, expect, it } from 'vitest';
import { choicesWithin } from '../../client/view-models/scopes';

const sites = [
  { id: 'K01', name: '演示考点01', area: '440781' },
  { id: 'K02', name: '演示考点02', area: '440781' },
  { id: 'B01', name: '别处', area: '440703' },
];
const codes = (own: string[]) => choicesWithin(own, sites).map((choice) => choice.code);

describe('what an account can choose', () => {
  it('is every area with those above it, for one whose scope is everywhere', () => {
    expect(codes([])).toEqual(['440000', '440700', '440703', '440781']);
  });

  it('is the areas within its own, and none above them', () => {
    expect(codes(['440781'])).toEqual(['440781']);
    expect(codes(['440700'])).toEqual(['440700', '440703', '440781']);
  });

  it('is its sites one by one, by their names', () => {
    expect(choicesWithin(['site:K01', 'site:K02'], sites)).toEqual([
      { code: 'site:K01', level: 0, name: '演示考点01' },
      { code: 'site:K02', level: 0, name: '演示考点02' },
    ]);
  });
});
