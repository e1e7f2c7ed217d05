import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClosingAnswer, Summary, SummaryStatus } from '../../../shared/contract/http';
import { canonical } from '../../../shared/model/canonical';
import { local } from '../../helpers/small-world';
import { explain, yearEndWorld } from '../../helpers/year-end';
import { type TestServer, discard, entry, tempFolder } from '../kit';
import { command } from '../process';
import { SCOPE, YEAR, bytesOf, caller, replay, yearEndServer } from './kit';

let server: TestServer;
let folder: string;
beforeEach(async () => {
  folder = tempFolder();
  server = await yearEndServer(false);
});
afterEach(async () => {
  await discard(server);
  rmSync(folder, { recursive: true, force: true });
});

const close = (at: { ask: TestServer['ask'] }, more: object = {}) =>
  at.ask<ClosingAnswer & { error: { code: string; message: string } }>(`${YEAR}/close`, {
    json: { scope: SCOPE, ...more },
  });
const status = async () => (await server.ask<SummaryStatus>(`${YEAR}/status?scope=${SCOPE}`)).body;

/** The reasons that the year wants, recorded. */
async function explained(): Promise<void> {
  const world = yearEndWorld();
  const before = world.entries.length;
  explain(world);
  await replay(server, world.entries.slice(before));
}

async function exported(): Promise<string> {
  const file = join(folder, `export-${Math.random()}.ndjson`);
  const ended = await command(['export', '--to', file, '--papers', join(folder, 'papers')], {
    DATA_DIR: server.folder,
  });
  expect(ended.code).toBe(0);
  return file;
}

