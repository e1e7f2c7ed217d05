import type { Scope } from '../shared/model/scope';
import { dateOfDay, zoneOf } from '../shared/timeline/zone';
import type { Context } from './services/context';
import { readPeriod } from './services/period';

/** Sites whose rows are evaluated once, and those of their areas: enough for the engine to compile what evaluates them. */
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
 * What the first page after a start would wait for: the index of names is made, and the twenty rows of some sites and of
 * their areas are evaluated. Each question is a turn of its own.
 */
async function warmUp(context: Warmed): Promise<void> {
  const { figures, clock, zone } = context;
  await figures.ask({ ask: 'search', q: '0', limit: 1 }, null, OURS);
  const list = { ask: 'list', what: 'sites', scope: null, limit: SITES } as const;
  const { items } = await figures.ask(list, null, OURS);
  const year = readPeriod(dateOfDay(zoneOf(zone).dayOf(clock())).slice(0, 4), context);
  const scopes: Scope[] = items.map(({ id }) => ({ kind: 'site', id }));
  const areas = new Set(items.flatMap((site) => ('area' in site ? [site.area] : [])));
  for (const code of areas) scopes.push({ kind: 'area', code });
  for (const scope of scopes) await figures.ask({ ask: 'indicators', scope, period: year }, null, OURS);
}
