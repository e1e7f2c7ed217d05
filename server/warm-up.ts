import { dateOfDay, zoneOf } from '../shared/timeline/zone';
import type { Context } from './services/context';
import { readPeriod } from './services/period';

/** Sites whose rows are evaluated once: enough for the engine to compile what evaluates them. */
const SITES = 20;
const OURS = { owner: '' };
/** It begins this long after the start, ms: those who wait for the start are answered first. */
const AFTER_MS = 2000;

type Warmed = Pick<Context, 'figures' | 'clock' | 'zone'>;

/** Warms up in a while. What fails is told to whoever asks for it next. */
export function warmUpSoon(context: Warmed): void {
  setTimeout(() => void warmUp(context).catch(() => undefined), AFTER_MS).unref();
}

/**
 * What the first page after a start would wait for: the index of names is made, and the twenty rows of some sites are
 * evaluated. Each question is a turn of its own.
 */
async function warmUp(context: Warmed): Promise<void> {
  const { figures, clock, zone } = context;
  await figures.ask({ ask: 'search', q: '0', limit: 1 }, null, OURS);
  const list = { ask: 'list', what: 'sites', scope: null, limit: SITES } as const;
  const { items } = await figures.ask(list, null, OURS);
  const year = readPeriod(dateOfDay(zoneOf(zone).dayOf(clock())).slice(0, 4), context);
  for (const { id } of items) {
    await figures.ask({ ask: 'indicators', scope: { kind: 'site', id }, period: year }, null, OURS);
  }
}
