import type { MilestoneItem } from '../../../shared/contract/http';

/** The purposes that somebody typed, one a line, each once. */
export const purposesIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

export type MilestoneState = 'open' | 'overdue' | 'done' | 'late';

/** Done by its due date, done later, or not done: not due yet or overdue. */
export function milestoneState(
  { dueAt, doneAt }: Pick<MilestoneItem, 'dueAt' | 'doneAt'>,
  now: number,
): MilestoneState {
  const due = Date.parse(dueAt);
  if (doneAt !== undefined) return Date.parse(doneAt) <= due ? 'done' : 'late';
  return now > due ? 'overdue' : 'open';
}
