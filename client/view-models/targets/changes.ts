import type { EntryItem, Target } from '../../../shared/contract/http';
import { INDICATOR_IDS, type IndicatorId } from '../../../shared/model/vocabulary';

/** One change of a target: who made it, and what stood there before. */
export interface TargetChange {
  indicator: IndicatorId;
  seq: number;
  recordedAt: string;
  actor: string;
  target: Target;
  before: Target | null;
  /** The change was taken back: it no longer holds. */
  voided: boolean;
}

function targetIn({ body }: EntryItem): { indicator: IndicatorId; target: Target } | null {
  const { indicator, op, value } = body;
  const id = INDICATOR_IDS.find((one) => one === indicator);
  if (!id || (typeof value !== 'number' && typeof value !== 'string')) return null;
  return { indicator: id, target: { ...((op === '>=' || op === '<=') && { op }), value } };
}

/** The changes of the targets of one scope and period, newest first. Those of places inside the scope are not its own. */
export function changesOf(entries: readonly EntryItem[], scope: string, period: string): TargetChange[] {
  const last = new Map<IndicatorId, Target>();
  const own = entries.filter(
    ({ kind, body }) => kind === 'target.set' && body['scope'] === scope && body['period'] === period,
  );
  const changes = own
    .sort((a, b) => a.seq - b.seq)
    .flatMap((entry): TargetChange[] => {
      const found = targetIn(entry);
      if (!found) return [];
      const { seq, recordedAt, actor, voidedBy } = entry;
      const before = last.get(found.indicator) ?? null;
      if (voidedBy === undefined) last.set(found.indicator, found.target);
      return [{ ...found, seq, recordedAt, actor, before, voided: voidedBy !== undefined }];
    });
  return changes.reverse();
}
