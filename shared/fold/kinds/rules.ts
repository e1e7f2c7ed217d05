import { checkLimits, checkProfile, checkSetting, checkTarget, checkWeights } from '../checks/rules';
import { type Handlers, filing, omit } from './handler';
import { GENERAL, getOrCreate } from '../state/state';

const targetKey = (body: { scope: string; indicator: string; period: string }) =>
  `${body.scope}|${body.indicator}|${body.period}`;

export const ruleHandlers = {
  'category.set': filing({
    log: (state, { body }) => getOrCreate(state.rules.categories, body.category, () => []),
    value: ({ body }) => omit(body, 'category'),
    invalidate: (state, { at, recordedAt, body }, invalidations) => {
      const eff = Math.max(at, recordedAt);
      for (const device of state.devices.values()) {
        const categories = [...device.registered, ...device.changed].map((one) => one.value.category);
        if (categories.includes(body.category)) invalidations.device(device.id, eff);
      }
    },
  }),
  'profile.set': filing({
    log: (state, { body }) => getOrCreate(state.rules.profiles, body.profileId, () => []),
    value: ({ body }) => body.requires,
    check: checkProfile,
  }),
  'setting.set': filing({
    log: (state, { body }) => getOrCreate(state.rules.settings, body.name, () => []),
    value: ({ body }) => body.value,
    check: checkSetting,
  }),
  // The faults that it judges anew are found by the topic of faults, which compares the limits known.
  'limits.set': filing({
    log: (state, { body }) => getOrCreate(state.rules.limits, body.scope ?? GENERAL, () => []),
    value: ({ body }) => omit(body, 'scope'),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('limits', body.scope ?? GENERAL),
    check: checkLimits,
  }),
  'target.set': filing({
    log: (state, { body }) => getOrCreate(state.rules.targets, targetKey(body), () => []),
    value: ({ body: { op, value } }) => (op ? { op, value } : { value }),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('target', targetKey(body)),
    check: checkTarget,
  }),
  'weights.set': filing({
    log: (state, { body }) => getOrCreate(state.rules.weights, `${body.scope}|${body.year}`, () => []),
    value: ({ body: { weights, execution } }) => ({ weights, execution }),
    check: checkWeights,
  }),
} satisfies Handlers;
