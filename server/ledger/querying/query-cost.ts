import type { Fold } from '../../../shared/fold/fold';
import type { Instant } from '../../../shared/model/instant';
import type { Question } from './questions';

/** With fewer entries every question takes a few milliseconds. */
const SHORT_LEDGER = 20_000;
/** The cost of a window of the last days depends on the number of devices, not on the history. */
const SHORT_WINDOW_MS = 2 * 86_400_000;

/**
 * Whether a question takes so long that it would delay the live feed. Questions that the running sums answer, questions
 * about one place or device, and lists do not.
 */
export function isCostly(question: Question, fold: Fold, now: Instant): boolean {
  if (fold.head.seq < SHORT_LEDGER) return false;
  if (question.ask === 'uptime' || question.ask === 'figures') {
    const { scope, from, to } = question;
    return isWide(scope.kind) && Math.min(to, now) - from > SHORT_WINDOW_MS;
  }
  return question.ask === 'indicators' && isWide(question.scope.kind) && !fold.isLive(question.period, now);
}

const isWide = (kind: string) => kind === 'area' || kind === 'project' || kind === 'grant';
