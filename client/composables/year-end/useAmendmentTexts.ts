import { useI18n } from 'vue-i18n';
import type { SummaryRow } from '../../../shared/contract/http';
import { NO_FIGURE, grouped } from '../../format/numbers';
import { usePeopleStore } from '../../stores/people';
import { useSessionStore } from '../../stores/session';
import type { Amendment, AmendedField } from '../../view-models/year-end/amendments';
import { useNames } from '../texts/useNames';
import { useRowTexts } from '../texts/useRowTexts';

const STATES = ['met', 'onTrack', 'behind', 'unproven', 'partly', 'missed', 'noData', 'noTarget'] as const;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The values of a closed form and of the ledger now, in words. */
export function useAmendmentTexts(rows: () => readonly SummaryRow[]) {
  const { t } = useI18n();
  const session = useSessionStore();
  const people = usePeopleStore();
  const names = useNames();
  const texts = useRowTexts();
  const rowOf = (amendment: Amendment) => rows().find(({ id }) => id === amendment.indicator);

  function rowName(amendment: Amendment): string {
    const row = rowOf(amendment);
    return row ? t('yearEnd.rowName', { no: row.no, name: names.indicator(row) }) : t('yearEnd.sumsOfForm');
  }

  function saidOf(amendment: Amendment, field: AmendedField, value: unknown): string {
    if (value === null || value === undefined) return NO_FIGURE;
    const row = rowOf(amendment);
    if (field === 'state') return t(`state.${STATES.find((one) => one === value) ?? 'noData'}`);
    if (field === 'value' && row && typeof value === 'number') {
      const { numerator: _numerator, denominator: _denominator, ...bare } = row;
      const { digits, unit } = texts.value({ ...bare, value });
      return unit === '%' ? `${digits}%` : digits;
    }
    if (field === 'reason') return t('yearEnd.another');
    if (field === 'attestation' && isRecord(value)) return `${String(value['percent'])}%`;
    if (field === 'target' && isRecord(value)) return String(value['value']);
    return typeof value === 'number' ? grouped(value) : t('yearEnd.another');
  }

  /** An account by its name, else the beginning of its id. */
  function nameOf(actor: string): string {
    if (actor === session.account?.id) return session.account.name;
    return people.people.get(actor)?.name ?? actor.slice(0, 8);
  }

  return { rowName, saidOf, nameOf };
}
