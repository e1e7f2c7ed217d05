import type { Draft } from '../../model/entry';
import { BUILT_IN_CATEGORIES } from '../../model/catalogue';
import { type Ref } from '../../model/references';
import { parseScope } from '../../model/scope';
import { ROWS } from '../../model/rows';
import type { Refusal } from '../../model/vocabulary';
import { type CheckContext, type CanSee, refuse } from './refuse';
import type { Fold } from '../fold';

/** The settings that there are, and what each may be (contract 4: a closed set). */
const SETTINGS: Readonly<Record<string, (value: unknown) => boolean>> = {
  inverse: (value) => typeof value === 'boolean',
  cycle: (value) => typeof value === 'string' && /^\d{4}-\d{4}$/.test(value),
  readinessHours: (value) => typeof value === 'number' && value > 0,
  technicianReachBackHours: (value) => typeof value === 'number' && value > 0,
  secondFactor: (value) => value === 'optional' || value === 'required',
  grouping: (value) => value === 'printed' || value === 'national',
};

/** Rules: what they name must be known, and a form's numbers must add up. */
export function checkRule({ fold, canSee }: CheckContext, draft: Draft): Refusal | null {
  switch (draft.kind) {
    case 'setting.set': {
      // Its own names only: every object knows a `constructor`.
      const allows = Object.hasOwn(SETTINGS, draft.body.name) ? SETTINGS[draft.body.name] : undefined;
      if (!allows)
        return refuse('invalid', `there is no setting ${draft.body.name}: ${Object.keys(SETTINGS).join(', ')}`, 'name');
      return allows(draft.body.value) ? null : refuse('invalid', `${draft.body.name} cannot be that`, 'value');
    }
    case 'profile.set':
      for (const [index, { category }] of draft.body.requires.entries()) {
        if (!knowsCategory(fold, category)) return unknownCategory(category, `requires.${index}.category`);
      }
      return null;
    case 'device.registered':
    case 'device.changed': {
      const { category, projectId, parentId } = draft.body;
      if (category !== undefined && !knowsCategory(fold, category)) return unknownCategory(category, 'category');
      return (
        known(canSee, projectId && `project:${projectId}`, 'projectId') ??
        known(canSee, parentId && `device:${parentId}`, 'parentId')
      );
    }
    case 'room.registered':
    case 'room.changed': {
      const { profile, projectId } = draft.body;
      if (profile !== undefined && !fold.state.rules.profiles.get(profile)?.length) {
        return refuse('unknown-reference', `there is no room profile ${profile}: set it first`, 'profile');
      }
      return known(canSee, projectId && `project:${projectId}`, 'projectId');
    }
    case 'fault.reported':
      return known(canSee, draft.body.recurrenceOf && `fault:${draft.body.recurrenceOf}`, 'recurrenceOf');
    case 'fault.cancelled':
      return known(canSee, draft.body.duplicateOf && `fault:${draft.body.duplicateOf}`, 'duplicateOf');
    case 'target.set':
      return scopeKnown(canSee, draft.body.scope) ?? checkTarget(draft.body);
    case 'weights.set': {
      const sum = Object.values(draft.body.weights).reduce((total, weight) => total + weight, 0);
      const adds = Math.abs(sum - 90) < 1e-9 && draft.body.execution === 10;
      return (
        scopeKnown(canSee, draft.body.scope) ??
        (adds ? null : refuse('invalid', `the rows add up to ${sum}: they sum to 90, execution is 10`, 'weights'))
      );
    }
    case 'attestation.made': {
      const row = ROWS.find((one) => one.id === draft.body.indicator)!;
      if (row.kind !== 'qualitative') return refuse('invalid', 'this row is computed, not attested', 'indicator');
      return scopeKnown(canSee, draft.body.scope);
    }
    case 'deviation.explained':
      return scopeKnown(canSee, draft.body.scope);
    default:
      return null;
  }
}

function checkTarget(body: { indicator: string; op?: string; value: number | string }): Refusal | null {
  const row = ROWS.find((one) => one.id === body.indicator)!;
  if (row.kind === 'qualitative') return null;
  if (typeof body.value !== 'number') return refuse('invalid', 'the target of a measured row is a number', 'value');
  return body.op === undefined ? refuse('invalid', 'a measured target says >= or <=', 'op') : null;
}

function knowsCategory({ state }: Fold, category: string): boolean {
  return BUILT_IN_CATEGORIES.has(category) || (state.rules.categories.get(category)?.length ?? 0) > 0;
}

function unknownCategory(category: string, field: string): Refusal {
  return refuse('unknown-reference', `there is no category ${category}: add it with category.set`, field);
}

function known(canSee: CanSee, ref: string | undefined, field: string): Refusal | null {
  return ref === undefined || ref === '' || canSee(ref as Ref)
    ? null
    : refuse('unknown-reference', `there is no ${ref}`, field);
}

function scopeKnown(canSee: CanSee, text: string): Refusal | null {
  const scope = parseScope(text);
  if (!scope || canSee(scope.kind === 'area' ? `area:${scope.code}` : (text as Ref))) return null;
  return refuse('unknown-reference', `there is no ${text}`, 'scope');
}
