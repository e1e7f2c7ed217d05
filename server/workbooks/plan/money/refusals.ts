import type { Refusal } from '../../../../shared/model/vocabulary';
import { amountText } from '../../../../shared/workbooks/amounts';
import type { FindingCode } from '../../../../shared/workbooks/words';
import { sheetOf } from '../../../../shared/workbooks/workbooks';
import type { Finding } from '../../types';
import { localOf, localText } from '../../local-time';
import type { Books } from './books';
import type { MoneyDraft, MoneyEntry } from './draft';

type Told = { key: string; code: FindingCode; about?: string; mend?: Finding['mend'] };

/**
 * What the ledger would refuse, as an error of the cell that it is about: what is wrong, and what would be right.
 * @returns its code.
 */
export function tellRefusal(draft: MoneyDraft, books: Books, entry: MoneyEntry, refusal: Refusal): FindingCode {
  const { key, code, about, mend = null } = told(draft, books, entry, refusal);
  draft.wrong(entry.of, entry.typed, key, code, { ...(about !== undefined && { about }), mend });
  return code;
}

const yuan = (fen: number): string => amountText(Math.max(0, fen), 'yuan');
const ID_KEYS = ['grantId', 'projectId', 'paymentId', 'milestoneId'] as const;

function told(draft: MoneyDraft, books: Books, entry: MoneyEntry, { code, message, field }: Refusal): Told {
  const at = books.at(entry);
  const zone = draft.known.zone;
  const day = (instant: number) => localText(localOf(zone, instant));
  const first = sheetOf(entry.of.name).columns[0]!.key;
  if (code === 'unknown-reference') {
    const key = ID_KEYS.find((one) => field === `body.${one}`);
    const maker = key && makerOf(draft, entry, key);
    if (key && maker) {
      // What it names comes with the file: it is later, or it is in error itself.
      if (maker.typed.bad || books.at(maker) <= at)
        return { key, code: 'depends', about: `${maker.sheet}!A${maker.row}` };
      const isRefund = entry.kind === 'payment.refunded';
      return { key: 'at', code: isRefund ? 'order' : 'before-grant', about: day(books.at(maker)), mend: 'date' };
    }
  }
  if (code === 'future') return { key: dateKey(entry), code: 'in-the-future', mend: 'date' };
  if (code === 'exists') return { key: first, code: 'taken', mend: 'id' };
  switch (entry.kind) {
    case 'grant.received':
      if (code === 'invalid' && field === 'body.amountFen')
        return { key: 'amountFen', code: 'out-of-range', mend: 'text' };
      break;
    case 'grant.adjusted': {
      const { grantId } = entry.body;
      if (code === 'before-grant')
        return { key: 'at', code, about: day(books.grants.get(grantId)?.receivedAt ?? at), mend: 'date' };
      if (code === 'over-budget')
        return { key: 'amountFen', code: 'under-budget', about: yuan(books.budgetedOf(grantId, at)), mend: 'text' };
      if (code === 'invalid') return { key: 'amountFen', code: 'out-of-range', mend: 'text' };
      break;
    }
    case 'project.budgeted': {
      const { projectId, grantId, budgetFen } = entry.body;
      if (code === 'before-grant')
        return { key: 'at', code, about: day(books.grants.get(grantId)?.receivedAt ?? at), mend: 'date' };
      if (code !== 'over-budget') break;
      const left = books.leftOfGrant(grantId, projectId, at);
      if (budgetFen > left) return { key: 'budgetFen', code: 'over-grant', about: yuan(left), mend: 'text' };
      return { key: 'budgetFen', code: 'under-paid', about: yuan(books.paidOf(projectId, at)), mend: 'text' };
    }
    case 'payment.made': {
      const { projectId } = entry.body;
      const of = books.grantOf(projectId);
      if (code === 'over-budget')
        return { key: 'amountFen', code, about: yuan(books.leftOfProject(projectId, at)), mend: 'text' };
      if (code === 'off-purpose')
        return { key: 'purpose', code, about: of?.grant.purposes.join('、') ?? '', mend: 'text' };
      if (code === 'before-grant') return { key: 'at', code, ...(of && { about: day(of.since) }), mend: 'date' };
      break;
    }
    case 'payment.refunded': {
      const payment = books.payments.get(entry.body.paymentId);
      if (code === 'order') return { key: 'at', code, mend: 'date' };
      if (code === 'over-budget')
        return { key: 'amountFen', code: 'over-refund', about: yuan(payment?.leftFen ?? 0), mend: 'text' };
      break;
    }
    case 'milestone.planned':
      if (code === 'closed-year')
        return { key: 'dueAt', code, about: day(Date.parse(entry.body.dueAt)).slice(0, 4), mend: 'date' };
      break;
    case 'milestone.done':
      if (code === 'order') return { key: 'doneAt', code: 'fixed' };
  }
  return { key: first, code: 'refused', about: message };
}

function dateKey({ kind }: MoneyEntry): string {
  if (kind === 'grant.received') return 'receivedAt';
  return kind === 'milestone.done' ? 'doneAt' : kind === 'milestone.planned' ? 'dueAt' : 'at';
}

const SHEET = { grantId: 'grants', projectId: 'budgets', paymentId: 'payments', milestoneId: 'milestones' } as const;

/** The first entry of the file that registers what an entry names. */
function makerOf(draft: MoneyDraft, { body }: MoneyEntry, key: (typeof ID_KEYS)[number]): MoneyEntry | undefined {
  const id = (body as Record<string, unknown>)[key];
  return draft.planned
    .filter((one) => one.sheet === SHEET[key] && one.typed.values[0] === id)
    .sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))[0];
}
