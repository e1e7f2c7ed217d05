import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryItem, Page, PushTokenAnswer } from '../../../shared/contract/http';
import { noteOf } from '../../../server/monitoring/push-note';
import { type TestServer, discard, startServer } from '../kit';
import { monitored } from '../watch-kit';

/** Defect 12: the status of a push counts whatever its message is; the note is cut at a character. */
let server: TestServer;
let path: string;
beforeAll(async () => {
  server = await startServer();
  await server.must(monitored(300));
  path = (await server.ask<PushTokenAnswer>('/api/push-tokens', { json: { deviceId: 'D1' } })).body.path;
});
afterAll(() => discard(server));

const FAMILY = '👨‍👩‍👧‍👦';

describe('12: a push with a message', () => {
  it.each([
    ['cut in the middle of an emoji', 'x'.repeat(999) + '😀'],
    ['cut in the middle of a family', 'x'.repeat(995) + FAMILY],
    ['cut behind a joiner', `${'x'.repeat(998)}ی\u200C${'x'.repeat(20)}`],
    ['with control and direction characters', 'a\u0000b\u202Ec'],
    ['of one character of 1,500 marks', `e${'\u0301'.repeat(1500)}`],
    ['that is blank', '\u2800 \u200B'],
  ])('%s: its status is recorded', async (_, msg) => {
    for (const status of ['down', 'up'] as const) {
      server.clock.forward(1000);
      const reply = await server.ask(`${path}?status=${status}&msg=${encodeURIComponent(msg)}`);
      expect(reply.body).toEqual({ ok: true });
      const { items } = (
        await server.ask<Page<EntryItem>>('/api/entries?kind=status.observed&entity=device:D1&limit=1')
      ).body;
      expect(items[0]!.body).toMatchObject({ deviceId: 'D1', status });
    }
  });
});

describe('12: the note of a message', () => {
  it('is whole up to 1,000 units, and ends in front of the character that passes them', () => {
    expect(noteOf('磁盘满了')).toBe('磁盘满了');
    expect(noteOf('x'.repeat(998) + '😀')).toBe('x'.repeat(998) + '😀');
    expect(noteOf('x'.repeat(999) + '😀')).toBe('x'.repeat(999));
    expect(noteOf('x'.repeat(990) + FAMILY)).toBe('x'.repeat(990));
    expect(noteOf('x'.repeat(989) + FAMILY)).toBe('x'.repeat(989) + FAMILY);
    // A joiner would end the note: it joins nothing there.
    expect(noteOf(`${'x'.repeat(998)}ی\u200C${'x'.repeat(20)}`)).toBe(`${'x'.repeat(998)}ی`);
  });

  it('leaves out what a note may not hold, and is absent where nothing is left', () => {
    expect(noteOf('a\u0000b\u202Ec\uD800')).toBe('abc');
    expect(noteOf('\u0007')).toBeUndefined();
    expect(noteOf('')).toBeUndefined();
  });
});
