// Learns what the page sends, and tells it line by line how that goes. A page that goes away stops it.
import type { ServerResponse } from 'node:http';
import type { LearnLine, LearnRequest } from '../../archive/served-calls.js';
import { encodeWire } from '../../archive/wire-json.js';
import { OwnhandError } from '../../error.js';
import type { LearnOptions } from '../../learn/learn-step.js';
import type { Hand } from '../hand/open-hand.js';
import { learn, rebuild } from '../hand-functions.js';
import { failureOf, HEADERS } from './answers.js';
import { samplesIn } from './request-body.js';

/** Learns, or without samples remakes the current checkpoint. Throws OwnhandError 'usage' before anything is said. */
export async function learnAndTell(hand: Hand, given: unknown, response: ServerResponse): Promise<void> {
  if (typeof given !== 'object' || given === null) throw new OwnhandError('usage', 'samples are missing');
  const { samples, force, strict, seed } = given as LearnRequest;
  const wanted = samples === undefined ? undefined : samplesIn(samples);
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new OwnhandError('usage', 'a seed is a whole number');
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  const tell = (line: LearnLine) => response.write(`${encodeWire(line)}\n`);
  const options: LearnOptions = {
    signal: stop.signal,
    force: force === true,
    strict: strict === true,
    ...(seed !== undefined && { seed: seed as number }),
    onProgress: ({ done }) => tell({ progress: done }),
    onSaved: (saved) => tell({ saved }),
    onSuspects: (suspects) => tell({ suspects }),
  };
  response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' });
  try {
    const result = wanted === undefined ? await rebuild(hand, options) : await learn(hand, wanted, options);
    tell({ result });
  } catch (error) {
    tell(failureOf(error));
  }
  response.end();
}
