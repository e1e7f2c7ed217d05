import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser sends this from a page of another origin (contract 3). Browsers say so in Origin or Sec-Fetch-Site,
 * which no page can forge; a request with neither is a program's, which no page can make a browser send.
 */
export function isForeign(headers: IncomingHttpHeaders, publicOrigin: string | null): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined) {
    if (origin === publicOrigin) return false;
    return !URL.canParse(origin) || new URL(origin).host !== host;
  }
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
