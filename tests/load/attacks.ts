import { type Socket, Manager, io } from 'socket.io-client';
import { COUNTY, deviceOf } from '../bench/county';

/** Who attacks whom: accounts of the roles that an attack is open to. */
export interface Attacked {
  url: string;
  tokens: { viewer: string; agent: string; admin: string };
}

/** How often something was asked, by what came of it. */
export type Outcomes = Record<string, number>;

/** One attacker: does its thing once. Twenty of them do it again and again. */
type Attack = (attacked: Attacked, index: number, counted: (outcome: string | number) => void) => Promise<unknown>;

const DEEP = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
const PERIODS = Array.from({ length: 30 }, (_, index) => String(1995 + index));
const DAY_MS = 86_400_000;

async function ask(
  { url }: Attacked,
  path: string,
  token: string,
  counted: (outcome: number) => void,
  body?: string,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url + path, { headers, ...(body !== undefined && { method: 'POST', body }) });
  await response.arrayBuffer();
  counted(response.status);
}

/** A socket of the viewer; null when it is refused. */
function connected({ url, tokens }: Attacked): Promise<Socket | null> {
  const options = { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token: tokens.viewer } };
  const socket = io(url, options);
  return new Promise((done) => {
    socket.on('connect', () => done(socket));
    socket.on('connect_error', () => done(null));
  });
}

/** Sends a raw packet over a new connection, and waits for its end. */
function rawPacket({ url }: Attacked, packet: string): Promise<void> {
  const manager = new Manager(url, { transports: ['websocket'], autoConnect: false, reconnection: false });
  return new Promise((done) => {
    manager.on('close', () => done());
    manager.open((error) => (error ? done() : void manager.engine.write(packet)));
  });
}

/** Watches many things over one socket, and counts what came of it within two seconds. */
async function watches(attacked: Attacked, requests: object[], counted: (outcome: string) => void): Promise<void> {
  const socket = await connected(attacked);
  if (!socket) return counted('refused');
  const answers = requests.map(async (request) => {
    const answer: unknown = await socket.timeout(2000).emitWithAck('watch', request);
    counted((answer as { error?: { code: string } }).error?.code ?? 'ok');
  });
  await Promise.allSettled(answers);
  socket.disconnect();
}

export const ATTACKS = {
  /** H7: asks for snapshots, and reads none. */
  async unread(attacked, _index, counted) {
    const socket = await connected(attacked);
    if (!socket) return counted('refused');
    const transport: unknown = socket.io.engine.transport;
    (transport as { ws: { _socket: { pause(): void } } }).ws._socket.pause();
    for (let turn = 0; turn < 400; turn += 1) socket.emit('watch', { scope: COUNTY, topics: ['status'] }, () => {});
    counted('asked');
    // Nothing of it is read, not even its end: what waits for it counts in the memory, until this process ends.
    await new Promise((done) => setTimeout(done, 500));
  },
  /** H8: 2 MB of brackets without an account, and with one. */
  async 'deep-body'(attacked, index, counted) {
    const token = index % 2 === 0 ? '' : attacked.tokens.viewer;
    await ask(attacked, index % 2 === 0 ? '/api/session' : '/api/entries', token, counted, DEEP);
  },
  /** H8 on the socket: before the account is known, and after it. */
  async 'deep-packet'(attacked, index, counted) {
    if (index % 2 === 0) await rawPacket(attacked, `0${DEEP}`);
    else {
      const socket = await connected(attacked);
      if (!socket) return counted('refused');
      const closed = new Promise((done) => socket.on('disconnect', done));
      socket.io.engine.write(`2["watch",${DEEP.slice(500_000, -500_000)}]`);
      await closed;
    }
    counted('closed');
  },
  /** M2: thirty past periods, each by a request of its own socket. */
  'past-periods': (attacked, index, counted) =>
    Promise.all(
      [0, 1, 2].map((turn) => {
        const period = PERIODS[(index * 3 + turn) % PERIODS.length];
        return watches(attacked, [{ scope: COUNTY, topics: ['indicators'], period }], counted);
      }),
    ),
  /** M2: four hundred watches at once, of twenty sockets. */
  watches: (attacked, index, counted) => {
    const scopes = Array.from({ length: 20 }, (_, turn) => (turn % 2 === 0 ? COUNTY : `site:S${(index + turn) % 15}`));
    return watches(
      attacked,
      scopes.map((scope) => ({ scope, topics: ['status', 'faults', 'indicators', 'exams'] })),
      counted,
    );
  },
  /** M3: a kind that hardly is, an empty span, and a scope of many names. */
  trail: async (attacked, index, counted) => {
    const what = [
      'kind=room.inspected',
      'from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z',
      `scope=${COUNTY}&kind=limits.set`,
    ];
    await ask(attacked, `/api/entries?${what[index % what.length]!}`, attacked.tokens.viewer, counted);
  },
  /** M4: the whole ledger. */
  ledger: (attacked, _index, counted) => ask(attacked, '/api/ledger?limit=100000', attacked.tokens.admin, counted),
  /** M5: heartbeats of yesterday. */
  'late-beats': async (attacked, index, counted) => {
    const at = new Date(Date.now() - DAY_MS + index * 1000).toISOString();
    const beats = Array.from({ length: 1000 }, (_, turn) => ({
      deviceId: deviceOf(index * 75 + turn),
      status: 'up',
      at,
    }));
    await ask(attacked, '/api/heartbeats', attacked.tokens.agent, counted, JSON.stringify({ beats }));
  },
  /** Defect 4 and windows without end. */
  windows: async (attacked, index, counted) => {
    const window = 'from=1970-01-01T00:00:00Z&to=2035-01-01T00:00:00Z';
    const what = [
      `indicators?scope=${COUNTY}&period=2999`,
      `indicators?scope=site:S1&period=1970-01..2019-12`,
      `uptime?scope=site:S1&by=day&${window}`,
      `figures?scope=${COUNTY}&${window}`,
      `devices/D1/timeline?${window}`,
    ];
    await ask(attacked, `/api/${what[index % what.length]!}`, attacked.tokens.viewer, counted);
  },
  /** Long lists, sorted and counted. */
  lists: (attacked, _index, counted) =>
    ask(attacked, '/api/devices?count=true&facets=status&limit=1000&sort=since', attacked.tokens.viewer, counted),
} satisfies Record<string, Attack>;

export type AttackName = keyof typeof ATTACKS;
export const isAttack = (name: string): name is AttackName => Object.hasOwn(ATTACKS, name);

/** Attackers at once. */
const AT_ONCE = 20;

/** Twenty attackers, again and again for a time. What fails (a connection that was cut) is an outcome, too. */
export async function attack(name: AttackName, attacked: Attacked, ms: number): Promise<Outcomes> {
  const outcomes: Outcomes = {};
  const counted = (outcome: string | number) => void (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);
  const run: Attack = ATTACKS[name];
  const until = performance.now() + ms;
  const again = async (index: number) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      await run(attacked, index + turn * AT_ONCE, counted).catch(() => counted('cut'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => again(index)));
  return outcomes;
}
