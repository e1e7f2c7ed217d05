import { randomBytes, randomUUID } from 'node:crypto';
import type { Account, ClosingAnswer, SummaryGap, SummaryStatus } from '../../../shared/contract/http';
import type { Fold } from '../../../shared/fold/fold';
import type { Draft } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { BodyOf } from '../../../shared/model/kinds';
import { scopeText } from '../../../shared/model/scope';
import type { Refusal } from '../../../shared/model/vocabulary';
import { SALT_BYTES, paperRef } from '../../ledger/writing/paper-texts';
import type { Requester } from '../../ledger/querying/fold-worker';
import { differences } from '../../../shared/summary/compare';
import { type SummaryAsk, type SummarySource, digestOf, summaryBytes } from '../../summaries/document';
import type { Paper } from '../../store/store';
import { ApiFailure } from '../failure';
import { type SummaryDeps, isOver, sourceFor } from './source';

type Ask = Pick<SummaryAsk, 'scope' | 'year'>;
type Signature = NonNullable<SummaryStatus['signature']>;
type Edition = BodyOf<'summary.signed'>;

/**
 * Closes the form of a year as the next edition, or signs it first where a second person has to sign (semantics 12). What
 * is signed is the form as known at `upTo`, so that nobody signs what they have not seen: a form that says something else
 * than the signed one needs two signatures of its own, and whoever signs it now signs first.
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
  const { state, countersign, signature, editions, next } = await source.history(ask);
  if (state === 'closed')
    throw new ApiFailure('conflict', `edition ${next - 1} is closed: reopen it first, with a reason`);
  const { head } = deps.ledger;
  if (upTo !== undefined && upTo > head.seq) {
    throw new ApiFailure('bad-request', `the ledger has no entry ${upTo}: its head is ${head.seq}`, 'upTo');
  }
  const before = editions.at(-1);
  if (upTo !== undefined && before && upTo < before.seq) {
    throw new ApiFailure(
      'conflict',
      `entry ${upTo} is older than edition ${before.edition}: read the form again`,
      'upTo',
    );
  }
  const signed =
    countersign && signature ? await signedAgain(source, ask, signature, { account, upTo, head: head.seq }) : null;
  if (signed && signed.by === account.id) {
    throw new ApiFailure('conflict', 'a second person has to sign: another account of the office or an administrator');
  }
  const seq = signed?.upTo ?? upTo ?? head.seq;
  const closing = { edition: next, signedBy: signed?.by ?? account.id };
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
  // Decided again as it is written: what was signed or closed in between was not known here.
  const stillAs = (fold: Fold, now: Instant): Refusal | null => {
    const then = fold.summaries.history(edition.scope, ask.year, now);
    const isAsRead = then.state === state && then.next === next && then.signature?.digest === signature?.digest;
    return isAsRead && then.countersign === countersign ? null : OVERTAKEN;
  };
  if (countersign && !signed) {
    await write(deps, account, { kind: 'summary.signed', body: edition, papers: [] }, stillAs);
    return { state: 'signed', edition: next, upTo: seq, digest: edition.digest };
  }
  const salt = randomBytes(SALT_BYTES);
  const paper: Paper = { ref: paperRef(salt, bytes), salt, bytes };
  const body = { ...edition, versions: document.versions, papers: [paper.ref] };
  await write(deps, account, { kind: 'summary.closed', body, papers: [paper] }, stillAs);
  return { state: 'closed', edition: next, upTo: seq, digest: edition.digest };
}

/**
 * The first signature, where it is one of the form that this account signs now; null: that form says something else, or
 * what was signed comes out otherwise since. Without `upTo` a second person signs what the first one did, and the first one
 * what is known now.
 */
async function signedAgain(
  source: SummarySource,
  ask: Ask,
  signature: Signature,
  { account, upTo, head }: { account: Account; upTo: number | undefined; head: number },
): Promise<Signature | null> {
  const closing = { edition: signature.edition, signedBy: signature.by };
  const { document } = await source.at(ask, signature.upTo, closing);
  if (digestOf(summaryBytes(document)) !== signature.digest) return null;
  const seen = upTo ?? (signature.by === account.id ? head : signature.upTo);
  if (seen === signature.upTo) return signature;
  return differences(document, (await source.at(ask, seen)).document).length === 0 ? signature : null;
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
