import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { PublicDevice } from '../../../../shared/fold/query/public-device';
import type { ApiErrorCode } from '../../../../shared/contract/http';
import type { Logger } from '../../../log';
import type { Context } from '../../../services/context';
import { ApiFailure, failureOf, isOurs } from '../../../services/failure';
import { errorOf, readForm } from '../../../voices/form';
import { type Problem, formPage, problemPage, thanksPage } from '../../../voices/pages';
import { VoiceLimits } from '../../../voices/rate-limit';
import { recordVoice } from '../../../voices/record-voice';
import type { Language } from '../../../voices/texts';
import { statusOf } from '../../failure';

/** Bytes of a form: 200 Chinese characters take 1,800 as it is encoded. */
const FORM_BYTES = 4096;
/** Retry-After, seconds, while a device has as many open voices as it may have: a person has to look at it first. */
const ENOUGH_RETRY_S = 3600;

const form = express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: 50, inflate: false });

/** Each error as the page that says what to do. */
const PAGES: Partial<Record<ApiErrorCode, Problem>> = {
  'bad-request': 'badForm',
  'not-found': 'missing',
  'too-large': 'tooLarge',
  'too-fast': 'tooFast',
};

const languageOf = (req: Request): Language => (req.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN');

/** A refusal with the page that explains it: two pages share the code `not-found`. */
class Refused extends ApiFailure {
  constructor(
    code: ApiErrorCode,
    readonly page: Problem,
    retryAfterS?: number,
  ) {
    super(code, page, undefined, retryAfterS);
  }
}

/**
 * The page behind a device's label, for people without an account: plain HTML, no script, no cookie. It shows the site,
 * the room, the name and the category of a device in service, and takes voices (`fault.voiced`).
 */
export function voiceRoutes(context: Context, log: Logger): Router {
  const router = Router();
  const limits = new VoiceLimits();

  /** @throws Refused */
  async function open(req: Request): Promise<PublicDevice> {
    const code = String(req.params['code']);
    return context.ledger.read((fold, now) => {
      if (!fold.setting('voices', now)) throw new Refused('not-found', 'off');
      const device = fold.things.publicDevice(code, now);
      if (!device) throw new Refused('not-found', 'missing');
      return device;
    });
  }

  const pass = (waitS: number): void => {
    if (waitS > 0) throw new Refused('too-fast', 'tooFast', waitS);
  };
  const address = (req: Request): string => req.ip ?? '';
  const sendForm = (req: Request, res: Response, look: Parameters<typeof formPage>[1]) =>
    res.type('html').send(formPage(languageOf(req), look));

  router.use('/v', (req, res, next) => {
    res.set('Cache-Control', 'no-store').vary('Accept-Language');
    pass(limits.page(address(req), context.clock()));
    next();
  });

  router.get('/v/:code', async (req, res) => {
    const device = await open(req);
    sendForm(req, res, { device, form: { entryId: randomUUID(), problems: [], note: '' }, error: null });
  });

  router.post('/v/:code', form, async (req, res) => {
    const body: unknown = req.body;
    if (typeof body !== 'object' || body === null) throw new Refused('bad-request', 'badForm');
    const device = await open(req);
    const sent = readForm(body);
    const error = errorOf(sent);
    if (error !== null) {
      res.status(400);
      sendForm(req, res, { device, form: { ...sent, entryId: sent.entryId ?? randomUUID() }, error });
      return;
    }
    const at = context.clock();
    pass(limits.voice(address(req), device.id, at));
    const outcome = await recordVoice(context, device.id, sent);
    if (outcome.outcome === 'refused') {
      if (outcome.why === 'enough') throw new Refused('too-fast', 'tooFast', ENOUGH_RETRY_S);
      throw new Refused('not-found', outcome.why);
    }
    const { voiceId } = outcome;
    res.type('html').send(thanksPage(languageOf(req), { device, form: sent, voiceId, at, zone: context.zone }));
  });

  const onError: ErrorRequestHandler = (error, req, res, next) => {
    const failure = failureOf(error);
    if (isOurs(failure)) log.error({ err: error }, failure.message);
    if (res.headersSent) return next(error);
    const { code, retryAfterS } = failure;
    if (retryAfterS !== undefined) res.set('Retry-After', String(retryAfterS));
    const problem = failure instanceof Refused ? failure.page : (PAGES[code] ?? 'failed');
    res
      .status(statusOf(code))
      .type('html')
      .send(problemPage(languageOf(req), problem, retryAfterS));
  };
  router.use('/v', onError);
  return router;
}
