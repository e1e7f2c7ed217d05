import { randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import type { Account } from '../../../shared/contract/http';
import { hasRecords } from '../../../shared/indicators/evidence/evidence';
import { parsePeriod } from '../../../shared/model/period';
import { INDICATOR_IDS, type IndicatorId } from '../../../shared/model/vocabulary';
import { zoneOf } from '../../../shared/timeline/zone';
import { visibilityOf } from '../../access/policy';
import type { AsOf } from '../../ledger/querying/figures';
import type { Requester } from '../../ledger/querying/fold-worker';
import type { SummaryAsk } from '../../summaries/document';
import { ApiFailure } from '../failure';
import { type SummaryDeps, isOver, sourceFor } from './source';

export interface AnnexAsked extends SummaryAsk {
  /** Absent: every row that is made of records. */
  indicator: IndicatorId | undefined;
  format: 'csv' | 'xlsx';
  asOf: AsOf;
  edition: number | 'draft' | undefined;
}

/**
 * Writes the records behind a form to `to`, as known when it was made. The worker writes them to a private file outside
 * the data folder first, so that a slow reader holds nothing but that file.
 * @throws ApiFailure
 */
export async function sendAnnex(
  deps: SummaryDeps,
  account: Account,
  asked: AnnexAsked,
  { requester, begin, to }: { requester: Requester; begin: () => void; to: Writable },
): Promise<void> {
  const { scope, year, months, indicator, format } = asked;
  const { asOf, ended } = await knownAt(deps, account, asked, requester);
  const period = months ?? parsePeriod(String(year), zoneOf(deps.zone))!;
  const indicators = indicator === undefined ? INDICATOR_IDS.filter(hasRecords) : [indicator];
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-annex-'));
  try {
    const path = join(folder, randomUUID());
    const ask = { visibility: visibilityOf(account), scope, year, period, indicators, format, path };
    const { records } = await deps.figures.annex(ask, asOf, { ended, requester });
    if (records === null) throw new ApiFailure('forbidden', 'this scope was not within the account’s then', 'scope');
    const file = createReadStream(path, { highWaterMark: 256 * 1024 });
    await once(file, 'open');
    begin();
    await pipeline(file, to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The entries that the form is made of: those of its edition, or all that there are. */
async function knownAt(
  deps: SummaryDeps,
  account: Account,
  { asOf, edition, ...ask }: AnnexAsked,
  requester: Requester,
): Promise<{ asOf: NonNullable<AsOf>; ended: boolean }> {
  if (asOf) return { asOf, ended: false };
  const ended = isOver(ask.year, deps);
  const { state, next, editions } = await sourceFor(deps, account, requester).history(ask);
  const wanted = edition ?? (state === 'closed' && !ask.months ? next - 1 : 'draft');
  if (wanted === 'draft') {
    if (deps.ledger.head.seq === 0) throw new ApiFailure('not-found', 'the ledger is empty: there is no form yet');
    return { asOf: { seq: deps.ledger.head.seq }, ended };
  }
  const found = editions.find((one) => one.edition === wanted);
  if (!found) throw new ApiFailure('not-found', `there is no edition ${wanted} of ${ask.year}`, 'edition');
  return { asOf: { seq: found.upTo }, ended };
}
