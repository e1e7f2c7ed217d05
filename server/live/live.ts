import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { z } from 'zod';
import { type Pulse, TOPICS, type WatchAck } from '../../shared/contract/live';
import type { Account, ApiError } from '../../shared/contract/http';
import { parseScope } from '../../shared/model/scope';
import { zoneOf } from '../../shared/timeline/zone';
import { has } from '../access/policy';
import { type Context, inScope, secretOf, whoAsks } from '../services/context';
import { ApiFailure, apiError, failureOf, isOurs } from '../services/failure';
import { assertNoRequiredAction } from '../services/required-actions';
import { isForeign } from '../services/origin';
import { readPeriod } from '../services/period';
import { record } from '../services/record';
import type { Logger } from '../log';
import { Hub, type LiveServer, type LiveSocket } from './hub';

const PULSE_MS = 1000;
/** In pulses. */
const SESSIONS_CHECKED_EVERY = 30;
const WATCH = z.strictObject({
  scope: z.string(),
  topics: z.array(z.enum(TOPICS)).min(1).max(TOPICS.length),
  period: z.string().optional(),
  since: z.int().min(0).optional(),
  ledger: z.string().max(200).optional(),
});

/** The live channel (contract 6) on an HTTP server; closing it ends every connection. */
export function startLive(http: HttpServer, context: Context, log: Logger): { close(): Promise<void> } {
  const io: LiveServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: 2 * 1024 * 1024,
    perMessageDeflate: { threshold: 8192, serverNoContextTakeover: true, clientNoContextTakeover: true },
    // A browser's page of another origin may not listen with our cookie; a program sends no Origin (contract 3).
    allowRequest: (request, decide) => decide(null, !isForeign(request, context.own)),
  });
  framesOnce(io);
  const hub = new Hub(io, context);

  const whoIs = async ({ data }: LiveSocket, isUse = false): Promise<Account> => {
    const caller = await whoAsks(context, data.secret, isUse);
    await assertNoRequiredAction(context, caller);
    data.accountId = caller.account.id;
    return caller.account;
  };

  io.use((socket, next) => {
    const token = (socket.handshake.auth as { token?: unknown }).token;
    socket.data.secret = typeof token === 'string' ? token : secretOf(context, socket.handshake.headers);
    whoIs(socket).then(
      () => next(),
      (error: unknown) => {
        const failure = failureOf(error);
        next(Object.assign(new Error(failure.code), { data: apiError(failure) }));
      },
    );
  });

  /** Runs a handler and acknowledges; what fails is acknowledged as one of the closed codes. */
  const answered = async <T>(ack: unknown, work: () => Promise<T>): Promise<void> => {
    const reply = typeof ack === 'function' ? (ack as (answer: T | { error: ApiError }) => void) : () => {};
    try {
      reply(await work());
    } catch (error) {
      const failure = failureOf(error);
      if (isOurs(failure)) log.error({ err: error }, failure.message);
      reply({ error: apiError(failure) });
    }
  };

  /** Leaves what it watched, but for one room; a room may have been merged into another one since it was joined. */
  const leave = (socket: LiveSocket, key: string | undefined, except?: string) => {
    for (const room of socket.rooms) if (room !== socket.id && room !== except) void socket.leave(room);
    hub.left(socket, key);
  };

  const watch = async (socket: LiveSocket, given: unknown): Promise<WatchAck> => {
    const account = await whoIs(socket);
    const parsed = WATCH.safeParse(given);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      const field = issue.path.join('.') || 'request';
      throw new ApiFailure('bad-request', `${field}: ${issue.message}`, field);
    }
    const scope = parseScope(parsed.data.scope);
    if (!scope) throw new ApiFailure('bad-request', 'scope: an area code or kind:id', 'scope');
    if (!has(account, 'read')) throw new ApiFailure('forbidden', 'this account may not');
    await inScope(context, account, scope);
    if (parsed.data.topics.includes('indicators') && (scope.kind === 'room' || scope.kind === 'device')) {
      throw new ApiFailure('bad-request', 'scope: the form is of an area, a site, a project or a grant', 'scope');
    }
    const period = readPeriod(parsed.data.period ?? yearOf(context), context);
    const topics = [...new Set(parsed.data.topics)];
    const { key, room, to, snapshot, missed } = await hub.watch({ scope, topics, period }, parsed.data);
    // Nothing waits from here on: no delta can come between the snapshot and the joining of its room.
    const before = socket.data.watching;
    socket.data.watching = key;
    socket.data.scope = scope;
    void socket.join(room);
    leave(socket, before, room);
    // After the ack, which is given before this turn of the event loop ends, and before any other delta.
    if (missed) process.nextTick(() => socket.emit('delta', missed));
    return { to, snapshot };
  };

  io.on('connection', (socket: LiveSocket) => {
    socket.on('watch', (request, ack) => void answered(ack, () => watch(socket, request)));
    socket.on('unwatch', (ack) => {
      leave(socket, socket.data.watching);
      socket.data.watching = undefined;
      void answered(ack, async () => ({ ok: true as const }));
    });
    socket.on('record', (request, ack) => {
      void answered(ack, async () => record(context, await whoIs(socket, true), request));
    });
    socket.on('disconnect', () => hub.left(socket, socket.data.watching));
  });

  // Who logs out hears nothing more, neither does a session whose time is over, nor one whose account has changed.
  context.authentication.onEnd((ended) => {
    const ends = ({ data }: LiveSocket) =>
      'secret' in ended
        ? data.secret === ended.secret
        : data.accountId === ended.accountId && data.secret !== ended.except;
    for (const socket of io.sockets.sockets.values()) if (ends(socket)) socket.disconnect(true);
  });
  context.metrics.watchers = () => [...io.sockets.sockets.values()].filter(({ data }) => data.watching).length;
  context.metrics.behind = () => hub.leftOut().length;
  context.metrics.failedTicks = () => context.ticker.failures;
  let pulses = 0;
  const timer = setInterval(() => {
    const pulse: Pulse = { now: context.clock(), seq: context.ledger.head.seq };
    if (context.clockWatch.doubt) pulse.stopped = 'clock';
    else if (context.storage.failing) pulse.stopped = 'storage';
    // A pulse vouches for what a page shows: sockets that are left out get none, and nobody does after a failed tick.
    if (hub.isCurrent) io.except(hub.leftOut()).emit('pulse', pulse);
    hub.catchUp().catch((error: unknown) => log.error({ err: error }, 'a slow watcher could not be caught up'));
    pulses += 1;
    if (pulses % SESSIONS_CHECKED_EVERY !== 0) return;
    // A site may have gone to another area since it was let in, and a session may be over.
    for (const socket of io.sockets.sockets.values()) {
      const { watching, scope } = socket.data;
      whoIs(socket)
        .then((account) => (watching && scope ? inScope(context, account, scope) : undefined))
        .catch(() => socket.disconnect(true));
    }
  }, PULSE_MS);

  return {
    async close() {
      clearInterval(timer);
      hub.close();
      await io.close();
    },
  };
}

/**
 * Compression is for snapshots, large and sent to one. A delta is framed once for all its watchers, uncompressed, which
 * Engine.IO does only for transports that it believes to be without compression: an uncompressed frame is lawful on any
 * connection (RFC 7692), and Engine.IO keeps the order by waiting for each send.
 */
function framesOnce(io: LiveServer): void {
  const forget = (transport: object) => Object.assign(transport, { perMessageDeflate: null });
  io.engine.on('connection', (connection: { transport: object; on(event: 'upgrade', then: typeof forget): void }) => {
    forget(connection.transport);
    connection.on('upgrade', forget);
  });
}

/** The current year of the business zone. */
function yearOf({ clock, zone }: Context): string {
  const { dayOf } = zoneOf(zone);
  return new Date(dayOf(clock()) * 86_400_000).toISOString().slice(0, 4);
}
