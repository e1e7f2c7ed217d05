import { describe, expect, it } from 'vitest';
import { withQuery } from '../../client/api/request';

describe('the query of a request', () => {
  it('leaves out what is not set, and repeats a parameter that has several values', () => {
    const query = { scope: '440781', q: '', after: undefined, asOf: null, count: true, status: ['down', 'unknown'] };
    expect(withQuery('/api/devices', query)).toBe('/api/devices?scope=440781&count=true&status=down&status=unknown');
    expect(withQuery('/api/devices', { q: undefined })).toBe('/api/devices');
  });
});
