import { importLines } from '../../../server/ledger/files/import';
import { foldFactory } from '../../../server/ledger/folding/fold-factory';
import { mapTexts } from '../../../server/ledger/writing/paper-texts';
import { type Entry, entryLine } from '../../../shared/model/entry';
import { openStore } from '../../../server/store/sqlite/open';
import type { Sent as LedgerSent } from '../../../server/ledger/writing/draft';
import { OVER, REASONS, SALT, SCOPE, explain, yearEndWorld } from '../../helpers/year-end';
import { type Reply, type TestServer, TestClock, ZONE, startServer, tempFolder } from '../kit';

export { SCOPE };
export const YEAR = '/api/summary/2023';

/** The body with plain texts, as its writer sends it. */
const plain = (body: object): unknown => mapTexts(body, (ref) => REASONS.get(ref) ?? '已核实。');

/** Records entries as they were, each when it was recorded. */
export async function replay(server: TestServer, entries: readonly Entry[]): Promise<void> {
  for (const { id, kind, at, recordedAt, body } of entries) {
    server.clock.at = Math.max(server.clock.at, recordedAt);
    const sent = { id, kind, at: new Date(at).toISOString(), body: plain(body) } as LedgerSent;
    const [result] = await server.app.ledger.record({
      entries: [sent],
      writer: { actor: 'office-1', source: 'office' },
      authorize: (draft, fold, now) => fold.check(draft, now),
    });
    if (result?.outcome !== 'recorded') throw new Error(`${kind}: ${JSON.stringify(result)}`);
  }
}

/** A server whose ledger holds the year of the helper; `explained` with the reasons that the form wants. */
export async function yearEndServer(explained = true): Promise<TestServer> {
  const world = yearEndWorld();
  if (explained) explain(world);
  const folder = tempFolder();
  const store = openStore(folder);
  const bytes = Buffer.from(world.entries.map((entry) => `${entryLine(entry)}\n`).join(''), 'utf8');
  await importLines(
    (async function* () {
      yield bytes;
    })(),
    {
      store,
      factory: foldFactory,
      zone: ZONE,
      dryRun: false,
      paper: (ref) => ({ ref, salt: SALT, bytes: Buffer.from(REASONS.get(ref) ?? '', 'utf8') }),
    },
  );
  await store.close();
  return startServer({ folder, clock: new TestClock(OVER) });
}

/** A caller with a token of its own. */
export async function caller(server: TestServer, role: string, scope: string[] = [SCOPE]) {
  const json = { name: `${role}-${Math.random()}`, role, scope };
  const { body, status } = await server.ask<{ id: string; token: string }>('/api/tokens', { json });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const headers = { authorization: `Bearer ${body.token}`, cookie: '' };
  return {
    id: body.id,
    ask: <T>(path: string, init: Parameters<TestServer['ask']>[1] = {}): Promise<Reply<T>> =>
      server.ask<T>(path, { ...init, headers: { ...headers } }),
  };
}

/** The bytes of an answer. */
export async function bytesOf(server: TestServer, path: string): Promise<Buffer> {
  const response = await fetch(server.url + path, { headers: { cookie: server.cookie } });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${bytes.toString('utf8')}`);
  return bytes;
}
