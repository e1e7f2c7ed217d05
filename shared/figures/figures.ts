import type { FigureCut, FiguresRow } from '../contract/http';
import { type DeviceTimeline, type Place, placeAt } from '../fold/device/device-timeline';
import type { FaultRun } from '../fold/fault/fault-run';
import { runAt } from '../fold/figures/judged-faults';
import { candidates, placeWithin } from '../fold/figures/uptime';
import { type Facts, SealedFacts } from '../fold/derived/facts';
import type { Fold } from '../fold/fold';
import { type Visibility, isPlaceVisible } from '../fold/visibility/visibility';
import { toSums } from '../fold/device/sums';
import type { Instant } from '../model/instant';
import type { Scope } from '../model/scope';
import { FIGURES } from './registry';

export interface FiguresQuery {
  scope: Scope;
  from: Instant;
  to: Instant;
  by: FigureCut;
  now: Instant;
  /** What lies elsewhere is not counted (contract 3). */
  visibility?: Visibility;
  /** Called between two devices; what it throws ends the question. */
  throwIfAborted?: () => void;
}

interface Group {
  faults: FaultRun[];
  serviceMs: number;
}

/**
 * The figures of the registry over `[from, to)` cut at `now`, for any scope and cut. A fault counts in the window in which
 * it was reported, where its device stood then and by what the device was then; service time by where the device stood
 * and what it was at each moment (semantics 6). A cancelled fault is none. Rows with neither service time nor a fault are
 * left out; sorted by key in code units.
 */
export function figures(fold: Fold, query: FiguresQuery): FiguresRow[] {
  const { state, derived } = SealedFacts.open(fold.facts);
  derived.refresh();
  const { by, from, now, visibility = null } = query;
  const to = Math.min(query.to, now);
  const within = placeWithin(state, query.scope);
  const counts = (place: Place, id: string) =>
    within(place, id) && isPlaceVisible(visibility, place.attributes.siteId, place.area);
  const groups = new Map<string, Group>();
  const groupOf = (place: Place) => {
    const key = keyOf(by, place);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { faults: [], serviceMs: 0 }));
    return group;
  };
  for (const view of candidates(state, derived, query.scope)) {
    query.throwIfAborted?.();
    for (const { place, sums } of from < to ? derived.parts(view, from, to) : []) {
      if (counts(place, view.id)) groupOf(place).serviceMs += toSums(sums).serviceMs;
    }
    for (const run of runsOf({ state, derived }, view, query)) {
      const { at, seq } = run.report;
      const place = placeAt(state, view, at, seq);
      if (place && counts(place, view.id)) groupOf(place).faults.push(run);
    }
  }
  return [...groups]
    .filter(([, group]) => group.serviceMs > 0 || group.faults.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({ key, figures: figuresOf(group, now) }));
}

function figuresOf(group: Group, now: Instant): FiguresRow['figures'] {
  return FIGURES.map(({ id, version, unit, compute }) => {
    const { numerator, denominator } = compute({ ...group, now });
    const value = denominator === 0 ? null : numerator / denominator;
    return { id, version, unit, value, numerator, denominator };
  });
}

/** The faults of a device that were reported in the window, as known at `now`, without the cancelled ones. */
function* runsOf({ state, derived }: Facts, view: DeviceTimeline, query: FiguresQuery): Iterable<FaultRun> {
  for (const id of state.devices.get(view.id)?.faults ?? []) {
    const known = derived.run(id);
    if (known?.report.value.deviceId !== view.id) continue;
    const { at } = known.report;
    if (at < query.from || at >= query.to || at > query.now) continue;
    const run = runAt(state, derived, state.faults.get(id)!, query.now);
    if (run && run.phase !== 'cancelled') yield run;
  }
}

function keyOf(by: FigureCut, { attributes }: Place): string {
  switch (by) {
    case 'none':
      return '';
    case 'category':
      return attributes.category;
    case 'vendor':
      return attributes.vendor ?? '';
    case 'model':
      return attributes.model ?? '';
    case 'site':
      return attributes.siteId;
  }
}
