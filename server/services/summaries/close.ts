import { randomBytes, randomUUID } from 'node:crypto';
import type { Account, ClosingAnswer, SummaryGap } from '../../../shared/contract/http';
import type { Fold } from '../../../shared/fold/fold';
import type { Draft } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { BodyOf } from '../../../shared/model/kinds';
import { scopeText } from '../../../shared/model/scope';
import type { Refusal } from '../../../shared/model/vocabulary';
import { SALT_BYTES, paperRef } from '../../ledger/writing/paper-texts';
import type { Requester } from '../../ledger/querying/fold-worker';
import { type SummaryAsk, digestOf, summaryBytes } from '../../summaries/document';
import type { Paper } from '../../store/store';
import { ApiFailure } from '../failure';
import { type SummaryDeps, isOver, sourceFor } from './source';

type Ask = Pick<SummaryAsk, 'scope' | 'year'>;
type Edition = BodyOf<'summary.signed'>;

/**
 * Closes the form of a year as the next edition, or signs it first where a second person has to sign (semantics 12). What
 * is signed is the form as known at `upTo`, so that nobody signs what they have not seen.
 * @throws ApiFailure conflict: not over, closed already, something is missing, or the same person twice.
 */
export async function closeYear(
  deps: SummaryDeps,
  account: Account,
  ask: Ask,
  { upTo, requester }: { upTo: number | undefined; requester: Requester },
): Promise<ClosingAnswer> {
  if (!isOver(ask.year, deps)) throw new ApiFailure('conflict', `the year ${ask.year} is not over yet`, 'year');
  const source = sourceFor(deps, account, requester);
  const { state, countersign, signature, next } = await source.history(ask);
  if (state === 'closed')
    throw new ApiFailure('conflict', `edition ${next - 1} is closed: reopen it first, with a reason`);
  const isSecond = countersign && signature !== undefined;
  if (isSecond && signature.by === account.id) {
    throw new ApiFailure('conflict', 'a second person has to sign: another account of the office or an administrator');
  }
  const seq = isSecond ? signature.upTo : (upTo ?? deps.ledger.head.seq);
  const closing = { edition: next, signedBy: isSecond ? signature.by : account.id };
  const { document, gaps } = await source.at(ask, seq, closing);
  const missing = gaps.filter(({ blocks }) => blocks);
  if (missing.length > 0) throw new ApiFailure('conflict', `missing: ${missing.map(gapText).join(', ')}`);
  const bytes = summaryBytes(document);
  const edition: Edition = {
    scope: scopeText(ask.scope),
    year: ask.year,
    edition: next,
    upTo: seq,
    digest: digestOf(bytes),
  };
  if (isSecond && edition.digest !== signature.digest) {
    throw new ApiFailure('conflict', 'what was signed comes out otherwise now: the first person has to sign again');
  }
  if (countersign && !isSecond) {
    await write(deps, account, { kind: 'summary.signed', body: edition, papers: [] }, (fold, now) =>
      stillAs(fold, now, edition, ['open', 'signed']),
    );
    return { state: 'signed', edition: next, upTo: seq, digest: edition.digest };
  }
  const salt = randomBytes(SALT_BYTES);
  const paper: Paper = { ref: paperRef(salt, bytes), salt, bytes };
  const body = { ...edition, versions: document.versions, papers: [paper.ref] };
  await write(deps, account, { kind: 'summary.closed', body, papers: [paper] }, (fold, now) =>
    stillAs(fold, now, edition, isSecond ? ['signed'] : ['open', 'signed']),
  );
  return { state: 'closed', edition: next, upTo: seq, digest: edition.digest };
}

/**
 * Sends a closed year back: its edition stays as it was, and the next closing makes another one (semantics 12).
 * @throws ApiFailure conflict: it is not closed.
 */
export async function reopenYear(deps: SummaryDeps, account: Account, ask: Ask, reason: string): Promise<void> {
  const scope = scopeText(ask.scope);
  const { editions, state } = await deps.ledger.read((fold, now) => fold.summaries.history(scope, ask.year, now));
  const last = editions.at(-1);
  if (state !== 'closed' || !last) throw new ApiFailure('conflict', 'this year is not closed');
  const salt = randomBytes(SALT_BYTES);
  const bytes = Buffer.from(reason, 'utf8');
  const paper: Paper = { ref: paperRef(salt, bytes), salt, bytes };
  const body = { scope, year: ask.year, edition: last.edition, reason: paper.ref };
  await write(deps, account, { kind: 'summary.reopened', body, papers: [paper] }, (fold, now) => {
    const now_ = fold.summaries.history(scope, ask.year, now);
    return now_.state === 'closed' && now_.editions.at(-1)?.edition === last.edition ? null : OVERTAKEN;
  });
}

const OVERTAKEN: Refusal = { code: 'order', message: 'somebody else was faster: read the form again' };

/** Decided again as it is written: two who close at once make one edition. */
function stillAs(
  fold: Fold,
  now: Instant,
  { scope, year, edition }: Edition,
  states: readonly ('open' | 'signed' | 'closed')[],
): Refusal | null {
  const history = fold.summaries.history(scope, year, now);
  return states.includes(history.state) && history.next === edition ? null : OVERTAKEN;
}

type Own =
  | { kind: 'summary.signed'; body: BodyOf<'summary.signed'>; papers: Paper[] }
  | { kind: 'summary.closed'; body: BodyOf<'summary.closed'>; papers: Paper[] }
  | { kind: 'summary.reopened'; body: BodyOf<'summary.reopened'>; papers: Paper[] };

/** Writes an entry of the server itself, with its papers, in one transaction. @throws ApiFailure conflict */
async function write(
  { ledger, clock }: SummaryDeps,
  account: Account,
  { kind, body, papers }: Own,
  refuse: (fold: Fold, now: Instant) => Refusal | null,
): Promise<void> {
  const id = randomUUID();
  const draft = { id, kind, at: clock(), actor: account.id, body } as Draft;
  const [result] = await ledger.record({
    entries: [{ id }],
    own: [{ draft, sentAt: null, sentBody: body, papers }],
    writer: { actor: account.id, source: account.role === 'admin' ? 'admin' : 'office' },
    authorize: (_, fold, now) => refuse(fold, now),
  });
  if (result?.outcome === 'refused') throw new ApiFailure('conflict', result.error?.message ?? OVERTAKEN.message);
}

/** A gap in the words of a message; pages say it in their own. */
const gapText = ({ what, indicator }: SummaryGap): string => (indicator ? `${what} of ${indicator}` : what);
