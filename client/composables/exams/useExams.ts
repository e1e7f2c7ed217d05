import { computed, watch } from 'vue';
import { readSittings } from '../../api/read';
import { calendarOf, daysOf, monthOf } from '../../view-models/exams/calendar';
import { examsOf, pending } from '../../view-models/exams/sittings';
import { useLiveStore } from '../../stores/live';
import { useAddress } from '../address/useAddress';
import { useServerClock } from '../live/useServerClock';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

/** The sittings of a scope in the month and of the exam that the address names. */
export function useExams(scope: () => string | null) {
  const live = useLiveStore();
  const zone = useZone();
  const second = useServerClock();
  const monthParam = useAddress('month');
  const examParam = useAddress('exam');
  /** A minute is fine enough for what a calendar says, and spares the rest of the page a new picture every second. */
  const now = computed(() => Math.floor(second.value / 60_000) * 60_000);
  const month = computed(() => monthOf(monthParam.value, now.value, zone.value));

  const list = useResource({
    key: () => {
      const code = scope();
      return code && JSON.stringify([code, month.value.from, month.value.to]);
    },
    keeps: (next, before) => next === before,
    read: (key, signal) => {
      const [code, from, to] = JSON.parse(key) as [string, number, number];
      return readSittings(code, { from: new Date(from).toISOString(), to: new Date(to).toISOString() }, signal);
    },
  });
  /** What others record: the live channel tells of the sittings to come, not of those that are over. */
  const told = computed(() =>
    [...(live.state?.exams.values() ?? [])].map(({ id, attended }) => `${id} ${attended ?? ''}`).join('\n'),
  );
  watch(told, (_, before) => {
    if (before !== '') list.reload();
  });

  /** That begin in the month. */
  const own = computed(
    () =>
      list.data.value?.filter(
        ({ from }) => month.value.from <= Date.parse(from) && Date.parse(from) < month.value.to,
      ) ?? null,
  );
  const exams = computed(() => examsOf(own.value ?? []));
  const exam = computed(() => (exams.value.some((one) => one.exam === examParam.value) ? examParam.value : ''));
  const shown = computed(() => (own.value ?? []).filter((one) => exam.value === '' || one.exam === exam.value));
  const calendar = computed(() => calendarOf(shown.value, month.value, now.value, zone.value));
  const days = computed(() => daysOf(shown.value, zone.value));
  const waiting = computed(() => pending(shown.value, now.value));

  return { list, own, exams, exam, examParam, month, monthParam, shown, calendar, days, waiting, now, second };
}
