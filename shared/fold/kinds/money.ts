import { fromIso } from '../../model/instant';
import { type Handlers, filing, omit, signed } from '../handler';
import { type State, shell } from '../state';

const grant = (state: State, id: string) => shell(state.money.grants, id, (id) => ({ id, received: [] }));
const project = (state: State, id: string) => shell(state.money.projects, id, (id) => ({ id, budgeted: [] }));
const payment = (state: State, id: string) => shell(state.money.payments, id, (id) => ({ id, made: [], refunded: [] }));
const milestone = (state: State, id: string) =>
  shell(state.money.milestones, id, (id) => ({ id, planned: [], done: [] }));

export const moneyHandlers: Handlers = {
  'grant.received': filing({
    log: (state, { body }) => grant(state, body.grantId).received,
    value: ({ body }) => omit(body, 'grantId'),
    mark: (_, { body }, marks) => marks.said('grant', body.grantId),
  }),
  'project.budgeted': filing({
    log: (state, { body }) => project(state, body.projectId).budgeted,
    value: ({ body }) => omit(body, 'projectId'),
    // The devices that name the project are now, or no more, part of its grant.
    mark: (state, { body }, marks) => {
      marks.said('project', body.projectId);
      for (const device of state.devices.values()) {
        const versions = [...device.registered, ...device.changed];
        if (versions.some((one) => one.value.projectId === body.projectId)) marks.device(device.id, -Infinity, true);
      }
    },
  }),
  'payment.made': filing({
    log: (state, { body }) => payment(state, body.paymentId).made,
    value: ({ body }) => omit(body, 'paymentId'),
    mark: (_, { body }, marks) => marks.said('payment', body.paymentId),
  }),
  'payment.refunded': filing({
    log: (state, { body }) => payment(state, body.paymentId).refunded,
    value: ({ body }) => body.amountFen,
  }),
  'milestone.planned': filing({
    log: (state, { body }) => milestone(state, body.milestoneId).planned,
    value: ({ body }) => ({ projectId: body.projectId, name: body.name, dueAt: fromIso(body.dueAt) }),
  }),
  'milestone.done': filing({
    log: (state, { body }) => milestone(state, body.milestoneId).done,
    value: signed,
  }),
};
