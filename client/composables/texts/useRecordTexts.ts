import { useI18n } from 'vue-i18n';
import type { RecordableKind } from '../../../shared/model/kinds';
import type { Refusal } from '../../../shared/model/vocabulary';
import { refusalText } from '../../format/refusals';
import type { FailureCode } from '../../vocabulary';

/** Why something was not recorded, as sentences that name the field by its label and say how to mend it. */
export function useRecordTexts() {
  const { t, te } = useI18n();

  /** The label of the innermost field of a path that has one; never the field's own name. */
  function fieldLabel(path: readonly string[]): string {
    const name = path.findLast((part) => te(`field.${part}`));
    return t(`field.${name ?? 'other'}`);
  }

  function refusal(error: Refusal, kind: RecordableKind): string {
    const { key, path } = refusalText(error, kind);
    return t(key, { field: fieldLabel(path) });
  }

  const failure = (code: FailureCode): string => t(`recordFailure.${code}`);

  return { refusal, failure };
}
