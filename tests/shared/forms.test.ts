import { describe, expect, it } from 'vitest';
import { formGrids } from '../../shared/forms/forms';
import { parseScope } from '../../shared/model/scope';
import { summaryOf } from '../../shared/summary/summary';
import { PAPER } from '../helpers/entries';
import { local, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

const now = local('2024-07-01');

/** 44 万元 of 2023, of which 30 are budgeted and 20 paid; in 2024 the grant is 40, and 1.234567 万元 come back. */
function moneyOfTwoYears() {
  const world = smallWorld();
  const grant = { grantId: 'G1', number: '36号', area: '440781', amountFen: 44_000_000, purposes: ['设备'] };
  world.add('grant.received', grant, { at: local('2023-11-17') });
  const project = { projectId: 'P1', grantId: 'G1', name: 'P1', budgetFen: 30_000_000 };
  world.add('project.budgeted', project, { at: local('2023-11-20') });
  const payment = { paymentId: 'Y1', projectId: 'P1', amountFen: 20_000_000, purpose: '设备', voucher: 'V1' };
  world.add('payment.made', payment, { at: local('2023-12-10') });
  world.add('payment.refunded', { paymentId: 'Y1', amountFen: 1_234_567 }, { at: local('2024-02-01') });
  world.add('grant.adjusted', { grantId: 'G1', amountFen: 40_000_000, reason: PAPER }, { at: local('2024-03-01') });
  return world;
}

/** A cell of the self-evaluation of a year, with what a program would read there. */
function cells(scope: string, year: number) {
  const { fold } = newFold(moneyOfTwoYears().entries);
  const document = summaryOf(fold, { scope: parseScope(scope)!, year, now });
  const { form } = formGrids('self-evaluation', { document, texts: new Map(), options: [] });
  const at = (row: number, column: string) => {
    const cell = form.cells.find((one) => one.row === row && one.column === column.charCodeAt(0) - 64);
    return { text: cell?.text, value: cell?.value, formula: cell?.formula };
  };
  const sum = form.cells.find(({ text }) => text === '总分')!.row;
  return { at, sum };
}

describe('the money of a self-evaluation (semantics 11)', () => {
  it('has a rate below 0 where more came back than was paid, rounded against us', () => {
    const { at } = cells('440781', 2024);
    // 24 万元 carried in, −1.234567 paid: −5.14402… %, and further from 0 is the worse side.
    expect(at(9, 'E').value).toBe(24);
    expect(at(9, 'F').value).toBe(-1.234567);
    expect(at(9, 'H')).toEqual({
      text: '-5.15%',
      value: -0.0515,
      formula: 'IF(E9<=0,"—",IF(F9<0,ROUNDUP(F9/E9,4),ROUNDDOWN(F9/E9,4)))',
    });
    // 10 × −1.234567 ÷ 20 = −0.6172835.
    expect(at(7, 'I')).toEqual({ text: '-0.62', value: -0.62, formula: 'IF(E7<=0,0,ROUND(G7*MIN(1,F7/E7),2))' });
  });

  it('has no rate where a grant was cut: neither as kept nor as a spreadsheet works it out again', () => {
    const { at } = cells('440781', 2024);
    expect(at(8, 'E').value).toBe(-4);
    expect(at(8, 'H').text).toBe('—');
    expect(at(8, 'H').formula).toContain('IF(E8<=0,"—",');
  });
});

describe('the sum of a form', () => {
  it('is no formula where the scope is not scored: a spreadsheet would make a score of it', () => {
    const { at, sum } = cells('project:P1', 2023);
    expect(at(sum, 'H')).toEqual({ text: '', value: undefined, formula: undefined });
    expect(at(sum, 'G').formula).toContain('SUM(');
  });
});
