import { useI18n } from 'vue-i18n';
import { v4 } from 'uuid';
import type { GrantItem, ProjectItem } from '../../../shared/contract/http';
import { GRANT_ANNEX_FIELDS, type GrantAnnexField } from '../../../shared/model/vocabulary';
import { type MoneyUnit, fenIn, yuan } from '../../format/money';
import { unassignedFen } from '../../view-models/money/budget';
import { purposesIn } from '../../view-models/money/grant';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, useFormChecks } from '../forms/values';

interface AmountValues {
  /** As it was typed, in `unit`. */
  amountFen: string;
  unit: MoneyUnit;
  at: number | null;
}
interface GrantValues extends AmountValues {
  number: string;
  area: string;
  /** One a line. */
  purposes: string;
  annex: Record<GrantAnnexField, string>;
}
interface AdjustValues extends AmountValues {
  number: string;
  reason: string;
}
interface BudgetValues extends Omit<AmountValues, 'amountFen'> {
  /** Empty: a new project. */
  projectId: string;
  name: string;
  budgetFen: string;
}

interface Given {
  areas(): readonly string[];
  grant(): GrantItem | null;
  projects(): readonly ProjectItem[];
  recorded(seqs: number[]): void;
}

/** A grant as its notice has it, what adjusts it, and the budgets of its projects (semantics 11). */
export function useGrantForms({ areas, grant, projects, recorded }: Given) {
  const { t } = useI18n();
  const checks = useFormChecks();
  const notAmount = (unit: MoneyUnit) => t(unit === 'wan' ? 'money.notAmountWan' : 'money.notAmount');
  let grantId = v4();
  let projectId = v4();

  const received = useEntryForm<GrantValues>({
    initial: () => ({
      number: '',
      area: areas()[0] ?? '',
      amountFen: '',
      unit: 'wan',
      purposes: '',
      at: null,
      annex: Object.fromEntries(GRANT_ANNEX_FIELDS.map((field) => [field, ''])) as Record<GrantAnnexField, string>,
    }),
    check: (values, now) => {
      const purposes = purposesIn(values.purposes);
      return {
        number: checks.filled(values.number, t('money.number')),
        amountFen: fenIn(values.unit, values.amountFen) === null ? notAmount(values.unit) : undefined,
        purposes:
          purposes.length === 0 ? t('money.purposesNone') : purposes.length > 100 ? t('money.purposesMany') : undefined,
        at: checks.instant(values.at, now, t('money.receivedAt')),
      };
    },
    drafts: ({ number, area, amountFen, unit, purposes, at, annex }) => {
      const printed = Object.entries(annex).filter(([, text]) => text.trim() !== '');
      return new Map([
        [
          'grant',
          {
            kind: 'grant.received',
            ...atOf(at),
            body: {
              grantId,
              number: number.trim(),
              area,
              amountFen: fenIn(unit, amountFen) ?? 0,
              purposes: purposesIn(purposes),
              ...(printed.length > 0 && {
                annex: Object.fromEntries(printed.map(([field, text]) => [field, text.trim()])),
              }),
            },
          },
        ],
      ]);
    },
    recorded,
  });

  const adjusted = useEntryForm<AdjustValues>({
    initial: () => ({ amountFen: '', unit: 'wan', number: '', reason: '', at: null }),
    check: ({ amountFen, unit, reason, at }, now) => {
      const fen = fenIn(unit, amountFen);
      const own = grant();
      const under = own !== null && fen !== null && fen < own.budgetedFen;
      const wrong =
        fen === null
          ? notAmount(unit)
          : under
            ? t('money.underBudget', { budget: yuan(own.budgetedFen) })
            : fen === own?.amountFen
              ? t('money.sameAmount')
              : undefined;
      return {
        amountFen: wrong,
        reason: checks.filled(reason, t('entryForm.reason')),
        at: checks.instant(at, now, t('money.at')),
      };
    },
    drafts: ({ amountFen, unit, number, reason, at }) =>
      new Map([
        [
          'adjustment',
          {
            kind: 'grant.adjusted',
            ...atOf(at),
            body: {
              grantId: grant()?.id ?? '',
              amountFen: fenIn(unit, amountFen) ?? 0,
              ...(number.trim() !== '' && { number: number.trim() }),
              reason: reason.trim(),
            },
          },
        ],
      ]),
    recorded,
  });

  const budgeted = useEntryForm<BudgetValues>({
    initial: () => ({ projectId: '', name: '', budgetFen: '', unit: 'wan', at: null }),
    check: ({ projectId: id, name, budgetFen, unit, at }, now) => {
      const fen = fenIn(unit, budgetFen);
      const own = grant();
      const project = projects().find((one) => one.id === id);
      const left = own ? unassignedFen(own) + (project?.budgetFen ?? 0) : 0;
      const wrong =
        fen === null
          ? notAmount(unit)
          : fen > left
            ? t('money.overGrant', { left: yuan(left) })
            : project && fen < project.paidFen
              ? t('money.underPaid', { paid: yuan(project.paidFen) })
              : undefined;
      return {
        budgetFen: wrong,
        name: project ? undefined : checks.filled(name, t('money.projectName')),
        at: checks.instant(at, now, t('money.at')),
      };
    },
    drafts: ({ projectId: id, name, budgetFen, unit, at }) => {
      const project = projects().find((one) => one.id === id);
      return new Map([
        [
          'budget',
          {
            kind: 'project.budgeted',
            ...atOf(at),
            body: {
              projectId: project?.id ?? projectId,
              grantId: grant()?.id ?? '',
              name: project?.name ?? name.trim(),
              budgetFen: fenIn(unit, budgetFen) ?? 0,
            },
          },
        ],
      ]);
    },
    recorded,
  });

  return {
    received,
    adjusted,
    budgeted,
    showGrant(): void {
      grantId = v4();
      received.show();
    },
    showBudget(): void {
      projectId = v4();
      budgeted.show();
    },
  };
}
