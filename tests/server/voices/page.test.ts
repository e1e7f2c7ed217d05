import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOON, type TestServer, discard, entry, startServer } from '../kit';
import { Passer, voiceWorld, voiced, voicesOf } from './kit';

const HOUR = 3_600_000;
let server: TestServer;
let passer: Passer;
beforeEach(async () => {
  server = await startServer();
  passer = new Passer(server);
});
afterEach(() => discard(server));

describe('the public page of a device', () => {
  it('says site, room, name and category, and nothing else of the device', async () => {
    await server.must(voiceWorld());
    const { status, headers, text } = await passer.open('PC12');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const word of ['演示考点03', '第 1 考场', '12 号机', '考生机', 'PC12']) expect(text).toContain(word);
    for (const word of ['机型', 'S1', 'R1', '440781', 'unknown', '<script', 'style=']) expect(text).not.toContain(word);
    expect(text).toContain('<a href="/m/devices/PC12">技术员入口</a>');
  });

  it('sets no cookie and reads none, is not kept, and its policy lets its own form go to this server only', async () => {
    await server.must(voiceWorld());
    for (const page of [await passer.open('PC12'), await passer.say('PC12', 'noSound'), await passer.open('none')]) {
      expect(page.headers.get('set-cookie')).toBe(null);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    }
  });

  it('is in Chinese, and in English for a browser that prefers it', async () => {
    await server.must(voiceWorld());
    const of = async (language: string) => (await passer.open('PC12', { 'accept-language': language })).text;
    expect(await of('zh-CN,zh;q=0.9,en;q=0.8')).toContain('<html lang="zh-CN">');
    expect(await of('en-GB,en;q=0.9,zh;q=0.2')).toContain('<html lang="en">');
    expect(await of('en')).toContain('Computer');
    expect((await passer.open('PC12')).text).toContain('哪里不对？');
    expect((await passer.open('PC12')).headers.get('vary')).toContain('Accept-Language');
  });

  it('warns to raise a hand only while a sitting uses the device: from its begin to its end', async () => {
    const [from, to] = [NOON + HOUR, NOON + 3 * HOUR].map((at) => new Date(at).toISOString());
    const rooms = [{ roomId: 'R1', placed: 1 }];
    await server.must([
      ...voiceWorld(),
      entry('exam.scheduled', { sittingId: 'E1', exam: '考试', siteId: 'S1', rooms, from, to }),
    ]);
    const warns = async (code: string) => (await passer.open(code)).text.includes('先举手告诉监考员');
    expect(await warns('PC12')).toBe(false);
    server.clock.forward(HOUR);
    expect(await warns('PC12')).toBe(true);
    server.clock.forward(2 * HOUR - 1);
    expect(await warns('PC12')).toBe(true);
    server.clock.forward(1);
    expect(await warns('PC12')).toBe(false);
  });

  it('takes a voice: its number, what was said and when; the ledger has it under no account', async () => {
    await server.must(voiceWorld());
    const id = 'abcdef01-2345-4678-9abc-def012345678';
    const { status, text } = await passer.send('PC12', [
      ['id', id],
      ['problem', 'noSound'],
      ['note', '左边耳机没声音，右边有'],
    ]);
    expect(status).toBe(200);
    for (const word of ['收到了，谢谢', 'V-ABCDEF01', '没有声音', '左边耳机没声音，右边有', '03-05 12:00']) {
      expect(text).toContain(word);
    }
    const [one] = await voiced(server);
    expect(one).toMatchObject({ id, actor: 'public', body: { voiceId: 'V-ABCDEF01', deviceId: 'PC12' } });
    expect(one!.body['problems']).toEqual(['noSound']);
    const ref = String(one!.body['note']);
    expect(ref).toMatch(/^sha256:/);
    const paper = await server.ask<string>(`/api/papers/${ref.slice('sha256:'.length)}`);
    expect(paper.body).toBe('左边耳机没声音，右边有');
    expect(await voicesOf(server)).toEqual([
      {
        id: 'PC12',
        siteId: 'S1',
        roomId: 'R1',
        count: 1,
        firstAt: new Date(NOON).toISOString(),
        lastAt: new Date(NOON).toISOString(),
        problems: [{ problem: 'noSound', count: 1 }],
        notes: [ref],
      },
    ]);
  });

  it('the same form sent twice is one voice; changed and sent again it is another', async () => {
    await server.must(voiceWorld());
    const id = randomUUID();
    const first = await passer.send('PC12', [
      ['id', id],
      ['problem', 'slow'],
    ]);
    const again = await passer.send('PC12', [
      ['id', id],
      ['problem', 'slow'],
    ]);
    expect(again.text).toBe(first.text);
    expect(await voiced(server)).toHaveLength(1);
    const changed = await passer.send('PC12', [
      ['id', id],
      ['problem', 'other'],
    ]);
    expect(changed.status).toBe(200);
    const all = await voiced(server);
    expect(all.map((one) => one.body['problems'])).toEqual([['other'], ['slow']]);
    expect(all[0]!.id).not.toBe(id);
  });

  it('a note alone is about something else; nothing at all is asked for again, with what was written', async () => {
    await server.must(voiceWorld());
    await passer.send('PC12', [['note', '有焦味']]);
    expect((await voicesOf(server))[0]!.problems).toEqual([{ problem: 'other', count: 1 }]);
    const empty = await passer.send('PC12', [['note', '  ']]);
    expect([empty.status, empty.text.includes('请至少选一项')]).toEqual([400, true]);
    const long = await passer.send('PC12', [
      ['problem', 'slow'],
      ['note', '字'.repeat(201)],
    ]);
    expect([long.status, long.text.includes('最多 200 个字')]).toEqual([400, true]);
    expect(long.text).toContain('value="slow" checked');
    expect(long.text).toContain('字'.repeat(201));
    expect((await passer.send('PC12', [['note', '字'.repeat(200)]])).status).toBe(200);
    // 199 signs and one line end, which a browser sends as two and counts as one.
    expect((await passer.send('PC12', [['note', `${'字'.repeat(198)}\r\n字`]])).status).toBe(200);
    expect(await voiced(server)).toHaveLength(3);
  });

  it('a note with a character that turns the text around is refused, and says so', async () => {
    await server.must(voiceWorld());
    const turned = await passer.send('PC12', [['note', 'abc\u202etxt']]);
    expect([turned.status, turned.text.includes('不能记录的字符')]).toEqual([400, true]);
    expect(await voiced(server)).toEqual([]);
  });

  it('escapes what others wrote, and isolates its direction', async () => {
    await server.must(voiceWorld({ site: '<script>alert(1)</script>', room: '"><img src=x>', label: "א'&amp;" }));
    const note = '</textarea><script>alert(2)</script>';
    const pages = [await passer.open('PC12'), await passer.send('PC12', [['note', note]])];
    const long = await passer.send('PC12', [['note', note + 'x'.repeat(200)]]);
    for (const { text } of [...pages, long]) {
      expect(text).not.toMatch(/<script|<img|<\/textarea><script/);
      expect(text).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>');
      expect(text).toContain('<bdi>&quot;&gt;&lt;img src=x&gt;</bdi>');
      expect(text).toContain('<bdi>א&#39;&amp;amp;</bdi>');
    }
    expect(pages[1]!.text).toContain('&lt;/textarea&gt;&lt;script&gt;');
  });

  it('takes 4 kB of a form and no other type; the page says what to do', async () => {
    await server.must(voiceWorld());
    const filled = (bytes: number) => `problem=slow&x=${'a'.repeat(bytes - 'problem=slow&x='.length)}`;
    expect((await passer.post('PC12', filled(4096))).status).toBe(200);
    const large = await passer.post('PC12', filled(4097));
    expect([large.status, large.text.includes('写得太长了')]).toEqual([413, true]);
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
      const other = await passer.post('PC12', '{"problem":"slow"}', type);
      expect([other.status, other.text.includes('没有收到')], type).toEqual([400, true]);
    }
    expect(await voiced(server)).toHaveLength(1);
  });

  it('says of what is unknown, not in service or no code that there is no such device', async () => {
    await server.must([
      ...voiceWorld(),
      entry('device.retired', { deviceId: 'PC13' }),
      entry('device.registered', { deviceId: 'NEW', siteId: 'S1', category: 'camera' }),
    ]);
    for (const code of ['none', 'PC13', 'NEW', 'S1', '__proto__', encodeURIComponent('<b>')]) {
      const page = await passer.open(code);
      expect([page.status, page.text.includes('没有这台设备')], code).toEqual([404, true]);
      expect((await passer.say(code, 'slow')).status, code).toBe(404);
    }
    expect((await passer.open('%E0%A4%A')).status).toBe(400);
    expect(await voiced(server)).toEqual([]);
  });

  it('the setting turns it off and on again at once; what was said stays listed', async () => {
    await server.must(voiceWorld());
    await passer.say('PC12', 'slow');
    await server.must([entry('setting.set', { name: 'voices', value: false })]);
    for (const page of [await passer.open('PC12'), await passer.say('PC12', 'slow'), await passer.open('none')]) {
      expect([page.status, page.text.includes('现在不收现场报告')]).toEqual([404, true]);
    }
    expect(await voicesOf(server)).toHaveLength(1);
    await server.must([entry('setting.set', { name: 'voices', value: true })]);
    expect((await passer.say('PC12', 'slow')).status).toBe(200);
    expect((await voicesOf(server))[0]!.count).toBe(2);
  });

  it('no account records a voice by the interface, not even the administrator', async () => {
    await server.must(voiceWorld());
    const [result] = await server.record([
      entry('fault.voiced', { voiceId: 'V-1', deviceId: 'PC12', problems: ['slow'] }),
    ]);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'invalid', field: 'kind' } });
  });
});
