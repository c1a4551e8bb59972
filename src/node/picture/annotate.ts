// The photo with what was read on it: a box around each glyph, and labels and percentages coloured by confidence where
// they cover neither writing nor each other. Sizes follow the glyphs, and small pictures are enlarged, so that the
// writing is legible on any photo.
import { drawing } from '../../drawing/drawing.js';
import { ruleLength, sizesFor } from '../../drawing/sizes.js';
import type { PageImage } from '../../page/image.js';
import type { Reading } from '../../reading.js';
import { inkMap } from './ink-map.js';

/**
 * A PNG of the page with the reading drawn on it; the reading's boxes are pixels of this very page. With a promise the
 * glyphs of numbers that cannot be promised are amber, all others green. What was left out has thin grey boxes. Where
 * labels find no room, a legend stands at the picture's right side.
 */
export async function annotate(page: PageImage, reading: Reading, promise?: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const { width, height, channels, data } = page;
  const sizes = sizesFor(page, reading);
  const image = sharp(data, { raw: { width, height, channels } }).toColourspace('srgb');
  const [w, h] = [Math.floor(width * sizes.scale), Math.floor(height * sizes.scale)];
  const drawn = drawing(reading, w, h, sizes, promise, await inkMap(page, ruleLength(reading)));
  // Two steps: sharp resizes after it has composited, whatever the order of the calls.
  const resized = await image
    .resize(w, h, { fit: 'fill', kernel: 'cubic' })
    .extend({ right: drawn.width - w, background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(resized.data, { raw: { width: drawn.width, height: h, channels: resized.info.channels } })
    .composite([{ input: Buffer.from(drawn.svg), left: 0, top: 0 }])
    .removeAlpha()
    .png({ compressionLevel: 6 })
    .toBuffer();
}
