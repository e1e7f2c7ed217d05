import type { Instant } from '../model/instant';

interface Due {
  at: Instant;
  id: string;
}

/** What is due when: a binary heap. An id that was pushed again is due at its newest time only. */
export class DueQueue {
  private readonly heap: Due[] = [];
  private readonly newest = new Map<string, Instant>();

  push(id: string, at: Instant): void {
    if (this.newest.get(id) === at) return;
    this.newest.set(id, at);
    if (at === Infinity) return;
    this.heap.push({ id, at });
    let child = this.heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.heap[parent]!.at <= this.heap[child]!.at) break;
      this.swap(parent, child);
      child = parent;
    }
  }

  /** When an id is due; Infinity: it is not. */
  of(id: string): Instant {
    return this.newest.get(id) ?? Infinity;
  }

  /** The earliest that is still meant; its instant, or Infinity. */
  nextAt(): Instant {
    this.dropStale();
    return this.heap[0]?.at ?? Infinity;
  }

  /** Takes the earliest off. */
  pop(): Due | undefined {
    this.dropStale();
    const top = this.heap[0];
    if (!top) return undefined;
    this.newest.delete(top.id);
    this.remove();
    return top;
  }

  private dropStale(): void {
    while (this.heap.length > 0 && this.newest.get(this.heap[0]!.id) !== this.heap[0]!.at) this.remove();
  }

  private remove(): void {
    const last = this.heap.pop()!;
    if (this.heap.length === 0) return;
    this.heap[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= this.heap.length) return;
      const right = left + 1;
      const child = right < this.heap.length && this.heap[right]!.at < this.heap[left]!.at ? right : left;
      if (this.heap[parent]!.at <= this.heap[child]!.at) return;
      this.swap(parent, child);
      parent = child;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
