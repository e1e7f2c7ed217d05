import compression from 'compression';
import express, { type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from '../log';
import { clientRoutes } from './routes/service/client';
import type { Context } from '../services/context';
import { ApiFailure } from '../services/failure';
import { entryRoutes } from './routes/ledger/entries';
import { onFailure } from './failure';
import { faultStoryRoutes } from './routes/figures/fault-story';
import { readinessThenRoutes } from './routes/figures/readiness-then';
import { sittingLossRoutes } from './routes/figures/sitting-losses';
import { figureRoutes } from './routes/figures/figures';
import { healthRoutes } from './routes/service/health';
import { heartbeatRoutes } from './routes/public/heartbeats';
import { kioskRoutes } from './routes/accounts/kiosks';
import { importRoutes } from './routes/workbooks/imports';
import { workbookRoutes } from './routes/workbooks/workbooks';
import { ledgerRoutes } from './routes/ledger/ledger';
import { metricsRoutes } from './routes/service/metrics';
import { openapiRoutes } from './openapi';
import { paperRoutes } from './routes/ledger/papers';
import { listRoutes } from './routes/ledger/lists';
import { sameOrigin } from './origin';
import { peopleRoutes } from './routes/accounts/people';
import { previewRoutes } from './routes/ledger/preview';
import { pushRoutes } from './routes/public/push';
import { refusedPaymentRoutes } from './routes/figures/refused-payments';
import { roleRoutes } from './routes/accounts/roles';
import { searchRoutes } from './routes/ledger/search';
import { secondFactorRoutes } from './routes/accounts/second-factor';
import { summaryRoutes } from './routes/figures/summaries';
import { syncRoutes } from './routes/ledger/sync';
import { systemHealthRoutes } from './routes/service/system-health';
import { sessionRoutes } from './routes/accounts/session';
import { userSessionRoutes } from './routes/accounts/user-sessions';
import { tokenRoutes } from './routes/accounts/tokens';
import type { TrustProxy } from './trust-proxy';
import { auditRoutes } from './routes/audit/audit';
import { trailRoutes } from './routes/audit/audit-trail';
import { userRoutes } from './routes/accounts/users';
import { surveySlipRoutes } from './routes/public/survey-slips';
import { surveyRoutes } from './routes/public/surveys';
import { voiceRoutes } from './routes/public/voices';

export interface HttpOptions {
  clientFolder: string;
  trustProxy: TrustProxy | undefined;
  log: Logger;
}

/** Everything is our own; inline style attributes are what charts and components set their sizes with. */
const CSP = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    styleSrcAttr: ["'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** Bytes from which an answer is compressed: a phone's copy of its sites shrinks to a tenth, a receipt to nothing. */
const COMPRESSED_FROM = 4096;

/** Lists and figures; not the ledger's stream, which goes to a program on a fast network. */
function isLongJson({ method }: Request, res: Response): boolean {
  return method === 'GET' && String(res.getHeader('Content-Type')).startsWith('application/json');
}

/** The HTTP side: thin adapters over the ledger, the figures and access. */
export function httpApp(context: Context, { clientFolder, trustProxy, log }: HttpOptions): Express {
  const app = express();
  // Answers change with every entry: conditional requests would save nothing.
  app.set('etag', false);
  app.set('trust proxy', trustProxy);
  app.use((req, _res, next) => {
    context.clientAddresses.seen(req);
    next();
  });
  // A school's server may run on plain HTTP inside its own network: HSTS only where TLS is served.
  app.use(
    helmet({ contentSecurityPolicy: CSP, strictTransportSecurity: context.secure && { includeSubDomains: false } }),
  );
  const own = [healthRoutes(context), metricsRoutes(context)];
  // Entries come first: the most frequent request is matched without trying the other routes.
  const api = [
    entryRoutes(context),
    sessionRoutes(context),
    secondFactorRoutes(context),
    figureRoutes(context),
    previewRoutes(context),
    refusedPaymentRoutes(context),
    summaryRoutes(context),
    searchRoutes(context),
    listRoutes(context),
    faultStoryRoutes(context),
    sittingLossRoutes(context),
    readinessThenRoutes(context),
    peopleRoutes(context),
    roleRoutes(context),
    userRoutes(context),
    userSessionRoutes(context),
    tokenRoutes(context),
    kioskRoutes(context),
    heartbeatRoutes(context),
    pushRoutes(context),
    paperRoutes(context),
    workbookRoutes(context),
    importRoutes(context),
    ledgerRoutes(context),
    trailRoutes(context),
    auditRoutes(context),
    systemHealthRoutes(context),
    syncRoutes(context),
    surveySlipRoutes(context),
  ];
  api.push(openapiRoutes(context, () => [...own, ...api]));
  app.use('/api', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  app.use('/api', compression({ threshold: COMPRESSED_FROM, filter: isLongJson }));
  app.use('/api', sameOrigin(context.own));
  for (const { router } of api) app.use(router);
  app.use('/api', () => {
    throw new ApiFailure('not-found', 'there is no such route');
  });
  for (const { router } of own) app.use(router);
  app.use(voiceRoutes(context, log));
  app.use(surveyRoutes(context, log));
  app.use(clientRoutes(clientFolder));
  app.use(onFailure(log));
  return app;
}
