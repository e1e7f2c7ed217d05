import { computed, type Ref } from 'vue';
import type { LiveFault, LiveSite } from '../../../shared/contract/live';
import { siteGrid } from '../../view-models/wall/density';
import { wallFault } from '../../view-models/wall/faults';
import { type WallPage, pagesOf } from '../../view-models/wall/pages';
import type { WallSitting } from '../../view-models/wall/sitting';
import { troublesOf } from '../../view-models/wall/troubles';

/** How many rows fit: of faults beside the sites and on a page of their own, and of rooms that are not ready. */
const FITTING = {
  few: { side: 7, page: 12, reasons: 5 },
  many: { side: 6, page: 12, reasons: 0 },
};

/** The pages of a wall: the sites, and what does not fit beside them. */
export function useWallPages({
  sites,
  faults,
  sitting,
  second,
}: {
  sites: Readonly<Ref<readonly LiveSite[] | null>>;
  faults: Readonly<Ref<readonly LiveFault[]>>;
  sitting: Readonly<Ref<WallSitting | null>>;
  second: Readonly<Ref<number>>;
}) {
  const many = computed(() => siteGrid(sites.value?.length ?? 0).density === 'many');
  const troubles = computed(() => (many.value ? troublesOf(sites.value ?? [], faults.value, second.value) : []));
  const overdue = computed(() =>
    faults.value.filter((fault) => wallFault(fault, second.value).due === 'over').map(({ id }) => id),
  );
  const fitting = computed(() => (many.value ? FITTING.many : FITTING.few));
  const pages = computed((): WallPage[] =>
    pagesOf(
      { many: many.value, troubles: troubles.value, faults: faults.value.length, sitting: sitting.value },
      fitting.value,
    ),
  );
  return { pages, many, troubles, overdue, fitting };
}
