import { GrantItem } from '../../../contract/money/grants';
import { toIso } from '../../../model/instant';
import { areaWithin } from '../../../model/scope';
import { adjustments, amountsOf, fenAt } from '../../state/grant-amounts';
import { grantOf } from '../../state/grant-of-project';
import { list, moment, text } from '../list';
import { budgetAt, paidFen } from './money';

export const grants = list({
  does: 'The grants, with what was budgeted and paid of them.',
  schema: GrantItem,
  right: 'read',
  ref: (id) => `grant:${id}`,
  filters: { area: text((item: GrantItem) => item.area) },
  sorts: {
    number: (item: GrantItem) => item.number,
    receivedAt: (item: GrantItem) => item.receivedAt,
    amountFen: (item: GrantItem) => item.amountFen,
    paidFen: (item: GrantItem) => item.paidFen,
  },
  text: ({ id, number }) => [id, number],
  span: ({ receivedAt }) => moment(receivedAt),
  all: ({ state }) => state.money.grants.keys(),
  in({ derived }, scope) {
    if (scope.kind === 'area') return derived.index.grantsOf(scope.code);
    return scope.kind === 'grant' ? [scope.id] : [];
  },
  item(context, id) {
    const { state, derived, now } = context;
    const grant = state.money.grants.get(id);
    const received = grant?.received[0];
    if (!grant || !received || received.at > now) return null;
    const { number, area, purposes, annex } = received.value;
    const amounts = amountsOf(grant).filter(({ at }) => at <= now);
    const adjusted = adjustments(grant).filter(({ at }) => at <= now);
    const own = [...derived.index.projectsOf(id)].filter((projectId) => grantOf(state, projectId) === id);
    const sum = (of: (projectId: string) => number) => own.reduce((fen, projectId) => fen + of(projectId), 0);
    return {
      id,
      number,
      area,
      amountFen: fenAt(amounts, now),
      purposes,
      receivedAt: toIso(received.at),
      ...(annex && { annex }),
      ...(adjusted.length > 0 && {
        adjusted: adjusted.map(({ at, seq, value: { number: document, amountFen, reason } }) => ({
          at: toIso(at),
          seq,
          amountFen,
          ...(document !== undefined && { number: document }),
          reason,
        })),
        receivedFen: received.value.amountFen,
      }),
      budgetedFen: sum((projectId) => budgetAt(state, projectId, now)?.budgetFen ?? 0),
      paidFen: sum((projectId) => paidFen(context, projectId)),
    };
  },
  within: (_, { id, area }, scope) =>
    scope.kind === 'area' ? areaWithin(area, scope.code) : scope.kind === 'grant' && id === scope.id,
});
