// Tells that two checkpoints have the same base: learned ones of one hand are decoded anew each time, and what their
// bases make of glyphs is the same.
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';

interface Known {
  readonly weights: Checkpoint['weights'];
  readonly engines: EngineFactory;
  readonly how: string;
  readonly identity: object;
}

/** The bases of models that were opened last: of a hand before and after it learned, and the shipped one. */
const KEPT = 2;
let last: readonly Known[] = [];

/** The same object for the same network with the same weights, opened in the same way, bit for bit. */
export function baseIdentity(
  { network, weights, own }: Checkpoint,
  engines: EngineFactory,
  options: EngineOptions,
): object {
  const how = JSON.stringify([network, options, own !== undefined]);
  const known = last.find((each) => each.engines === engines && each.how === how && isEqual(each.weights, weights));
  const found = known ?? { weights, engines, how, identity: {} };
  last = [found, ...last.filter((each) => each !== found)].slice(0, KEPT);
  return found.identity;
}

function isEqual(a: Checkpoint['weights'], b: Checkpoint['weights']): boolean {
  if (a === b) return true;
  for (const [name, { data }] of a) {
    const other = b.get(name)?.data;
    if (other?.length !== data.length) return false;
    for (let i = 0; i < data.length; i++) if (other[i] !== data[i]) return false;
  }
  return a.size === b.size;
}
