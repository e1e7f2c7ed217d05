/** The live feed of the demo: a few accounts that record entries through the API (contract 4). */
import { randomUUID } from 'node:crypto';
import type { DeviceItem, EntriesAnswer, FaultItem, Page, RoomItem } from '../../shared/contract/http';
import type { Role } from '../../shared/model/vocabulary';
import type { Random } from './random';

interface Written {
  kind: string;
  body: Record<string, unknown>;
}

/** A client of the API as one account, from the same origin. */
export class Client {
  private cookie = '';

  constructor(private readonly origin: string) {}

  async signIn(username: string, password: string): Promise<void> {
    const answer = await this.send('POST', '/api/session', { username, password });
    this.cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0]!;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.origin, cookie: this.cookie };
    const answer = await fetch(this.origin + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async list<T>(what: string): Promise<T[]> {
    const out: T[] = [];
    let after = '';
    do {
      const answer = await this.send('GET', `/api/${what}?limit=1000${after && `&after=${encodeURIComponent(after)}`}`);
      const page = (await answer.json()) as Page<T>;
      out.push(...page.items);
      after = page.next ?? '';
    } while (after !== '');
    return out;
  }

  /** Creates an account, as the administrator. */
  async makeAccount(account: { name: string; role: Role; scope: string[]; password: string }): Promise<void> {
    await this.send('POST', '/api/users', account);
  }

  async write(...entries: Written[]): Promise<EntriesAnswer> {
    const body = { entries: entries.map((entry) => ({ id: randomUUID(), ...entry })) };
    return (await this.send('POST', '/api/entries', body)).json() as Promise<EntriesAnswer>;
  }
}

/** The next action: mostly an inspection, sometimes a fault report, often a repair. */
export async function act(client: Client, random: Random): Promise<void> {
  const dice = random.next();
  if (dice < 0.5) return inspectRoom(client, random);
  if (dice < 0.65) return logCommon(client, random);
  if (dice < 0.8) return reportFault(client, random);
  return workOnFault(client, random);
}

async function inspectRoom(client: Client, random: Random): Promise<void> {
  const room = random.pick(await client.list<RoomItem>('rooms'));
  const devices = (await client.list<DeviceItem>('devices')).filter((one) => one.roomId === room.id);
  const exceptions = devices
    .filter((one) => one.openFaults.length > 0 || one.status === 'down')
    .map((one) => ({ deviceId: one.id, status: one.status === 'up' ? 'degraded' : one.status }));
  await client.write({ kind: 'room.inspected', body: { roomId: room.id, exceptions } });
}

async function logCommon(client: Client, random: Random): Promise<void> {
  const devices = (await client.list<DeviceItem>('devices')).filter((one) => one.roomId === undefined);
  const device = random.pick(devices.filter((one) => one.openFaults.length === 0));
  const status = random.chance(0.9) ? 'up' : 'degraded';
  await client.write({ kind: 'status.observed', body: { deviceId: device.id, status } });
}

async function reportFault(client: Client, random: Random): Promise<void> {
  const devices = await client.list<DeviceItem>('devices');
  // Limits the number of open faults when a demo runs overnight.
  if (devices.filter((one) => one.openFaults.length > 0).length > 12) return;
  const device = random.pick(devices.filter((one) => one.category === 'computer' && one.status === 'up'));
  const impact = random.chance(0.6) ? 'down' : 'degraded';
  const note = impact === 'down' ? '不能开机' : '网卡降速';
  const faultId = `F-LIVE-${randomUUID().slice(0, 8)}`;
  await client.write({
    kind: 'fault.reported',
    body: { faultId, deviceId: device.id, impact, severity: 'minor', note },
  });
}

async function workOnFault(client: Client, random: Random): Promise<void> {
  const open = (await client.list<FaultItem>('faults')).filter((one) => one.state === 'open');
  const ours = open.filter((one) => one.id.startsWith('F-LIVE-') || one.acknowledgedAt === undefined);
  if (ours.length === 0) return;
  const fault = random.pick(ours);
  const kind = fault.acknowledgedAt === undefined ? 'fault.acknowledged' : 'fault.repaired';
  await client.write({ kind, body: { faultId: fault.id } });
}
