import { ref, shallowRef, watch } from 'vue';
import type { EvidenceAnswer, EvidenceRecord } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { type RequestFailure, failureOf } from '../../api/failure';
import { type FormQuery, readEvidence } from '../../api/indicators';
import { useResource } from '../queries/useResource';

const FIRST = 20;
const NEXT = 200;
const WHOLE = 1000;

/**
 * The records of a row, a page at a time. The pages after the first are of the first one's ledger number, so that they
 * are of the same records while entries go on coming.
 */
export function useEvidence(asked: () => FormQuery & { id: IndicatorId }) {
  const head = useResource({
    key: () => JSON.stringify(asked()),
    read: (key, signal) => {
      const { id, ...query } = JSON.parse(key) as FormQuery & { id: IndicatorId };
      return readEvidence(id, { ...query, limit: FIRST }, signal);
    },
  });
  const rest = shallowRef<EvidenceRecord[]>([]);
  const next = ref<string | undefined>();
  const busy = ref(false);
  const moreFailure = shallowRef<RequestFailure | null>(null);
  watch(head.data, (found) => {
    rest.value = [];
    next.value = found?.next;
    moreFailure.value = null;
  });

  function pageAfter(first: EvidenceAnswer, after: string, limit: number): Promise<EvidenceAnswer> {
    const { id, ...query } = asked();
    return readEvidence(id, { ...query, asOf: query.asOf ?? String(first.ledger.seq), after, limit });
  }

  async function more(): Promise<void> {
    const first = head.data.value;
    if (!first || next.value === undefined || busy.value) return;
    busy.value = true;
    try {
      const page = await pageAfter(first, next.value, NEXT);
      if (head.data.value !== first) return;
      rest.value = [...rest.value, ...page.items];
      next.value = page.next;
      moreFailure.value = null;
    } catch (error) {
      moreFailure.value = failureOf(error);
    } finally {
      busy.value = false;
    }
  }

  /** Every record, for a file; null: they could not be read. */
  async function all(): Promise<EvidenceRecord[] | null> {
    const first = head.data.value;
    if (!first) return null;
    busy.value = true;
    try {
      const items = [...first.items];
      for (let after = first.next; after !== undefined;) {
        const page = await pageAfter(first, after, WHOLE);
        items.push(...page.items);
        after = page.next;
      }
      return items;
    } catch (error) {
      moreFailure.value = failureOf(error);
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { head, rest, next, busy, moreFailure, more, all };
}
