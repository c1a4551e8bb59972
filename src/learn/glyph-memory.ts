// What a base makes of the glyphs that learning looks at. A process that learns again looks at new glyphs only, and
// opens no engine where there are none.
import type { Augmentation, EngineFactory, EngineOptions, Weights } from '../engine/engine.js';
import { pictureSize } from '../glyph/picture.js';
import { type BaseOutputs, joinRows, selectRows } from '../model/base-outputs.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { openBase } from '../model/learned/open-base.js';

/** A glyph that is to be looked at. */
export interface WantedGlyph {
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
  /** Of a copy: the seed that it is augmented by. */
  readonly seed?: number;
}

/** Pictures that are looked at between two pauses. */
const AT_ONCE = 256;
/**
 * So few pictures are looked at faster by one thread than it takes to start another for each of the base's engines:
 * 0.43 ms of a processor each, against 0.25 s.
 */
const FEW = 400;
/** Glyphs that are kept, 3 kB each. */
const MOST_KEPT = 5000;

/** Engines whose numbers are the same on any machine, by those that they are made by. */
const steady = new WeakMap<EngineFactory, Map<string, EngineFactory>>();

/**
 * Engines that give the same numbers on any machine unless the options say otherwise. The same options give the same
 * function, so that what was made with it is known again.
 */
export function steadyEngines(engines: EngineFactory, options: EngineOptions = {}): EngineFactory {
  const known = steady.get(engines) ?? new Map<string, EngineFactory>();
  steady.set(engines, known);
  const key = JSON.stringify(options);
  const made: EngineFactory =
    known.get(key) ??
    ((network, weights, own) => engines(network, weights, { reproducible: true, threads: 2, ...options, ...own }));
  known.set(key, made);
  return made;
}

const glyphs = new WeakMap<Weights, WeakMap<EngineFactory, Map<string, BaseOutputs>>>();

/**
 * What the base makes of glyphs, in their order. What it makes of one does not depend on the others.
 * @param pause is called now and then with the share that is done, so that others have their turn
 */
export async function lookAt(
  base: Checkpoint,
  engines: EngineFactory,
  wanted: readonly WantedGlyph[],
  augmentation?: Augmentation,
  pause: (done: number) => Promise<void> = async () => {},
): Promise<BaseOutputs> {
  const ofBase = glyphs.get(base.weights) ?? new WeakMap<EngineFactory, Map<string, BaseOutputs>>();
  glyphs.set(base.weights, ofBase);
  const known = ofBase.get(engines) ?? new Map<string, BaseOutputs>();
  ofBase.set(engines, known);
  const how = JSON.stringify(augmentation);
  const keys = wanted.map(
    ({ picture, seed }) => `${String.fromCharCode(...picture)}${seed === undefined ? '' : `${seed} ${how}`}`,
  );
  const missing = new Map<string, WantedGlyph>();
  for (const [i, key] of keys.entries()) if (!known.has(key)) missing.set(key, wanted[i]!);
  if (missing.size > 0) {
    const opened = await openBase(base, engines, missing.size > FEW ? {} : { threads: 1 });
    try {
      let done = 0;
      for (const part of parts([...missing])) {
        const pictures = new Uint8Array(part.length * pictureSize);
        for (const [i, [, { picture }]] of part.entries()) pictures.set(picture, i * pictureSize);
        const areCopies = part[0]![1].seed !== undefined && augmentation !== undefined;
        const seeds = Uint32Array.from(part, ([, { seed }]) => seed ?? 0);
        const outputs = opened.run(pictures, part.length, areCopies ? { augmentation, seeds } : undefined);
        for (const [i, [key]] of part.entries()) known.set(key, selectRows(outputs, [i]));
        done += part.length;
        await pause(done / missing.size);
      }
    } finally {
      opened.close();
    }
  }
  const seen = joinRows(keys.map((key) => known.get(key)!));
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - Math.max(MOST_KEPT, keys.length))))
    known.delete(oldest);
  return seen;
}

/** Glyphs in parts of at most `AT_ONCE`, copies apart from others. */
function parts(all: readonly [string, WantedGlyph][]): readonly (readonly [string, WantedGlyph])[][] {
  return [false, true].flatMap((areCopies) => {
    const these = all.filter(([, { seed }]) => (seed !== undefined) === areCopies);
    return Array.from({ length: Math.ceil(these.length / AT_ONCE) }, (_, i) =>
      these.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
    );
  });
}
