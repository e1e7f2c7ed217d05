import type { GrantItem, MilestoneItem, PaymentItem, ProjectItem } from '../../../../shared/contract/http';
import type { Money } from '../../money-cells';
import type { Base } from '../known';

/** What the plan of a payments workbook compares a file with: everything that the account sees. */
export interface MoneyKnown extends Base {
  grants: ReadonlyMap<string, GrantItem>;
  projects: ReadonlyMap<string, ProjectItem>;
  payments: ReadonlyMap<string, PaymentItem>;
  milestones: ReadonlyMap<string, MilestoneItem>;
  reasons: Money['reasons'];
}
