import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RateLimit, clientOf } from '../../../server/services/rate-limit';
import { NOON, type TestServer, discard, entry, startServer } from '../kit';
import { Passer, voiceWorld, voiced, voicesOf } from './kit';

const MINUTE = 60_000;

describe('how many voices are taken', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer({ deps: { trustProxy: true } });
    await server.must([
      ...voiceWorld(),
      ...Array.from({ length: 8 }, (_, n) => [
        entry('device.registered', { deviceId: `D${n}`, siteId: 'S1', category: 'camera' }, NOON - MINUTE),
        entry('device.commissioned', { deviceId: `D${n}` }, NOON - MINUTE),
      ]).flat(),
    ]);
  });
  afterEach(() => discard(server));
  const from = (address: string) => new Passer(server, { 'x-forwarded-for': address });
  /** The statuses of voices, one after the other. */
  async function statuses(count: number, say: (n: number) => Promise<{ status: number }>): Promise<number[]> {
    const out: number[] = [];
    for (let n = 0; n < count; n += 1) out.push((await say(n)).status);
    return out;
  }
  const taken = (count: number) => Array<number>(count).fill(200);

  it('10 of a device in ten minutes, whoever sends them; then again', async () => {
    expect(await statuses(10, (n) => from(`192.0.2.${n}`).say('PC12', 'slow'))).toEqual(taken(10));
    server.clock.forward(4 * MINUTE);
    const refused = await from('192.0.2.99').say('PC12', 'slow');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('360');
    expect(refused.text).toContain('请过 6 分钟再试');
    expect((await from('192.0.2.99').say('PC13', 'slow')).status).toBe(200);
    server.clock.forward(6 * MINUTE);
    expect((await from('192.0.2.99').say('PC12', 'slow')).status).toBe(200);
    expect(await voiced(server)).toHaveLength(12);
  });

  it('30 of an address in ten minutes, over all devices; an IPv6 network of 64 bits is one address', async () => {
    const one = (n: number) => from(`2001:db8:0:1::${n + 1}`).say(`D${n % 8}`, 'slow');
    expect(await statuses(30, one)).toEqual(taken(30));
    expect((await from('2001:db8:0:1:ffff::1').say('PC12', 'slow')).status).toBe(429);
    expect((await from('2001:db8:0:2::1').say('PC12', 'slow')).status).toBe(200);
  });

  it('60 a minute of everybody together', async () => {
    const one = (n: number) => from(`192.0.2.${n % 3}`).say(`D${n % 8}`, 'slow');
    expect(await statuses(60, one)).toEqual(taken(60));
    expect((await from('198.51.100.1').say('PC12', 'slow')).status).toBe(429);
    server.clock.forward(MINUTE);
    expect((await from('198.51.100.1').say('PC12', 'slow')).status).toBe(200);
  });

  it('50 of a device that nobody has looked at: more would say nothing new', async () => {
    for (let window = 0; window < 5; window += 1) {
      expect(await statuses(10, () => from('192.0.2.1').say('PC12', 'slow'))).toEqual(taken(10));
      server.clock.forward(10 * MINUTE);
    }
    const refused = await from('192.0.2.1').say('PC12', 'slow');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect((await voicesOf(server))[0]!.count).toBe(50);
    await server.must([entry('fault.voiceDismissed', { deviceId: 'PC12', reason: '看过，是好的' })]);
    expect((await from('192.0.2.1').say('PC12', 'slow')).status).toBe(200);
  });

  it('300 pages of an address in ten minutes, so that nobody reads off every device', async () => {
    const passer = from('192.0.2.1');
    expect(new Set(await statuses(300, (n) => passer.open(`none${n}`)))).toEqual(new Set([404]));
    expect((await passer.open('PC12')).status).toBe(429);
    expect((await from('192.0.2.2').open('PC12')).status).toBe(200);
  });

  it('a form that was not taken is not counted as a voice', async () => {
    expect(await statuses(12, () => from('192.0.2.1').say('PC12'))).toEqual(Array<number>(12).fill(400));
    expect((await from('192.0.2.1').say('PC12', 'slow')).status).toBe(200);
  });
});

describe('the memory of the limits', () => {
  it('is bounded: the oldest key is forgotten', () => {
    const limit = new RateLimit(1, 1000, 3);
    for (const key of ['a', 'b', 'c', 'd']) limit.count(key, 0);
    expect(limit.size).toBe(3);
    expect(['a', 'b', 'c', 'd'].map((key) => limit.waitS(key, 500))).toEqual([0, 1, 1, 1]);
    expect(limit.waitS('d', 1000)).toBe(0);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:0db8::5', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (address, client) => {
    expect(clientOf(address)).toBe(client);
  });
});
