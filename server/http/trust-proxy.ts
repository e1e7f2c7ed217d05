import type { IncomingMessage } from 'node:http';
import express from 'express';

/** The number of proxies in front of the server, or their addresses; `true`: whoever connects is one. */
export type TrustProxy = string | number | boolean;

type IsTrusted = (address: string, hop: number) => boolean;

/**
 * Whether an address that many proxies away is a trusted proxy, as Express decides it for `req.ip`.
 * @throws TypeError for a text that is no list of addresses.
 */
export function trustedBy(trust: TrustProxy): IsTrusted {
  return express().set('trust proxy', trust).get('trust proxy fn') as IsTrusted;
}

/** Whether requests came by TLS, by the connection or by a trusted proxy's `X-Forwarded-Proto`. */
export function secureRequests(trust: TrustProxy): (request: IncomingMessage) => boolean {
  const isTrusted = trustedBy(trust);
  return ({ socket, headers }) => {
    if ('encrypted' in socket && socket.encrypted === true) return true;
    if (!isTrusted(socket.remoteAddress ?? '', 0)) return false;
    const [proto] = String(headers['x-forwarded-proto'] ?? '').split(',');
    return proto!.trim().toLowerCase() === 'https';
  };
}
