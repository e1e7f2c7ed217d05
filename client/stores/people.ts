import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Account, PersonItem } from '../../shared/contract/http';
import type { Role } from '../../shared/model/vocabulary';
import { readPeople } from '../api/accounts/people';

/** Who may ask for names: a technician knows its own only. */
const READERS: readonly Role[] = ['office', 'viewer', 'admin'];

/** The accounts that share a place with the reader, by their ids. */
export const usePeopleStore = defineStore('people', () => {
  const people = shallowRef<ReadonlyMap<string, PersonItem>>(new Map());
  /** Whose names they are, or will be. */
  let reader: string | null = null;

  /** Reads the names once an account; without them pages show the beginning of an id. */
  async function load(account: Pick<Account, 'id' | 'role'> | null): Promise<void> {
    if (!account || account.id === reader) return;
    reader = account.id;
    people.value = new Map();
    if (!READERS.includes(account.role)) return;
    try {
      const { items } = await readPeople();
      if (reader === account.id) people.value = new Map(items.map((one) => [one.id, one]));
    } catch {
      // The next page asks again.
      if (reader === account.id) reader = null;
    }
  }

  return { people, load };
});
