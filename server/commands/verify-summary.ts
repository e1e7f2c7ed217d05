import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Summary as Document } from '../../shared/contract/http';
import { Summary } from '../../shared/contract/figures/summary';
import type { Fold } from '../../shared/fold/fold';
import { canonical } from '../../shared/model/canonical';
import type { Entry, EntryOf } from '../../shared/model/entry';
import { parseInstant, toIso } from '../../shared/model/instant';
import { parsePeriod } from '../../shared/model/period';
import { parseScope } from '../../shared/model/scope';
import { differenceLine, differences } from '../../shared/summary/compare';
import { summaryOf, yearEnd } from '../../shared/summary/summary';
import { zoneOf } from '../../shared/timeline/zone';
import { foldFactory } from '../ledger/folding/fold-factory';
import { LineChecker } from '../ledger/files/lines';
import { readLines } from '../ledger/files/read-lines';
import { digestOf } from '../summaries/document';
import { readFile } from './files';
import { progressOn } from './progress';
import { Usage } from './usage';

const HOW = 'verify-summary FILE --ledger EXPORT';

/** The file does not say what the ledger does; the message is the one line that the command prints. */
export class NotVerified extends Error {}

/** @throws Usage */
function readArgs(args: string[]): { file: string; ledger: string } {
  let parsed;
  try {
    parsed = parseArgs({ args, options: { ledger: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const [file, ...more] = parsed.positionals;
  const { ledger } = parsed.values;
  if (file === undefined || more.length > 0 || ledger === undefined) throw new Usage(`wanted: ${HOW}`);
  // An export is read twice.
  if (ledger === '-') throw new Usage('--ledger is a file');
  return { file, ledger };
}

/** Checks a file of a form against an export, without a database (contract 1). @throws Usage, NotVerified, BadLine. */
export async function verifySummaryCommand(args: string[]): Promise<void> {
  const { file, ledger } = readArgs(args);
  const bytes = readFileSync(file);
  const document = parsed(bytes);
  const progress = progressOn(process.stderr, 'verify-summary');
  const read = (share: (part: number) => number) => () => readFile(ledger, (part) => progress.at(share(part)));
  let found: Found;
  try {
    const voided = await voidedEntries(read((part) => part / 2)());
    found = await foldUpTo(read((part) => 0.5 + part / 2)(), document, voided);
  } finally {
    progress.done();
  }
  const { fold, closings, signatures } = found;
  assertSameLedger(document, found);
  const differing = differences(document, recomputed(fold, document), true);
  if (differing.length > 0) throw new NotVerified(differing.map(differenceLine).join('; '));
  const digest = digestOf(bytes);
  const { closing, score } = document;
  const vouching = closings.find((entry) => entry.body.edition === closing?.edition);
  if (closing && vouching?.body.digest !== digest) {
    const closed = vouching && asClosed(document, fold, { vouching, signatures });
    const edited = closed ? differences(document, closed, true) : [];
    if (edited.length > 0) throw new NotVerified(edited.map(differenceLine).join('; '));
    throw new NotVerified(
      vouching
        ? `edition ${closing.edition} was closed by entry ${vouching.seq} with other bytes: digest ${vouching.body.digest}`
        : `no entry of this ledger closes edition ${closing.edition} of ${document.scope} for ${document.year}`,
    );
  }
  const what = closing ? `edition ${closing.edition}, closed by entry ${vouching!.seq}` : 'a draft';
  process.stdout.write(
    `verified: ${document.scope} ${document.year}, ${what}, total ${score?.total ?? 'none'}, ` +
      `ledger ${document.ledger.seq} ${document.ledger.hash}, digest ${digest}\n`,
  );
}

/** @throws NotVerified when the bytes are not those of a form. */
function parsed(bytes: Buffer): Document {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new NotVerified('the file is not JSON: it was changed, or is no form of kaodian');
  }
  const checked = Summary.safeParse(value);
  if (!checked.success) {
    const { path, message } = checked.error.issues[0]!;
    throw new NotVerified(`the file is no form of kaodian, or of a newer version: ${path.join('.')}: ${message}`);
  }
  if (canonical(value) !== bytes.toString('utf8')) {
    throw new NotVerified('the file is not canonical JSON: it was written by another program');
  }
  assertInTime(checked.data);
  return checked.data;
}

/** @throws NotVerified when its zone or year is none, in which nothing could be worked out. */
function assertInTime({ zone, year }: Document): void {
  let isYear;
  try {
    isYear = parsePeriod(String(year), zoneOf(zone)) !== null;
  } catch {
    throw new NotVerified(`form, zone: the file says "${zone}", which is no time zone`);
  }
  if (!isYear) throw new NotVerified(`form, year: the file says ${year}, which is no year of a form`);
}

type Lines = AsyncIterable<Uint8Array>;

/** The ids of the entries that later ones take back: the fold asks for them. Only whole lines of voids are parsed. */
async function voidedEntries(bytes: Lines): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const page of readLines(bytes)) {
    for (const line of page) {
      const id = /"entryId":"([0-9a-f-]{36})"/.exec(line)?.[1];
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}

interface Found {
  fold: Fold;
  /** The head of the whole export. */
  head: { seq: number };
  /** The next entry after the form's, which must not have been known to it. */
  nextAt: number;
  closings: EntryOf<'summary.closed'>[];
  signatures: EntryOf<'summary.signed'>[];
}

/** Checks every line of the export, and folds those that the form is made of. @throws BadLine */
async function foldUpTo(bytes: Lines, { ledger, scope, year, zone }: Document, voided: Set<string>): Promise<Found> {
  const checker = new LineChecker();
  const known = new Map<string, Entry>();
  const fold = foldFactory.empty({ zone, find: (id) => known.get(id) });
  const closings: Found['closings'] = [];
  const signatures: Found['signatures'] = [];
  let nextAt = Infinity;
  for await (const page of readLines(bytes)) {
    for (const line of page) {
      const entry = checker.take(line);
      if (voided.has(entry.id)) known.set(entry.id, entry);
      if (entry.seq <= ledger.seq) fold.apply(entry);
      else if (entry.seq === ledger.seq + 1) nextAt = entry.recordedAt;
      if (entry.kind === 'summary.closed' && entry.body.scope === scope && entry.body.year === year)
        closings.push(entry);
      if (entry.kind === 'summary.signed' && entry.body.scope === scope && entry.body.year === year)
        signatures.push(entry);
    }
  }
  return { fold, head: checker.head, nextAt, closings, signatures };
}

/** @throws NotVerified */
function assertSameLedger({ ledger, evaluatedAt, zone }: Document, { fold, head, nextAt }: Found): void {
  if (head.seq < ledger.seq) {
    throw new NotVerified(`the export ends at entry ${head.seq}: the form is made of the entries up to ${ledger.seq}`);
  }
  if (fold.head.hash !== ledger.hash) {
    throw new NotVerified(`the form is of another ledger: entry ${ledger.seq} has the hash ${fold.head.hash} here`);
  }
  const at = parseInstant(evaluatedAt) ?? 0;
  if (at < fold.head.recordedAt || at > nextAt) {
    throw new NotVerified(
      `evaluatedAt ${evaluatedAt} is no instant at which entry ${ledger.seq} was the last (${zone})`,
    );
  }
}

/** The form as the entries say it. @throws NotVerified when this version has other formulas. */
function recomputed(fold: Fold, document: Document): Document {
  const scope = parseScope(document.scope);
  const { monitoring } = document;
  const zone = zoneOf(document.zone);
  const months = monitoring && parsePeriod(monitoring.period, zone);
  if (!scope || months === null) throw new NotVerified('the file names no scope or period that there is');
  const now = parseInstant(document.evaluatedAt)!;
  const { closing, year } = document;
  const made = summaryOf(fold, { scope, year, now, ...(months && { months }), ...(closing && { closing }) });
  const other = Object.keys(document.versions).find((id) => document.versions[id] !== made.versions[id]);
  if (other !== undefined) {
    throw new NotVerified(
      `the formula of ${other} is version ${document.versions[other]} in the file and ${made.versions[other]} here: use the release that closed it`,
    );
  }
  return made;
}

/** The form with what a closing alone says of it: when it was worked out, and who signed it first. */
function asClosed(
  document: Document,
  fold: Fold,
  { vouching, signatures }: Pick<Found, 'signatures'> & { vouching: EntryOf<'summary.closed'> },
): Document {
  const { edition, digest } = vouching.body;
  const signature = signatures.find((entry) => entry.body.digest === digest && entry.seq < vouching.seq);
  const evaluatedAt = toIso(Math.max(fold.head.recordedAt, yearEnd(fold, document.year)));
  return { ...document, evaluatedAt, closing: { edition, signedBy: (signature ?? vouching).actor } };
}
