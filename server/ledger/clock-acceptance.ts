import { createHash } from 'node:crypto';
import { canonical } from '../../shared/model/canonical';
import { entryFromWire } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { BodyOf } from '../../shared/model/kinds';
import type { EntryStore, Head } from '../store/store';
import { ClockBehind } from './errors';

/** The clock may be this far behind the ledger's head at the start (contract 2). */
const TOLERATED_MS = 2 * 60_000;
const PAGE = 1000;

/** What `config.changed` says of an accepted clock: `what` and `id`. */
const CLOCK = 'clock';

/** The body of the entry by which an administrator accepts the clock as it stands (contract 1). */
export function acceptanceOf(head: Head, clock: Instant, reason: string): BodyOf<'config.changed'> {
  const digest = createHash('sha256')
    .update(canonical({ clock, head: { seq: head.seq, hash: head.hash, recordedAt: head.recordedAt } }))
    .digest('hex');
  return { what: CLOCK, id: CLOCK, digest, reason };
}

/**
 * Whether the clock's distance to the head was accepted. Entries that follow an acceptance have the same `recordedAt`
 * (semantics 2: never before the previous entry's) until the clock has passed it: it is looked for among these only. A
 * clock that stands before the accepted one was set back again, which nobody accepted.
 */
async function isAccepted(entries: EntryStore, head: Head, clock: Instant): Promise<boolean> {
  let after = await entries.seqAt(head.recordedAt - 1);
  for (;;) {
    const lines = await entries.lines(after, PAGE);
    for (const line of lines) {
      const { kind, at, body } = entryFromWire(JSON.parse(line));
      if (kind === 'config.changed' && body.what === CLOCK && clock >= at - TOLERATED_MS) return true;
    }
    if (lines.length < PAGE) return false;
    after += PAGE;
  }
}

/** @throws ClockBehind when the clock is more than 2 minutes behind the head and nobody accepted it (contract 2). */
export async function assertClockNotBehind(entries: EntryStore, head: Head, clock: Instant): Promise<void> {
  const behindMs = head.recordedAt - clock;
  if (behindMs <= TOLERATED_MS || (await isAccepted(entries, head, clock))) return;
  const behind = Math.round(behindMs / 1000);
  throw new ClockBehind(
    `the clock is ${behind} s behind the ledger's last entry: set it right and start again; if it is right and the ` +
      'entry is not, accept it: npm run kaodian -- clock accept --reason TEXT',
  );
}
