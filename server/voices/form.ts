import { UUID } from '../../shared/model/patterns';
import { requestDialect } from '../../shared/model/shapes';
import { VOICE_PROBLEMS, type VoiceProblem } from '../../shared/model/vocabulary';

/** Characters of a note: the page says so, and `maxlength` holds it. */
export const NOTE_MAX = 200;

/** What the form holds, as it was sent or as it begins. */
export interface VoiceForm {
  /** The entry id that the page was made with: sent again, it is the same voice. null: it brought none. */
  entryId: string | null;
  problems: readonly VoiceProblem[];
  note: string;
}

/** Why a form cannot be recorded, as the key of the text that says so. */
export type FormError = 'nothing' | 'noteLong' | 'noteWrong';

const all = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const last = (value: unknown): string => {
  const given = all(value).at(-1);
  return typeof given === 'string' ? given : '';
};

/** Reads a form that was sent as `application/x-www-form-urlencoded`; words that are no problem are left out. */
export function readForm(body: object): VoiceForm {
  const fields = body as Readonly<Record<string, unknown>>;
  const id = last(fields['id']);
  const said = new Set(all(fields['problem']));
  return {
    entryId: UUID.test(id) ? id : null,
    problems: VOICE_PROBLEMS.filter((problem) => said.has(problem)),
    // A browser sends line ends as CR LF, and counts each as one of `maxlength`.
    note: last(fields['note']).replace(/\r\n?/g, '\n').trim(),
  };
}

/** A note alone is a voice about something else than the boxes. */
export function saidBy({ problems, note }: VoiceForm): readonly VoiceProblem[] {
  return problems.length === 0 && note !== '' ? ['other'] : problems;
}

export function errorOf(form: VoiceForm): FormError | null {
  if (saidBy(form).length === 0) return 'nothing';
  if (form.note.length > NOTE_MAX) return 'noteLong';
  return form.note === '' || requestDialect.text.safeParse(form.note).success ? null : 'noteWrong';
}
