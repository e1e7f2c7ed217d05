import { parseArgs } from 'node:util';
import { formFileName } from '../../shared/forms/forms';
import {
  FORM_IDS,
  FORM_OPTIONS,
  type FormId,
  type FormOption,
  SUMMARY_FORMATS,
  type SummaryFormat,
} from '../../shared/forms/vocabulary';
import type { Summary } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import { type Period, parsePeriod } from '../../shared/model/period';
import { type Scope, parseScope, scopeText } from '../../shared/model/scope';
import { workThrough, yearEnd } from '../../shared/summary/summary';
import { zoneOf } from '../../shared/timeline/zone';
import { formFile } from '../forms/form-file';
import type { Checkpoints } from '../ledger/folding/checkpoints';
import type { FoldFactory } from '../ledger/folding/fold-factory';
import { HistoricalFolds } from '../ledger/folding/historical-folds';
import { knownAt, parseAsOf } from '../ledger/querying/as-of';
import type { AsOf } from '../ledger/querying/figures';
import type { Store } from '../store/store';
import { type SummarySource, closedEdition, textsOf } from '../summaries/document';
import { writeOut } from './files';
import { outputFile } from '../store/output-path';
import { Usage } from './usage';

const HOW = 'summary YEAR --scope SCOPE --to FILE [--format xlsx|docx|csv|json] [--as-of SEQ|INSTANT]';

/** There is no such form: the message is the one line that the command prints. */
export class NoSummary extends Error {}

interface Asked {
  scope: Scope;
  year: number;
  to: string | undefined;
  format: SummaryFormat;
  form: FormId;
  options: FormOption[];
  period: string | undefined;
  edition: number | 'draft' | undefined;
  /** As the ledger was known at an entry or an instant (semantics 2). */
  asOf: NonNullable<AsOf> | undefined;
}

function oneOf<T extends string>(values: readonly T[], given: string, name: string): T {
  const found = values.find((value) => value === given);
  if (found === undefined) throw new Usage(`--${name} is one of ${values.join(', ')}`);
  return found;
}

