import type { Instant } from '../../../../shared/model/instant';
import type { MoneyEntry } from './draft';
import type { MoneyKnown } from './known';
import { type Step, leastLeft, mostTaken } from './steps';

interface Grant {
  receivedAt: Instant;
  purposes: readonly string[];
  amounts: Step[];
}
interface Project {
  budgets: (Step & { grantId: string })[];
  /** Payments, and refunds as negative ones. */
  spent: Step[];
}
interface Payment {
  projectId: string;
  at: Instant;
  leftFen: number;
}

const push = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
};

/**
 * The money as it is recorded, with the entries of a file that were taken: from it the words for a refused one are made.
 * Whether an entry is refused is decided by the ledger's own rules.
 */
export class Books {
  readonly grants = new Map<string, Grant>();
  readonly projects = new Map<string, Project>();
  readonly payments = new Map<string, Payment>();

  constructor(known: MoneyKnown) {
    const { now } = known;
    for (const { id, receivedAt, receivedFen, amountFen, adjusted = [], purposes } of known.grants.values()) {
      const at = Date.parse(receivedAt);
      const later = adjusted.map((one) => ({ at: Date.parse(one.at), fen: one.amountFen }));
      this.grants.set(id, { receivedAt: at, purposes, amounts: [{ at, fen: receivedFen ?? amountFen }, ...later] });
    }
    for (const { id, budgets } of known.projects.values()) {
      const steps = budgets.map(({ at, grantId, budgetFen }) => ({ at: Date.parse(at), grantId, fen: budgetFen }));
      this.projects.set(id, { budgets: steps, spent: [] });
    }
    for (const { id, projectId, at, amountFen, refunds = [] } of known.payments.values()) {
      this.#pay(id, projectId, Date.parse(at), amountFen);
      for (const one of refunds) this.#refund(id, Date.parse(one.at), one.amountFen);
    }
    this.now = now;
  }

  private readonly now: Instant;

  at = ({ at }: Pick<MoneyEntry, 'at'>): Instant => at ?? this.now;

  #pay(id: string, projectId: string, at: Instant, fen: number): void {
    push(this.projects, projectId, () => ({ budgets: [], spent: [] })).spent.push({ at, fen });
    this.payments.set(id, { projectId, at, leftFen: fen });
  }

  #refund(id: string, at: Instant, fen: number): void {
    const payment = this.payments.get(id);
    if (!payment) return;
    payment.leftFen -= fen;
    this.projects.get(payment.projectId)?.spent.push({ at, fen: -fen });
  }

  /** Files an entry that is taken. */
  take(entry: MoneyEntry): void {
    const at = this.at(entry);
    switch (entry.kind) {
      case 'grant.received': {
        const { grantId, purposes, amountFen } = entry.body;
        this.grants.set(grantId, { receivedAt: at, purposes, amounts: [{ at, fen: amountFen }] });
        break;
      }
      case 'grant.adjusted':
        this.grants.get(entry.body.grantId)?.amounts.push({ at, fen: entry.body.amountFen });
        break;
      case 'project.budgeted': {
        const { projectId, grantId, budgetFen } = entry.body;
        push(this.projects, projectId, () => ({ budgets: [], spent: [] })).budgets.push({
          at,
          grantId,
          fen: budgetFen,
        });
        break;
      }
      case 'payment.made':
        this.#pay(entry.body.paymentId, entry.body.projectId, at, entry.body.amountFen);
        break;
      case 'payment.refunded':
        this.#refund(entry.body.paymentId, at, entry.body.amountFen);
    }
  }

  /** What of a project's budget is left at the worst instant from `at` on. */
  leftOfProject(projectId: string, at: Instant): number {
    const project = this.projects.get(projectId);
    return project ? leastLeft(at, project.budgets, [project.spent], true) : 0;
  }

  /** The most that is paid of a project from `at` on. */
  paidOf(projectId: string, at: Instant): number {
    const project = this.projects.get(projectId);
    return project ? mostTaken(at, [project.spent], true) : 0;
  }

  #budgetsOf(grantId: string, but?: string): Step[][] {
    return [...this.projects].flatMap(([id, { budgets }]) =>
      id !== but && budgets.some((one) => one.grantId === grantId) ? [budgets] : [],
    );
  }

  /** What of a grant the projects other than one leave at the worst instant from `at` on. */
  leftOfGrant(grantId: string, but: string, at: Instant): number {
    const grant = this.grants.get(grantId);
    return grant ? leastLeft(at, grant.amounts, this.#budgetsOf(grantId, but), false) : 0;
  }

  /** The most that is budgeted of a grant from `at` on. */
  budgetedOf(grantId: string, at: Instant): number {
    return mostTaken(at, this.#budgetsOf(grantId), false);
  }

  /** The grant of a project, and since when the project may be paid. */
  grantOf(projectId: string): { grant: Grant; since: Instant } | null {
    const [first] = this.projects.get(projectId)?.budgets ?? [];
    const grant = first && this.grants.get(first.grantId);
    return grant ? { grant, since: Math.max(grant.receivedAt, first.at) } : null;
  }
}
