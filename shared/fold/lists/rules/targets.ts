import { TargetItem } from '../../../contract/rules/targets';
import { toIso } from '../../../model/instant';
import type { Ref } from '../../../model/references';
import { type Scope, areaWithin, parseScope, scopeText } from '../../../model/scope';
import { INDICATOR_IDS } from '../../../model/vocabulary';
import { lastUpTo } from '../../state/log';
import { list, oneOf, text } from '../list';
import { type ListContext, devicesIn, roomsNamed, siteWithin, sitesIn } from '../lister';
import { grants } from '../money/grants';
import { projects } from '../money/projects';
import { devices } from '../places/devices';
import { rooms } from '../places/rooms';

/** `scope|indicator|period`. */
const partsOf = (id: string) => id.split('|');

/** Targets; one lies where the area, place, project or grant lies that it is of. */
export const targets = list({
  does: 'The targets in force.',
  schema: TargetItem,
  right: 'read',
  ref(id): Ref {
    const scope = parseScope(partsOf(id)[0]!);
    return scope?.kind === 'area' || scope === null ? `area:${scope?.code ?? ''}` : `${scope.kind}:${scope.id}`;
  },
  filters: {
    indicator: oneOf(INDICATOR_IDS, (item: TargetItem) => item.indicator),
    period: text((item: TargetItem) => item.period),
    of: text((item: TargetItem) => item.scope),
  },
  sorts: {
    indicator: (item: TargetItem) => INDICATOR_IDS.indexOf(item.indicator),
    period: (item: TargetItem) => item.period,
    since: (item: TargetItem) => item.since,
  },
  text: ({ id }) => [id],
  all: ({ state }) => state.rules.targets.keys(),
  *in(context, scope) {
    const { index } = context.derived;
    if (scope.kind === 'area') yield* index.targetsIn(scope.code);
    for (const one of thingsIn(context, scope)) yield* index.targetsOf(one);
  },
  item({ state, now }, id) {
    const fact = lastUpTo(state.rules.targets.get(id) ?? [], now);
    const [scope, indicator, period] = partsOf(id);
    const row = INDICATOR_IDS.find((one) => one === indicator);
    if (!fact || scope === undefined || row === undefined || period === undefined) return null;
    return { id, scope, indicator: row, period, ...fact.value, since: toIso(fact.at) };
  },
  within(context, item, outer) {
    const scope = parseScope(item.scope);
    return scope !== null && scopeWithin(context, scope, outer);
  },
});

/** The scopes of single things that can lie in a scope, as text. */
function* thingsIn(context: ListContext, scope: Scope): Iterable<string> {
  if (scope.kind !== 'area') yield scopeText(scope);
  for (const id of sitesIn(context, scope)) yield `site:${id}`;
  for (const id of rooms.in(context, scope)) yield `room:${id}`;
  for (const id of devicesIn(context, scope)) yield `device:${id}`;
  for (const id of roomsNamed(context, scope)) yield `room:${id}`;
  for (const id of grants.in(context, scope)) yield `grant:${id}`;
  for (const id of projects.in(context, scope)) yield `project:${id}`;
}

function scopeWithin(context: ListContext, inner: Scope, outer: Scope): boolean {
  if (scopeText(inner) === scopeText(outer)) return true;
  switch (inner.kind) {
    case 'area':
      return outer.kind === 'area' && areaWithin(inner.code, outer.code);
    case 'site':
      return siteWithin(context, inner.id, outer);
    case 'room': {
      const room = rooms.item(context, inner.id, null);
      return room !== null && rooms.within(context, room, outer);
    }
    case 'device': {
      const device = devices.item(context, inner.id, null);
      return device !== null && devices.within(context, device, outer);
    }
    case 'project': {
      const project = projects.item(context, inner.id, null);
      return project !== null && projects.within(context, project, outer);
    }
    case 'grant': {
      const grant = grants.item(context, inner.id, null);
      return grant !== null && grants.within(context, grant, outer);
    }
  }
}
