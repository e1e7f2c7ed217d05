import type { Where } from './scoped-world';

/**
 * Contract 3 and 5 by hand, route by route: the status that each role is answered within its scope and beyond it.
 * In the order technician, office, viewer, agent, admin.
 */
export interface RouteRow {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the description of the interface names it. */
  route: string;
  path(w: Where): string;
  inside: readonly number[];
  beyond: readonly number[];
  json?: unknown;
}

const get = (route: string, path: RouteRow['path'], inside: readonly number[], beyond = inside): RouteRow => ({
  method: 'GET',
  route,
  path,
  inside,
  beyond,
});
const send = (method: RouteRow['method'], route: string, json: unknown, inside: readonly number[]): RouteRow => ({
  method,
  route,
  path: () => route.replace('{id}', 'nobody'),
  inside,
  beyond: inside,
  json,
});

const ALL = [200, 200, 200, 200, 200];
const READERS = [200, 200, 200, 403, 200];
const SITES = [403, 403, 403, 403, 200];
/** Of an area or of money: a technician's sites are not all of it. */
const OF_AREAS = [403, 200, 200, 403, 200];
/** What imports: the office and the administrator. */
const IMPORTERS = [403, 200, 403, 403, 200];
const NO_IMPORT = [403, 404, 403, 403, 404];
const NOBODY = [403, 403, 403, 403, 403];
const ADMIN = [403, 403, 403, 403, 200];
const HIDDEN = [404, 404, 404, 403, 200];
/** One of them: an area, a grant or a project is beyond a technician's sites, as what is absent. */
const ONE_OF_AREAS = [404, 200, 200, 403, 200];

/** Who asks what others recorded late or took back. */
const AUDITORS = [403, 200, 403, 403, 200];
const drawn = '/api/audit/sample?indicator=fault-rate&period=2025&seed=s';

const window = 'from=2025-03-01T00:00:00Z&to=2025-03-05T00:00:00Z';
const area = (w: Where) => (w === 'IN' ? '440781' : '440782');
const uptime = (scope: (w: Where) => string, inside: readonly number[]) =>
  get('/api/uptime', (w) => `/api/uptime?scope=${scope(w)}&${window}&by=device`, inside, SITES);
const form = (scope: (w: Where) => string, inside: readonly number[]) =>
  get('/api/indicators', (w) => `/api/indicators?scope=${scope(w)}&period=2025`, inside, SITES);

const trend = (scope: (w: Where) => string, inside: readonly number[]) =>
  get('/api/indicators/trend', (w) => `/api/indicators/trend?scope=${scope(w)}&period=2025`, inside, SITES);
const evidence = (scope: (w: Where) => string, inside: readonly number[]) => {
  const path = '/api/indicators/fault-rate/evidence';
  return get('/api/indicators/{id}/evidence', (w) => `${path}?scope=${scope(w)}&period=2025`, inside, SITES);
};

/** A list that is not of areas and money: what lies in a technician's sites is its own. */
const list = (what: string, prefix: string, one: readonly number[] = READERS): RouteRow[] => [
  get(`/api/${what}`, () => `/api/${what}`, READERS),
  get(`/api/${what}`, (w) => `/api/${what}?scope=site:S-${w}`, READERS, SITES),
  get(`/api/${what}`, (w) => `/api/${what}?scope=${area(w)}`, OF_AREAS, SITES),
  get(`/api/${what}/{id}`, (w) => `/api/${what}/${prefix}-${w}`, one, HIDDEN),
  get(`/api/${what}/{id}`, () => `/api/${what}/nothing`, [404, 404, 404, 403, 404]),
];

/** A list whose ids are made of several: the same rights as by a plain id. */
const compound = (what: string, id: (w: Where) => string): RouteRow[] => [
  ...list(what, '').slice(0, 3),
  get(`/api/${what}/{id}`, (w) => `/api/${what}/${encodeURIComponent(id(w))}`, READERS, HIDDEN),
  get(`/api/${what}/{id}`, () => `/api/${what}/nothing`, [404, 404, 404, 403, 404]),
];

