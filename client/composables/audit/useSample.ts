import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { ROWS } from '../../../shared/model/rows';
import { readSample } from '../../api/audit';
import { date } from '../../format/instant';
import { type Check, countChecks, newSeed, nextCheck, readChecks, sampleKey } from '../../view-models/audit/sample';
import { useAddress } from '../address/useAddress';
import { useResource } from '../queries/useResource';

/** Rows whose value is made of records. */
const DRAWN = ROWS.filter(({ evidence }) => evidence !== null);

/** A sample of a figure's records, decided by the address, with the auditor's own marks, which stay on this machine. */
export function useSample(options: {
  scope: () => string | null;
  period: () => string;
  now: () => number;
  zone: () => string;
}) {
  const route = useRoute();
  const router = useRouter();
  const indicatorParam = useAddress('ind', 'replace');
  const seed = useAddress('seed', 'replace');
  const seq = useAddress('seq', 'replace');
  const indicator = computed({
    get: () => DRAWN.find(({ id }) => id === indicatorParam.value)?.id ?? 'fault-rate',
    // Another figure is another sample, of the ledger as it stands now.
    set: (id: string) => go({ ind: id, seq: '' }),
  });

  /** Several parameters at once: one by one, the second would undo the first. */
  function go(part: Record<string, string>): void {
    const query = Object.entries({ ...route.query, ...part }).filter(([, value]) => value !== '');
    void router.replace({ query: Object.fromEntries(query) });
  }

  const { data, failure, slow, reload } = useResource({
    key: () => {
      const scope = options.scope();
      if (scope === null || seed.value === '') return null;
      return JSON.stringify({
        indicator: indicator.value,
        scope,
        period: options.period(),
        seed: seed.value,
        ...(seq.value !== '' && { seq: seq.value }),
      });
    },
    read: (key, signal) => readSample(JSON.parse(key) as Parameters<typeof readSample>[0], signal),
  });
  // The same sample again needs the ledger number that it was drawn at: it goes into the address with the first answer.
  watch(data, (answer) => {
    if (answer && seq.value === '') seq.value = String(answer.ledger.seq);
  });

  const key = computed(() => (data.value ? sampleKey({ ...data.value, seq: data.value.ledger.seq }) : null));
  const checks = shallowRef<ReadonlyMap<string, Check>>(new Map());
  /** Marks could not be kept: storage is closed. */
  const unkept = ref(false);
  watch(key, (of) => {
    try {
      checks.value = readChecks(of === null ? null : localStorage.getItem(of));
    } catch {
      unkept.value = true;
    }
  });
  function mark(id: string): void {
    const next = new Map(checks.value);
    next.set(id, nextCheck(next.get(id) ?? 'open'));
    checks.value = next;
    try {
      if (key.value !== null) localStorage.setItem(key.value, JSON.stringify(Object.fromEntries(next)));
      unkept.value = false;
    } catch {
      unkept.value = true;
    }
  }

  const draw = () => take(newSeed(date(options.now(), options.zone()), Math.random));
  function take(text: string): void {
    go({ seed: text, seq: '' });
  }
  const counts = computed(() =>
    countChecks(
      (data.value?.items ?? []).map(({ id }) => id),
      checks.value,
    ),
  );
  return { indicator, rows: DRAWN, seed, seq, data, failure, slow, reload, checks, counts, unkept, mark, draw, take };
}
