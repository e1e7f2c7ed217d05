import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Slips } from '../../../server/surveys/slips';
import { type TestServer, discard, entry, startServer } from '../kit';
import { Answerer, answersOf, slipsOf, surveyWorld } from './kit';

let server: TestServer;
let someone: Answerer;
beforeEach(async () => {
  server = await startServer({ deps: { trustProxy: true } });
  someone = new Answerer(server);
  await server.must(surveyWorld());
});
afterEach(() => discard(server));

const GOOD = { group: 'student', score: '4' };

describe('a survey under attack', () => {
  it('a slip of another survey, a changed one and one beyond those printed are none', async () => {
    const [slip] = await slipsOf(server, 'Q1');
    const swapped = slip!.slice(0, -1) + (slip!.endsWith('7') ? '8' : '7');
    const shifted = (slip!.startsWith('7') ? '8' : '7') + slip!.slice(1);
    for (const address of [`Q2.${slip}`, `Q1.${swapped}`, `Q1.${shifted}`, `Q9.${slip}`, `__proto__.${slip}`]) {
      for (const page of [await someone.open(address), await someone.send(address, GOOD)])
        expect([page.status, page.text.includes('没有这个调查')], address).toEqual([404, true]);
    }
    expect((await someone.open('%E0%A4%A')).status).toBe(400);
    expect((await someone.send('Q1', GOOD)).status).toBe(403);
    expect(await answersOf(server)).toEqual([]);
  });

  it('a form that another site sends in its reader’s name is refused; one without a referrer is taken', async () => {
    const [one, two, three] = await slipsOf(server, 'Q1');
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
      { 'sec-fetch-site': 'same-site', origin: 'null' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of foreign) {
      expect((await someone.send(`Q1.${one}`, GOOD, headers)).status, JSON.stringify(headers)).toBe(403);
    }
    expect(await answersOf(server)).toEqual([]);
    expect((await someone.send(`Q1.${one}`, GOOD, { 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(
      200,
    );
    // A browser of a few years ago, and one of today with an origin.
    expect((await someone.send(`Q1.${two}`, GOOD, { origin: 'null' })).status).toBe(200);
    expect((await someone.send(`Q1.${three}`, GOOD, { origin: server.url })).status).toBe(200);
  });

  it('takes 4 kB of a form and no other type, and never more than one field of a name', async () => {
    const [slip] = await slipsOf(server, 'Q1');
    const large = await someone.post(`Q1.${slip}`, `group=student&score=4&x=${'a'.repeat(4096)}`);
    expect([large.status, large.text.includes('写得太长了')]).toEqual([413, true]);
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain'])
      expect((await someone.post(`Q1.${slip}`, '{"score":"4"}', { 'content-type': type })).status, type).toBe(403);
    for (const score of ['0', '6', '4.0', '-1', ' 4', 'toString'])
      expect((await someone.send(`Q1.${slip}`, { group: 'student', score })).status, score).toBe(400);
    expect((await someone.send(`Q1.${slip}`, { group: 'admin', score: '4' })).status).toBe(400);
    expect(await answersOf(server)).toEqual([]);
    expect((await someone.post(`Q1.${slip}`, 'group=student&score=1&score=5')).status).toBe(200);
    expect((await answersOf(server))[0]!.body['score']).toBe(5);
  });

  it('escapes what was written, and isolates names', async () => {
    await discard(server);
    server = await startServer();
    someone = new Answerer(server);
    await server.must(surveyWorld({ site: '<script>alert(1)</script>', exam: '"><img src=x>' }));
    const [slip] = await slipsOf(server, 'Q1');
    const comment = '</textarea><script>alert(2)</script>';
    for (const { text } of [await someone.open(`Q1.${slip}`), await someone.send(`Q1.${slip}`, { comment })]) {
      expect(text).not.toMatch(/<script|<img|<\/textarea><script/);
      expect(text).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>');
      expect(text).toContain('<bdi>&quot;&gt;&lt;img src=x&gt;</bdi>');
    }
    const turned = await someone.send(`Q1.${slip}`, { ...GOOD, comment: 'abc\u202etxt' });
    expect([turned.status, turned.text.includes('不能记录的字符')]).toEqual([400, true]);
  });

  it('60 guesses of an address in ten minutes; a school that answers from one address is not held up', async () => {
    const guesser = new Answerer(server, { 'x-forwarded-for': '192.0.2.1' });
    const [slip] = await slipsOf(server, 'Q1');
    for (let n = 0; n < 300; n += 1) expect((await guesser.open(`Q1.${slip}`)).status).toBe(200);
    for (let n = 0; n < 60; n += 1) expect((await guesser.open(`Q1.${'0'.repeat(11)}`)).status).toBe(404);
    const refused = await guesser.open(`Q1.${slip}`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '600']);
    expect(refused.text).toContain('请过 10 分钟再打开');
    const other = new Answerer(server, { 'x-forwarded-for': '192.0.2.2' });
    expect((await other.send(`Q1.${slip}`, GOOD)).status).toBe(200);
    server.clock.forward(600_000);
    expect((await guesser.open(`Q1.${slip}`)).status).toBe(409);
  });

  it('slips are for who may open a survey: a viewer and a technician get none, and another county knows of none', async () => {
    const token = async (role: string, scope: string) =>
      (await server.ask<{ token: string }>('/api/tokens', { json: { name: role, role, scope } })).body.token;
    const status = async (role: string, scope: string) => {
      const headers = { authorization: `Bearer ${await token(role, scope)}`, cookie: '' };
      return (await server.ask('/api/opened-surveys/Q1/slips', { headers })).status;
    };
    expect(await status('office', '440781')).toBe(200);
    expect(await status('viewer', '440781')).toBe(403);
    expect(await status('technician', 'site:S1')).toBe(403);
    expect(await status('office', '440782')).toBe(404);
  });

  it('what is said of a survey is said of its site, its groups and its time', async () => {
    const answer = { group: 'student', siteId: 'S1', score: 5 };
    const counted = { group: 'student', siteId: 'S1', counts: [0, 0, 0, 1, 1] };
    const results = await server.record([
      entry('survey.answered', { ...answer, siteId: 'S2', surveyId: 'Q1', token: 'a' }),
      entry('survey.answered', { ...answer, siteId: 'S2', group: 'teacher', surveyId: 'Q2', token: 'b' }),
      entry('survey.answered', { ...answer, surveyId: 'Q1', token: 'c' }, server.clock.at - 7_200_000),
      entry('survey.counted', { ...counted, surveyId: 'Q2' }),
      entry('survey.counted', { ...counted, counts: [0, 0, 0, 0, 0] }),
      entry('survey.opened', {
        surveyId: 'Q3',
        siteId: 'S2',
        sittingId: 'E1',
        groups: ['student'],
        slips: 1,
        from: new Date(server.clock.at).toISOString(),
        to: new Date(server.clock.at + 1).toISOString(),
      }),
    ]);
    expect(results.map(({ error }) => [error?.code, error?.field])).toEqual([
      ['invalid', 'body.siteId'],
      ['invalid', 'body.group'],
      ['order', 'body.surveyId'],
      ['invalid', 'body.siteId'],
      ['invalid', 'body.counts'],
      ['unknown-reference', 'body.sittingId'],
    ]);
  });
});

describe('slips', () => {
  it('are as many as asked for, are told apart, and each is found again by its number', () => {
    // A digest of its own for each text: what the server's key makes.
    const slips = new Slips((text, about) => {
      let hash = 0n;
      for (const char of `${about}|${text}`) hash = (hash * 1_000_003n + BigInt(char.codePointAt(0)!)) % (1n << 256n);
      return ((hash * 0x9e3779b97f4a7c15f39cc0605cedc835n) % (1n << 256n)).toString(16).padStart(64, '0');
    });
    const codes = Array.from({ length: 5000 }, (_, n) => slips.codeOf('Q1', n));
    expect(new Set(codes).size).toBe(5000);
    expect(new Set(codes.map((code) => slips.tokenOf('Q1', 5000, code))).size).toBe(5000);
    expect(slips.tokenOf('Q1', 4999, codes[4999]!)).toBeNull();
    expect(slips.tokenOf('Q1', 5000, codes[4999]!)).not.toBeNull();
  });
});
