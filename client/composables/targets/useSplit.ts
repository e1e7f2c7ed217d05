import { computed, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { IndicatorRow } from '../../../shared/contract/http';
import { readGrants, readRooms, readTargets } from '../../api/read';
import { usePlacesStore } from '../../stores/places';
import { belongsTo, childrenOf } from '../../view-models/targets/children';
import { copiedRows, countedRows, partOf, planned, propose } from '../../view-models/targets/plan';
import { useResource } from '../queries/useResource';
import { useNames } from '../texts/useNames';

export const BASES = ['seats', 'money', 'hand'] as const;
type Basis = (typeof BASES)[number];

/** The target of an area as a proposal for what lies one level below it: by seats, by money, or by hand. */
export function useSplit(given: { scope: string; period: string; rows: () => readonly IndicatorRow[] }) {
  const { t } = useI18n();
  const { scope, period, rows } = given;
  const places = usePlacesStore();
  const names = useNames();
  const children = computed(() => childrenOf(scope, places.sites ?? []));
  const cities = computed(() => scope.endsWith('0000'));
  const nameOf = (index: number) => {
    const child = children.value[index];
    return child ? (child.name ?? names.area(child.scope)) : '';
  };

  const facts = useResource({
    key: () => scope,
    keeps: () => true,
    read: async (code, signal) => {
      const [rooms, grants, targets] = await Promise.all([
        readRooms(code, signal),
        readGrants(code, signal),
        readTargets(code, period, signal),
      ]);
      return { rooms, grants, targets };
    },
  });

  const basis = ref<Basis>('seats');
  const byHand = ref<string[]>([]);
  /** Exam seats of the rooms that are accepted and not retired, a part. */
  const seats = computed(() => {
    const areas = new Map((places.sites ?? []).map(({ id, area }) => [id, area]));
    const rooms = (facts.data.value?.rooms ?? []).filter((room) => room.acceptedAt && !room.retiredAt);
    return children.value.map((child) =>
      rooms
        .filter(({ siteId }) => belongsTo(child, { id: siteId, area: areas.get(siteId) ?? '' }))
        .reduce((sum, room) => sum + room.seats, 0),
    );
  });
  /** What each part received, 分: a grant names an area, and never a site. */
  const money = computed(() =>
    children.value.map((child) =>
      (facts.data.value?.grants ?? [])
        .filter(({ area }) => belongsTo(child, { id: '', area }))
        .reduce((sum, grant) => sum + grant.amountFen, 0),
    ),
  );
  const hasMoney = computed(() => money.value.some((fen) => fen > 0));
  const shares = computed((): (number | null)[] => {
    if (basis.value === 'seats') return seats.value;
    if (basis.value === 'money') return money.value;
    return children.value.map((_, index) => partOf(byHand.value[index] ?? '1'));
  });

  const counted = computed(() => countedRows(rows(), cities.value));
  const copied = computed(() => copiedRows(rows()));
  /** The parts as they stand in the fields, by row: proposed, then changed by hand. */
  const parts = ref<Record<string, string[]>>({});
  watch(
    [shares, counted, () => facts.data.value === null],
    ([found, list, reading]) => {
      const whole = found.flatMap((share) => share ?? []);
      if (!reading && whole.length === found.length) parts.value = propose(list, whole);
    },
    { immediate: true },
  );

  const standing = computed(
    () => new Map((facts.data.value?.targets ?? []).map((one) => [`${one.scope}|${one.indicator}`, one])),
  );
  const plan = computed(() =>
    planned(
      { children: children.value, counted: counted.value, copied: copied.value, parts: parts.value },
      (code, id) => {
        const found = standing.value.get(`${code}|${id}`);
        return found ? { ...(found.op && { op: found.op }), value: found.value } : null;
      },
    ),
  );
  const replaced = computed(
    () => plan.value.filter(({ scope: code, id }) => standing.value.has(`${code}|${id}`)).length,
  );

  /** What keeps the plan from being saved, a sentence each: the parts of a row add up to its target. */
  const sums = computed(() =>
    counted.value.map(({ id, total, each }) => {
      const typed = (parts.value[id] ?? []).map(partOf);
      const sum = typed.reduce<number>((all, part) => all + (part ?? 0), 0);
      return { id, sum, total, each, wrong: typed.includes(null), right: each || sum === total };
    }),
  );
  const isWhole = computed(() => !shares.value.includes(null) && sums.value.every(({ wrong }) => !wrong));
  const isRight = computed(() => isWhole.value && sums.value.every(({ right }) => right));
  const noTargets = computed(() => counted.value.length === 0 && copied.value.length === 0);
  const empty = computed(() =>
    noTargets.value ? t('targets.splitNoTargets') : children.value.length === 0 ? t('targets.splitNoChildren') : null,
  );
  return {
    children,
    nameOf,
    facts,
    basis,
    byHand,
    shares,
    hasMoney,
    counted,
    copied,
    parts,
    plan,
    replaced,
    sums,
    isWhole,
    isRight,
    empty,
  };
}
