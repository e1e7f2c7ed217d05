import type { Fold } from '../../../shared/fold/fold';
import type { Instant } from '../../../shared/model/instant';
import type { Scope } from '../../../shared/model/scope';
import type { Question } from './questions';

/** With fewer entries, and with fewer devices in the scope, a question about a year takes a few milliseconds. */
const SHORT_LEDGER = 20_000;
const FEW_DEVICES = 300;
const DAY_MS = 86_400_000;
/** The cost of a window of the last days depends on the number of devices, not on the history. */
const SHORT_WINDOW_MS = 2 * DAY_MS;
/** Beyond a year and a month the service hours are laid out day by day (semantics 5), whatever the ledger holds. */
const LONG_WINDOW_MS = 400 * DAY_MS;

/**
 * Whether a question takes so long that it would delay the live feed. Questions that the running sums answer, questions
 * about a small place or a device over a year, and lists do not.
 */
export function isCostly(question: Question, fold: Fold, now: Instant): boolean {
  switch (question.ask) {
    case 'uptime':
    case 'figures':
    case 'timeline': {
      const lasts = Math.min(question.to, now) - question.from;
      if (lasts > LONG_WINDOW_MS) return true;
      return lasts > SHORT_WINDOW_MS && question.ask !== 'timeline' && isLarge(question.scope, fold);
    }
    case 'indicators': {
      const { scope, period } = question;
      if (fold.isLive(period, now)) return false;
      return period.to - period.from > LONG_WINDOW_MS || isLarge(scope, fold);
    }
    // The history of the period is walked, whatever the running sums know.
    case 'trend':
    case 'evidence': {
      const { scope, period } = question;
      return Math.min(period.to, now) - period.from > LONG_WINDOW_MS || isLarge(scope, fold);
    }
    default:
      return false;
  }
}

/** Whether the history of a year is long, or that of many devices: one site may have thousands. */
function isLarge(scope: Scope, { head, things }: Fold): boolean {
  const isWide = scope.kind === 'area' || scope.kind === 'project' || scope.kind === 'grant';
  return (isWide && head.seq >= SHORT_LEDGER) || things.devicesWalked(scope) > FEW_DEVICES;
}
