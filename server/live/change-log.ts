import type { Before, LiveChanges, TopicChanges } from '../../shared/fold/live/changed';

/** What one tick changed, and the head that it led to. */
interface LoggedTick {
  to: number;
  topics: LiveChanges['topics'];
}

const TICKS_KEPT = 600;
/** More things of one list than this are not little any more: a snapshot serves better (contract 6). */
const LITTLE = 300;

/** What the last ticks changed: a watcher that was away for a moment gets that, and no whole snapshot. */
export class ChangeLog {
  #ticks: LoggedTick[] = [];
  /** Ticks that led here or before are forgotten, or were never seen. */
  #lost: number;

  constructor(head: number) {
    this.#lost = head;
  }

  add(tick: LoggedTick): void {
    if (lists(tick).every(([, , things]) => things.size === 0)) return;
    this.#ticks.push(tick);
    if (this.#ticks.length > TICKS_KEPT) this.#lost = this.#ticks.shift()!.to;
  }

  /** Everything changed since a watcher's last `to`; null: unknown, or too much. */
  since(to: number): LiveChanges['topics'] | null {
    // At `to` itself time alone may have changed something after it was sent: that tick counts, too.
    if (to <= this.#lost) return null;
    const all: Record<string, Record<string, Map<string, Before>>> = {};
    for (const [topic, list, things] of this.#ticks.filter((tick) => tick.to >= to).flatMap(lists)) {
      const merged = ((all[topic] ??= {})[list] ??= new Map<string, Before>());
      for (const [id, before] of things) merged.set(id, [...(merged.get(id) ?? []), ...before]);
      if (merged.size > LITTLE) return null;
    }
    return all;
  }
}

/** Every list of a tick: its topic, its name, and what changed in it. */
function lists({ topics }: LoggedTick): [topic: string, list: string, things: TopicChanges[string]][] {
  return Object.entries(topics).flatMap(([topic, changes]) =>
    Object.entries(changes).map(([list, things]): [string, string, TopicChanges[string]] => [topic, list, things]),
  );
}
