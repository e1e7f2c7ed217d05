import { z } from 'zod';
import type { Account } from '../../shared/contract/http';
import { TOPICS } from '../../shared/contract/live';
import { parseScope } from '../../shared/model/scope';
import { zoneOf } from '../../shared/timeline/zone';
import { has } from '../access/policy';
import { type Context, inScope } from '../services/context';
import { ApiFailure } from '../services/failure';
import { readPeriod } from '../services/period';
import type { Watched } from './feed';

const WATCH = z.strictObject({
  scope: z.string(),
  topics: z.array(z.enum(TOPICS)).min(1).max(TOPICS.length),
  period: z.string().optional(),
  since: z.int().min(0).optional(),
  ledger: z.string().max(200).optional(),
});

/**
 * What an account asks to watch, checked against its rights.
 * @throws ApiFailure naming the field.
 */
export async function readWatch(
  context: Context,
  account: Account,
  given: unknown,
): Promise<{ watched: Watched; since?: number; ledger?: string }> {
  const parsed = WATCH.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const field = issue.path.join('.') || 'request';
    throw new ApiFailure('bad-request', `${field}: ${issue.message}`, field);
  }
  const { topics, since, ledger } = parsed.data;
  const scope = parseScope(parsed.data.scope);
  if (!scope) throw new ApiFailure('bad-request', 'scope: an area code or kind:id', 'scope');
  if (!has(account, 'read')) throw new ApiFailure('forbidden', 'this account may not');
  await inScope(context, account, scope);
  if (topics.includes('indicators') && (scope.kind === 'room' || scope.kind === 'device')) {
    throw new ApiFailure('bad-request', 'scope: the form is of an area, a site, a project or a grant', 'scope');
  }
  const period = readPeriod(parsed.data.period ?? yearOf(context), context);
  return { watched: { scope, topics: [...new Set(topics)], period }, since, ledger };
}

/** The current year of the business zone. */
function yearOf({ clock, zone }: Context): string {
  const { dayOf } = zoneOf(zone);
  return new Date(dayOf(clock()) * 86_400_000).toISOString().slice(0, 4);
}
