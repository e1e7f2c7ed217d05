import { randomUUID } from 'node:crypto';
import type { EntriesAnswer, ImportDraftAnswer, ImportItem } from '../../../shared/contract/http';
import { connect, watch } from '../../live/kit';
import { AREA, type Facts } from './county-walk';
import { roomId, siteId, siteName } from './county-workbook';
import type { NamedFile } from './hand';

/** The HTTP interface as an account uses it. */
interface Api {
  url: string;
  cookie: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, method?: 'POST' | 'PATCH'): Promise<T>;
  /** A text of lines, each a value. */
  lines<T>(path: string): Promise<T[]>;
}

export async function apiOf(url: string, username: string, password: string): Promise<Api> {
  const login = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(url + path, { ...init, headers: { cookie, ...init.headers } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  return {
    url,
    cookie,
    get: async <T>(path: string) => (await ask(path)).json() as Promise<T>,
    async post<T>(path: string, body: unknown, method: 'POST' | 'PATCH' = 'POST') {
      const isBytes = body instanceof Buffer;
      const type = isBytes ? 'application/octet-stream' : 'application/json';
      const sent = isBytes ? new Uint8Array(body) : JSON.stringify(body);
      return (await ask(path, { method, headers: { 'content-type': type }, body: sent })).json() as Promise<T>;
    },
    async lines<T>(path: string) {
      const text = await (await ask(path)).text();
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as T);
    },
  };
}

interface Recorded {
  kind: string;
  at: string;
  body: Record<string, unknown>;
}
type Body = Record<string, unknown>;
interface Fact {
  kind: string;
  body: Body;
}

const instant = (local: string) => `${local.replace(' ', 'T')}:00.000+08:00`;

/** What the walk enters by hand, as entries; `ids`: what its pages called the sitting and the maintenance. */
function factsOf({ past, next, exam, maintenance }: Facts, ids: { sitting: unknown; maintenance: unknown }): Fact[] {
  const target = (period: number, indicator: string, op: string, value: number): Fact => ({
    kind: 'target.set',
    body: { scope: AREA, indicator, period: String(period), op, value },
  });
  const summer = (year: number) => ({ from: `${year}-07-13`, to: `${year}-09-01`, windows: [] });
  const { first, fromTime, toTime, reason } = maintenance;
  return [
    { kind: 'site.registered', body: { siteId: siteId(1), name: siteName(1), area: AREA } },
    {
      kind: 'profile.set',
      body: {
        profileId: 'computer-room',
        requires: [
          { category: 'computer', count: 1, per: 'seat' },
          { category: 'camera', count: 2, per: 'room' },
        ],
      },
    },
    {
      kind: 'site.scheduleSet',
      body: {
        siteId: siteId(1),
        schedule: {
          weekly: [
            { days: [1, 2, 3, 4, 5], from: '07:30', to: '22:00' },
            { days: [6, 7], from: '08:00', to: '18:00' },
          ],
          except: [summer(past), summer(next)],
        },
      },
    },
    target(next, 'fault-rate', '<=', 0.02),
    target(past, 'standard-seats', '>=', 900),
    target(past, 'fault-rate', '<=', 0.02),
    {
      kind: 'exam.scheduled',
      body: {
        sittingId: ids.sitting,
        exam: exam.name,
        siteId: siteId(1),
        rooms: exam.placed.map((placed, index) => ({ roomId: roomId(1, index + 1), placed })),
        from: instant(exam.from),
        to: instant(exam.to),
      },
    },
    { kind: 'exam.attended', body: { sittingId: ids.sitting, attended: exam.attended } },
    {
      kind: 'maintenance.planned',
      body: {
        maintenanceId: ids.maintenance,
        scope: `site:${siteId(1)}`,
        from: instant(`${first} ${fromTime}`),
        to: instant(`${first} ${toTime}`),
        reason,
      },
    },
  ];
}

/** Instants as the ledger has them, and texts as what stands for them there: they are papers beside it. */
const asRecorded = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (key === 'from' || key === 'to') return [key, new Date(String(value)).toISOString()];
      return key === 'reason' ? [key, 'a paper'] : [key, value];
    }),
  );

interface Compared {
  /** What the pages recorded by hand, and what they should have. */
  recorded: Fact[];
  meant: Fact[];
  /** The facts with the instants of the pages. */
  facts: (Fact & { at: string })[];
}