/** Rules hold everywhere: whoever reads may read them, in any scope of its own. */
const rules = (what: string, id: string): RouteRow[] => [
  ...list(what, '').slice(0, 3),
  get(`/api/${what}/{id}`, () => `/api/${what}/${id}`, READERS),
  get(`/api/${what}/{id}`, () => `/api/${what}/nothing`, [404, 404, 404, 403, 404]),
];

/** The form of a year, as data and as files. */
const summary = (scope: (w: Where) => string, inside: readonly number[]): RouteRow[] => [
  get('/api/summary/{year}', (w) => `/api/summary/2025?scope=${scope(w)}`, inside, SITES),
  get('/api/summary/{year}/status', (w) => `/api/summary/2025/status?scope=${scope(w)}`, inside, SITES),
  get(
    '/api/summary/{year}/evidence',
    (w) => `/api/summary/2025/evidence?scope=${scope(w)}&indicator=fault-rate&format=csv`,
    inside,
    SITES,
  ),
];
/** The office of its area; the year is not over, or was not closed. */
const closing = (route: string, json: object): RouteRow => ({
  method: 'POST',
  route: `/api/summary/{year}/${route}`,
  path: () => `/api/summary/2025/${route}`,
  inside: [403, 409, 403, 403, 409],
  beyond: [403, 409, 403, 403, 409],
  json: { scope: '440781', ...json },
});

const figures = (scope: (w: Where) => string, inside: readonly number[]) =>
  get('/api/figures', (w) => `/api/figures?scope=${scope(w)}&${window}&by=site`, inside, SITES);

