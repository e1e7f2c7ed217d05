import type { Before } from '../../shared/fold/live/changed';
import type { ChangedThings } from './topics/topic';

const SORTS = ['sites', 'devices', 'faults', 'sittings'] as const;

/** What one tick touched, and the head that it led to. */
interface Tick extends ChangedThings {
  to: number;
}

const TICKS_KEPT = 600;
/** More things of a sort than this is not little any more: a snapshot serves better (contract 6). */
const LITTLE = 300;

/** What the last ticks touched: those who were away for a moment get that, and no whole snapshot. */
export class ChangeLog {
  #ticks: Tick[] = [];
  /** Ticks that led here or before are forgotten, or were never seen. */
  #lost: number;

  constructor(head: number) {
    this.#lost = head;
  }

  add(tick: Tick): void {
    if (SORTS.every((sort) => tick[sort].size === 0)) return;
    this.#ticks.push(tick);
    if (this.#ticks.length > TICKS_KEPT) this.#lost = this.#ticks.shift()!.to;
  }

  /** Everything touched since a watcher's last `to`; null: unknown, or too much. */
  since(to: number): ChangedThings | null {
    // At `to` itself time alone may have changed something after it was sent: that tick counts, too.
    if (to <= this.#lost) return null;
    const ticks = this.#ticks.filter((tick) => tick.to >= to);
    const all = { sites: together(ticks, 'sites'), devices: together(ticks, 'devices') };
    const changed = { ...all, faults: together(ticks, 'faults'), sittings: together(ticks, 'sittings') };
    return SORTS.some((sort) => changed[sort].size > LITTLE) ? null : changed;
  }
}

function together(ticks: readonly Tick[], sort: (typeof SORTS)[number]): Map<string, Before> {
  const out = new Map<string, Before>();
  for (const tick of ticks) {
    for (const [id, before] of tick[sort]) out.set(id, [...(out.get(id) ?? []), ...before]);
  }
  return out;
}
