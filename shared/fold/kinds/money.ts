import { fromIso } from '../../model/instant';
import { checkAdjusted, checkBudget, checkGrant, checkMilestoneDone, checkPayment, checkRefund } from '../checks/money';
import { type Handlers, filing, omit, signed } from './handler';
import { type State, getOrCreate } from '../state/state';

const grant = (state: State, id: string) =>
  getOrCreate(state.money.grants, id, (id) => ({ id, received: [], adjusted: [] }));
const project = (state: State, id: string) => getOrCreate(state.money.projects, id, (id) => ({ id, budgeted: [] }));
const payment = (state: State, id: string) =>
  getOrCreate(state.money.payments, id, (id) => ({ id, made: [], refunded: [] }));
const milestone = (state: State, id: string) =>
  getOrCreate(state.money.milestones, id, (id) => ({ id, planned: [], done: [] }));

export const moneyHandlers = {
  'grant.received': filing({
    log: (state, { body }) => grant(state, body.grantId).received,
    value: ({ body }) => omit(body, 'grantId'),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('grant', body.grantId),
    check: checkGrant,
  }),
  'grant.adjusted': filing({
    log: (state, { body }) => grant(state, body.grantId).adjusted,
    value: ({ body }) => omit(body, 'grantId'),
    check: checkAdjusted,
  }),
  'project.budgeted': filing({
    log: (state, { body }) => project(state, body.projectId).budgeted,
    value: ({ body }) => omit(body, 'projectId'),
    // The devices that name the project are now, or no more, part of its grant.
    invalidate: (state, { body }, invalidations) => {
      invalidations.reindex('project', body.projectId);
      for (const device of state.devices.values()) {
        const versions = [...device.registered, ...device.changed];
        if (versions.some((one) => one.value.projectId === body.projectId))
          invalidations.device(device.id, -Infinity, true);
      }
    },
    check: checkBudget,
  }),
  'payment.made': filing({
    log: (state, { body }) => payment(state, body.paymentId).made,
    value: ({ body }) => omit(body, 'paymentId'),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('payment', body.paymentId),
    check: checkPayment,
  }),
  'payment.refunded': filing({
    log: (state, { body }) => payment(state, body.paymentId).refunded,
    value: ({ body }) => body.amountFen,
    check: checkRefund,
  }),
  'milestone.planned': filing({
    log: (state, { body }) => milestone(state, body.milestoneId).planned,
    value: ({ body }) => ({ projectId: body.projectId, name: body.name, dueAt: fromIso(body.dueAt) }),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('milestone', body.milestoneId),
  }),
  'milestone.done': filing({
    log: (state, { body }) => milestone(state, body.milestoneId).done,
    value: signed,
    check: checkMilestoneDone,
  }),
} satisfies Handlers;
