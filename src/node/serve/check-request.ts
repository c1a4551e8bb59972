// Who may ask: this page only. A page of another site may send requests here too, by the user's own browser, and may
// have its own name resolve to this machine (DNS rebinding).
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { OwnhandError } from '../../error.js';

const NOT_YOURS = 'refused';

/** Names by which a server on this port may be called. */
export function ownHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`, ...(port === 80 ? ['127.0.0.1', 'localhost'] : [])]);
}

/**
 * Throws OwnhandError 'refused' where a request is not to this very server, or comes from a page that is not its own.
 */
export function checkOrigin({ headers }: IncomingMessage, hosts: ReadonlySet<string>): void {
  const { host, origin } = headers;
  if (host === undefined || !hosts.has(host.toLowerCase()))
    throw new OwnhandError(NOT_YOURS, 'this server answers to 127.0.0.1 and localhost only');
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    throw new OwnhandError(NOT_YOURS, 'this server answers to its own page only');
}

/** Throws OwnhandError 'refused' where a request to the API comes from another site, or without the token. */
export function checkToken({ headers }: IncomingMessage, token: string): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin')
    throw new OwnhandError(NOT_YOURS, 'this server answers to its own page only');
  const [, given = ''] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new OwnhandError(NOT_YOURS, 'the token is missing or wrong; open the address that `ownhand serve` printed');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
