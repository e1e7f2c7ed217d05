import { randomUUID } from 'node:crypto';
import { ROWS } from '../../../shared/model/rows';

export const AREA = '440781';

export const entry = (kind: string, body: Record<string, unknown>, at: string) => ({
  id: randomUUID(),
  kind,
  at: `${at}+08:00`,
  body,
});

/**
 * 2023 of a county with one site and nothing in it: every counted row is missed, and all is explained, attested and signed
 * but three things: the reason of row 1, the attestation of row 11, the zero-report of December.
 */
export function almostDone() {
  const about = (indicator: string) => ({ scope: AREA, indicator, period: '2023' });
  const out = [entry('site.registered', { siteId: 'S1', name: '演示考点01', area: AREA }, '2023-01-01T08:00:00')];
  for (const { id, kind } of ROWS) {
    const target = kind === 'qualitative' ? { value: '达成' } : { op: id === 'fault-rate' ? '<=' : '>=', value: 1 };
    out.push(entry('target.set', { ...about(id), ...target }, '2023-01-02T08:00:00'));
    if (kind === 'qualitative' && id !== 'pilot-zone') {
      const attested = { grade: 'met', percent: 90, statement: '依据见附件' };
      out.push(entry('attestation.made', { ...about(id), ...attested }, '2024-01-05T08:00:00'));
    }
    if (kind !== 'qualitative' && id !== 'domestic-computers') {
      out.push(entry('deviation.explained', { ...about(id), reason: '当年未实施' }, '2024-01-05T08:00:00'));
    }
  }
  for (let month = 1; month < 12; month += 1) {
    const text = `2023-${String(month).padStart(2, '0')}`;
    out.push(entry('incident.monthSigned', { area: AREA, month: text }, '2024-01-05T08:00:00'));
  }
  out.push(
    entry('incident.reported', { incidentId: 'I1', siteId: 'S1', grade: 'I', note: '泄密' }, '2024-06-07T08:00:00'),
  );
  return out;
}
