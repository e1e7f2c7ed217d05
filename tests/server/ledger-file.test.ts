import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLines } from '../../server/ledger/files/export';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { importLines } from '../../server/ledger/files/import';
import { BadLine } from '../../server/ledger/files/lines';
import { verify } from '../../server/ledger/files/verify';
import { type SqliteStore, openStore } from '../../server/store/sqlite/open';
import type { Entry } from '../../shared/model/entry';
import { entryLine, hashedText } from '../../shared/model/entry';
import { sha256 } from '../../server/ledger/writing/chain';
import { type Ledger, ledger, uuid } from '../helpers/entries';
import { ZONE, tempFolder } from './kit';

/** A ledger of twelve entries with its chain. */
function sample(): Ledger {
  const made = ledger({ chain: true });
  const at = '2025-01-06T09:00:00+08:00';
  made.add('site.registered', { siteId: 'S1', name: '演示考点', area: '440781' }, { at });
  made.add('device.registered', { deviceId: 'D1', siteId: 'S1', category: 'camera' }, { at });
  made.add('device.commissioned', { deviceId: 'D1' }, { at });
  for (let day = 7; day < 16; day += 1) {
    const status = day % 2 === 0 ? 'up' : 'down';
    made.add(
      'status.observed',
      { deviceId: 'D1', status },
      { at: `2025-01-${String(day).padStart(2, '0')}T09:00:00+08:00` },
    );
  }
  return made;
}

const linesOf = (entries: readonly Entry[]) => entries.map(entryLine);
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** In pieces that cut lines and characters anywhere, as a file's bytes arrive. */
async function* bytesOf(text: string, piece = 97): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
}

/** Rehashes an entry and all after it from what they say: a forger with a calculator. */
function forge(entries: readonly Entry[], from: number, change: (entry: Entry) => Entry, chained: boolean): string[] {
  const forged = [...entries];
  for (let index = from; index < forged.length; index += 1) {
    const old = index === from ? change(forged[index]!) : forged[index]!;
    if (index > from && !chained) break;
    const entry = index > from ? { ...old, prev: forged[index - 1]!.hash } : old;
    forged[index] = { ...entry, hash: sha256(hashedText(entry)) } as Entry;
  }
  return linesOf(forged);
}

const { entries } = sample();
const good = linesOf(entries);
const swap = (at: number) => good.map((_line, index) => good[index === at ? at + 1 : index === at + 1 ? at : index]!);
const edit = (at: number, how: (line: string) => string) =>
  good.map((line, index) => (index === at ? how(line) : line));
const down = (entry: Entry) => ({ ...entry, body: { deviceId: 'D1', status: 'degraded' } }) as Entry;

/** What was done to the file, the text, and the seq that has to be named. */
const BROKEN: [string, string, number][] = [
  ['a changed byte', textOf(edit(6, (line) => line.replace('"up"', '"uq"'))), 7],
  ['a changed fact', textOf(edit(6, (line) => line.replace('"up"', '"down"'))), 7],
  ['a dropped line', textOf(good.toSpliced(4, 1)), 5],
  ['a swapped pair', textOf(swap(7)), 8],
  ['a doubled line', textOf(good.toSpliced(3, 0, good[2]!)), 4],
  ['a forged entry', textOf(forge(entries, 8, down, false)), 10],
  ['a forged tail', textOf([...good.slice(0, 9), ...forge(entries, 8, down, true).slice(9)]), 10],
  ['a torn end', textOf(good).slice(0, -40), 12],
  ['a missing last line feed', textOf(good).slice(0, -1), 12],
  ['white space', textOf(edit(2, (line) => line.replace(',"body"', ', "body"'))), 3],
  ['another order of fields', textOf(edit(2, (line) => `{"seq":3,${line.slice(1, -9)}}`)), 3],
  ['no JSON', textOf(edit(5, () => 'nonsense')), 6],
  ['an empty line', textOf(edit(5, () => '')), 6],
  ['an unknown kind', textOf(forge(entries, 3, (one) => ({ ...one, kind: 'status.dreamt' }) as never, true)), 4],
  ['a wrong shape', textOf(forge(entries, 3, (one) => ({ ...one, body: { deviceId: 'D1' } }) as never, true)), 4],
  ['a used id', textOf(forge(entries, 3, (one) => ({ ...one, id: uuid(1) }), true)), 4],
  ['recordedAt going back', textOf(forge(entries, 3, (one) => ({ ...one, recordedAt: 0 }), true)), 4],
];

describe('verify (contract 7)', () => {
  it('vouches for a whole file by its head, however its bytes arrive', async () => {
    const head = { seq: 12, hash: entries.at(-1)!.hash };
    for (const piece of [1, 97, 1 << 20]) expect(await verify(bytesOf(textOf(good), piece))).toEqual(head);
  });

  it('takes an empty file as a ledger of no entries', async () => {
    expect((await verify(bytesOf(''))).seq).toBe(0);
  });

  it.each(BROKEN)('names the first bad seq of %s', async (_what, text, seq) => {
    const error: unknown = await verify(bytesOf(text)).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(BadLine);
    expect((error as BadLine).seq).toBe(seq);
    expect((error as BadLine).message).toContain(`entry ${seq}`);
  });

  it('says that an unknown kind was made by a newer version', async () => {
    const text = textOf(forge(entries, 3, (one) => ({ ...one, kind: 'status.dreamt' }) as never, true));
    await expect(verify(bytesOf(text))).rejects.toThrow('newer version');
  });
});

describe('import (contract 7)', () => {
  let folder: string;
  let store: SqliteStore;
  beforeEach(() => {
    folder = tempFolder();
    store = openStore(folder);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const take = (text: string, dryRun = false) =>
    importLines(bytesOf(text), { store, factory: foldFactory, zone: ZONE, dryRun, paper: () => null });
  const exported = async () => {
    let text = '';
    for await (const part of exportLines(store, () => {})) text += part;
    return text;
  };

  it('keeps every byte: export gives the same file back', async () => {
    await take(textOf(good));
    expect(await exported()).toBe(textOf(good));
  });

  it.each(BROKEN)('refuses %s as a whole, and nothing is written', async (_what, text, seq) => {
    await expect(take(text)).rejects.toMatchObject({ seq });
    expect((await store.entries.head()).seq).toBe(0);
    await take(textOf(good));
  });

  it('wants an empty ledger', async () => {
    await take(textOf(good));
    await expect(take(textOf(good))).rejects.toThrow('not empty');
  });

  it('writes nothing on a dry run', async () => {
    expect((await take(textOf(good), true)).head.seq).toBe(12);
    expect((await store.entries.head()).seq).toBe(0);
  });

  it('takes steps that the fold contests, and lists them', async () => {
    const made = sample();
    made.add('device.commissioned', { deviceId: 'D1' }, { at: '2025-01-20T09:00:00+08:00' });
    const fold = await take(textOf(linesOf(made.entries)));
    expect(fold.contested().map((one) => one.seq)).toEqual([13]);
    expect((await store.entries.head()).seq).toBe(13);
  });

  it('folds a void of an entry that came many pages before', async () => {
    const made = sample();
    made.void(made.entries[11]!, { at: '2025-01-20T09:00:00+08:00' });
    const fold = await take(textOf(linesOf(made.entries)));
    expect(fold.contested()).toEqual([]);
  });
});
