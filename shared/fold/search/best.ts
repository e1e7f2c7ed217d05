import { WORST } from './match';

/** The ids of the lowest ranks, each once, in the order in which they were found. */
export class Best {
  readonly #byRank = Array.from({ length: WORST + 1 }, (): string[] => []);

  constructor(private readonly most: number) {}

  add(id: string, rank: number): void {
    const ids = this.#byRank[rank]!;
    if (ids.length < this.most) ids.push(id);
  }

  get ids(): string[] {
    return [...new Set(this.#byRank.flat())].slice(0, this.most);
  }
}
