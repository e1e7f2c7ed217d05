import type { MonitoredRow, Summary, SummaryRow } from '../contract/http';
import { FORM_WORDS } from '../model/vocabulary';
import type { DeviationCategory, Outlook } from '../model/vocabulary';
import type { RowField } from './layout';
import { type Shown, actual, aim, moneyRate, score, tenThousands, weight, words, yuan } from './numbers';
import { ABSENT, BAND_WORDS, ERASED, OUTLOOK_WORDS, TICK } from './words';

/** The texts of papers by their references; null: it was erased. */
export type Texts = ReadonlyMap<string, string | null>;

export function textOf(texts: Texts, ref: string | undefined): string {
  if (ref === undefined) return '';
  const text = texts.get(ref);
  return text === null ? ERASED : (text ?? ABSENT);
}

/** The papers whose texts a form prints. */
export function papersOfForm({ words: written, rows, monitoring }: Summary): string[] {
  const refs = [
    ...Object.values(written),
    ...rows.map(({ reason }) => reason),
    ...(monitoring?.rows ?? []).map(({ reason }) => reason),
  ];
  return [...new Set(refs.filter((ref) => ref !== undefined))];
}

/** The months of a period as the form prints them: `1～7`. */
function monthsOf(period: string): string {
  const [from, to] = [...period.matchAll(/-(\d{2})/g)].map(([, month]) => Number(month));
  return from === to ? String(from) : `${from ?? 1}～${to ?? 12}`;
}

/** Everything that a line of a layout can name. */
export function fieldsOf(document: Summary, texts: Texts): ReadonlyMap<string, Shown> {
  const { money, monitoring, score: sum } = document;
  const fields = new Map<string, Shown>();
  const put = (name: string, shown: Shown) => void fields.set(name, shown);
  for (const word of FORM_WORDS) put(word, words(textOf(texts, document.words[word])));
  if (!document.words.projectName) put('projectName', words(document.projects.map(({ name }) => name).join('、')));
  put('year', words(String(document.year)));
  put('draft', words(document.closing ? '' : `　草稿，算至 #${document.ledger.seq}`));
  put('fundTitle', words(`${textOf(texts, document.words.fundName) || `${document.year}年资金`}绩效目标表`));
  put('granted', grantedOf(document));
  for (const [name, { initialFen, budgetFen, paidFen }] of Object.entries(money)) {
    put(`${name}.initial`, tenThousands(initialFen));
    put(`${name}.budget`, tenThousands(budgetFen));
    put(`${name}.paid`, tenThousands(paidFen));
    put(`${name}.rate`, moneyRate({ paidFen }, budgetFen));
  }
  const monthPaid = {
    received: monitoring?.receivedPaidFen ?? 0,
    carriedIn: monitoring?.carriedInPaidFen ?? 0,
    total: (monitoring?.receivedPaidFen ?? 0) + (monitoring?.carriedInPaidFen ?? 0),
  };
  for (const [name, paidFen] of Object.entries(monthPaid)) {
    put(`${name}.monthPaid`, tenThousands(paidFen));
    put(`${name}.monthRate`, moneyRate({ paidFen }, money[name as keyof typeof money].initialFen));
  }
  put('months', words(monitoring ? monthsOf(monitoring.period) : '1～12'));
  put('execution.weight', weight(document.execution.weight));
  put('execution.score', score(document.execution.score));
  const weights = document.rows.reduce((total, row) => total + row.weight * 1000, document.execution.weight * 1000);
  put('total.weight', weight(Math.round(weights) / 1000));
  put('total.score', score(sum?.total ?? null));
  put('band', words(sum ? BAND_WORDS[sum.band] : ''));
  // What is in no ledger is filled in by hand.
  put('byHand', words(''));
  return fields;
}

function grantedOf({ grants }: Summary): Shown {
  return grants.length === 0 ? words('') : yuan(grants.reduce((total, { amountFen }) => total + amountFen, 0));
}

/** What a column shows of a row. */
export function rowField(
  field: RowField,
  row: SummaryRow,
  month: MonitoredRow | undefined,
  { name, texts }: { name: string; texts: Texts },
): Shown {
  const [kind, detail] = field.split(':') as [RowField, string | undefined];
  if (detail !== undefined) {
    const isTicked = field.startsWith('cause:')
      ? month?.causes?.includes(detail as DeviationCategory)
      : month?.outlook === detail;
    return words(isTicked ? TICK : '');
  }
  switch (kind) {
    case 'name':
      return words(name);
    case 'target':
      return aim(row.id, row.target);
    case 'cycleTarget':
      return aim(row.id, row.cycleTarget);
    case 'value':
      return actual(row);
    case 'weight':
      return weight(row.weight);
    case 'score':
      return score(row.score);
    case 'reason':
      return words(textOf(texts, row.reason));
    case 'monthValue':
      return month ? actual(month) : words('');
    case 'expected':
      return words(month?.expected ?? '');
    case 'monthReason':
      return words(textOf(texts, month?.reason));
    case 'outlook':
      return words(month?.outlook ? OUTLOOK_WORDS[month.outlook as Outlook] : '');
    default:
      return words('');
  }
}
