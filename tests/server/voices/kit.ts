import type { EntryItem, Page, VoiceItem } from '../../../shared/contract/http';
import { type Sent, type TestServer, NOON, entry } from '../kit';

export const AT = NOON - 7 * 86_400_000;

/** Site S1 with room R1, in it the computer PC12 and its neighbour PC13, and the camera GATE in no room. */
export function voiceWorld(names: { site?: string; room?: string; label?: string } = {}): Sent[] {
  const device = (deviceId: string, body: object) => [
    entry('device.registered', { deviceId, siteId: 'S1', ...body }, AT),
    entry('device.commissioned', { deviceId }, AT),
  ];
  return [
    entry('site.registered', { siteId: 'S1', name: names.site ?? '演示考点03', area: '440781' }, AT),
    entry(
      'room.registered',
      { roomId: 'R1', siteId: 'S1', name: names.room ?? '第 1 考场', origin: 'new', seats: 20 },
      AT,
    ),
    ...device('PC12', { roomId: 'R1', category: 'computer', label: names.label ?? '12 号机', model: '机型 D2000' }),
    ...device('PC13', { roomId: 'R1', category: 'computer', label: '13 号机' }),
    ...device('GATE', { category: 'camera', label: '校门摄像头' }),
  ];
}

export interface Shown {
  status: number;
  headers: Headers;
  text: string;
}

/** A person without an account: no cookie, no script. */
export class Passer {
  constructor(
    private readonly server: TestServer,
    private readonly headers: Record<string, string> = {},
  ) {}

  async open(code: string, headers: Record<string, string> = {}): Promise<Shown> {
    return shown(await fetch(`${this.server.url}/v/${code}`, { headers: { ...this.headers, ...headers } }));
  }

  async send(code: string, fields: readonly (readonly [string, string])[]): Promise<Shown> {
    return this.post(code, new URLSearchParams(fields.map(([name, value]) => [name, value])).toString());
  }

  async post(code: string, body: string, type = 'application/x-www-form-urlencoded'): Promise<Shown> {
    const headers = { ...this.headers, 'content-type': type };
    return shown(await fetch(`${this.server.url}/v/${code}`, { method: 'POST', headers, body }));
  }

  /** Sends the form of a device with these boxes. */
  async say(code: string, ...problems: string[]): Promise<Shown> {
    return this.send(
      code,
      problems.map((problem) => ['problem', problem] as const),
    );
  }
}

async function shown(response: Response): Promise<Shown> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export async function voicesOf(server: TestServer): Promise<VoiceItem[]> {
  const reply = await server.ask<Page<VoiceItem>>('/api/voices');
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body.items;
}

export async function voiced(server: TestServer): Promise<EntryItem[]> {
  return (await server.ask<Page<EntryItem>>('/api/entries?kind=fault.voiced&limit=1000')).body.items;
}
