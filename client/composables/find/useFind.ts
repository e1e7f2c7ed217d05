import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter, type RouteLocationRaw } from 'vue-router';
import type { SearchAnswer } from '../../../shared/contract/http';
import { type RequestFailure, failureOf } from '../../api/failure';
import { search } from '../../api/search';
import { groupsOf, type FindOption, type FoundPage } from '../../view-models/find/options';
import { useRecent } from './useRecent';

/** The server is asked this long after the last key. */
const TYPING_MS = 60;

/** Find anything: the question, what fits it, and where each of it is shown. */
export function useFind() {
  const { t } = useI18n();
  const router = useRouter();
  const { recent, remember } = useRecent();
  const q = ref('');
  const answer = shallowRef<SearchAnswer>({ hits: [], more: [] });
  /** The question that `answer` is of. */
  const answered = ref('');
  const failure = shallowRef<RequestFailure | null>(null);
  let controller: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(text: string): Promise<void> {
    const mine = new AbortController();
    controller = mine;
    try {
      const found = await search(text, mine.signal);
      if (mine.signal.aborted) return;
      answer.value = found;
      failure.value = null;
    } catch (error) {
      if (mine.signal.aborted) return;
      answer.value = { hits: [], more: [] };
      failure.value = failureOf(error);
    }
    answered.value = text;
  }

  watch(q, (text) => {
    clearTimeout(timer);
    controller?.abort();
    const wanted = text.trim();
    if (wanted === '') {
      answer.value = { hits: [], more: [] };
      answered.value = '';
      failure.value = null;
    } else timer = setTimeout(() => void ask(wanted), TYPING_MS);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    controller?.abort();
  });

  /** Every page of the navigation. */
  const pages = computed((): FoundPage[] =>
    router
      .getRoutes()
      .filter(({ path, meta, name }) => meta.rail !== undefined && meta.rail === name && !path.includes(':'))
      .map(({ name, meta }) => ({ sort: 'page', id: String(name), name: t(`page.${meta.title}`) })),
  );
  const groups = computed(() =>
    groupsOf(q.value, { recent: recent.value, pages: pages.value, hits: answer.value.hits }),
  );
  /** The list is of what was typed. */
  const settled = computed(() => answered.value === q.value.trim());

  /** Where an option is shown. A room or a fault without a page of its own is shown where it stands. */
  function placeOf(option: FindOption): RouteLocationRaw | null {
    const { sort, id } = option;
    if (sort === 'page') return { name: id };
    if (sort === 'site' || sort === 'device') return { name: sort, params: { id } };
    if (router.hasRoute(sort)) return { name: sort, params: { id } };
    if (sort === 'room') {
      return option.site ? { name: 'site', params: { id: option.site.id }, query: { room: id } } : null;
    }
    return option.deviceId === undefined ? null : { name: 'device', params: { id: option.deviceId } };
  }

  function go(option: FindOption): void {
    const place = placeOf(option);
    if (!place) return;
    if (option.sort !== 'page') remember(option);
    void router.push(place);
  }

  return { q, groups, more: computed(() => answer.value.more.length > 0), settled, failure, go };
}
