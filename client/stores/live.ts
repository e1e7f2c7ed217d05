import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Delta, WatchRequest } from '../../shared/contract/live';
import type { WritingStopped } from '../../shared/contract/vocabulary';
import { RequestFailure, failureOf } from '../api/failure';
import { openSocket, request, type LiveSocket } from '../api/live';
import { STALE_MS } from '../view-models/freshness';
import { useClockStore } from './clock';
import { applyDelta, fromSnapshot, type LiveState } from './live/state';
import { plan } from './live/plan';

type Wanted = Omit<WatchRequest, 'since' | 'ledger'>;

/** A connection that says nothing for this long is closed and opened anew: a dead route is noticed late by itself. */
const RECONNECT_AFTER_MS = 8_000;
/** The library tries again by itself when the line is cut, but not after a server that closed or refused: this does. */
const AGAIN_MS = 2_000;
/** Without a message and without a tick of its own clock for this long, the page was frozen or the machine slept. */
const SLEPT_MS = 4_000;

/** The one watch of the open page: a snapshot, the deltas after it, and how fresh both are. */
export const useLiveStore = defineStore('live', () => {
  const clock = useClockStore();
  const state = shallowRef<LiveState | null>(null);
  const failure = shallowRef<RequestFailure | null>(null);
  /** The ledger's head as last heard. */
  const head = ref(0);
  /** The last message of the server: the local monotonic time and the server's time, ms; null before the first. */
  const heard = shallowRef<{ local: number; server: number } | null>(null);
  /** How many entries the last interruption had missed; null when it is no news any more. */
  const recovered = ref<number | null>(null);

  /** Why the server records nothing at the moment; null: it does. */
  const stopped = ref<WritingStopped | null>(null);

  let socket: LiveSocket | null = null;
  /** The socket is being made, its library being loaded; another one than before: it was closed meanwhile. */
  let opening: symbol | null = null;
  /** What the open page watches; null: it shows nothing that is live. */
  const watched = shallowRef<Wanted | null>(null);
  /** The number of the request on its way; 0: none is. */
  let asking = 0;
  let requests = 0;
  /** The server feeds this connection what is watched: without that its pulses vouch for nothing that is shown. */
  let isFed = false;
  let watchdog: ReturnType<typeof setInterval> | undefined;
  let forgetNews: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let lastReconnect = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** When this page last ran, by the monotonic clock and by the machine's: the first may stand still while it sleeps. */
  let ran = { local: performance.now(), wall: Date.now() };
  /** When it was last found that the page had not run, local monotonic time: clocks of the page may be behind it. */
  const wokeAt = ref(-Infinity);

  /**
   * Whether the page has not run for a while. What is shown is then as old as that, and what the socket still holds was
   * sent before: the page is stale until a new connection has caught up.
   */
  function woke(): boolean {
    const local = performance.now();
    const gap = Math.max(local - ran.local, Date.now() - ran.wall);
    ran = { local, wall: Date.now() };
    if (gap < SLEPT_MS) return false;
    wokeAt.value = local;
    if (heard.value)
      heard.value = { ...heard.value, local: Math.min(heard.value.local, local - Math.max(gap, STALE_MS)) };
    lastReconnect = local;
    socket?.disconnect().connect();
    return true;
  }

  function hear(serverNow: number, seq: number, zone?: string): void {
    const local = performance.now();
    const silent = heard.value !== null && local - heard.value.local >= STALE_MS;
    clock.hear(serverNow, zone);
    if (silent) announce(Math.max(0, seq - head.value));
    heard.value = { local, server: serverNow };
    head.value = Math.max(head.value, seq);
  }

  function announce(count: number): void {
    recovered.value = count;
    clearTimeout(forgetNews);
    forgetNews = setTimeout(() => (recovered.value = null), 3_000);
  }

  async function ask(since?: number): Promise<void> {
    if (!socket?.connected || !watched.value) return;
    clearTimeout(retryTimer);
    const mine = (asking = ++requests);
    const cursor = since === undefined || !state.value ? {} : { since, ledger: state.value.ledger };
    try {
      const answer = await request(socket, 'watch', { ...watched.value, ...cursor });
      if (mine !== asking) return;
      isFed = true;
      state.value = fromSnapshot(answer.snapshot, answer.to, state.value);
      failure.value = null;
      asking = 0;
      const { now, zone, head: ahead } = answer.snapshot;
      // What came since follows in a delta: until it is here, what is shown is as old as before.
      if (answer.to < ahead.seq) clock.hear(now, zone);
      else hear(now, ahead.seq, zone);
    } catch (error) {
      if (mine !== asking) return;
      asking = 0;
      isFed = false;
      failure.value = failureOf(error);
      const { retryAfterS } = failure.value;
      // The server is busy: ask again when it says so, unless something else is asked for first.
      if (retryAfterS !== undefined) retryTimer = setTimeout(() => void ask(since), retryAfterS * 1000);
    }
  }

  function onDelta(delta: Delta): void {
    // While a watch is on its way, what comes belongs to the one before it.
    if (woke() || asking || !state.value) return;
    const step = plan(state.value.to, delta);
    if (step.do === 'watch') return void ask(step.since);
    if (step.do === 'apply') state.value = applyDelta(state.value, delta);
    hear(delta.now, delta.to);
  }

  async function open(): Promise<void> {
    const mine = Symbol('opening');
    opening = mine;
    try {
      const made = await openSocket();
      if (mine !== opening) return;
      opening = null;
      socket = connect(made);
    } catch (error) {
      if (mine !== opening) return;
      failure.value = new RequestFailure('offline', String(error));
      again = setTimeout(() => void open(), AGAIN_MS);
    }
  }

  function connect(opened: LiveSocket): LiveSocket {
    opened.on('connect', () => void ask(state.value?.to));
    opened.on('delta', onDelta);
    // A pulse vouches for what is shown only when nothing is still to be caught up.
    opened.on('pulse', ({ now, seq, stopped: why = null }) => {
      stopped.value = why;
      if (!woke() && !asking && isFed && state.value) hear(now, seq);
    });
    const connectAgain = () => {
      clearTimeout(again);
      if (!opened.active) again = setTimeout(() => opened.connect(), AGAIN_MS);
    };
    opened.on('disconnect', () => {
      asking = 0;
      isFed = false;
      // By the server: the session may have ended, which the refusal of the next connection says.
      connectAgain();
    });
    opened.on('connect_error', (error) => {
      const refused = (['unauthenticated', 'forbidden', 'required-action'] as const).find(
        (one) => one === error.message,
      );
      const code = refused ?? 'offline';
      if (!state.value || refused) failure.value = new RequestFailure(code, error.message);
      if (!refused) connectAgain();
    });
    opened.connect();
    ran = { local: performance.now(), wall: Date.now() };
    watchdog = setInterval(() => {
      if (woke()) return;
      const local = performance.now();
      const silence = heard.value ? local - heard.value.local : 0;
      if (opened.connected && silence > RECONNECT_AFTER_MS && local - lastReconnect > RECONNECT_AFTER_MS) {
        lastReconnect = local;
        opened.disconnect().connect();
      }
    }, 1_000);
    return opened;
  }

  /** Watches this and nothing else; the same request again changes nothing. */
  function watch(next: Wanted): void {
    if (watched.value && JSON.stringify(watched.value) === JSON.stringify(next)) return;
    // Another scope's figures must not stand under this one's name; another period keeps the sites.
    if (watched.value?.scope !== next.scope) state.value = null;
    else if (state.value && watched.value.period !== next.period)
      state.value = {
        ...state.value,
        indicators: { ...state.value.indicators, answer: null },
      };
    watched.value = next;
    failure.value = null;
    if (socket) void ask();
    else if (!opening) void open();
  }

  function unwatch(): void {
    clearTimeout(retryTimer);
    watched.value = null;
    state.value = null;
    if (socket?.connected) socket.emit('unwatch', () => undefined);
  }

  /** Tries at once what would be tried anyway. */
  function retry(): void {
    failure.value = null;
    if (socket?.connected) void ask(state.value?.to);
    else socket?.connect();
  }

  /** At log-out: nothing is heard any more, and nothing is kept. */
  function close(): void {
    clearInterval(watchdog);
    clearTimeout(retryTimer);
    socket?.disconnect();
    clearTimeout(again);
    socket = null;
    opening = null;
    watched.value = null;
    state.value = null;
    heard.value = null;
    failure.value = null;
    head.value = 0;
    stopped.value = null;
  }

  /** To be called when the page is seen, or runs again. */
  const wake = () => void woke();

  return { state, watched, failure, head, heard, wokeAt, recovered, stopped, watch, unwatch, retry, wake, close };
});
