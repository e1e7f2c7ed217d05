import type { Entry } from '../../model/entry';
import type { Instant } from '../../model/instant';
import { madeBy, namedBy } from '../../model/references';
import { siteVersions } from '../state/versions';
import {
  type Visibility,
  isProjectNameable,
  isVisible,
  isAreaVisible,
  isPlaceVisible,
  isScopeVisible,
  isSiteVisible,
} from './visibility';
import type { State } from '../state/state';

type Find = (id: string) => Entry | undefined;

/**
 * Whether an entry may be read within a reach: everything that it names stood there when it was true. A move out of the
 * reach names a site beyond it and is not told; a rule without a place holds everywhere and is.
 */
export function isEntryVisible(state: State, find: Find, visibility: Visibility, entry: Entry): boolean {
  if (visibility === null) return true;
  // Accounts and tokens are the administrator's (contract 3).
  if (entry.kind === 'config.changed') return false;
  if (entry.kind === 'entry.voided') {
    const target = find(entry.body.entryId);
    return target !== undefined && target.kind !== 'entry.voided' && isEntryVisible(state, find, visibility, target);
  }
  if (entry.kind === 'site.registered') {
    const { siteId, area: registeredArea } = entry.body;
    // Of a voided registration only its own body is known.
    const gone = !state.sites.get(siteId)?.registered.length;
    return (
      isPlaceVisible(visibility, siteId, registeredArea) && (gone || isSiteVisible(state, visibility, siteId, entry.at))
    );
  }
  const { area, scope } = entry.body as { area?: string; scope?: string };
  if (area !== undefined && !isAreaVisible(visibility, area)) return false;
  if (scope !== undefined && !isScopeVisible(state, visibility, scope, entry.at)) return false;
  const made = madeBy(entry);
  const onThing = entry.kind.startsWith('room.') || entry.kind.startsWith('device.');
  const named = namedBy(entry).filter((ref) => ref !== made);
  return named.every((ref) =>
    onThing && ref.startsWith('project:')
      ? isProjectNameable(state, visibility, ref.slice('project:'.length), entry.at)
      : isVisible(state, visibility, ref, entry.at),
  );
}

/** The key of everything that was ever within reach, and perhaps more: where a scoped trail has to be looked for. */
export function everVisible(state: State, visibility: NonNullable<Visibility>): Set<string> {
  const out = new Set<string>();
  const add = (sort: string, ids: Iterable<string>) => {
    for (const id of ids) out.add(`${sort}:${id}`);
  };
  for (const scope of visibility) out.add(scope.kind === 'area' ? `area:${scope.code}` : `${scope.kind}:${scope.id}`);
  for (const site of state.sites.values()) {
    if (!siteVersions(site).some(({ value }) => isPlaceVisible(visibility, site.id, value.area))) continue;
    add('site', [site.id]);
    add('room', site.rooms);
    add('device', site.devices);
    add('sitting', site.sittings);
    for (const id of site.devices) add('fault', state.devices.get(id)?.faults ?? []);
    for (const { value } of siteVersions(site))
      if (isAreaVisible(visibility, value.area)) out.add(`area:${value.area}`);
  }
  const now: Instant = Infinity;
  const { grants, projects, payments, milestones } = state.money;
  const kept = (sort: string, ids: Iterable<string>) =>
    add(
      sort,
      [...ids].filter((id) => isVisible(state, visibility, `${sort}:${id}`, now)),
    );
  kept('maintenance', state.maintenances.keys());
  kept('incident', state.evidence.incidents.keys());
  kept('survey', state.evidence.surveys.keys());
  kept('grant', grants.keys());
  kept('project', projects.keys());
  kept('payment', payments.keys());
  kept('milestone', milestones.keys());
  return out;
}
