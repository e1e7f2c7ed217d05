import { z } from 'zod';
import { AuditChainAnswer, AuditMarksAnswer, AuditSampleAnswer } from '../../../../shared/contract/audit';
import { ROUTES } from '../../../../shared/contract/routes';
import { INDICATOR_IDS } from '../../../../shared/model/vocabulary';
import { auditMarks } from '../../../services/audit/audit-marks';
import { type Context, inScope } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { readPeriod } from '../../../services/period';
import { chainState } from '../../../services/system-health';
import { formScopeParam, scopeParam, seqParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** A seed is something to write on paper and to read aloud. */
const seed = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'a seed is 1–64 of A-Za-z0-9._-');

/** For auditors (screens.md, Administration): what was recorded late or taken back by whom, and samples of a figure’s records. */
export function auditRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { figures, ledger } = context;

  routes.on(
    'audit',
    {
      method: 'get',
      path: ROUTES.auditMarks,
      does: 'What was backdated, voided, cancelled, regraded and overridden, by account and month.',
      query: { scope: scopeParam.optional(), period: z.string() },
      answer: AuditMarksAnswer,
    },
    async ({ res, account, visibility, query: { scope, period: text } }) => {
      const period = readPeriod(text, context);
      if (scope) await inScope(context, account, scope);
      const asked = { visibility, scope, period, requester: requesterOf(account, res), now: context.clock() };
      res.json((await auditMarks(context, asked)) satisfies AuditMarksAnswer);
    },
  );

  routes.on(
    'audit',
    {
      method: 'get',
      path: ROUTES.auditSample,
      does: '25 random records of a row, the same for the same seed and seq.',
      query: {
        indicator: z.enum(INDICATOR_IDS),
        scope: formScopeParam,
        period: z.string(),
        seed,
        seq: seqParam.optional(),
      },
      answer: AuditSampleAnswer,
    },
    async ({ res, account, visibility, query: { indicator, scope, period: text, seed: given, seq } }) => {
      const period = readPeriod(text, context);
      await inScope(context, account, scope);
      const question = { ask: 'sample', visibility, scope, period, indicator, seed: given } as const;
      const answer = await figures.ask(question, { seq: seq ?? ledger.head.seq }, requesterOf(account, res));
      if (!answer) throw new ApiFailure('forbidden', 'this scope was not within the account’s then', 'scope');
      res.json(answer satisfies AuditSampleAnswer);
    },
  );

  routes.on(
    'audit',
    {
      method: 'get',
      path: ROUTES.auditChain,
      does: 'The head of the ledger, and how its chain of hashes was last checked.',
      answer: AuditChainAnswer,
    },
    ({ res }) => void res.json(chainState(context) satisfies AuditChainAnswer),
  );

  routes.on(
    'ledger',
    {
      method: 'post',
      path: ROUTES.auditChain,
      does: 'Begins to check every hash of the ledger.',
      status: 202,
      answer: AuditChainAnswer,
    },
    ({ res }) => {
      context.chain.start();
      res.status(202).json(chainState(context) satisfies AuditChainAnswer);
    },
  );

  return routes;
}
