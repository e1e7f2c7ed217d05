import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { readTokens } from '../../api/accounts/accounts';
import { usePeopleStore } from '../../stores/people';
import { useSessionStore } from '../../stores/session';
import { useResource } from '../queries/useResource';

/** Actors that are no accounts: parts of the server, and the command line. */
const OURS = ['watchdog', 'cli', 'survey'] as const;

/** Who an entry names as its actor, by a name where there is one: people, programs by their token, parts of the server. */
export function useActors() {
  const { t } = useI18n();
  const session = useSessionStore();
  const people = usePeopleStore();
  void people.load(session.account ?? null);
  const tokens = useResource({
    key: () => (session.account?.role === 'admin' ? 'tokens' : null),
    read: (_, signal) => readTokens(signal),
  });
  const tokenNames = computed(() => new Map((tokens.data.value ?? []).map(({ id, name }) => [id, name])));

  function nameOf(actor: string): string {
    const person = people.people.get(actor);
    if (person) return person.name;
    if (actor === session.account?.id) return session.account.name;
    const ours = OURS.find((one) => one === actor);
    if (ours) return t(`audit.actor.${ours}`);
    const token = tokenNames.value.get(actor);
    if (token !== undefined) return t('audit.actor.token', { name: token });
    // A name of its own in an imported ledger, else the beginning of an id that nobody knows any more.
    return actor.length > 20 ? t('audit.actor.gone', { id: actor.slice(0, 8) }) : actor;
  }
  const choices = computed(() => [...people.people.values()].map(({ id, name }) => ({ value: id, text: name })));
  return { nameOf, choices };
}
