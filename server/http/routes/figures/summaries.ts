import { z } from 'zod';
import { ClosingAnswer, Summary, SummaryStatus } from '../../../../shared/contract/figures/summary';
import { ROUTES } from '../../../../shared/contract/routes';
import { annexFileName } from '../../../../shared/forms/annex';
import { formFileName } from '../../../../shared/forms/forms';
import { FORM_IDS, FORM_OPTIONS, SUMMARY_FORMATS, type FormId } from '../../../../shared/forms/vocabulary';
import { YEAR_MIN } from '../../../../shared/model/bounds';
import type { Period } from '../../../../shared/model/period';
import { scopeText } from '../../../../shared/model/scope';
import { requestDialect } from '../../../../shared/model/shapes';
import { INDICATOR_IDS } from '../../../../shared/model/vocabulary';
import { type Context, inScope } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { readPeriod } from '../../../services/period';
import { sendAnnex } from '../../../services/summaries/annex';
import { closeYear, reopenYear } from '../../../services/summaries/close';
import { documentFor, fileOf, statusFor } from '../../../services/summaries/read';
import { asOfParam, formScopeParam, severalParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';
import { XLSX, fileHeaders, sendFile } from '../workbooks/workbooks';

const TYPES = {
  json: 'application/json; charset=utf-8',
  xlsx: XLSX,
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
} as const;

const editionParam = z
  .string()
  .regex(/^(draft|[1-9]\d{0,3})$/, 'edition is draft, or a number')
  .transform((text) => (text === 'draft' ? ('draft' as const) : Number(text)));

const shape = {
  scope: formScopeParam,
  format: z.enum(SUMMARY_FORMATS).default('json'),
  form: z.enum(FORM_IDS).default('self-evaluation'),
  option: severalParam(z.enum(FORM_OPTIONS)).optional(),
  period: z.string().optional(),
  edition: editionParam.optional(),
  asOf: asOfParam.optional(),
};
const scopeBody = z.string().max(80);

/** The official forms of a year, and closing it (contract 5, semantics 10–12). */
export function summaryRoutes(context: Context): Routes {
  const routes = new Routes(context);

  const yearOf = (text: unknown): number => {
    const year = /^\d{4}$/.test(String(text)) ? Number(text) : 0;
    if (year < YEAR_MIN) throw new ApiFailure('not-found', 'a form is of a year, such as 2023');
    readPeriod(String(year), context);
    return year;
  };

  /** Some months of the year for the monitoring form; the first to the last without a period. */
  const monthsOf = (form: FormId, year: number, period: string | undefined): Period | undefined => {
    if (form !== 'monitoring' && period === undefined) return undefined;
    const text = period ?? `${year}-01..${year}-12`;
    if (!text.startsWith(`${year}-`) || !text.includes(`..${year}-`)) {
      throw new ApiFailure('bad-request', `period: months of the year, such as ${year}-01..${year}-07`, 'period');
    }
    return readPeriod(text, context);
  };

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.summary,
      does: 'An official form of a year: as data (its canonical JSON), a workbook, a text document or a table.',
      query: shape,
      answer: Summary,
    },
    async ({ req, res, account, query: { scope, format, form, option = [], period, edition, asOf = null } }) => {
      const year = yearOf(req.params['year']);
      const months = monthsOf(form, year, period);
      await inScope(context, account, scope);
      const ask = { scope, year, months, edition, asOf };
      const document = await documentFor(context, account, ask, requesterOf(account, res));
      const bytes = await fileOf(context, document, { form, options: option, format });
      if (format === 'json') res.type(TYPES.json).send(Buffer.from(bytes));
      else sendFile(res, `${formFileName(form, document)}.${format}`, bytes, TYPES[format]);
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.summaryStatus,
      does: 'Editions and signatures of a year’s form, what it lacks, and what was amended since it was closed.',
      query: { scope: formScopeParam },
      answer: SummaryStatus,
    },
    async ({ req, res, account, query: { scope } }) => {
      const year = yearOf(req.params['year']);
      await inScope(context, account, scope);
      res.json(await statusFor(context, account, { scope, year }, requesterOf(account, res)));
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.summaryEvidence,
      does: 'The records behind a form: of one row, or a sheet for each row that is made of records.',
      query: {
        scope: formScopeParam,
        format: z.enum(['xlsx', 'csv']).default('xlsx'),
        indicator: z.enum(INDICATOR_IDS).optional(),
        period: z.string().optional(),
        edition: editionParam.optional(),
        asOf: asOfParam.optional(),
      },
      type: XLSX,
    },
    async ({ req, res, account, query: { scope, format, indicator, period, edition, asOf = null } }) => {
      const year = yearOf(req.params['year']);
      const months = period === undefined ? undefined : monthsOf('monitoring', year, period);
      if (format === 'csv' && !indicator)
        throw new ApiFailure('bad-request', 'indicator is wanted for a .csv', 'indicator');
      await inScope(context, account, scope);
      const name = `${annexFileName({ scope: scopeText(scope), year }, indicator)}.${format}`;
      const requester = requesterOf(account, res);
      const begin = () => fileHeaders(res, name, TYPES[format]);
      await sendAnnex(
        context,
        account,
        { scope, year, months, indicator, format, edition, asOf },
        { requester, begin, to: res },
      );
    },
  );

  routes.on(
    'close',
    {
      method: 'post',
      path: ROUTES.summaryClose,
      does: 'Closes a year’s form as the next edition, or signs it where a second person has to sign.',
      body: { scope: scopeBody.pipe(formScopeParam), upTo: z.int().min(1).optional() },
      answer: ClosingAnswer,
    },
    async ({ req, res, account, body: { scope, upTo } }) => {
      const year = yearOf(req.params['year']);
      await inScope(context, account, scope);
      res.json(await closeYear(context, account, { scope, year }, { upTo, requester: requesterOf(account, res) }));
    },
  );

  routes.on(
    'close',
    {
      method: 'post',
      path: ROUTES.summaryReopen,
      does: 'Sends a closed year back, with a reason: it can be closed as the next edition.',
      body: { scope: scopeBody.pipe(formScopeParam), reason: requestDialect.text },
      status: 204,
    },
    async ({ req, res, account, body: { scope, reason } }) => {
      const year = yearOf(req.params['year']);
      await inScope(context, account, scope);
      await reopenYear(context, account, { scope, year }, reason);
      res.status(204).end();
    },
  );

  return routes;
}
