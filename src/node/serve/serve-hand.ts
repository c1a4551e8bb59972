// `ownhand serve`: the web app, and the hand that it works on, for this machine only.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { API } from '../../archive/served-calls.js';
import { OwnhandError } from '../../error.js';
import { isSystemError } from '../files.js';
import { HEADERS, sendFailure } from './answers.js';
import { type AppFile, appFiles, appFolder } from './app-files.js';
import { checkOrigin, checkToken, ownHosts } from './check-request.js';
import { answerApi, type Served } from './hand-api.js';

/** How a hand is served. */
export interface ServeOptions extends Served {
  /** The port; 0 takes any that is free. */
  readonly port: number;
  /** The folder of the built app. Default: the one that travels with the package. */
  readonly app?: string;
}

/** A server that runs. */
export interface HandServer {
  /** The address to open, which holds the token. */
  readonly address: string;
  /** What every call to the API must bring. */
  readonly token: string;
  /** Whether there is an app to serve; the API is there in any case. */
  readonly hasApp: boolean;
  /** Ends it. */
  close(): Promise<void>;
}

/** Serves a hand on this machine's own address. Throws OwnhandError 'busy' where the port is taken, 'usage'. */
export async function serveHand({ port, app = appFolder(), ...served }: ServeOptions): Promise<HandServer> {
  const token = randomBytes(32).toString('base64url');
  const files = appFiles(app);
  let hosts: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendFailure(response, error));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkOrigin(request, hosts);
    const url = urlOf(request);
    if (!url.pathname.startsWith(API)) return sendFile(files, url.pathname, request, response);
    checkToken(request, token);
    return answerApi(served, url.pathname.slice(API.length), url.searchParams, request, response);
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(notListening(error, port)));
    server.listen(port, '127.0.0.1', listening);
  });
  const actual = (server.address() as AddressInfo).port;
  hosts = ownHosts(actual);
  return {
    address: `http://127.0.0.1:${actual}/#token=${token}`,
    token,
    hasApp: files.size > 0,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Throws OwnhandError 'usage' for what is no path. */
function urlOf({ url = '' }: IncomingMessage): URL {
  const base = 'http://127.0.0.1';
  // Two slashes at the beginning would name another host.
  if (!/^\/(?!\/)/.test(url) || !URL.canParse(url, base)) throw new OwnhandError('usage', 'the request has no path');
  return new URL(url, base);
}

async function sendFile(
  files: ReadonlyMap<string, AppFile>,
  path: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') throw new OwnhandError('usage', 'files can only be read');
  const file = files.get(path);
  if (!file) {
    if (files.size > 0) throw new OwnhandError('not-found', 'there is no such file');
    throw new OwnhandError('not-found', 'the web app is not built; run `npm run build:web` in the folder of ownhand');
  }
  const bytes = await readFile(file.path);
  // Files of the app may change with every build; the browser asks each time.
  const headers = {
    ...HEADERS,
    'Content-Type': file.type,
    'Content-Length': bytes.length,
    'Cache-Control': 'no-cache',
  };
  response.writeHead(200, headers).end(method === 'HEAD' ? undefined : bytes);
}

function notListening(error: unknown, port: number): OwnhandError {
  if (isSystemError(error, 'EADDRINUSE'))
    return new OwnhandError('busy', `port ${port} is taken by another program; choose another with --port N`);
  if (isSystemError(error, 'EACCES'))
    return new OwnhandError('usage', `port ${port} is not for ordinary programs; choose one of 1024 and above`);
  const reason = error instanceof Error ? error.message : String(error);
  return new OwnhandError('failed', `the server could not start: ${reason}`, { cause: error });
}
