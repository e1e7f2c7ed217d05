import type { Before } from './changed';

interface Held<T> {
  thing: T;
  scopes: readonly string[];
  /** Both as one text: whether something changed. */
  text: string;
}

/** The things that a topic shows now, each with the scopes (as text) that hold it, and what changed since it was asked. */
export class VisibleSet<T> {
  private readonly held = new Map<string, Held<T>>();
  private before = new Map<string, Before>();

  /** A thing as it is now; null: it is not shown any more. */
  put(id: string, thing: T | null, scopes: readonly string[]): void {
    const known = this.held.get(id);
    const text = thing === null ? '' : JSON.stringify([thing, scopes]);
    if (text === (known?.text ?? '')) return;
    if (!this.before.has(id)) this.before.set(id, [known?.scopes ?? []]);
    if (thing === null) this.held.delete(id);
    else this.held.set(id, { thing, scopes, text });
  }

  has(id: string): boolean {
    return this.held.has(id);
  }

  /** A thing whatever scope holds it. */
  thing(id: string): T | undefined {
    return this.held.get(id)?.thing;
  }

  get(id: string, scope: string): T | undefined {
    const known = this.held.get(id);
    return known?.scopes.includes(scope) ? known.thing : undefined;
  }

  /** Everything of a scope, sorted by id in code units. */
  of(scope: string): T[] {
    return [...this.held]
      .filter(([, { scopes }]) => scopes.includes(scope))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { thing }]) => thing);
  }

  ids(): IterableIterator<string> {
    return this.held.keys();
  }

  take(): Map<string, Before> {
    const taken = this.before;
    this.before = new Map();
    return taken;
  }
}