/** @throws Usage */
export function readSummaryArgs(args: string[]): Asked {
  const text = { type: 'string' as const };
  const options = { scope: text, format: text, to: text, form: text, period: text, edition: text, 'as-of': text };
  let parsed;
  try {
    parsed = parseArgs({
      args,
      options: { ...options, option: { ...text, multiple: true as const } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const { values, positionals } = parsed;
  const [year = '', ...more] = positionals;
  if (!/^\d{4}$/.test(year) || more.length > 0) throw new Usage(`a year is wanted: ${HOW}`);
  const scope = values.scope === undefined ? null : parseScope(values.scope);
  if (!scope || scope.kind === 'room' || scope.kind === 'device') {
    throw new Usage('--scope is an area code, or site:, project: or grant: with an id');
  }
  const { edition } = values;
  if (edition !== undefined && !/^(draft|[1-9]\d{0,3})$/.test(edition))
    throw new Usage('--edition is draft, or a number');
  const asOf = asOfArg(values['as-of']);
  if (asOf && edition !== undefined)
    throw new Usage('--as-of gives the draft of its time: --edition does not go with it');
  return {
    scope,
    year: Number(year),
    to: values.to,
    format: oneOf(SUMMARY_FORMATS, values.format ?? 'xlsx', 'format'),
    form: oneOf(FORM_IDS, values.form ?? 'self-evaluation', 'form'),
    options: (values.option ?? []).map((one) => oneOf(FORM_OPTIONS, one, 'option')),
    period: values.period,
    edition: edition === undefined || edition === 'draft' ? edition : Number(edition),
    asOf,
  };
}

/** @throws Usage */
function asOfArg(text: string | undefined): NonNullable<AsOf> | undefined {
  if (text === undefined) return undefined;
  const asOf = parseAsOf(text);
  if (asOf) return asOf;
  throw new Usage('--as-of is a ledger number, or an instant with an offset such as 2023-03-31T23:59:59+08:00');
}

export interface SummaryCommandDeps {
  store: Store;
  zone: string;
  /** Which nothing may be written into. */
  dataFolder: string;
  checkpoints: Checkpoints;
  factory: FoldFactory;
  clock: () => Instant;
}

/**
 * Writes the form of a year to a file, beside a running server: the same bytes as its route gives for the same ledger.
 * @throws Usage, OutputRefused, NoSummary, StorageError.
 */
export async function summaryCommand(args: string[], open: () => Promise<SummaryCommandDeps>): Promise<void> {
  const asked = readSummaryArgs(args);
  const deps = await open();
  const { store, zone, dataFolder } = deps;
  try {
    const months = monthsOf(asked, zone);
    const file = asked.to === undefined ? undefined : outputFile(asked.to, dataFolder);
    const document = await documentOf(deps, asked, months);
    const texts = await textsOf(store.papers, document);
    const { form, format, options } = asked;
    const bytes = await formFile({ document, texts, form, options, format });
    await writeOut(
      file,
      (async function* () {
        yield bytes;
      })(),
    );
    if (file !== undefined) process.stdout.write(`${formFileName(form, document)}: ledger ${document.ledger.seq}\n`);
  } finally {
    await store.close();
  }
}

/** @throws Usage */
function monthsOf({ form, year, period }: Asked, zone: string): Period | undefined {
  if (form !== 'monitoring' && period === undefined) return undefined;
  const text = period ?? `${year}-01..${year}-12`;
  const months = parsePeriod(text, zoneOf(zone));
  if (!months || !text.startsWith(`${year}-`) || !text.includes(`..${year}-`)) {
    throw new Usage(`--period is months of the year, such as ${year}-01..${year}-07`);
  }
  return months;
}

async function documentOf(
  { store, zone, checkpoints, factory, clock }: SummaryCommandDeps,
  { scope, year, edition, asOf }: Asked,
  months: Period | undefined,
): Promise<Summary> {
  const head = await store.entries.head();
  if (head.seq === 0) throw new NoSummary('the ledger is empty: there is no form yet');
  const folds = new HistoricalFolds(store.entries, checkpoints, factory, zone);
  if (asOf) {
    const known = await knownThen(store, asOf, { head: head.seq, clock });
    const fold = await folds.at(known.seq, () => {});
    return workThrough(fold, { scope, year, months, now: known.now ?? fold.head.recordedAt }).document;
  }
  const source: SummarySource = {
    papers: store.papers,
    async at(ask, seq, closing) {
      const fold = await folds.at(seq, () => {});
      const end = yearEnd(fold, ask.year);
      const { recordedAt } = fold.head;
      return workThrough(fold, { ...ask, now: clock() >= end ? Math.max(recordedAt, end) : recordedAt, closing });
    },
    history: async (ask) =>
      (await folds.at(head.seq, () => {})).summaries.history(scopeText(ask.scope), ask.year, clock()),
  };
  const ask = { scope, year, months };
  const history = await source.history(ask);
  const wanted = edition ?? (history.state === 'closed' && !months ? history.next - 1 : 'draft');
  if (wanted === 'draft') return (await source.at(ask, head.seq)).document;
  const found = history.editions.find((one) => one.edition === wanted);
  const document = found && (await closedEdition(source, ask, found, history.papers.get(wanted)));
  if (!document) throw new NoSummary(`there is no edition ${wanted} of ${year} for ${scopeText(scope)}`);
  return document;
}

/** The last entry that was known then; `now`: the instant itself, which is never after now. @throws NoSummary */
async function knownThen(
  { entries }: Pick<Store, 'entries'>,
  asOf: NonNullable<AsOf>,
  { head, clock }: { head: number; clock: () => Instant },
): Promise<{ seq: number; now?: Instant }> {
  if ('at' in asOf) return knownAt(entries, asOf.at, clock);
  if (asOf.seq > head) throw new NoSummary(`the ledger has no entry ${asOf.seq}: its head is ${head}`);
  return asOf;
}
