import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RequestTurns, inTurns } from '../../server/services/request-turns';

/** Requests of senders that each take `ms` of a clock of their own. */
function crowd(ms: number) {
  let now = 0;
  const turns = new RequestTurns(() => now);
  const order: string[] = [];
  const ask = (sender: string, name: string) =>
    turns.begin(sender, () => {
      now += ms;
      order.push(name);
    });
  return { turns, order, ask };
}

it('requests begin at once as long as a turn of the event loop has time for them', () => {
  const { order, ask } = crowd(1);
  for (const name of ['1', '2', '3', '4', '5']) ask('a', name);
  // 4 ms are over.
  expect(order).toEqual(['1', '2', '3', '4']);
});

it('those that have to wait begin one a turn, the senders in turn, and nobody overtakes them', async () => {
  const { order, ask } = crowd(10);
  for (const name of ['a1', 'a2', 'a3', 'a4']) ask('a', name);
  ask('b', 'b1');
  expect(order).toEqual(['a1']);
  await turnOfTheLoop();
  await turnOfTheLoop();
  ask('c', 'c1');
  expect(order).not.toContain('c1');
  while (order.length < 6) await turnOfTheLoop();
  expect(order.slice(0, 3)).toEqual(['a1', 'a2', 'b1']);
  expect(order.indexOf('c1')).toBeLessThan(order.indexOf('a4'));
  // Nobody waits any more: the next one begins at once.
  await turnOfTheLoop();
  await turnOfTheLoop();
  ask('a', 'a5');
  expect(order.at(-1)).toBe('a5');
});

it('what is recorded does not wait, and who has gone is not answered', async () => {
  const turns = new RequestTurns(() => 0);
  const handled: string[] = [];
  const handle = inTurns(turns, ((req) => handled.push(String(req.url))) as RequestListener);
  const ask = (method: string, url: string, destroyed = false) =>
    handle({ method, url, destroyed, headers: {}, socket: {} } as IncomingMessage, {} as ServerResponse);
  turns.begin('', () => {});
  // Everybody else waits from here on.
  Reflect.set(turns, 'clock', () => 100);
  ask('GET', '/api/devices');
  ask('GET', '/api/faults', true);
  ask('POST', '/api/entries');
  expect(handled).toEqual(['/api/entries']);
  while (handled.length < 2) await turnOfTheLoop();
  await turnOfTheLoop();
  await turnOfTheLoop();
  expect(handled).toEqual(['/api/entries', '/api/devices']);
});