/** What the pages recorded beside the workbook, held against what was typed. */
export async function recordedByHand(api: Api, facts: Facts): Promise<Compared> {
  const all = await api.lines<Recorded>('/api/ledger?after=0&limit=10000');
  const kinds = new Set(['site.scheduleSet', 'profile.set', 'target.set', 'exam.attended', 'maintenance.planned']);
  const own = all.filter(
    ({ kind, body }) =>
      kinds.has(kind) ||
      (kind === 'site.registered' && body['siteId'] === siteId(1)) ||
      (kind === 'exam.scheduled' && body['exam'] === facts.exam.name),
  );
  const idOf = (kind: string, key: string) => own.find((one) => one.kind === kind)?.body[key];
  const meant = factsOf(facts, {
    sitting: idOf('exam.scheduled', 'sittingId'),
    maintenance: idOf('maintenance.planned', 'maintenanceId'),
  });
  return {
    recorded: own.map(({ kind, body }) => ({
      kind,
      body: asRecorded('reason' in body ? { ...body, reason: 'a paper' } : body),
    })),
    meant: meant.map(({ kind, body }) => ({ kind, body: asRecorded(body) })),
    facts: meant.map((fact, index) => ({ ...fact, at: own[index]?.at ?? '' })),
  };
}

async function record(api: Api, facts: readonly (Fact & { at: string })[]): Promise<void> {
  const entries = facts.map((fact) => ({ id: randomUUID(), ...fact }));
  const { results } = await api.post<EntriesAnswer>('/api/entries', { entries });
  const refused = results.find(({ outcome }) => outcome !== 'recorded');
  if (refused) throw new Error(JSON.stringify(refused));
}

async function importByApi(api: Api, { name, buffer }: NamedFile): Promise<ImportItem> {
  const read = await api.post<ImportDraftAnswer>(`/api/import-drafts?name=${encodeURIComponent(name)}`, buffer);
  if (!('draft' in read) || !read.draft) throw new Error(JSON.stringify(read));
  const fixes = read.draft.findings.map(({ sheet, cell, suggest }) => ({ sheet, cell, text: suggest ?? '' }));
  const path = `/api/import-drafts/${read.draft.id}`;
  const mended = await api.post<ImportDraftAnswer>(path, { fixes }, 'PATCH');
  if (!('draft' in mended) || !mended.draft) throw new Error(JSON.stringify(mended));
  const { id, plan } = mended.draft;
  let item = await api.post<ImportItem>('/api/imports', { draft: id, plan });
  while (item.state === 'writing') item = await api.get<ImportItem>(`/api/imports/${item.id}`);
  return item;
}

/** The same by the API, in the same order. */
export async function sameByApi(api: Api, workbook: NamedFile, { facts }: Compared): Promise<ImportItem> {
  await record(api, facts.slice(0, 2));
  const item = await importByApi(api, workbook);
  await record(api, facts.slice(2));
  await api.post('/api/users', { name: '考务办甲', role: 'office', scope: [AREA] });
  await api.post('/api/users', { name: '技术员乙', role: 'technician', scope: [`site:${siteId(1)}`] });
  return item;
}

/** What differs between two ledgers of the same facts: when and under which number each was recorded, and by whom. */
const OWN = new Set(['now', 'evaluatedAt', 'declaredAt', 'recordedAt', 'ledger', 'seq', 'hash', 'actor']);

/** The same value without what is each ledger's own. */
function withoutOwn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (OWN.has(key) ? [] : [[key, withoutOwn(inner)]])),
  );
}

/** Every figure of the area and of two sites: of the year that is over, and what is planned of the next one. */
export async function figuresOf(api: Api, { past, next }: Facts): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const window = `from=${past}-01-01T00:00:00%2B08:00&to=${past + 1}-01-01T00:00:00%2B08:00`;
  for (const scope of [AREA, `site:${siteId(1)}`, `site:${siteId(2)}`]) {
    const of = `scope=${scope}`;
    for (const path of [
      `/api/indicators?${of}&period=${past}`,
      `/api/indicators?${of}&period=${next}`,
      `/api/summary/${past}?${of}&format=json`,
      `/api/figures?${of}&${window}&by=site`,
      `/api/uptime?${of}&${window}&by=site`,
      `/api/uptime?${of}&${window}&by=category`,
      `/api/uptime?${of}&${window}&by=day`,
      `/api/exams?${of}`,
      `/api/schedules?${of}`,
      `/api/maintenances?${of}`,
    ]) {
      found[path] = withoutOwn(await api.get(path));
    }
    found[`readiness of ${scope}`] = await readinessOf(api, scope);
  }
  const { items } = await api.get<{ items: { name: string; role: string; scope: string[] }[] }>('/api/users');
  found['accounts'] = items
    .map(({ name, role, scope }) => ({ name, role, scope }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return found;
}

/** How ready the rooms of the sittings ahead are: only the live channel tells it. */
async function readinessOf(api: Api, scope: string): Promise<unknown> {
  const socket = connect(api);
  try {
    const answer = await watch(socket, { scope, topics: ['exams'] });
    return withoutOwn('snapshot' in answer ? answer.snapshot : null);
  } finally {
    socket.close();
  }
}
