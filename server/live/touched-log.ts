/** What one tick touched, and the head that it led to. */
interface Tick {
  to: number;
  sites: ReadonlySet<string>;
  devices: ReadonlySet<string>;
}

const TICKS_KEPT = 600;
/** More devices than this is not little any more: a snapshot serves better (contract 6). */
const LITTLE = 300;

/** What the last ticks touched: those who were away for a moment get that, and no whole snapshot. */
export class TouchedLog {
  #ticks: Tick[] = [];
  /** Ticks that led here or before are forgotten, or were never seen. */
  #lost: number;

  constructor(head: number) {
    this.#lost = head;
  }

  add(tick: Tick): void {
    this.#ticks.push(tick);
    if (this.#ticks.length > TICKS_KEPT) this.#lost = this.#ticks.shift()!.to;
  }

  /** Everything touched since a watcher's last `to`; null: unknown, or too much. */
  since(to: number): Omit<Tick, 'to'> | null {
    // At `to` itself time alone may have changed something after it was sent: that tick counts, too.
    if (to <= this.#lost) return null;
    const sites = new Set<string>();
    const devices = new Set<string>();
    for (const tick of this.#ticks) {
      if (tick.to < to) continue;
      for (const id of tick.sites) sites.add(id);
      for (const id of tick.devices) devices.add(id);
      if (devices.size > LITTLE) return null;
    }
    return { sites, devices };
  }
}
