import type { IncomingMessage } from 'node:http';

/** What the server knows of the origin that browsers reach it by. */
export interface OwnOrigin {
  /** PUBLIC_URL; null: not set. */
  publicOrigin: string | null;
  /** Whether a request came by TLS: to this server, or to a trusted proxy in front of it. */
  isSecure: (request: IncomingMessage) => boolean;
}

/** Whether `host` (a Host header, in any case, with or without the default port) is the host of an origin. */
function isHostOf(origin: URL, host: string | undefined): boolean {
  const own = `${origin.protocol}//${host ?? ''}`;
  return URL.canParse(own) && new URL(own).host === origin.host;
}

/**
 * Whether a browser sends this from a page of another origin (contract 3). Browsers say so in Origin or Sec-Fetch-Site,
 * which no page can forge; a request with neither is a program's, which no page can make a browser send. A page by http
 * is foreign to an origin by https: whoever is on its network can write it. The reverse is our own page behind a proxy
 * that ends TLS and is not named in TRUST_PROXY.
 */
export function isForeign(request: IncomingMessage, { publicOrigin, isSecure }: OwnOrigin): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined) return site !== undefined && site !== 'same-origin' && site !== 'none';
  if (origin === publicOrigin) return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  if (!isHostOf(from, host)) return true;
  const isPublic = publicOrigin !== null && isHostOf(new URL(publicOrigin), host);
  const byTls = isSecure(request) || (isPublic && publicOrigin.startsWith('https:'));
  return byTls && from.protocol !== 'https:';
}
