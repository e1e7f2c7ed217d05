import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { ApiErrorCode } from '../../../../shared/contract/http';
import type { PublicSurvey } from '../../../../shared/fold/query/public-survey';
import type { Logger } from '../../../log';
import type { Context } from '../../../services/context';
import { ApiFailure, failureOf, isOurs } from '../../../services/failure';
import { isForeign } from '../../../services/origin';
import { errorsOf, isComplete, readForm } from '../../../surveys/form';
import { type Notice, codePage, formPage, noticePage } from '../../../surveys/pages';
import { SurveyLimits } from '../../../surveys/rate-limit';
import { recordAnswer } from '../../../surveys/record-answer';
import { readAddress, readCode } from '../../../surveys/slips';
import type { Language } from '../../../surveys/texts';
import { statusOf } from '../../failure';

/** Bytes of a form: 300 Chinese characters take 2,700 as it is encoded. */
const FORM_BYTES = 4096;
const form = express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: 50, inflate: false });

/** Each error as the page that says what to do. */
const PAGES: Partial<Record<ApiErrorCode, Notice>> = {
  'bad-request': 'badForm',
  'not-found': 'missing',
  'too-large': 'tooLarge',
  'too-fast': 'tooFast',
};
const CODES: Readonly<Record<Exclude<Notice, 'sent' | 'failed' | 'tooLarge'>, ApiErrorCode>> = {
  used: 'conflict',
  planned: 'not-found',
  closed: 'erased',
  off: 'not-found',
  missing: 'not-found',
  tooFast: 'too-fast',
  badForm: 'forbidden',
};

const languageOf = (req: Request): Language => (req.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN');

/** A refusal with the page that explains it. */
class Refused extends ApiFailure {
  constructor(
    readonly page: keyof typeof CODES,
    readonly survey?: PublicSurvey,
    retryAfterS?: number,
  ) {
    super(CODES[page], page, undefined, retryAfterS);
  }
}

interface Opened {
  survey: PublicSurvey;
  address: string;
  /** null: the address of the survey alone was opened. */
  token: string | null;
  hasAnswered: boolean;
}

/** The page of a survey behind a slip: plain HTML, no script, no cookie (`survey.answered`, semantics 9). */
export function surveyRoutes(context: Context, log: Logger): Router {
  const router = Router();
  const limits = new SurveyLimits();
  const { zone } = context;
  const addressOf = (req: Request): string => req.ip ?? '';
  const pass = (waitS: number): void => {
    if (waitS > 0) throw new Refused('tooFast', undefined, waitS);
  };

  /** @throws Refused */
  async function open(req: Request): Promise<Opened> {
    const address = String(req.params['code']);
    const { surveyId, code } = readAddress(address);
    const missing = (): Refused => {
      limits.guessed(addressOf(req), context.clock());
      return new Refused('missing');
    };
    return context.ledger.read((fold, now) => {
      if (!fold.setting('surveys', now)) throw new Refused('off');
      const survey = fold.things.publicSurvey(surveyId, now);
      if (!survey) throw missing();
      const token = code === null ? null : context.slips.tokenOf(surveyId, survey.slips, code);
      if (code !== null && token === null) throw missing();
      const hasAnswered = token !== null && fold.things.hasAnswered(token);
      return { survey, address: code === null ? surveyId : `${surveyId}.${code}`, token, hasAnswered };
    });
  }

  const notice = (req: Request, res: Response, what: Notice, survey: PublicSurvey) =>
    res.type('html').send(noticePage(languageOf(req), what, { look: { survey, zone } }));

  router.use('/s', (req, res, next) => {
    res.set('Cache-Control', 'no-store').vary('Accept-Language');
    pass(limits.page(addressOf(req), context.clock()));
    next();
  });

  router.get('/s/:code', async (req, res) => {
    const { survey, address, token, hasAnswered } = await open(req);
    if (hasAnswered) throw new Refused('used', survey);
    if (survey.state !== 'open') throw new Refused(survey.state, survey);
    if (token !== null) {
      const empty = { entryId: randomUUID(), group: null, score: null, comment: '' };
      res.type('html').send(formPage(languageOf(req), { survey, zone, address, form: empty, errors: [] }));
      return;
    }
    const slip = req.query['slip'];
    const typed = typeof slip === 'string' ? slip.slice(0, 40) : null;
    if (typed !== null && context.slips.tokenOf(survey.id, survey.slips, readCode(typed)) !== null) {
      res.redirect(303, `/s/${encodeURIComponent(`${survey.id}.${readCode(typed)}`)}`);
      return;
    }
    if (typed !== null) limits.guessed(addressOf(req), context.clock());
    res
      .status(typed === null ? 200 : 400)
      .type('html')
      .send(codePage(languageOf(req), { survey, zone, typed }));
  });

  router.post('/s/:code', form, async (req, res) => {
    // The form of another page: nothing is gained by it, as no cookie counts here, but no page may answer for its reader.
    if (isForeignForm(req)) throw new Refused('badForm');
    const body: unknown = req.body;
    const { survey, address, token, hasAnswered } = await open(req);
    if (typeof body !== 'object' || body === null || token === null) throw new Refused('badForm');
    const sent = readForm(body, survey.groups);
    if (!isComplete(sent)) {
      if (hasAnswered) throw new Refused('used', survey);
      if (survey.state !== 'open') throw new Refused(survey.state, survey);
      const look = { survey, zone, address, form: { ...sent, entryId: sent.entryId ?? randomUUID() } };
      res.status(400).type('html');
      res.send(formPage(languageOf(req), { ...look, errors: errorsOf(sent) }));
      return;
    }
    // One that has answered is not written again: the same form is told from another by the ledger.
    if (!hasAnswered) pass(limits.answer(context.clock()));
    const outcome = await recordAnswer(context, { surveyId: survey.id, siteId: survey.siteId, token }, sent);
    if (outcome === 'recorded') return void notice(req, res, 'sent', survey);
    if (outcome === 'closed') throw new Refused(survey.state === 'planned' ? 'planned' : 'closed', survey);
    throw new Refused(outcome, survey);
  });

  /** A page without a referrer sends the origin `null`, which tells nothing: then the browser's own word counts. */
  function isForeignForm(req: Request): boolean {
    const site = req.headers['sec-fetch-site'];
    if (site !== undefined) return site !== 'same-origin' && site !== 'none';
    return req.headers.origin !== 'null' && isForeign(req, context.own);
  }

  const onError: ErrorRequestHandler = (error, req, res, next) => {
    const failure = failureOf(error);
    if (isOurs(failure)) log.error({ err: error }, failure.message);
    if (res.headersSent) return next(error);
    const { code, retryAfterS } = failure;
    if (retryAfterS !== undefined) res.set('Retry-After', String(retryAfterS));
    const page = failure instanceof Refused ? failure.page : (PAGES[code] ?? 'failed');
    const survey = failure instanceof Refused ? failure.survey : undefined;
    const look = survey && { survey, zone };
    res
      .status(statusOf(code))
      .type('html')
      .send(noticePage(languageOf(req), page, { look, ...(retryAfterS !== undefined && { retryAfterS }) }));
  };
  router.use('/s', onError);
  return router;
}
