import type { Instant } from '../../model/instant';
import { type AnswerGroup } from '../../model/vocabulary';
import type { Facts } from '../derived/facts';

export type Scores = [number, number, number, number, number];

/** How many answers of a group at a site gave each score by an instant: those of pages and programs, and those on paper. */
export interface Tally {
  scores: Scores;
  /** Those on paper among them. */
  onPaper: number;
  /** The references of the comments, oldest first as they were answered. */
  comments: { at: Instant; note: string }[];
}

/** @param surveyId of one survey only. */
export function tally(
  { state, derived }: Facts,
  { siteId, group, surveyId }: { siteId: string; group: AnswerGroup; surveyId?: string },
  now: Instant,
): Tally {
  const out: Tally = { scores: [0, 0, 0, 0, 0], onPaper: 0, comments: [] };
  for (const token of derived.index.answersOf(siteId)) {
    const answer = state.evidence.answers.get(token)?.[0];
    if (answer?.value.siteId !== siteId || answer.value.group !== group || answer.at > now) continue;
    if (surveyId !== undefined && answer.value.surveyId !== surveyId) continue;
    out.scores[answer.value.score - 1]! += 1;
    if (answer.value.note !== undefined) out.comments.push({ at: answer.at, note: answer.value.note });
  }
  for (const { at, value } of state.evidence.counted.get(`${siteId}|${group}`) ?? []) {
    if (at > now || (surveyId !== undefined && value.surveyId !== surveyId)) continue;
    for (const [index, n] of value.counts.entries()) {
      out.scores[index]! += n;
      out.onPaper += n;
    }
  }
  return out;
}

export const total = (scores: Scores): number => scores.reduce((sum, one) => sum + one, 0);
/** Answers of 4 and 5 (semantics 9). */
export const satisfied = (scores: Scores): number => scores[3] + scores[4];
