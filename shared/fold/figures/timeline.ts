import type { TimelineInterval } from '../../contract/http';
import { type Instant, toIso } from '../../model/instant';
import { STATUSES } from '../../model/vocabulary';
import type { Derived } from '../derived/derived';
import { IN_MAINTENANCE, BY_SITTING, walk } from '../device/walk';

/**
 * The lanes of a device over `[from, to)` cut at `now`: its status, whether the time counts as service time, and what
 * bears on it. Cut wherever any of these changes; null when there is no such device.
 */
export function timelineOf(
  derived: Derived,
  query: { deviceId: string; from: Instant; to: Instant; now: Instant },
): TimelineInterval[] | null {
  derived.refresh();
  const view = derived.view(query.deviceId);
  if (!view || view.versions.length === 0) return null;
  const out: TimelineInterval[] = [];
  walk(view, query.from, Math.min(query.to, query.now), (from, to, status, mode, place) => {
    const clock = derived.clock(place.attributes.siteId);
    for (let at = from; at < to;) {
      const next = Math.min(to, mode === BY_SITTING ? to : clock.nextEdge(at), nextBearing(view.bearings, at));
      const faultIds = view.bearings.filter((one) => one.from <= at && at < one.to).map((one) => one.faultId);
      const maintenanceId = view.exclusions.find((one) => one.from <= at && at < one.to)?.maintenanceId;
      const sittingId = view.uses.find((one) => one.from <= at && at < one.to)?.sittingId;
      out.push({
        from: toIso(at),
        to: toIso(next),
        status: STATUSES[status]!,
        service: mode === BY_SITTING || (mode !== IN_MAINTENANCE && clock.isOpen(at)),
        ...(faultIds.length > 0 && { faultIds }),
        ...(maintenanceId !== undefined && { maintenanceId }),
        ...(sittingId !== undefined && { sittingId }),
      });
      at = next;
    }
  });
  return out;
}

function nextBearing(bearings: readonly { from: Instant; to: Instant }[], at: Instant): Instant {
  let next = Infinity;
  for (const { from, to } of bearings) {
    if (from > at) next = Math.min(next, from);
    if (to > at) next = Math.min(next, to);
  }
  return next;
}
