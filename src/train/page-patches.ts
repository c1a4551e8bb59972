// What the page model learns from: pieces of drawn documents as reading sees them. The ground is divided out, as
// page/contrast.ts does it, so that light, paper and camera are gone before the network looks.
import { type Random, random as seeded } from '../engine/random.js';
import { contrast } from '../page/contrast.js';
import { drawDocument } from './draw/documents/draw-document.js';
import { type DrawnDocument, type Material, pixelClass } from './draw/documents/drawn-document.js';

/** A batch of square patches. */
export interface PagePatches {
  /** [count, side, side], `contrast` planes. */
  readonly pictures: Uint8Array;
  /** [count, side, side]: a `pixelClass`, or `unsure`. */
  readonly labels: Uint8Array;
}

/** Share of the patches that are turned by quarters: pages lie any way. */
const TURNED = 0.15;

/** The ground is looked for within so many times the digits' height, as reading does, and never closer than `least`. */
const GROUND = { low: 0.25, high: 0.9, least: 8, most: 60 } as const;

/** `count` patches; the same seed and material give the same bytes. */
export function pagePatches(material: Material, seed: number, count: number, side: number): PagePatches {
  const random = seeded(seed);
  const pictures = new Uint8Array(count * side * side);
  const labels = new Uint8Array(count * side * side);
  for (let k = 0; k < count; k++) {
    const drawn = drawDocument(random, material, { width: side, height: side });
    const plane = asSeen(drawn, random);
    const quarters = random() < TURNED ? 1 + Math.floor(random() * 3) : 0;
    pictures.set(turned(plane, side, quarters), k * side * side);
    labels.set(turned(drawn.labels, side, quarters), k * side * side);
  }
  return { pictures, labels };
}

/** The document dark on light, its ground divided out. */
function asSeen(drawn: DrawnDocument, random: Random): Uint8Array {
  const { width, height, glyphSize } = drawn;
  const data = isLight(drawn) ? drawn.grey.map((value) => 255 - value) : drawn.grey;
  const least = Math.max(GROUND.least, GROUND.low * glyphSize);
  const most = Math.max(least, Math.min(GROUND.most, GROUND.high * glyphSize));
  const radius = least * (most / least) ** random();
  return contrast({ width, height, factor: 1, planes: [{ width, height, data }] }, radius).data;
}

/** Whether what is written is lighter than its paper. */
function isLight({ grey, labels }: DrawnDocument): boolean {
  let [paper, papers, ink, inks] = [0, 0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    const label = labels[i]!;
    if (label === pixelClass.paper || label === pixelClass.cell) {
      paper += grey[i]!;
      papers++;
    } else if (label <= pixelClass.rule) {
      ink += grey[i]!;
      inks++;
    }
  }
  return inks > 0 && papers > 0 && ink / inks > paper / papers;
}

/** A square picture turned clockwise by so many quarters. */
function turned(picture: Uint8Array, side: number, quarters: number): Uint8Array {
  if (quarters === 0) return picture;
  const out = new Uint8Array(picture.length);
  const last = side - 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = quarters === 1 ? [last - y, x] : quarters === 2 ? [last - x, last - y] : [y, last - x];
      out[v * side + u] = picture[y * side + x]!;
    }
  }
  return out;
}
