import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestServer, discard, entry, startServer } from '../kit';
import { Answerer, HOUR, answersOf, slipsOf, surveyOf, surveyWorld } from './kit';

let server: TestServer;
let someone: Answerer;
beforeEach(async () => {
  server = await startServer();
  someone = new Answerer(server);
});
afterEach(() => discard(server));

const GOOD = { group: 'student', score: '4' };

describe('the public page of a survey', () => {
  it('says the exam, the site and the day, asks two questions with nothing preset, and sets no cookie', async () => {
    await server.must(surveyWorld());
    const [slip] = await slipsOf(server, 'Q1');
    const { status, headers, text } = await someone.open(`Q1.${slip}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect([headers.get('set-cookie'), headers.get('cache-control')]).toEqual([null, 'no-store']);
    // The sitting began three hours before noon.
    for (const word of ['英语听说模拟考试', '演示考点07', '2025-03-05 上午', '很满意', '很不满意', '不记名'])
      expect(text).toContain(word);
    for (const word of ['<script', 'style=', 'checked', 'S1', 'E1', '440781']) expect(text).not.toContain(word);
    expect((await someone.open(`Q1.${slip}`, { 'accept-language': 'en' })).text).toContain('<html lang="en">');
  });

  it('takes one answer a slip, under an actor that is the same for all; a comment is a paper', async () => {
    await server.must(surveyWorld());
    const [first, second] = await slipsOf(server, 'Q1');
    const sent = await someone.send(`Q1.${first}`, { ...GOOD, comment: '耳麦有杂音' });
    expect([sent.status, sent.text.includes('收到了，谢谢')]).toEqual([200, true]);
    for (const again of [
      await someone.open(`Q1.${first}`),
      await someone.send(`Q1.${first}`, { group: 'teacher', score: '1' }),
    ]) {
      expect([again.status, again.text.includes('这个链接已经提交过')]).toEqual([409, true]);
    }
    await someone.send(`Q1.${second}`, { group: 'teacher', score: '2' });
    const answers = await answersOf(server);
    expect(answers).toHaveLength(2);
    const [later, earlier] = answers;
    expect(later).toMatchObject({
      actor: 'survey',
      body: { surveyId: 'Q1', siteId: 'S1', group: 'teacher', score: 2 },
    });
    expect(earlier).toMatchObject({ actor: 'survey', body: { group: 'student', score: 4 } });
    const note = String(earlier!.body['note']);
    expect(note).toMatch(/^sha256:/);
    expect((await server.ask<string>(`/api/papers/${note.slice(7)}`)).body).toBe('耳麦有杂音');
    // The slip stands nowhere in the ledger, and what stands there is made with the server's key.
    expect(JSON.stringify(answers)).not.toContain(first!);
    expect(earlier!.body['token']).toMatch(/^[0-9a-f]{64}$/);
    expect(await surveyOf(server, 'Q1')).toMatchObject({
      state: 'open',
      slips: 3,
      results: [
        { group: 'student', n: 1, satisfied: 1, onPaper: 0, scores: [0, 0, 0, 1, 0] },
        { group: 'teacher', n: 1, satisfied: 0, onPaper: 0, scores: [0, 1, 0, 0, 0] },
      ],
      comments: [note],
    });
  });

  it('the same form sent twice is one answer, and is told as received both times', async () => {
    await server.must(surveyWorld());
    const [slip] = await slipsOf(server, 'Q1');
    const form = { ...GOOD, id: randomUUID() };
    const both = await Promise.all([someone.send(`Q1.${slip}`, form), someone.send(`Q1.${slip}`, form)]);
    for (const one of [...both, await someone.send(`Q1.${slip}`, form)])
      expect([one.status, one.text.includes('收到了，谢谢')]).toEqual([200, true]);
    expect(await answersOf(server)).toHaveLength(1);
    // Changed and sent again it is a second answer of the same slip.
    expect((await someone.send(`Q1.${slip}`, { ...form, score: '1' })).status).toBe(409);
    expect(await answersOf(server)).toHaveLength(1);
  });

  it('many at once with one slip and forms of their own: one of them is taken', async () => {
    await server.must(surveyWorld());
    const [slip] = await slipsOf(server, 'Q1');
    const all = await Promise.all(
      Array.from({ length: 8 }, () => someone.send(`Q1.${slip}`, { ...GOOD, id: randomUUID() })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    expect(await answersOf(server)).toHaveLength(1);
  });

  it('a form that lacks an answer comes back with its text, and the question is marked in words', async () => {
    await server.must(surveyWorld());
    const [slip] = await slipsOf(server, 'Q1');
    const { status, text } = await someone.send(`Q1.${slip}`, { group: 'teacher', comment: '桌子太低' });
    expect(status).toBe(400);
    for (const word of ['还没有提交', '请选一项。', '桌子太低', 'value="teacher" checked'])
      expect(text).toContain(word);
    expect(text).not.toContain('请选您是学生还是教师。');
    const long = await someone.send(`Q1.${slip}`, { ...GOOD, comment: '字'.repeat(301) });
    expect([long.status, long.text.includes('最多 300 个字')]).toEqual([400, true]);
    expect(await answersOf(server)).toEqual([]);
    expect((await someone.send(`Q1.${slip}`, { ...GOOD, comment: '字'.repeat(300) })).status).toBe(200);
  });

  it('a survey of one group does not ask which, and takes no other', async () => {
    await server.must(surveyWorld());
    const [one] = await slipsOf(server, 'Q2');
    expect((await someone.open(`Q2.${one}`)).text).not.toContain('您是');
    expect((await someone.send(`Q2.${one}`, { group: 'teacher', score: '5' })).status).toBe(200);
    expect((await answersOf(server))[0]!.body['group']).toBe('student');
  });

  it('the address of the survey alone asks for the code of a slip, in any writing', async () => {
    await server.must(surveyWorld());
    const [slip] = await slipsOf(server, 'Q1');
    const page = await someone.open('Q1');
    expect([page.status, page.text.includes('输入答卷条上的码')]).toEqual([200, true]);
    const typed = `${slip!.slice(0, 4)}-${slip!.slice(4)} `.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    const led = await someone.open(`Q1?slip=${encodeURIComponent(typed)}`);
    expect([led.status, led.headers.get('location')]).toEqual([303, `/s/Q1.${slip}`]);
    const wrong = await someone.open('Q1?slip=00000000000');
    expect([wrong.status, wrong.text.includes('这个码不对')]).toEqual([400, true]);
  });

  it('is closed before its beginning, from its end, and by the office; the setting turns it off', async () => {
    await server.must(surveyWorld());
    const [one, two] = await slipsOf(server, 'Q1');
    const told = async (word: string, status: number) => {
      for (const page of [await someone.open(`Q1.${one}`), await someone.send(`Q1.${one}`, GOOD)])
        expect([page.status, page.text.includes(word)], word).toEqual([status, true]);
    };
    server.clock.forward(-HOUR - 1);
    await told('还没有开始', 404);
    server.clock.forward(HOUR + 1);
    await server.must([entry('setting.set', { name: 'surveys', value: false })]);
    await told('现在不收答卷', 404);
    await server.must([entry('setting.set', { name: 'surveys', value: true })]);
    expect((await someone.send(`Q1.${two}`, GOOD)).status).toBe(200);
    await server.must([entry('survey.closed', { surveyId: 'Q1' })]);
    await told('2025-03-05 12:00 起不再收答卷', 410);
    expect((await surveyOf(server, 'Q1')).state).toBe('closed');
    const [again] = await server.record([entry('survey.closed', { surveyId: 'Q1' })]);
    expect(again).toMatchObject({ outcome: 'refused', error: { code: 'order' } });
    expect(await answersOf(server)).toHaveLength(1);
    const [other] = await slipsOf(server, 'Q2');
    server.clock.forward(2 * HOUR - 1);
    expect((await someone.open(`Q2.${other}`)).status).toBe(200);
    server.clock.forward(1);
    expect((await someone.open(`Q2.${other}`)).status).toBe(410);
  });

  it('slips outlive a restart, and are the same however often they are printed', async () => {
    await server.must(surveyWorld());
    const before = await slipsOf(server, 'Q1');
    expect(new Set(before).size).toBe(3);
    expect(before).toEqual([...before].sort());
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock });
    expect(await slipsOf(server, 'Q1')).toEqual(before);
    expect((await new Answerer(server).send(`Q1.${before[2]}`, GOOD)).status).toBe(200);
  });

  it('an answer holds its survey: it cannot be taken back under it', async () => {
    await server.must(surveyWorld());
    const [slip] = await slipsOf(server, 'Q1');
    await someone.send(`Q1.${slip}`, GOOD);
    const { body } = await server.ask<{ items: { id: string }[] }>('/api/entries?kind=survey.opened');
    const results = await server.record(
      body.items.map(({ id }) => entry('entry.voided', { entryId: id, reason: '错了' })),
    );
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'refused']);
  });
});
