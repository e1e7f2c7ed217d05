import type { EntriesAnswer, RefusedPayment } from '../../shared/contract/http';
import { RefusedPayment as Schema } from '../../shared/contract/money/refused-payments';
import { type Instant, parseInstant, toIso } from '../../shared/model/instant';
import { requestBodies } from '../../shared/model/kinds';
import type { Scope } from '../../shared/model/scope';
import { REFUSED_PAYMENT_CODES } from '../../shared/model/vocabulary';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { Sent } from '../ledger/writing/draft';
import type { Context } from './context';

const NAME = 'refused-payments';
/** They are kept this long, and at most so many: they are a reminder to the office, not a record. */
const KEPT_MS = 90 * 24 * 3_600_000;
const KEPT_MOST = 500;

type Deps = Pick<Context, 'ledger' | 'store'>;

/** Writers in turn, so that none overwrites what another one has just added. */
let last: Promise<unknown> = Promise.resolve();

async function kept({ store }: Pick<Deps, 'store'>): Promise<RefusedPayment[]> {
  const text = await store.meta.get(NAME);
  const found: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(found) ? found.flatMap((one) => Schema.safeParse(one).data ?? []) : [];
}

/** Keeps the payments of a request that a rule of money refused, for the list beside the payments. */
export async function keepRefused(
  deps: Deps,
  actor: string,
  entries: readonly Sent[],
  { results }: EntriesAnswer,
): Promise<void> {
  const refused = entries.flatMap((entry, index) => {
    const code = REFUSED_PAYMENT_CODES.find((one) => one === results[index]?.error?.code);
    const body = entry.kind === 'payment.made' ? requestBodies['payment.made'].safeParse(entry.body).data : undefined;
    return code && body ? [{ entry, code, body }] : [];
  });
  if (refused.length === 0) return;
  const items = await deps.ledger.read((fold, now: Instant) =>
    refused.map(({ entry, code, body: { projectId, amountFen, purpose, voucher } }): RefusedPayment => {
      const project = fold.item('projects', projectId, now);
      const at = typeof entry.at === 'string' ? parseInstant(entry.at) : null;
      return {
        id: entry.id,
        refusedAt: toIso(now),
        actor,
        projectId,
        amountFen,
        purpose,
        voucher,
        paidAt: toIso(at ?? now),
        code,
        leftFen: project ? project.budgetFen - project.paidFen : 0,
      };
    }),
  );
  const ids = new Set(items.map(({ id }) => id));
  const add = async () => {
    const since = Date.parse(items[0]!.refusedAt) - KEPT_MS;
    const before = (await kept(deps)).filter((one) => !ids.has(one.id) && Date.parse(one.refusedAt) >= since);
    await deps.store.meta.set(NAME, JSON.stringify([...items, ...before].slice(0, KEPT_MOST)));
  };
  last = last.then(add, add);
  await last;
}

/** The refused payments of the projects of a scope that an account sees, the newest first. */
export async function refusedPayments(deps: Deps, scope: Scope, visibility: Visibility): Promise<RefusedPayment[]> {
  const all = await kept(deps);
  return deps.ledger.read((fold, now) => {
    const own = new Set(fold.list('projects', scope, now, visibility).map(({ id }) => id));
    return all.filter((one) => own.has(one.projectId) && Date.parse(one.refusedAt) >= now - KEPT_MS);
  });
}
