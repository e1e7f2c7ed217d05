import type { Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/contract/live';
import { RequestFailure } from './failure';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

const ACK_TIMEOUT_MS = 10_000;

/** The library of the live channel, in a file of its own (13 kB): the log-in does without it. */
export const loadLive = () => import('socket.io-client');

/**
 * The one socket. It is opened by the first page that watches, tries again every 2 s at most, and is closed at log-out.
 * Rejects when the library's file does not come.
 */
export async function openSocket(): Promise<LiveSocket> {
  const { io } = await loadLive();
  return io({
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2_000,
    timeout: 5_000,
  });
}

type Acked = 'watch' | 'record';
type Payload<N extends Acked> = Parameters<ClientToServer[N]>[0];
type Answer<N extends Acked> = Parameters<Parameters<ClientToServer[N]>[1]>[0];

const SENDERS: { [N in Acked]: (socket: LiveSocket, payload: Payload<N>) => Promise<Answer<N>> } = {
  watch: (socket, payload) => socket.timeout(ACK_TIMEOUT_MS).emitWithAck('watch', payload),
  record: (socket, payload) => socket.timeout(ACK_TIMEOUT_MS).emitWithAck('record', payload),
};

/** Asks and waits for the ack. Throws `Failure` with the server's code, or `timeout` when no ack came. */
export async function request<N extends Acked>(
  socket: LiveSocket,
  name: N,
  payload: Payload<N>,
): Promise<Exclude<Answer<N>, { error: unknown }>> {
  let answer: Answer<N>;
  try {
    answer = await SENDERS[name](socket, payload);
  } catch (error) {
    throw new RequestFailure('timeout', String(error));
  }
  if ('error' in answer) {
    const { code, message, field, retryAfterS } = answer.error;
    throw new RequestFailure(code, message, field, retryAfterS);
  }
  return answer as Exclude<Answer<N>, { error: unknown }>;
}
