import type { Server as HttpServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Server } from 'socket.io';
import type { Account, ApiError } from '../../shared/contract/http';
import type { Pulse } from '../../shared/contract/live';
import type { Caller } from '../access/callers';
import { visibilityOf } from '../access/policy';
import { TooFast } from '../ledger/errors';
import { type Context, inScope, secretOf, whoAsks } from '../services/context';
import { ApiFailure, apiError, failureOf, isOurs } from '../services/failure';
import { assertNoRequiredAction } from '../services/required-actions';
import { senderOf } from '../services/request-turns';
import { isForeign } from '../services/origin';
import { record } from '../services/record';
import type { Logger } from '../log';
import { AccountRates } from './connection/account-rates';
import { SocketAdmission, assertFeedAllowed, assertSocketAllowed } from './connection/admission';
import type { Beginning } from './beginnings';
import { EngineBounds } from './connection/engine-bounds';
import { feedKey } from './feed';
import { Hub } from './hub';
import { LIVE_LIMITS } from './connection/limits';
import { packetParser } from './connection/packets';
import { RightsWatch } from './rights-watch';
import type { LiveServer, LiveSocket } from './connection/sockets';
import { readWatch } from './watch-request';

const PULSE_MS = 1000;
/** In pulses. */
const SESSIONS_CHECKED_EVERY = 30;

const monotonic = () => performance.now();

/** Made once: an error takes the stack, and a flood is refused thousands of times a second. */
const overtaken = new TooFast('a later request of this connection has taken its place');

type Reply = (answer: unknown) => void;
const replyTo = (ack: unknown): Reply => (typeof ack === 'function' ? (ack as Reply) : () => {});

/** The live channel (contract 6) on an HTTP server; closing it ends every connection. */
export function startLive(http: HttpServer, context: Context, log: Logger): { close(): Promise<void> } {
  const io: LiveServer = new Server(http, {
    serveClient: false,
    parser: packetParser,
    maxHttpBufferSize: LIVE_LIMITS.packet,
    connectTimeout: LIVE_LIMITS.openMs,
    perMessageDeflate: { threshold: 8192, serverNoContextTakeover: true, clientNoContextTakeover: true },
    // A browser's page of another origin may not listen with our cookie; a program sends no Origin (contract 3).
    allowRequest: (request, decide) => {
      const answer = () => decide(null, bounds.hasRoom && !isForeign(request, context.own));
      context.requestTurns.begin(senderOf(request), answer);
    },
  });
  const bounds = new EngineBounds(io);
  const rates = new AccountRates(monotonic);
  const rights = new RightsWatch(io, context);
  const hub = new Hub(io, context);

  const callerOf = async ({ data }: LiveSocket, isUse = false): Promise<Caller> => {
    const caller = await whoAsks(context, data.secret, isUse);
    await assertNoRequiredAction(context, caller);
    data.accountId = caller.account.id;
    data.visibility = visibilityOf(caller.account);
    data.expiresAt = caller.expiresAt;
    return caller;
  };
  const whoIs = async (socket: LiveSocket): Promise<Account> => (await callerOf(socket)).account;

  io.use((socket, next) => {
    const token = (socket.handshake.auth as { token?: unknown }).token;
    socket.data.secret = typeof token === 'string' ? token : secretOf(context, socket.handshake.headers);
    whoIs(socket)
      .then((account) => {
        rates.assertConnection(account.id);
        assertSocketAllowed(io, account.id);
        bounds.letIn(socket);
        next();
      })
      .catch((error: unknown) => {
        const failure = failureOf(error);
        const refused = () => next(Object.assign(new Error(failure.code), { data: apiError(failure) }));
        // Who connects again at once after each refusal costs a handshake each time.
        if (failure.code === 'too-fast') setTimeout(refused, LIVE_LIMITS.refusedConnectionMs).unref();
        else refused();
      });
  });

  const refuse = (reply: Reply, error: unknown): void => {
    const failure = failureOf(error);
    if (isOurs(failure)) log.error({ err: error }, failure.message);
    reply({ error: apiError(failure) } satisfies { error: ApiError });
  };

  /** Leaves what it watched, but for one room; a room may have been merged into another one since it was joined. */
  const leave = (socket: LiveSocket, key: string | undefined, except?: string) => {
    for (const room of socket.rooms) if (room !== socket.id && room !== except) void socket.leave(room);
    hub.left(socket, key);
  };

  /** The number of a request that takes the place of the ones before it. */
  const numberOf = ({ data }: LiveSocket): number => (data.asked = (data.asked ?? 0) + 1);

  const watch = async (socket: LiveSocket, given: unknown, reply: Reply): Promise<void> => {
    const number = numberOf(socket);
    const isWanted = () => socket.connected && socket.data.asked === number;
    // Of many that came at once only the last is looked into: who asks is read once for all of them.
    await nextTurn();
    await context.requestTurns.turn(socket.data.accountId ?? '');
    if (!isWanted()) throw overtaken;
    const account = await whoIs(socket);
    const { watched, ...cursor } = await readWatch(context, account, given);
    const key = feedKey(watched);
    assertFeedAllowed(io, { accountId: account.id, key, isKnown: hub.isWatched(key), feeds: hub.feedCount });
    const begin = ({ room, answer, missed }: Beginning) => {
      // Nothing waits here: no delta can come between the snapshot and the joining of its room.
      const before = socket.data.watching;
      socket.data.watching = key;
      socket.data.scope = watched.scope;
      void socket.join(room);
      leave(socket, before, room);
      reply(answer);
      if (missed) socket.emit('delta', missed);
    };
    await hub.watch(watched, { ...cursor, owner: account.id, isWanted }, begin);
  };

  io.on('connection', (socket: LiveSocket) => {
    const admission = new SocketAdmission(socket.conn, { id: socket.data.accountId ?? '', rates }, monotonic);
    // Before any handler, for events that have none, too.
    socket.use((event, next) => {
      const refusal = admission.refusal();
      if (refusal === null) return next();
      if (refusal === 'close') return void socket.disconnect(true);
      const reply = replyTo(event.at(-1));
      context.requestTurns.begin(socket.data.accountId ?? '', () => refuse(reply, refusal));
    });
    /** Runs a handler; what fails is acknowledged as one of the closed codes. */
    const answered = (reply: Reply, work: () => Promise<void>) =>
      void admission.during(work).catch((error: unknown) => refuse(reply, error));

    socket.on('watch', (request, ack) => {
      const reply = replyTo(ack);
      answered(reply, () => watch(socket, request, reply));
    });
    socket.on('unwatch', (ack) => {
      numberOf(socket);
      leave(socket, socket.data.watching);
      socket.data.watching = undefined;
      replyTo(ack)({ ok: true });
    });
    socket.on('record', (request, ack) => {
      const reply = replyTo(ack);
      answered(reply, async () => {
        const caller = await callerOf(socket, true);
        if (caller.by === 'kiosk') throw new ApiFailure('forbidden', 'a screen records nothing');
        reply(await record(context, caller, request));
      });
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
      rights.close();
      hub.close();
      await io.close();
    },
  };
}
