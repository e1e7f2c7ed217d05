import type { SummaryFacts } from '../state/money-evidence';
import { type State, getOrCreate } from '../state/state';
import { type Handlers, filing, omit, signed } from './handler';

const facts = (state: State, { scope, year }: { scope: string; year: number }): SummaryFacts =>
  getOrCreate(state.summaries, `${scope}|${year}`, () => ({ signed: [], closed: [], reopened: [] }));

/** Filed in the order of the ledger: the server writes them as they happen. */
export const summaryHandlers = {
  'summary.signed': filing({
    log: (state, { body }) => facts(state, body).signed,
    value: (entry) => ({ ...omit(entry.body, 'scope', 'year'), ...signed(entry) }),
    at: ({ recordedAt }) => recordedAt,
  }),
  'summary.closed': filing({
    log: (state, { body }) => facts(state, body).closed,
    value: (entry) => ({ ...omit(entry.body, 'scope', 'year'), ...signed(entry) }),
    at: ({ recordedAt }) => recordedAt,
  }),
  'summary.reopened': filing({
    log: (state, { body }) => facts(state, body).reopened,
    value: (entry) => ({ ...omit(entry.body, 'scope', 'year'), ...signed(entry) }),
    at: ({ recordedAt }) => recordedAt,
  }),
} satisfies Handlers;