describe('closing a year (semantics 12)', () => {
  it('is refused while reasons are missing, and says which', async () => {
    const { gaps, state } = await status();
    expect(state).toBe('open');
    expect(gaps.filter(({ blocks }) => blocks).map(({ what, indicator }) => `${what} ${indicator}`)).toEqual([
      'reason room-compliance',
      'reason device-compliance',
      'reason construction-on-time',
      'reason timely-repair',
      'reason student-satisfaction',
    ]);
    const refused = await close(server);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict']);
    expect(refused.body.error.message).toContain('reason of timely-repair');
  });

  it('keeps the bytes that its entry vouches for, and refuses what would change the year’s plans', async () => {
    await explained();
    const { body } = await close(server);
    expect(body).toMatchObject({ state: 'closed', edition: 1, upTo: expect.any(Number) });
    const bytes = await bytesOf(server, `${YEAR}?scope=${SCOPE}`);
    const document = JSON.parse(bytes.toString('utf8')) as Summary;
    expect(document).toMatchObject({ ledger: { seq: body.upTo }, closing: { edition: 1 } });

    const about = { scope: SCOPE, indicator: 'pilot-zone', period: '2023' };
    const refused = await server.record([
      entry('target.set', { scope: SCOPE, indicator: 'standard-seats', period: '2023', op: '>=', value: 1 }),
      entry('target.set', {
        scope: SCOPE,
        indicator: 'standard-seats',
        period: '2023-01..2023-06',
        op: '>=',
        value: 1,
      }),
      entry('weights.set', { scope: SCOPE, year: 2023, weights: { 'fault-rate': 90 }, execution: 10 }),
      entry('attestation.made', { ...about, grade: 'met', percent: 90, statement: '已建成' }),
      entry('deviation.explained', { ...about, reason: '台风' }),
      entry('form.written', { scope: SCOPE, period: '2023', field: 'unit', statement: '别的单位' }),
      entry('milestone.planned', { milestoneId: 'M9', projectId: 'P1', name: '晚的', dueAt: '2023-12-01T00:00:00Z' }),
    ]);
    expect(refused.map(({ error }) => error?.code)).toEqual(Array.from({ length: 7 }, () => 'closed-year'));
    // Another year, another scope, the cycle whose other years are open, and facts are taken.
    await server.must([
      entry('target.set', { scope: SCOPE, indicator: 'standard-seats', period: '2024', op: '>=', value: 1 }),
      entry('target.set', { scope: 'site:S1', indicator: 'standard-seats', period: '2023', op: '>=', value: 1 }),
      entry('target.set', { scope: SCOPE, indicator: 'standard-seats', period: 'cycle:2023-2025', op: '>=', value: 1 }),
      entry('exam.attended', { sittingId: 'E1', attended: 50 }, local('2023-03-11 13:00')),
    ]);
    // The closed bytes stay; what came late stands beside them.
    expect(await bytesOf(server, `${YEAR}?scope=${SCOPE}`)).toEqual(bytes);
    const { amendments, recordedSince, state } = await status();
    expect([state, recordedSince]).toEqual(['closed', 4]);
    expect(amendments).toEqual(
      [
        {
          part: 'row standard-seats',
          indicator: 'standard-seats',
          field: 'cycleTarget',
          closed: { op: '>=', value: 100 },
          now: { op: '>=', value: 1 },
        },
        { part: 'row examinees-served', indicator: 'examinees-served', field: 'value', closed: 52, now: 50 },
      ].sort((a, b) => order(document, a.indicator) - order(document, b.indicator)),
    );
  });

  it('takes no entry back on which the closed year stands', async () => {
    await explained();
    await close(server);
    const trail = await server.ask<{ items: { id: string; kind: string }[] }>('/api/entries?kind=target.set&limit=1');
    const [result] = await server.record([entry('entry.voided', { entryId: trail.body.items[0]!.id, reason: '错' })]);
    // The newest target is one of the cycle: its other years are open.
    expect(result!.outcome).toBe('recorded');
    const made = await server.ask<{ items: { id: string; kind: string }[] }>(
      '/api/entries?kind=deviation.explained&limit=1',
    );
    const [refused] = await server.record([entry('entry.voided', { entryId: made.body.items[0]!.id, reason: '错' })]);
    expect(refused!.error).toMatchObject({ code: 'closed-year', field: 'body.entryId' });
  });

  it('is reopened with a reason and closed as the next edition; both stay', async () => {
    await explained();
    await close(server);
    const first = await bytesOf(server, `${YEAR}?scope=${SCOPE}`);
    expect((await close(server)).body.error.code).toBe('conflict');
    const back = await server.ask(`${YEAR}/reopen`, { json: { scope: SCOPE, reason: '财政局退回：分值' } });
    expect(back.status).toBe(204);
    await server.must([entry('exam.attended', { sittingId: 'E1', attended: 51 }, local('2023-03-11 13:00'))]);
    expect((await close(server)).body).toMatchObject({ state: 'closed', edition: 2 });
    const { editions } = await status();
    expect(editions.map(({ edition, reopened }) => [edition, reopened !== undefined])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(await bytesOf(server, `${YEAR}?scope=${SCOPE}&edition=1`)).toEqual(first);
    const second = JSON.parse((await bytesOf(server, `${YEAR}?scope=${SCOPE}`)).toString('utf8')) as Summary;
    expect(second.rows.find(({ id }) => id === 'examinees-served')!.value).toBe(51);
  });

  it('wants a second person where the setting says so', async () => {
    await explained();
    await server.must([entry('setting.set', { name: 'countersign', value: true })]);
    const [one, two, reader] = [
      await caller(server, 'office'),
      await caller(server, 'office'),
      await caller(server, 'viewer'),
    ];
    expect((await close(reader)).status).toBe(403);
    const signed = await close(one);
    expect(signed.body).toMatchObject({ state: 'signed', edition: 1 });
    expect(await status()).toMatchObject({ state: 'signed', signature: { by: one.id } });
    expect((await close(one)).body.error.message).toContain('second person');
    // The first one signed what was known then: what comes between is not in it.
    await server.must([entry('exam.attended', { sittingId: 'E1', attended: 50 }, local('2023-03-11 13:00'))]);
    expect((await close(two)).body).toMatchObject({
      state: 'closed',
      upTo: signed.body.upTo,
      digest: signed.body.digest,
    });
    const { editions } = await status();
    expect(editions).toMatchObject([{ closedBy: two.id, signedBy: one.id }]);
  });

  it('closes nothing that the second person has not seen: another form is signed first, and the first person countersigns', async () => {
    await explained();
    await server.must([entry('setting.set', { name: 'countersign', value: true })]);
    const [one, two] = [await caller(server, 'office'), await caller(server, 'office')];
    const signed = await close(one);
    await server.must([entry('exam.attended', { sittingId: 'E1', attended: 51 }, local('2023-03-11 13:00'))]);
    const { seq } = server.app.ledger.head;
    expect((await close(two, { upTo: seq + 1 })).body.error.message).toContain(`no entry ${seq + 1}`);
    expect((await close(two, { upTo: seq })).body).toMatchObject({ state: 'signed', edition: 1, upTo: seq });
    expect(await status()).toMatchObject({ state: 'signed', signature: { by: two.id, upTo: seq } });
    expect((await close(two, { upTo: seq })).body.error.message).toContain('second person');
    const closed = await close(one, { upTo: seq });
    expect(closed.body).toMatchObject({ state: 'closed', edition: 1, upTo: seq });
    expect(closed.body.digest).not.toBe(signed.body.digest);
    const form = JSON.parse((await bytesOf(server, `${YEAR}?scope=${SCOPE}`)).toString('utf8')) as Summary;
    expect(form.rows.find(({ id }) => id === 'examinees-served')!.value).toBe(51);
    expect(form.closing).toEqual({ edition: 1, signedBy: two.id });
  });

  it('lets the first person sign again what is known otherwise since', async () => {
    await explained();
    await server.must([entry('setting.set', { name: 'countersign', value: true })]);
    const [one, two] = [await caller(server, 'office'), await caller(server, 'office')];
    await close(one);
    // Nothing that the form says.
    await server.must([entry('setting.set', { name: 'voices', value: false })]);
    expect((await close(one)).status).toBe(409);
    await server.must([entry('exam.attended', { sittingId: 'E1', attended: 51 }, local('2023-03-11 13:00'))]);
    const again = await close(one);
    expect(again.body).toMatchObject({ state: 'signed', edition: 1 });
    await server.must([entry('setting.set', { name: 'voices', value: true })]);
    // What the second one looked at says the same, though the ledger went on.
    const { seq } = server.app.ledger.head;
    expect((await close(two, { upTo: seq })).body).toMatchObject({
      state: 'closed',
      upTo: again.body.upTo,
      digest: again.body.digest,
    });
  });

  it('closes no edition from before the one that was sent back', async () => {
    await explained();
    const first = await close(server);
    expect((await server.ask(`${YEAR}/reopen`, { json: { scope: SCOPE, reason: '财政局退回' } })).status).toBe(204);
    const old = await close(server, { upTo: first.body.upTo });
    expect([old.status, old.body.error.message]).toEqual([409, expect.stringContaining('older than edition 1')]);
    expect((await close(server)).body).toMatchObject({ state: 'closed', edition: 2 });
  });

  it('makes one edition when two close at once', async () => {
    await explained();
    const answers = await Promise.all([close(server), close(server)]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await status()).editions).toHaveLength(1);
  });

  describe('the bytes', () => {
    const file = () => join(folder, 'again.json');
    const again = async (data: string) => {
      const args = ['summary', '2023', '--scope', SCOPE, '--format', 'json', '--to', file()];
      expect((await command(args, { DATA_DIR: data })).code).toBe(0);
      return readFileSync(file());
    };
    const closed = async () => {
      await explained();
      await close(server);
      return bytesOf(server, `${YEAR}?scope=${SCOPE}`);
    };

    it('travel with the papers of an export', async () => {
      const bytes = await closed();
      const args = ['import', await exported(), '--papers', join(folder, 'papers')];
      expect((await command(args, { DATA_DIR: join(folder, 'copy') })).code).toBe(0);
      expect(await again(join(folder, 'copy'))).toEqual(bytes);
    });

    it('come out of the ledger again without them', async () => {
      const bytes = await closed();
      await command(['import', await exported()], { DATA_DIR: join(folder, 'bare') });
      expect(await again(join(folder, 'bare'))).toEqual(bytes);
    });

    it('are in a backup', async () => {
      const bytes = await closed();
      const backup = join(folder, 'backup');
      expect((await command(['backup', backup], { DATA_DIR: server.folder })).code).toBe(0);
      expect((await command(['restore', backup], { DATA_DIR: join(folder, 'restored') })).code).toBe(0);
      expect(await again(join(folder, 'restored'))).toEqual(bytes);
    });
  });
});

