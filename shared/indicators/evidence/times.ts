import type { EvidenceRecord } from '../../contract/http';
import { toIso } from '../../model/instant';
import { STATUSES } from '../../model/vocabulary';
import { DOWN, UNKNOWN } from '../../fold/device/observations';
import type { Place } from '../../fold/device/device-timeline';
import { BY_SITTING, IN_MAINTENANCE, walk } from '../../fold/device/walk';
import { candidates } from '../../fold/figures/uptime';
import type { Context } from '../context';

/**
 * The stretches of service time of some statuses over P, a device each: from when to when, and the ms of it that count
 * (section 5's service time). Pieces of one status that follow each other at one place are one stretch.
 */
export function* stretches(
  { state, derived, scope, period, now, hasPlace }: Context,
  statuses: readonly number[],
  only?: (place: Place) => boolean,
): Iterable<EvidenceRecord> {
  for (const view of candidates(state, derived, scope)) {
    if (only && !view.places.some(only)) continue;
    const found: { from: number; to: number; status: number; place: Place; ms: number }[] = [];
    walk(view, period.from, Math.min(period.to, now), (from, to, status, mode, place) => {
      if (!statuses.includes(status) || mode === IN_MAINTENANCE || !hasPlace(place, view.id)) return;
      if (only && !only(place)) return;
      const ms = mode === BY_SITTING ? to - from : derived.clock(place.attributes.siteId).measure(from, to);
      const last = found.at(-1);
      if (last && last.to === from && last.status === status && last.place === place) {
        last.to = to;
        last.ms += ms;
      } else found.push({ from, to, status, place, ms });
    });
    for (const { from, to, status, place, ms } of found) {
      if (ms === 0) continue;
      const { siteId, roomId, category } = place.attributes;
      const fault = view.bearings.find((one) => one.from < to && from < one.to)?.faultId;
      yield {
        id: `${view.id}|${toIso(from)}`,
        deviceId: view.id,
        siteId,
        ...(roomId !== undefined && { roomId }),
        ...(fault !== undefined && { faultId: fault }),
        category,
        status: STATUSES[status]!,
        from: toIso(from),
        to: toIso(to),
        value: ms,
      };
    }
  }
}

export const faultRate = (context: Context) => stretches(context, [DOWN]);

/** What the suggestion measures: down or unknown time of the information systems. */
export const functionalSystems = (context: Context) =>
  stretches(context, [DOWN, UNKNOWN], (place) => place.attributes.category === 'information-system');
