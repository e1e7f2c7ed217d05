/** A draft with the steps that led to it. */
export interface History<T> {
  past: readonly T[];
  present: T;
  /** What the last step was about: letters typed into one field are one step. */
  about: string;
}

/** Steps that can be taken back. */
const STEPS_KEPT = 200;

export const begin = <T>(present: T): History<T> => ({ past: [], present, about: '' });

/** @param about the same as of the step before: both are one step. Empty: a step of its own. */
export function step<T>(history: History<T>, present: T, about = ''): History<T> {
  const isSame = about !== '' && about === history.about;
  const past = isSame ? history.past : [...history.past, history.present].slice(-STEPS_KEPT);
  return { past, present, about };
}

export function undo<T>({ past, present }: History<T>): History<T> {
  return { past: past.slice(0, -1), present: past.at(-1) ?? present, about: '' };
}
