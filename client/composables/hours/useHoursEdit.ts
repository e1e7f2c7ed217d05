import { computed, ref } from 'vue';
import type { DeviceItem } from '../../../shared/contract/http';
import { type DayWindow, type ExceptionDraft, type ScheduleDraft, windowsText } from '../../view-models/hours/draft';
import { breaksOf, holidaysOf, notYetIn } from '../../view-models/hours/holidays';
import type { PageDraft } from './useDraft';

/** The hours that a site without any begins with: they are a draft until they are saved. */
const FIRST_HOURS: DayWindow = { from: 450, to: 1320 };

/** The steps that change a draft of service hours, and the holidays on offer for a year. */
export function useHoursEdit(draft: PageDraft<ScheduleDraft>, year: () => number) {
  const offering = ref(false);
  const chosen = ref<string[]>([]);
  let keys = 0;

  function change(part: Partial<ScheduleDraft>): void {
    if (draft.now.value) draft.change({ ...draft.now.value, ...part });
  }
  const exceptions = computed(() => draft.now.value?.exceptions ?? []);
  const rows = computed(() => {
    const [first, last] = [`${year()}-01-01`, `${year()}-12-31`];
    // One whose date is no date stays in sight until it is mended.
    return exceptions.value.filter((one) => !(one.first > last || one.last < first) || !/^\d{4}-/.test(one.first));
  });
  const newKey = () => `new-${(keys += 1)}`;
  const sorted = (list: readonly ExceptionDraft[]) => [...list].sort((a, b) => (a.first < b.first ? -1 : 1));

  const all = computed(() => [...holidaysOf(year()), ...breaksOf(year())].sort((a, b) => (a.first < b.first ? -1 : 1)));
  const offered = computed(() => notYetIn(all.value, exceptions.value));

  function take(): void {
    const monday = windowsText(draft.now.value?.week[1] ?? []);
    const taken = offered.value.filter(({ first }) => chosen.value.includes(first));
    const added = taken.map(({ name, first, last }) => ({
      key: newKey(),
      first,
      last,
      windows: name === 'shift' ? monday : '',
    }));
    change({ exceptions: sorted([...exceptions.value, ...added]) });
    offering.value = false;
  }

  return {
    rows,
    offering,
    chosen,
    offered,
    overlapped: computed(() => all.value.length - offered.value.length),
    take,
    offer(): void {
      chosen.value = [];
      offering.value = true;
    },
    setWeek: (week: DayWindow[][]) => change({ week }),
    setAlways(always: boolean): void {
      const week = draft.now.value?.week ?? [];
      const isEmpty = week.every((day) => day.length === 0);
      const filled = week.map((_, day) => (day === 0 ? [] : [{ ...FIRST_HOURS }]));
      change({ always, ...(isEmpty && !always && { week: filled }) });
    },
    setException: (row: ExceptionDraft) =>
      change({ exceptions: exceptions.value.map((one) => (one.key === row.key ? row : one)) }),
    remove: (key: string) => change({ exceptions: exceptions.value.filter((one) => one.key !== key) }),
    add(): void {
      const day = `${year()}-12-31`;
      change({ exceptions: [...exceptions.value, { key: newKey(), first: day, last: day, windows: '' }] });
    },
    inService: (devices: readonly DeviceItem[]) =>
      devices.filter(({ commissionedAt, retiredAt }) => commissionedAt !== undefined && retiredAt === undefined).length,
  };
}
