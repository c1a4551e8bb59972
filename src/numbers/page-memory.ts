// What was made of a page's ink when it was read before. A hand that learns changes how glyphs are judged, but neither
// their pictures nor what the base sees of them, so that a page that is read again needs no convolution.
import type { Box } from '../geometry/box.js';
import { normalise } from '../glyph/normalise.js';
import { type BaseOutputs, joinRows, selectRows } from '../model/base-outputs.js';
import type { Classifier, Helpers, Lettering, SteppedLook, Wholes } from '../model/classifier.js';
import type { PageImage, Plane } from '../page/image.js';

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

  /** Remembers a value while there is room; the bytes are copied. */
  keep(bytes: Uint8Array, value: T): void {
    if (this.#count >= MOST) return;
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

interface Drawn {
  readonly width: number;
  readonly box: Box;
  readonly picture: Uint8Array;
}

/** All that is remembered of a page. */
class PageMemory {
  readonly #pictures = new ByBytes<Drawn>();
  /** By the base, the lettering or the wholes that made them. */
  readonly #rows = new WeakMap<object, ByBytes<unknown>>();

  /** The same as `normalise` with this edge. */
  draw(plane: Plane, box: Box, edge: number): Uint8Array {
    const known = this.#pictures.get(plane.data);
    if (known?.width === plane.width && isSameBox(known.box, box)) return known.picture;
    const picture = normalise(plane, box, edge);
    if (!known) this.#pictures.keep(plane.data, { width: plane.width, box, picture });
    return picture;
  }

  /** What `of` makes of each of `count` inputs; it is asked about those that are not remembered. */
  rows<T>(maker: object, inputs: Uint8Array, count: number, of: (inputs: Uint8Array, count: number) => T[]): T[] {
    const remembered = (this.#rows.get(maker) ?? new ByBytes<T>()) as ByBytes<T>;
    this.#rows.set(maker, remembered);
    const size = inputs.length / Math.max(1, count);
    const input = (k: number): Uint8Array => inputs.subarray(k * size, (k + 1) * size);
    const found = Array.from({ length: count }, (_, k) => remembered.get(input(k)));
    const missing = found.flatMap((value, k) => (value === undefined ? [k] : []));
    if (missing.length > 0) {
      const asked = new Uint8Array(missing.length * size);
      for (const [i, k] of missing.entries()) asked.set(input(k), i * size);
      for (const [i, value] of of(asked, missing.length).entries()) {
        found[missing[i]!] = value;
        remembered.keep(input(missing[i]!), value);
      }
    }
    return found as T[];
  }
}

const isSameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

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
  const { alphabet, steps } = classifier;
  const draw = memory.draw.bind(memory);
  if (!steps)
    return {
      alphabet,
      draw,
      classify: classifier.classify.bind(classifier),
      ...(classifier.look && { look: classifier.look.bind(classifier) }),
    };
  const look = (pictures: Uint8Array, count: number) => steps.judge(joinRows(seen(memory, steps, pictures, count)));
  return { alphabet, draw, look, classify: (pictures, count) => look(pictures, count).chances };
}

function seen(memory: PageMemory, { base, see }: SteppedLook, pictures: Uint8Array, count: number): BaseOutputs[] {
  return memory.rows(base, pictures, count, (asked, n) => {
    const outputs = see(asked, n);
    return Array.from({ length: n }, (_, k) => selectRows(outputs, [k]));
  });
}

function rememberingLetters(memory: PageMemory, lettering: Lettering): Lettering {
  return {
    letters: (pictures, count) =>
      Float32Array.from(memory.rows(lettering, pictures, count, (asked, n) => [...lettering.letters(asked, n)])),
  };
}

function rememberingWholes(memory: PageMemory, wholes: Wholes): Wholes {
  const columns = wholes.alphabet.length + 1;
  return {
    alphabet: wholes.alphabet,
    classify(views, count) {
      const rows = memory.rows(wholes, views, count, (asked, n) => {
        const chances = wholes.classify(asked, n);
        return Array.from({ length: n }, (_, k) => chances.slice(k * columns, (k + 1) * columns));
      });
      const all = new Float32Array(count * columns);
      for (const [k, row] of rows.entries()) all.set(row, k * columns);
      return all;
    },
  };
}
