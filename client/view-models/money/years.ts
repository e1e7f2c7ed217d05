import type { Summary } from '../../../shared/contract/http';

/** A year of a grant. */
export interface YearOfGrant {
  year: number;
  /** What is unspent can still be paid in it. */
  running: boolean;
  money: Summary['money'];
  /** Net paid ÷ (received + carried in); null: there was nothing to pay from. */
  rate: number | null;
}
