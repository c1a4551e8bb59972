// What the server says, and the headers that it says it with: a page of its own and nothing else.
import type { ServerResponse } from 'node:http';
import type { ServedFailure } from '../../archive/served-calls.js';
import { encodeWire } from '../../archive/wire-json.js';
import { type ErrorCode, OwnhandError } from '../../error.js';

/** No script, style or font from elsewhere; WebAssembly, and workers and pictures of its own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer. Isolated from other pages, threads may share memory. */
export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Sends bytes of a type; what the API says is kept by nobody. */
export function sendBytes(response: ServerResponse, type: string, bytes: Uint8Array | string): void {
  response.writeHead(200, { ...HEADERS, 'Content-Type': type, 'Cache-Control': 'no-store' }).end(bytes);
}

/** Sends a value as JSON. */
export function sendJson(response: ServerResponse, value: unknown): void {
  sendBytes(response, 'application/json', encodeWire(value ?? null));
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  usage: 400,
  'read-only': 403,
  'not-found': 404,
  busy: 409,
  refused: 403,
  'too-large': 413,
  'disk-full': 507,
  'bad-checkpoint': 500,
  failed: 500,
};
/** The status of what is wrong with a picture or a file. */
const UNFIT = 422;

/** A failure as the page hears it. */
export function failureOf(error: unknown): ServedFailure {
  if (error instanceof OwnhandError) return { error: { code: error.code, message: error.message } };
  const reason = error instanceof Error ? error.message : String(error);
  return { error: { code: 'failed', message: `something went wrong that should not have: ${reason}` } };
}

/** Sends a failure, and hears no more of the request. */
export function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const failure = failureOf(error);
  const headers = { ...HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  // What else the request brings is thrown away: a connection that closes while it is sent would lose the answer.
  response.req.resume();
  response.writeHead(STATUS[failure.error.code] ?? UNFIT, headers).end(JSON.stringify(failure));
}
