/** What one connection, one account and all of them together may ask of the live channel (contract 3, 6). */
export const LIVE_LIMITS = {
  /** Characters of a packet before it is known who sends it: a token, and room for its envelope. */
  openPacket: 4 * 1024,
  /** Characters of a packet of an account, and bytes of a frame or a polling request: those of `POST /api/entries`. */
  packet: 2 * 1024 * 1024,
  /** Bytes of a polling request before it is known who sends it. */
  openPayload: 16 * 1024,
  /** Packets in one polling request. */
  payloadPackets: 256,
  /** How long a connection may stay without an account, ms. */
  openMs: 10_000,

  /** Connections, with those that are not let in yet … */
  connections: 4096,
  /** … and those of one account. */
  accountSockets: 256,
  /** New connections of an account a second, in the long run, and at once: an office of many screens comes back together. */
  accountConnectionsPerSecond: 10,
  accountConnectionBurst: 256,
  /** How long the refusal of one that connects too often is held back, ms. */
  refusedConnectionMs: 1000,
  /** Requests of an account over all its connections. */
  accountRequestsPerSecond: 100,
  accountRequestBurst: 1000,
  /** Refusals of an account over all its connections: a connection that goes beyond is closed … */
  accountRefusalsPerSecond: 50,
  accountRefusalBurst: 500,
  /** … and counts as so many new connections. */
  closedCountsAs: 32,

  /** Requests of a socket a second, in the long run … */
  requestsPerSecond: 20,
  /** … and at once. */
  requestBurst: 60,
  /** Requests of a socket that are being answered. */
  requestsOpen: 16,
  /** Refusals of a socket a second and at once: each costs work, too, and one that goes beyond is closed. */
  refusalsPerSecond: 20,
  refusalBurst: 200,

  /** Answers and deltas that may wait for a socket before it gets no more … */
  waitingPackets: 32,
  waitingCharacters: 512 * 1024,
  /** … and refusals besides, before it is closed. */
  waitingRefusals: 128,

  /** Different feeds (scope, topics and period): each costs work on every change. */
  feeds: 1024,
  accountFeeds: 128,
  /** Watchers that one turn of the event loop begins. */
  beginningsPerTurn: 50,
} as const;
