// What was made of a page's ink when it was read before. A hand that learns changes how glyphs are judged, but neither
// their pictures nor what the base sees of them, so that a page that is read again needs no convolution.
import { type BaseOutputs, joinRows, selectRows } from '../model/base-outputs.js';
import type { Classifier, Helpers, Lettering, Wholes } from '../model/classifier.js';
import type { PageImage } from '../page/image.js';

/** Things that are remembered of each kind on one page, 1 to 4 kB each; what comes after them is made anew. */
const MOST = 8000;

/** Values by the bytes that they were made of. */
class ByBytes<T> {
  readonly #known = new Map<number, { readonly bytes: Uint8Array; readonly value: T }[]>();
  #count = 0;

  /** The value that was made of such bytes; undefined where there is none. */
  get(bytes: Uint8Array): T | undefined {
    return this.#known.get(hashOf(bytes))?.find((each) => isEqual(each.bytes, bytes))?.value;
  }

  /** Whether no more is remembered. */
  get isFull(): boolean {
    return this.#count >= MOST;
  }

  /** Remembers a value while there is room; the bytes are copied. */
  keep(bytes: Uint8Array, value: T): void {
    if (this.isFull) return;
    this.#count++;
    const hash = hashOf(bytes);
    const entry = { bytes: bytes.slice(), value };
    const same = this.#known.get(hash);
    if (same) same.push(entry);
    else this.#known.set(hash, [entry]);
  }
}

/** FNV-1a (Fowler, Noll & Vo 1991). */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** What one maker has made of inputs: by their bytes, and by objects that stand for them. */
class Made<T> {
  readonly byBytes = new ByBytes<T>();
  readonly byObject = new WeakMap<object, readonly [input: Uint8Array, value: T]>();
}

/** All that is remembered of a page. */
class PageMemory {
  /** By the base, the lettering or the wholes that made it. */
  readonly #made = new WeakMap<object, Made<unknown>>();

  #of<T>(maker: object): Made<T> {
    const made = (this.#made.get(maker) ?? new Made<T>()) as Made<T>;
    this.#made.set(maker, made);
    return made;
  }

  /** What `of` makes of each of `count` inputs; it is asked about those that are not remembered. */
  rows<T>(maker: object, inputs: Uint8Array, count: number, of: (inputs: Uint8Array, count: number) => T[]): T[] {
    const { byBytes } = this.#of<T>(maker);
    const size = inputs.length / Math.max(1, count);
    const input = (k: number): Uint8Array => inputs.subarray(k * size, (k + 1) * size);
    const found = Array.from({ length: count }, (_, k) => byBytes.get(input(k)));
    const missing = found.flatMap((value, k) => (value === undefined ? [k] : []));
    if (missing.length > 0) {
      for (const [i, value] of of(joined(missing.map(input)), missing.length).entries()) {
        found[missing[i]!] = value;
        byBytes.keep(input(missing[i]!), value);
      }
    }
    return found as T[];
  }

  /** The same, and the inputs, by objects that stand for them: those that are remembered are not even drawn. */
  rowsAt<T>(
    maker: object,
    keys: readonly object[],
    draw: (k: number) => Uint8Array,
    of: (inputs: Uint8Array, count: number) => T[],
  ): (readonly [input: Uint8Array, value: T])[] {
    const { byBytes, byObject } = this.#of<T>(maker);
    const found = keys.map((key) => byObject.get(key));
    const missing = found.flatMap((known, k) => (known ? [] : [k]));
    const inputs = missing.map(draw);
    const values = missing.length > 0 ? this.rows(maker, joined(inputs), missing.length, of) : [];
    for (const [i, k] of missing.entries()) {
      const made = [inputs[i]!, values[i]!] as const;
      found[k] = made;
      if (!byBytes.isFull) byObject.set(keys[k]!, made);
    }
    return found as (readonly [input: Uint8Array, value: T])[];
  }
}

function joined(inputs: readonly Uint8Array[]): Uint8Array {
  const size = inputs[0]?.length ?? 0;
  const all = new Uint8Array(inputs.length * size);
  for (const [k, input] of inputs.entries()) all.set(input, k * size);
  return all;
}

const memories = new WeakMap<PageImage, PageMemory>();

/** The same judges, which remember what they have seen on this page. All that they say stays the same. */
export function remembering<C extends Classifier>(
  page: PageImage,
  classifier: C,
  { lettering, wholes, ...others }: Helpers,
): { readonly classifier: Classifier; readonly helpers: Helpers } {
  const memory = memories.get(page) ?? new PageMemory();
  memories.set(page, memory);
  return {
    classifier: rememberingGlyphs(memory, classifier),
    helpers: {
      ...others,
      ...(lettering && { lettering: rememberingLetters(memory, lettering) }),
      ...(wholes && { wholes: rememberingWholes(memory, wholes) }),
    },
  };
}

function rememberingGlyphs(memory: PageMemory, classifier: Classifier): Classifier {
  const { alphabet, habits, steps } = classifier;
  if (!steps) return classifier;
  const { base, see, judge } = steps;
  const seen = (pictures: Uint8Array, count: number): BaseOutputs[] => {
    const outputs = see(pictures, count);
    return Array.from({ length: count }, (_, k) => selectRows(outputs, [k]));
  };
  const look = (pictures: Uint8Array, count: number) => judge(joinRows(memory.rows(base, pictures, count, seen)));
  return {
    alphabet,
    habits,
    look,
    classify: (pictures, count) => look(pictures, count).chances,
    lookAt(glyphs, draw) {
      const rows = memory.rowsAt(base, glyphs, draw, seen);
      return { ...judge(joinRows(rows.map(([, outputs]) => outputs))), pictures: rows.map(([picture]) => picture) };
    },
  };
}

function rememberingLetters(memory: PageMemory, lettering: Lettering): Lettering {
  return {
    letters: (pictures, count) =>
      Float32Array.from(memory.rows(lettering, pictures, count, (asked, n) => [...lettering.letters(asked, n)])),
  };
}

function rememberingWholes(memory: PageMemory, wholes: Wholes): Wholes {
  const columns = wholes.alphabet.length + 1;
  const rowsOf = (views: Uint8Array, count: number): Float32Array[] => {
    const chances = wholes.classify(views, count);
    return Array.from({ length: count }, (_, k) => chances.slice(k * columns, (k + 1) * columns));
  };
  return {
    alphabet: wholes.alphabet,
    classify: wholes.classify.bind(wholes),
    classifyAt: (hypotheses, draw) => memory.rowsAt(wholes, hypotheses, draw, rowsOf).map(([, row]) => row),
  };
}
