import type { Account, EntriesAnswer } from '../../shared/contract/http';
import { type Instant, parseInstant } from '../../shared/model/instant';
import type { Role } from '../../shared/model/vocabulary';
import { authorizeEntry } from '../access/authorize-entry';
import type { Caller } from '../access/callers';
import type { Sent, Writer } from '../ledger/writing/draft';
import { mapTexts } from '../ledger/writing/paper-texts';
import type { Context } from './context';
import { ApiFailure } from './failure';
import { checkPapers } from './papers/papers';
import { keepRefused } from './refused-payments';

const MOST = 1000;

function wrong(field: string, message: string): ApiFailure {
  return new ApiFailure('bad-request', `${field}: ${message}`, field);
}

/**
 * The envelope of `POST /api/entries` and of the live channel's `record` (contract 4); checked by hand, which is faster.
 * @throws Failure naming the field.
 */
export function readEnvelope(given: unknown): { entries: Sent[]; sentAt?: Instant } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('body', 'an object is wanted');
  const { entries, sentAt, ...rest } = given as Record<string, unknown>;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw wrong(unknown, 'there is no such field');
  if (!Array.isArray(entries)) throw wrong('entries', 'a list is wanted');
  if (entries.length > MOST) throw new ApiFailure('too-large', `a request holds at most ${MOST} entries`, 'entries');
  entries.forEach((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      throw wrong(`entries.${index}`, 'an object is wanted');
    }
    if (typeof (entry as Sent).id !== 'string') throw wrong(`entries.${index}.id`, 'a UUID is wanted');
  });
  if (sentAt === undefined) return { entries: entries as Sent[] };
  const at = typeof sentAt === 'string' ? parseInstant(sentAt) : null;
  if (at === null) throw wrong('sentAt', 'an instant is ISO 8601 with an offset');
  return { entries: entries as Sent[], sentAt: at };
}

const MEGABYTE = 1_000_000;
/** People; the administrator imports and mends, and programs use tokens. */
const COUNTED: readonly Role[] = ['technician', 'office'];

/** Bytes of the texts that a request carries, whatever its shape. */
function noteBytes(entries: readonly Sent[]): number {
  let bytes = 0;
  for (const { body } of entries) mapTexts(body, (text) => (bytes += Buffer.byteLength(text)));
  return bytes;
}

/** @throws ApiFailure too-fast when a person's account writes more than the settings allow. */
async function assertQuota({ ledger, writeQuota }: Context, caller: Caller, entries: readonly Sent[]): Promise<void> {
  if (caller.by !== 'session' || !COUNTED.includes(caller.account.role)) return;
  const limits = await ledger.read((fold, now) => ({
    requestsPerMinute: fold.setting('writeRequestsPerMinute', now),
    noteBytesPerDay: fold.setting('noteMegabytesPerDay', now) * MEGABYTE,
  }));
  const waitS = writeQuota.take(caller.account.id, noteBytes(entries), limits);
  if (waitS > 0) throw new ApiFailure('too-fast', 'this account writes too much: wait, then go on', undefined, waitS);
}

/** An agent's token and a person's account both write as themselves; the role says what kind of source it was. */
export function writerOf({ id, role }: Account): Writer {
  return { actor: id, source: role === 'viewer' ? 'office' : role };
}

/** Takes entries for a caller: the same for every transport. */
export async function record(context: Context, caller: Caller, given: unknown): Promise<EntriesAnswer> {
  const { account } = caller;
  const { entries, sentAt } = readEnvelope(given);
  await assertQuota(context, caller, entries);
  const writer = writerOf(account);
  const checkPaper = await checkPapers(context, account, entries);
  const isAllowed = authorizeEntry(account);
  const authorize: typeof isAllowed = (draft, fold, now) => isAllowed(draft, fold, now) ?? checkPaper(draft);
  const results = await context.ledger.record({ entries, sentAt, writer, authorize });
  context.metrics.counted(results);
  // The entries are decided: a list that cannot be kept must not turn their answer into a failure.
  await keepRefused(context, account.id, entries, { results }).catch(() => undefined);
  return { results };
}
