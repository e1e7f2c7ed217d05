import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, toIso } from '../../shared/model/instant';
import { parsePeriod } from '../../shared/model/period';
import { areaChain } from '../../shared/model/scope';
import { zoneOf } from '../../shared/timeline/zone';
import { DRILL_FILE, type DrillResult } from '../backups/drill-file';
import { timeOfBackup } from '../backups/rotation';
import { Checkpoints } from '../ledger/folding/checkpoints';
import type { FoldFactory } from '../ledger/folding/fold-factory';
import { HistoricalFolds } from '../ledger/folding/historical-folds';
import type { Question } from '../ledger/querying/questions';
import { createPrivate, settle } from '../store/durable-file';
import { OutputRefused } from '../store/output-path';
import type { Store } from '../store/store';
import { type Restoring, restoreInto } from './backup';

export interface DrillDeps {
  /** The data folder, beside whose server it runs. */
  folder: string;
  zone: string;
  factory: FoldFactory;
  clock: () => Instant;
  openReader(folder: string): Store;
  restoring(folder: string): Restoring;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The newest scheduled backup of a folder. @throws OutputRefused when there is none. */
export function newestBackup(folder: string | undefined): string {
  if (folder === undefined)
    throw new OutputRefused('name a FILE, or set BACKUP_DIR: then the newest backup in it is taken');
  const newest = readdirSync(folder)
    .filter((name) => timeOfBackup(name) !== null)
    .sort()
    .at(-1);
  if (newest === undefined) throw new OutputRefused(`there is no backup in ${folder}`);
  return join(folder, newest);
}

/** Every answer that a reader relies on: the rows of the form and the uptime of each area and site, for the year and the one before. */
async function questionsOf(folds: HistoricalFolds, known: Known, zone: string): Promise<Question[]> {
  const { items } = (await folds.ask(
    ask({ ask: 'list', what: 'sites', scope: null, limit: 100_000 }, known),
    () => {},
  )) as {
    items: { id: string; area: string }[];
  };
  const areas = [...new Set(items.flatMap(({ area }) => areaChain(area)))].sort();
  const year = new Date(known.now + 12 * 3_600_000).getUTCFullYear();
  const scopes = [
    ...areas.map((code) => ({ kind: 'area', code }) as const),
    ...items.map(({ id }) => ({ kind: 'site', id }) as const),
  ];
  return [year - 1, year].flatMap((of) => {
    const period = parsePeriod(String(of), zoneOf(zone))!;
    return scopes.flatMap((scope): Question[] => [
      { ask: 'indicators', scope, period },
      { ask: 'uptime', scope, from: period.from, to: period.to, by: 'none' },
    ]);
  });
}

interface Known {
  seq: number;
  now: Instant;
}
const ask = (question: Question, { seq, now }: Known) => ({ type: 'ask', question, seq, now, past: true }) as const;

function nameOf(question: Question): string {
  if (question.ask !== 'indicators' && question.ask !== 'uptime') return question.ask;
  const { scope } = question;
  const where = scope.kind === 'area' ? scope.code : `${scope.kind}:${scope.id}`;
  return question.ask === 'indicators' ? `indicators of ${where} in ${question.period.text}` : `uptime of ${where}`;
}

async function knownAt(store: Store, seq: number): Promise<Known & { hash: string }> {
  const [line] = seq === 0 ? [] : await store.entries.lines(seq - 1, 1);
  if (line === undefined) throw new OutputRefused(`the ledger has no entry ${seq}: this backup is of another one`);
  const { recordedAt, hash } = JSON.parse(line) as { recordedAt: string; hash: string };
  return { seq, now: Date.parse(recordedAt), hash };
}

/**
 * A restore drill: restores a backup into an empty folder of its own, checks every hash, and compares its figures with those
 * of the live ledger at the same entry. Leaves its result in the data folder for the page of the system's health.
 * @returns the names of the figures that differ; empty: the backup is good.
 * @throws BadBackup, OutputRefused, StorageError, BadLine, BadPaper.
 */
export async function drillCommand(path: string, deps: DrillDeps): Promise<readonly string[]> {
  const { folder, zone, factory, clock } = deps;
  const temporary = mkdtempSync(join(tmpdir(), 'kaodian-drill-'));
  try {
    const { seq, hash } = await restoreInto(path, deps.restoring(temporary));
    const [restored, live] = [deps.openReader(temporary), deps.openReader(folder)];
    try {
      const known = await knownAt(live, seq);
      const differs = known.hash === hash ? [] : [`the hash of entry ${seq}`];
      const count = await compare(
        foldsOf(restored, temporary, deps),
        foldsOf(live, folder, deps),
        known,
        zone,
        differs,
      );
      const result: DrillResult = { at: toIso(clock()), file: path, seq, figures: count, differs };
      keep(folder, result);
      for (const name of differs) process.stderr.write(`kaodian: differs: ${name}\n`);
      if (differs.length === 0)
        say(`drill passed: ${seq} entries, head ${hash}; ${count} figures are those of the live ledger`);
      return differs;
    } finally {
      await Promise.all([restored.close(), live.close()]);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }

  function foldsOf({ entries }: Store, of: string, { factory: making }: DrillDeps): HistoricalFolds {
    return new HistoricalFolds(entries, new Checkpoints(join(of, 'checkpoints'), making, zone), factory, zone);
  }
}

/** Asks both the same; what differs is added by its name. @returns how many figures were compared. */
async function compare(
  restored: HistoricalFolds,
  live: HistoricalFolds,
  known: Known,
  zone: string,
  differs: string[],
): Promise<number> {
  const questions = await questionsOf(live, known, zone);
  for (const question of questions) {
    const [one, other] = await Promise.all([
      restored.ask(ask(question, known), () => {}),
      live.ask(ask(question, known), () => {}),
    ]);
    if (JSON.stringify(one) !== JSON.stringify(other)) differs.push(nameOf(question));
  }
  return questions.length;
}

function keep(folder: string, result: DrillResult): void {
  const path = join(folder, DRILL_FILE);
  const part = `${path}.part`;
  const file = createPrivate(part);
  writeFileSync(file, JSON.stringify(result));
  settle(part, path);
}
