import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BodyTurns } from '../../server/http/body-turns';

const large = { 'content-length': String(64 * 1024) };

it('a small body waits for nobody, large ones for a turn of the event loop each, the accounts one after the other', async () => {
  const turns = new BodyTurns();
  const order: string[] = [];
  const asked = ['a', 'a', 'a', 'b'].map((account, index) =>
    turns.of(account, large).then(() => order.push(`${account}${index}`)),
  );
  await turns.of('c', { 'content-length': '200' });
  await turns.of('c', {});
  await Promise.resolve();
  // The first one's turn is at once.
  expect(order).toEqual(['a0']);
  await turnOfTheLoop();
  expect(order.length).toBeLessThanOrEqual(2);
  await Promise.all(asked);
  expect(order).toEqual(['a0', 'a1', 'b3', 'a2']);
});

it('a body whose length is not known beforehand waits for its turn', async () => {
  const turns = new BodyTurns();
  void turns.of('a', large);
  let isDone = false;
  const waiting = turns.of('a', { 'transfer-encoding': 'chunked' }).then(() => (isDone = true));
  await Promise.resolve();
  expect(isDone).toBe(false);
  await waiting;
});
