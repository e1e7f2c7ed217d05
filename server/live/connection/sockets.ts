import type { Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../../shared/contract/live';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import type { Instant } from '../../../shared/model/instant';
import type { Scope } from '../../../shared/model/scope';

export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export interface SocketData {
  secret: string | null;
  /** Whose it is; known once it is let in. */
  accountId?: string;
  visibility?: Visibility;
  /** When its session or token is over. */
  expiresAt?: Instant;
  /** Which feed this socket watches; one at a time. */
  watching?: string;
  scope?: Scope;
  /** Counts its `watch` and `unwatch` requests: only the last one takes effect. */
  asked?: number;
}
