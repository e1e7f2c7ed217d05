import { TARGET_MAX } from '../../model/bounds';
import { BUILT_IN_CATEGORIES } from '../../model/catalogue';
import type { Ref } from '../../model/references';
import { type RowInfo, rowOf } from '../../model/rows';
import { parseScope } from '../../model/scope';
import { SETTINGS, isSettingName } from '../../model/settings';
import type { Refusal } from '../../model/vocabulary';
import type { State } from '../state/state';
import { type Check, type CheckContext, refuse } from './context';

export const checkSetting: Check<'setting.set'> = (_, { body: { name, value } }) => {
  if (!isSettingName(name)) {
    return refuse('invalid', `there is no setting ${name}: ${Object.keys(SETTINGS).join(', ')}`, 'name');
  }
  const spec = SETTINGS[name];
  return spec.value.safeParse(value).success ? null : refuse('invalid', `${name} is ${spec.expects}`, 'value');
};

/** Limits of an area are set by who may set rules there. */
export const checkLimits: Check<'limits.set'> = (context, { body: { scope } }) =>
  scope === undefined ? null : unlessScopeKnown(context, scope);

export const checkProfile: Check<'profile.set'> = ({ state }, { body }) => {
  for (const [index, { category }] of body.requires.entries()) {
    if (!knowsCategory(state, category)) return unknownCategory(category, `requires.${index}.category`);
  }
  return null;
};

export const checkTarget: Check<'target.set'> = (context, { body: { scope, indicator, op, value } }) => {
  const unknown = unlessScopeKnown(context, scope);
  const row = rowOf(indicator);
  if (unknown || row.kind === 'qualitative') return unknown;
  if (typeof value !== 'number') return refuse('invalid', 'the target of a measured row is a number', 'value');
  const impossible = impossibleTarget(row, value);
  if (impossible) return refuse('invalid', impossible, 'value');
  return op === undefined ? refuse('invalid', 'a measured target says >= or <=', 'op') : null;
};

/** Why a measured row cannot have a value; null: it can. */
function impossibleTarget({ kind }: RowInfo, value: number): string | null {
  if (kind === 'rate') return value >= 0 && value <= 1 ? null : 'a rate is 0 to 1: 0.02 for 2 %';
  const possible = Number.isInteger(value) && value >= 0 && value <= TARGET_MAX;
  return possible ? null : `a count is a whole number, 0 to ${TARGET_MAX}`;
}

/** The rows sum to 90, execution is 10 (semantics 10). */
export const checkWeights: Check<'weights.set'> = (context, { body: { scope, weights, execution } }) => {
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  const adds = Math.abs(sum - 90) < 1e-9 && execution === 10;
  return (
    unlessScopeKnown(context, scope) ??
    (adds ? null : refuse('invalid', `the rows add up to ${sum}: they sum to 90, execution is 10`, 'weights'))
  );
};

export function knowsCategory(state: State, category: string): boolean {
  return BUILT_IN_CATEGORIES.has(category) || (state.rules.categories.get(category)?.length ?? 0) > 0;
}

export function unknownCategory(category: string, field: string): Refusal {
  return refuse('unknown-reference', `there is no category ${category}: add it with category.set`, field);
}

/** A refusal for a scope that names what is not registered or not visible. */
export function unlessScopeKnown({ canSee }: CheckContext, text: string): Refusal | null {
  const scope = parseScope(text);
  if (!scope || canSee(scope.kind === 'area' ? `area:${scope.code}` : (text as Ref))) return null;
  return refuse('unknown-reference', `there is no ${text}`, 'scope');
}
