import { UUID } from '../../shared/model/patterns';
import { requestDialect } from '../../shared/model/shapes';
import { ANSWER_GROUPS, type AnswerGroup } from '../../shared/model/vocabulary';

/** Characters of a comment: the page says so, and `maxlength` holds it. */
export const COMMENT_MAX = 300;
/** From the best to the worst, as the page shows them. */
export const SCORES = [5, 4, 3, 2, 1] as const;
export type Score = (typeof SCORES)[number];

/** What the form holds, as it was sent or as it begins: nothing is preset. */
export interface SurveyForm {
  /** The entry id that the page was made with: sent again, it is the same answer. null: it brought none. */
  entryId: string | null;
  group: AnswerGroup | null;
  score: Score | null;
  comment: string;
}

/** Why a form cannot be recorded, as the key of the text that says so at its question. */
export type FormError = 'noGroup' | 'noScore' | 'commentLong' | 'commentWrong';

const last = (value: unknown): string => {
  const given: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof given === 'string' ? given : '';
};

/** Reads a form that was sent as `application/x-www-form-urlencoded`. A survey of one group does not ask which. */
export function readForm(body: object, groups: readonly AnswerGroup[]): SurveyForm {
  const fields = body as Readonly<Record<string, unknown>>;
  const id = last(fields['id']);
  const group = ANSWER_GROUPS.find((one) => one === last(fields['group']) && groups.includes(one));
  return {
    entryId: UUID.test(id) ? id : null,
    group: groups.length === 1 ? groups[0]! : (group ?? null),
    score: SCORES.find((one) => String(one) === last(fields['score'])) ?? null,
    // A browser sends line ends as CR LF, and counts each as one of `maxlength`.
    comment: last(fields['comment']).replace(/\r\n?/g, '\n').trim(),
  };
}

/** A form that can be recorded. */
export interface CompleteForm extends SurveyForm {
  group: AnswerGroup;
  score: Score;
}

export const isComplete = (form: SurveyForm): form is CompleteForm => errorsOf(form).length === 0;

export function errorsOf({ group, score, comment }: SurveyForm): FormError[] {
  const errors: FormError[] = [];
  if (group === null) errors.push('noGroup');
  if (score === null) errors.push('noScore');
  if (comment.length > COMMENT_MAX) errors.push('commentLong');
  else if (comment !== '' && !requestDialect.text.safeParse(comment).success) errors.push('commentWrong');
  return errors;
}
