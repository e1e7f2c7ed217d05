import { IncidentItem } from '../../../contract/work/incidents';
import { toIso } from '../../../model/instant';
import { INCIDENT_GRADES } from '../../../model/vocabulary';
import { list, moment, oneOf, text } from '../list';
import { sitesIn } from '../lister';
import { siteHolds } from '../places/sites';

/** Security incidents; an incident lies in its site. */
export const incidents = list({
  does: 'The security incidents of exams.',
  schema: IncidentItem,
  right: 'read',
  ref: (id) => `incident:${id}`,
  filters: {
    site: text((item: IncidentItem) => item.siteId),
    grade: oneOf(INCIDENT_GRADES, (item: IncidentItem) => item.grade),
  },
  sorts: {
    at: (item: IncidentItem) => item.at,
    grade: (item: IncidentItem) => INCIDENT_GRADES.indexOf(item.grade),
    site: (item: IncidentItem) => item.siteId,
  },
  text: ({ id, siteId }) => [id, siteId],
  span: ({ at }) => moment(at),
  all: ({ state }) => state.evidence.incidents.keys(),
  *in(context, scope) {
    for (const id of sitesIn(context, scope)) yield* context.derived.index.incidentsOf(id);
  },
  item({ state, now }, id) {
    const incident = state.evidence.incidents.get(id)?.[0];
    if (!incident || incident.at > now) return null;
    return { id, siteId: incident.value.siteId, grade: incident.value.grade, at: toIso(incident.at) };
  },
  within: (context, { siteId }, scope) => siteHolds(context, siteId, scope),
});
