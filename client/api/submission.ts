import { type Draft, type Outcome, type Sendable, isSettled, sendable } from './record';

export type Send = (entries: readonly Sendable[]) => Promise<Outcome[]>;

/**
 * The entries of one form, until all are recorded. What was recorded is not sent again; what may have been recorded is
 * sent again unchanged, under the same id; what was refused is sent with the form's new content.
 */
export class Submission {
  readonly #sent = new Map<string, Sendable>();
  readonly #outcomes = new Map<string, Outcome>();

  /** @param ordered whether an entry is sent only once the one before it is recorded. */
  constructor(
    private readonly send: Send,
    private readonly ordered = false,
  ) {}

  outcomeOf(key: string): Outcome | undefined {
    return this.#outcomes.get(key);
  }

  /** Whether an answer was lost: until the same entries are sent again, their content must not change. */
  get unsure(): boolean {
    return [...this.#outcomes.values()].some(({ outcome }) => outcome === 'unknown');
  }

  /**
   * Sends what is not recorded yet.
   * @param drafts by a key that stays the same from one try to the next.
   * @returns whether all of them are recorded.
   */
  async submit(drafts: ReadonlyMap<string, Draft>): Promise<boolean> {
    const open = [...drafts.keys()].filter((key) => !isSettled(this.#outcomes.get(key)));
    for (const key of open) {
      const draft = drafts.get(key);
      const lost = this.#outcomes.get(key)?.outcome === 'unknown';
      if (draft && !(lost && this.#sent.has(key))) this.#sent.set(key, sendable(draft));
    }
    for (const group of this.ordered ? open.map((key) => [key]) : [open]) {
      if (!(await this.#sendGroup(group))) return false;
    }
    return true;
  }

  async #sendGroup(keys: readonly string[]): Promise<boolean> {
    const entries = keys.flatMap((key) => this.#sent.get(key) ?? []);
    const outcomes = await this.send(entries);
    keys.forEach((key, index) => {
      const outcome = outcomes[index];
      if (outcome) this.#outcomes.set(key, outcome);
    });
    return outcomes.every(isSettled);
  }
}
