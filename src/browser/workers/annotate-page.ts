// The photo with what was read on it, by the browser's means: what node/picture/annotate.ts does by sharp's.
import { drawing } from '../../drawing/drawing.js';
import { type Ink, inkShares, mapSize } from '../../drawing/ink-shares.js';
import { ruleLength, sizesFor } from '../../drawing/sizes.js';
import type { PageImage } from '../../page/image.js';
import type { Reading } from '../../reading.js';
import { imageOfPixels } from '../image-of-pixels.js';
import { canvasOf } from './picture/decode-blob.js';
import { drawSvg } from './picture/draw-svg.js';

/** A PNG of the page with the reading drawn on it; the reading's boxes are pixels of this very page. */
export async function annotatePage(page: PageImage, reading: Reading, promise?: number): Promise<Uint8Array> {
  const sizes = sizesFor(page, reading);
  const [w, h] = [Math.floor(page.width * sizes.scale), Math.floor(page.height * sizes.scale)];
  const picture = await createImageBitmap(imageOfPixels(page, 'the page'));
  const drawn = drawing(reading, w, h, sizes, promise, inkOf(picture, ruleLength(reading)));
  const context = canvasOf(drawn.width, h);
  context.drawImage(picture, 0, 0, w, h);
  picture.close();
  drawSvg(context, drawn.svg);
  const file = await context.canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await file.arrayBuffer());
}

/** Where a picture is written on. Shrunk and enlarged again it is blurred as well as labels need it. */
function inkOf(picture: ImageBitmap, rule: number): Ink {
  const { w, h, blur } = mapSize(picture.width, picture.height);
  const sharp = canvasOf(w, h);
  sharp.drawImage(picture, 0, 0, w, h);
  const [small, low] = [Math.max(1, Math.round(w / (2 * blur))), Math.max(1, Math.round(h / (2 * blur)))];
  const coarse = canvasOf(small, low);
  coarse.drawImage(sharp.canvas, 0, 0, small, low);
  const blurred = canvasOf(w, h);
  blurred.drawImage(coarse.canvas, 0, 0, w, h);
  return inkShares(picture, greyOf(sharp), greyOf(blurred), rule);
}

/** The grey of a canvas (ITU-R BT.601), [height, width]. */
function greyOf(context: OffscreenCanvasRenderingContext2D): Uint8Array {
  const { width, height } = context.canvas;
  const { data } = context.getImageData(0, 0, width, height);
  return Uint8Array.from(
    { length: width * height },
    (_, i) => 0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!,
  );
}
