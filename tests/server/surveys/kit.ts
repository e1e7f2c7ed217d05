import type { EntryItem, OpenedSurveyItem, Page, SurveySlipsAnswer } from '../../../shared/contract/http';
import { type Sent, type TestServer, NOON, entry } from '../kit';

export const HOUR = 3_600_000;
const AT = NOON - 7 * 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();

/** An open survey Q1 of 3 slips about the sitting E1 of site S1, and Q2 of 2 slips about site S2. */
export function surveyWorld({ site = '演示考点07', exam = '英语听说模拟考试' } = {}): Sent[] {
  const open = { groups: ['student', 'teacher'], from: iso(NOON - HOUR), to: iso(NOON + 2 * HOUR) };
  return [
    entry('site.registered', { siteId: 'S1', name: site, area: '440781' }, AT),
    entry('site.registered', { siteId: 'S2', name: '演示考点08', area: '440781' }, AT),
    entry('room.registered', { roomId: 'R1', siteId: 'S1', name: '第 1 考场', origin: 'new', seats: 20 }, AT),
    entry('exam.scheduled', {
      sittingId: 'E1',
      exam,
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed: 20 }],
      from: iso(NOON - 3 * HOUR),
      to: iso(NOON - 2 * HOUR),
    }),
    entry('survey.opened', { surveyId: 'Q1', siteId: 'S1', sittingId: 'E1', ...open, slips: 3 }),
    entry('survey.opened', { surveyId: 'Q2', siteId: 'S2', ...open, groups: ['student'], slips: 2 }),
  ];
}

export async function slipsOf(server: TestServer, id: string): Promise<string[]> {
  const { status, body } = await server.ask<SurveySlipsAnswer>(`/api/opened-surveys/${id}/slips`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.codes;
}

export interface Shown {
  status: number;
  headers: Headers;
  text: string;
}

/** A person with a slip: no account, no cookie, no script. */
export class Answerer {
  constructor(
    private readonly server: TestServer,
    private readonly headers: Record<string, string> = {},
  ) {}

  async open(address: string, headers: Record<string, string> = {}): Promise<Shown> {
    const url = `${this.server.url}/s/${address}`;
    return shown(await fetch(url, { redirect: 'manual', headers: { ...this.headers, ...headers } }));
  }

  send(address: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Shown> {
    return this.post(address, new URLSearchParams(fields).toString(), headers);
  }

  async post(address: string, body: string, headers: Record<string, string> = {}): Promise<Shown> {
    const all = { 'content-type': 'application/x-www-form-urlencoded', ...this.headers, ...headers };
    return shown(await fetch(`${this.server.url}/s/${address}`, { method: 'POST', headers: all, body }));
  }
}

async function shown(response: Response): Promise<Shown> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export async function answersOf(server: TestServer): Promise<EntryItem[]> {
  return (await server.ask<Page<EntryItem>>('/api/entries?kind=survey.answered&limit=1000')).body.items;
}

export async function surveyOf(server: TestServer, id: string): Promise<OpenedSurveyItem> {
  return (await server.ask<OpenedSurveyItem>(`/api/opened-surveys/${id}`)).body;
}
