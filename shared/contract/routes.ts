/** The routes of the HTTP interface but those of the lists, by name (contract 3–5). `:id` is a path parameter. */
export const ROUTES = {
  session: '/api/session',
  secondFactor: '/api/session/second-factor',
  secondFactorConfirm: '/api/session/second-factor/confirm',
  setUp: '/api/setup',
  entries: '/api/entries',
  sync: '/api/sync',
  uptime: '/api/uptime',
  indicators: '/api/indicators',
  figures: '/api/figures',
  timeline: '/api/devices/:id/timeline',
  users: '/api/users',
  user: '/api/users/:id',
  userSessions: '/api/users/:id/sessions',
  tokens: '/api/tokens',
  token: '/api/tokens/:id',
  pushTokens: '/api/push-tokens',
  pushToken: '/api/push-tokens/:id',
  push: '/api/push/:token',
  heartbeats: '/api/heartbeats',
  signIns: '/api/sign-ins',
  papers: '/api/papers',
  paper: '/api/papers/:id',
  paperErase: '/api/papers/:id/erase',
  inventory: '/api/inventory',
  inventoryTemplate: '/api/inventory/template',
  importDrafts: '/api/import-drafts',
  importDraft: '/api/import-drafts/:id',
  importDraftMarked: '/api/import-drafts/:id/marked',
  imports: '/api/imports',
  import: '/api/imports/:id',
  importUndo: '/api/imports/:id/undo',
  ledger: '/api/ledger',
  openapi: '/api/openapi.json',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
} as const;

/** The route of a list (contract 5): `devices` → `/api/devices`. */
export const listPath = (name: string) => `/api/${name}`;
/** The route of one of its items. */
export const itemPath = (name: string) => `/api/${name}/:id`;
