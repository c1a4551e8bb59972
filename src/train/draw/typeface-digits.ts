// More forms of the digits than MNIST has: those of typefaces.
import type { Random } from '../../engine/random.js';
import { type LabelledPictures, together } from '../../glyph/labelled-pictures.js';
import { asRead } from './digit-forms.js';
import { framed } from './pen.js';
import type { Typeface } from './typefaces.js';

/** How often each digit of a typeface is shown, written and printed. */
const SHOWN = { written: 5, printed: 2 };

/**
 * The digits of typefaces, whose 1s, 4s, 7s and 9s stand as much of the world writes them. Half are drawn as reading
 * would draw them.
 */
export function typefaceDigits(faces: readonly Typeface[], random: Random): LabelledPictures {
  const pictures: Uint8Array[] = [];
  const labels: number[] = [];
  for (const { written, glyphs } of faces) {
    for (let label = 0; label < 10; label++) {
      const glyph = glyphs.get(String(label));
      if (!glyph) continue;
      for (let k = 0; k < (written ? SHOWN.written : SHOWN.printed); k++) {
        const picture = framed({ width: glyph.width, height: glyph.height, ink: Float32Array.from(glyph.ink) });
        pictures.push(random() < 0.5 ? asRead(picture) : picture);
        labels.push(label);
      }
    }
  }
  return together(pictures, labels);
}
