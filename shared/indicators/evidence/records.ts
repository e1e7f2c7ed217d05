import type { EvidenceRecord } from '../../contract/http';
import { toIso } from '../../model/instant';
import { liveSitting, placeAt } from '../../fold/device/device-timeline';
import { valueAt } from '../../fold/state/versions';
import { type Context, inPeriod } from '../context';
import { isSigned, monthsOver } from '../rows/exam-security';
import { isSittingWithin } from '../rows/examinees-served';
import { answersInPeriod } from '../rows/satisfaction';
import { faultsInPeriod } from '../rows/timely-repair';

/** The faults reported in P as judged now (semantics 7); those that bear on no rate add nothing. */
export function timelyRepair(context: Context): EvidenceRecord[] {
  const { state, derived } = context;
  return faultsInPeriod(context).map(({ id, run, judgement, deadline }) => {
    const { at, seq, value: report } = run.report;
    const view = derived.view(report.deviceId);
    const attributes = view && placeAt(state, view, at, seq)?.attributes;
    const judged = judgement === 'timely' || judgement === 'late';
    return {
      id,
      faultId: id,
      deviceId: report.deviceId,
      ...(attributes && { siteId: attributes.siteId, category: attributes.category }),
      ...(attributes?.roomId !== undefined && { roomId: attributes.roomId }),
      verdict: judgement,
      from: toIso(at),
      ...(deadline !== null && { to: toIso(deadline) }),
      value: judgement === 'timely' ? 1 : 0,
      of: judged ? 1 : 0,
    };
  });
}

/** The sittings that ended in P with their attendance; an unreported one adds nothing. */
export function examineesServed(context: Context): EvidenceRecord[] {
  const out: EvidenceRecord[] = [];
  for (const sitting of context.state.sittings.values()) {
    const plan = liveSitting(context.state, sitting.id);
    if (!plan || !inPeriod(context, plan.to) || !isSittingWithin(context, plan)) continue;
    const attended = valueAt(sitting.attended, context.now);
    const placed = plan.rooms.reduce((sum, room) => sum + room.placed, 0);
    const reason = attended === undefined ? 'not-reported' : attended > placed ? 'above-placed' : null;
    out.push({
      id: sitting.id,
      sittingId: sitting.id,
      siteId: plan.siteId,
      from: toIso(plan.from),
      to: toIso(plan.to),
      value: attended ?? 0,
      ...(reason && { reasons: [reason] }),
    });
  }
  return out;
}

/** The answers of a group by site: how many are satisfied of how many. Never a token. */
export function satisfaction(group: 'student' | 'teacher', context: Context): EvidenceRecord[] {
  const sites = new Map<string, { value: number; of: number }>();
  for (const { siteId, score, n } of answersInPeriod(group, context)) {
    const sums = sites.get(siteId) ?? { value: 0, of: 0 };
    sites.set(siteId, { value: sums.value + (score >= 4 ? n : 0), of: sums.of + n });
  }
  return [...sites].map(([siteId, sums]) => ({ id: siteId, siteId, ...sums }));
}

/** The milestones due in P by now. */
export function constructionOnTime(context: Context): EvidenceRecord[] {
  const out: EvidenceRecord[] = [];
  for (const { id, planned, done } of context.state.money.milestones.values()) {
    const plan = planned[0]?.value;
    if (!plan || !context.hasProject(plan.projectId) || !inPeriod(context, plan.dueAt)) continue;
    const doneAt = done[0]?.at;
    const onTime = doneAt !== undefined && doneAt <= plan.dueAt;
    const dates = { from: toIso(plan.dueAt), ...(doneAt !== undefined && { to: toIso(doneAt) }) };
    out.push({
      id,
      milestoneId: id,
      ...dates,
      value: onTime ? 1 : 0,
      of: 1,
      ...(!onTime && { reasons: [`late:${id}`] }),
    });
  }
  return out;
}

/** The months of P that are over, signed or not, and the incidents of P whatever their grade. */
export function examSecurity(context: Context): EvidenceRecord[] {
  const months = monthsOver(context).map((month): EvidenceRecord => {
    const signed = isSigned(context, month);
    return { id: month, month, value: signed ? 1 : 0, of: 1, ...(!signed && { reasons: [`unsigned:${month}`] }) };
  });
  const incidents: EvidenceRecord[] = [];
  for (const [id, [incident]] of context.state.evidence.incidents) {
    if (!incident || !inPeriod(context, incident.at) || !context.hasSite(incident.value.siteId)) continue;
    const { siteId, grade } = incident.value;
    incidents.push({ id: `incident|${id}`, incidentId: id, siteId, grade, from: toIso(incident.at), value: 0 });
  }
  return [...incidents, ...months];
}
