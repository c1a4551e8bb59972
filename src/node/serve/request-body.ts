// What a request brings, never more than it may.
import type { IncomingMessage } from 'node:http';
import { decodeWire } from '../../archive/wire-json.js';
import { OwnhandError } from '../../error.js';

/** Bytes that a request may bring. */
export const MOST = {
  /** JSON: samples of 28×28 are about a kilobyte each. */
  json: 64_000_000,
  /** A picture. */
  picture: 150_000_000,
  /** An exported hand. */
  hand: 150_000_000,
} as const;

/** All of a request's bytes. Throws OwnhandError 'too-large' before more than so many are held. */
export async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = () =>
    new OwnhandError('too-large', `the request brings more than ${most / 1e6} MB; it was not read`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const parts: Buffer[] = [];
  let length = 0;
  // A request that brings too much is still answered, so it is not ended here.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A request's JSON. Throws OwnhandError 'usage', 'too-large'. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const text = (await bodyOf(request, MOST.json)).toString('utf8');
  try {
    return decodeWire(text);
  } catch (cause) {
    throw new OwnhandError('usage', 'the request is no JSON', { cause });
  }
}

/** What a request brings as samples. Throws OwnhandError 'usage' where it is no list of objects. */
export function samplesIn(value: unknown): readonly { label: string; picture: Uint8Array; source: string }[] {
  if (!Array.isArray(value)) throw new OwnhandError('usage', 'samples must be a list');
  return value.map((each: unknown) => {
    if (typeof each !== 'object' || each === null) throw new OwnhandError('usage', 'a sample must be an object');
    // What it has is checked where samples are taken, as those of any program are.
    return { source: 'the app', ...each } as { label: string; picture: Uint8Array; source: string };
  });
}