const order = (document: Summary, id: string): number => document.rows.findIndex((row) => row.id === id);

/** Verifies a form against an export, or against other bytes of one. */
function verifying(ledger: string) {
  return async (content: Buffer | string, lines = readFileSync(ledger)) => {
    const file = join(folder, 'form.json');
    const copy = join(folder, 'ledger.ndjson');
    writeFileSync(file, content);
    writeFileSync(copy, lines);
    const { code, stdout, stderr } = await command(['verify-summary', file, '--ledger', copy], {});
    return { code, said: (stdout || stderr).trim() };
  };
}

// Each look is a process of its own that reads the whole export.
describe('verify-summary (contract 1)', { timeout: 120_000 }, () => {
  it('says true of a closed form, and names what was changed in it or in the export', async () => {
    await explained();
    await close(server);
    const ledger = await exported();
    const bytes = await bytesOf(server, `${YEAR}?scope=${SCOPE}`);
    const verify = verifying(ledger);
    expect(await verify(bytes)).toEqual({
      code: 0,
      said: expect.stringMatching(/^verified: 440781 2023, edition 1, closed by entry \d+, total [\d.]+, ledger \d+ /),
    });

    // One edited cell: the row and the field.
    const text = bytes.toString('utf8');
    const edited = text.replace('"id":"timely-repair","late":1,', '"id":"timely-repair","late":0,');
    expect(edited).not.toBe(text);
    expect(await verify(edited)).toEqual({
      code: 1,
      said: 'kaodian: row timely-repair, late: the file says 0, the ledger 1',
    });
    const document = JSON.parse(text) as Summary;
    const score = document.score!.total;
    expect((await verify(text.replace(`"total":${score}`, '"total":99.99'))).said).toContain(
      `form, score.total: the file says 99.99, the ledger ${score}`,
    );
    // Not canonical, not JSON.
    expect((await verify(JSON.stringify(document, null, 2))).said).toContain('not canonical JSON');
    expect((await verify(text.slice(0, -1))).said).toContain('not JSON');

    // One changed byte and one dropped line of the export.
    const lines = readFileSync(ledger, 'utf8').split('\n');
    const changed = lines.map((line, at) => (at === 20 ? line.replace('"kind":"', '"kind":"x') : line)).join('\n');
    expect(await verify(bytes, Buffer.from(changed))).toMatchObject({
      code: 1,
      said: expect.stringContaining('entry 21: '),
    });
    const dropped = lines.filter((_, at) => at !== 30).join('\n');
    expect(await verify(bytes, Buffer.from(dropped))).toMatchObject({
      code: 1,
      said: expect.stringContaining('entry 31: '),
    });
    // An export that ends before the form does, and one in which nobody closed it.
    const short = `${lines.slice(0, 40).join('\n')}\n`;
    expect((await verify(bytes, Buffer.from(short))).said).toContain('the export ends at entry 40');
    const unclosed = `${lines.slice(0, document.ledger.seq).join('\n')}\n`;
    expect((await verify(bytes, Buffer.from(unclosed))).said).toContain('no entry of this ledger closes edition 1');
    // A draft is verified as what it is.
    const draft = await bytesOf(server, `${YEAR}?scope=${SCOPE}&edition=draft`);
    expect(await verify(draft, readFileSync(await exported()))).toMatchObject({
      code: 0,
      said: expect.stringContaining('a draft'),
    });
    expect((await command(['verify-summary', 'nothing'], {})).code).toBe(2);
  });

  it('names the one value deep in the money, and what the closing alone says', async () => {
    await explained();
    await close(server);
    const verify = verifying(await exported());
    const document = JSON.parse((await bytesOf(server, `${YEAR}?scope=${SCOPE}`)).toString('utf8')) as Summary;
    // Deep in what is said together: the one sum that was edited.
    const { paidFen } = document.money.total;
    expect(paidFen).toBe(38_600_000);
    const { money } = document;
    const otherMoney = { ...document, money: { ...money, total: { ...money.total, paidFen: paidFen + 1 } } };
    expect((await verify(canonical(otherMoney))).said).toBe(
      'kaodian: form, money.total.paidFen: the file says 38600001, the ledger 38600000',
    );
    // What the closing alone says: who signed, and when it was worked out.
    const { closing, evaluatedAt } = document;
    const signer = { ...document, closing: { ...closing!, signedBy: 'somebody' } };
    expect((await verify(canonical(signer))).said).toBe(
      `kaodian: form, closing.signedBy: the file says "somebody", the ledger "${closing!.signedBy}"`,
    );
    const later = new Date(Date.parse(evaluatedAt) + 1).toISOString();
    expect((await verify(canonical({ ...document, evaluatedAt: later }))).said).toMatch(
      /^kaodian: (form, evaluatedAt: the file says|evaluatedAt .* is no instant)/,
    );
    // In no zone nothing can be worked out: one line says so.
    expect((await verify(canonical({ ...document, zone: 'Asia/Shangha1' }))).said).toBe(
      'kaodian: form, zone: the file says "Asia/Shangha1", which is no time zone',
    );
  });
});