export const routesOf = (paper: Readonly<Record<string, string>>): readonly RouteRow[] => [
  get('/healthz', () => '/healthz', ALL),
  get('/readyz', () => '/readyz', ALL),
  get('/api/openapi.json', () => '/api/openapi.json', ALL),
  get('/api/session', () => '/api/session', ALL),
  send('POST', '/api/session', { username: 'x', password: 'y' }, [401, 401, 401, 401, 401]),
  send('PATCH', '/api/session', { password: 'x', newPassword: 'y' }, [401, 401, 401, 401, 401]),
  // Tokens ask here, and a token has no second factor: tests/server/second-factor.test.ts asks with sessions.
  get('/api/session/second-factor', () => '/api/session/second-factor', NOBODY),
  send('POST', '/api/session/second-factor', { password: 'x' }, NOBODY),
  send('POST', '/api/session/second-factor/confirm', { code: '123456' }, NOBODY),
  send('DELETE', '/api/session/second-factor', { password: 'x', code: '123456' }, NOBODY),
  send('POST', '/api/session/kiosk', { secret: 'x' }, [401, 401, 401, 401, 401]),
  send('POST', '/api/setup', { secret: 'x', password: 'long enough, and wrong' }, [403, 403, 403, 403, 403]),
  send('POST', '/api/entries', { entries: [] }, ALL),
  // It tells the figures of a scope: for who reads it.
  get('/api/refused-payments', (w) => `/api/refused-payments?scope=${area(w)}`, OF_AREAS, SITES),
  send('POST', '/api/preview', { entries: [], scope: 'site:S-IN', period: '2025' }, READERS),
  send('POST', '/api/preview', { entries: [], scope: 'site:S-ZZ', period: '2025' }, SITES),
  send('POST', '/api/preview', { entries: [], scope: '440781', period: '2025' }, OF_AREAS),

  uptime((w) => `site:S-${w}`, READERS),
  uptime((w) => `room:R-${w}`, READERS),
  uptime((w) => `device:D-${w}`, READERS),
  uptime(area, OF_AREAS),
  uptime((w) => `project:P-${w}`, OF_AREAS),
  uptime((w) => `grant:G-${w}`, OF_AREAS),
  get('/api/uptime', () => `/api/uptime?scope=440700&${window}`, SITES),
  get('/api/uptime', () => `/api/uptime?scope=site:nothing&${window}`, SITES),
  figures((w) => `site:S-${w}`, READERS),
  figures((w) => `device:D-${w}`, READERS),
  figures(area, OF_AREAS),
  figures((w) => `project:P-${w}`, OF_AREAS),
  form((w) => `site:S-${w}`, READERS),
  form(area, OF_AREAS),
  form((w) => `project:P-${w}`, OF_AREAS),
  form((w) => `grant:G-${w}`, OF_AREAS),
  ...summary((w) => `site:S-${w}`, READERS),
  ...summary(area, OF_AREAS),
  ...summary((w) => `project:P-${w}`, OF_AREAS),
  closing('close', {}),
  closing('reopen', { reason: '退回' }),
  {
    ...closing('close', {}),
    json: { scope: '440703' },
    inside: [403, 403, 403, 403, 409],
    beyond: [403, 403, 403, 403, 409],
  },
  ...[trend, evidence].flatMap((of) => [
    of((w) => `site:S-${w}`, READERS),
    of(area, OF_AREAS),
    of((w) => `project:P-${w}`, OF_AREAS),
  ]),
  get('/api/search', () => '/api/search?q=D', READERS),
  get('/api/devices/{id}/timeline', (w) => `/api/devices/D-${w}/timeline?${window}`, READERS, HIDDEN),

  get('/api/faults/{id}/story', (w) => `/api/faults/F-${w}/story`, READERS, HIDDEN),
  get('/api/exams/{id}/losses', (w) => `/api/exams/E-${w}/losses`, READERS, HIDDEN),
  get('/api/exams/{id}/readiness', (w) => `/api/exams/E-${w}/readiness?asOf=1`, READERS, HIDDEN),
  get('/api/exams/{id}/readiness', (w) => `/api/exams/E-IN/readiness?asOf=1&scope=${area(w)}`, OF_AREAS, SITES),
  // Names of accounts: for those who plan the work of a scope. Tokens have none of their own.
  get('/api/people', () => '/api/people', [403, 200, 200, 403, 200]),
  get('/api/roles', () => '/api/roles', ALL),

  ...list('sites', 'S'),
  ...list('rooms', 'R'),
  ...list('faults', 'F'),
  ...list('voices', 'D'),
  ...list('exams', 'E'),
  ...list('grants', 'G', ONE_OF_AREAS),
  ...list('projects', 'P', ONE_OF_AREAS),
  ...list('payments', 'Y', ONE_OF_AREAS),
  ...list('milestones', 'L', ONE_OF_AREAS),
  ...list('maintenances', 'M'),
  ...list('incidents', 'I'),
  ...list('inspections', 'D'),
  ...list('schedules', 'S'),
  ...compound('targets', (w) => `site:S-${w}|fault-rate|2025`),
  ...list('opened-surveys', 'Q'),
  get(
    '/api/opened-surveys/{id}/slips',
    (w) => `/api/opened-surveys/Q-${w}/slips`,
    IMPORTERS,
    [403, 404, 403, 403, 200],
  ),
  ...compound('surveys', (w) => `S-${w}|student`),
  ...rules('categories', 'camera'),
  ...rules('profiles', 'profile'),
  ...rules('limits', 'general'),
  ...rules('settings', 'secondFactor'),
  get('/api/areas', () => '/api/areas', READERS),
  get('/api/areas', (w) => `/api/areas?scope=site:S-${w}`, READERS, SITES),
  get('/api/areas', (w) => `/api/areas?scope=${area(w)}`, OF_AREAS, SITES),
  get('/api/areas/{id}', (w) => `/api/areas/${area(w)}`, ONE_OF_AREAS, HIDDEN),
  get('/api/areas/{id}', () => '/api/areas/440700', [404, 404, 404, 403, 200]),
  get('/api/areas/{id}', () => '/api/areas/nothing', [404, 404, 404, 403, 404]),
  get('/api/devices', () => '/api/devices', ALL),
  get('/api/devices', (w) => `/api/devices?scope=site:S-${w}`, ALL, SITES),
  get('/api/devices/{id}', (w) => `/api/devices/D-${w}`, ALL, [404, 404, 404, 404, 200]),
  get('/api/sync', () => '/api/sync', ALL),
  get('/api/entries', () => '/api/entries', READERS),
  get('/api/entries', (w) => `/api/entries?scope=site:S-${w}`, READERS, SITES),
  get('/api/papers/{id}', (w) => `/api/papers/${paper[w]}`, READERS, HIDDEN),
  { ...get('/api/papers/{id}', (w) => `/api/papers/${paper[w]}`, READERS, HIDDEN), method: 'HEAD' },
  send('POST', '/api/papers', {}, [400, 400, 403, 403, 400]),
  send('PUT', '/api/papers/{id}', undefined, [404, 404, 403, 403, 404]),
  // Not erased: who may read it is told the same as who may not.
  get('/api/papers/{id}/erasure', (w) => `/api/papers/${paper[w]}/erasure`, [404, 404, 404, 403, 404]),
  send('POST', '/api/papers/{id}/erase', { reason: '测试' }, [403, 404, 403, 403, 404]),

  get('/api/inventory/template', () => '/api/inventory/template', IMPORTERS),
  get('/api/inventory', (w) => `/api/inventory?scope=site:S-${w}&format=csv&sheet=devices`, READERS, SITES),
  get('/api/money-workbook/template', () => '/api/money-workbook/template', IMPORTERS),
  get('/api/money-workbook', (w) => `/api/money-workbook?scope=${area(w)}&format=csv&sheet=payments`, OF_AREAS, SITES),
  send('POST', '/api/import-drafts', undefined, [403, 400, 403, 403, 400]),
  send('GET', '/api/import-drafts/{id}', undefined, NO_IMPORT),
  send('PATCH', '/api/import-drafts/{id}', { fixes: [] }, NO_IMPORT),
  send('GET', '/api/import-drafts/{id}/marked', undefined, NO_IMPORT),
  get('/api/imports', () => '/api/imports', IMPORTERS),
  send('POST', '/api/imports', { draft: 'nobody', plan: 'x' }, NO_IMPORT),
  send('GET', '/api/imports/{id}', undefined, NO_IMPORT),
  send('POST', '/api/imports/{id}/undo', undefined, NO_IMPORT),

  send('POST', '/api/heartbeats', { deviceIds: [] }, [202, 202, 403, 202, 202]),
  get('/api/push/{token}', () => '/api/push/nothing', [404, 404, 404, 404, 404]),
  get('/api/push-tokens', () => '/api/push-tokens', [403, 200, 403, 403, 200]),
  send('POST', '/api/push-tokens', { deviceId: 'nothing' }, [403, 404, 403, 403, 404]),
  send('DELETE', '/api/push-tokens/{id}', undefined, [403, 404, 403, 403, 404]),

  get('/api/kiosks', () => '/api/kiosks', [403, 200, 403, 403, 200]),
  send('POST', '/api/kiosks', {}, [403, 400, 403, 403, 400]),
  send('DELETE', '/api/kiosks/{id}', undefined, [403, 404, 403, 403, 404]),

  get('/api/audit/marks', () => '/api/audit/marks?period=2025', AUDITORS),
  get('/api/audit/marks', (w) => `/api/audit/marks?period=2025&scope=${area(w)}`, AUDITORS, ADMIN),
  get('/api/audit/sample', (w) => `${drawn}&scope=${area(w)}`, AUDITORS, ADMIN),
  get('/api/audit/sample', (w) => `${drawn}&scope=site:S-${w}`, AUDITORS, ADMIN),
  get('/api/audit/chain', () => '/api/audit/chain', AUDITORS),
  send('POST', '/api/audit/chain', undefined, [403, 403, 403, 403, 202]),
  get('/api/health', () => '/api/health', ADMIN),
  get('/api/ledger', () => '/api/ledger', ADMIN),
  get('/api/users', () => '/api/users', ADMIN),
  get('/api/tokens', () => '/api/tokens', ADMIN),
  get('/api/sign-ins', () => '/api/sign-ins', ADMIN),
  send('POST', '/api/users', {}, [403, 403, 403, 403, 400]),
  send('PATCH', '/api/users', { id: 'nobody' }, [403, 403, 403, 403, 404]),
  send('GET', '/api/users/{id}/sessions', undefined, [403, 403, 403, 403, 404]),
  send('DELETE', '/api/users/{id}/sessions', undefined, [403, 403, 403, 403, 404]),
  send('PATCH', '/api/users/{id}', {}, [403, 403, 403, 403, 404]),
  send('POST', '/api/tokens', {}, [403, 403, 403, 403, 400]),
  send('DELETE', '/api/tokens/{id}', undefined, [403, 403, 403, 403, 404]),
  get('/metrics', () => '/metrics', ADMIN),
  // Last: who logs out with a token has no session to end.
  send('DELETE', '/api/session', undefined, [204, 204, 204, 204, 204]),
];
