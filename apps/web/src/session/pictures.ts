// Small pictures and crops of photos, made of bitmaps that are decoded off the main thread.
import type { Box } from 'ownhand/browser';

/** Pixels of a thumbnail's longer side. */
const SMALL = 220;
/** Pixels of the longer side of what crops are cut from. */
const LARGE = 3200;
/** Bitmaps that are kept at a time. */
const KEPT = 3;

/** A small picture of a photo, as a data URL. */
export async function thumbnailOf(blob: Blob): Promise<string> {
  const bitmap = await createImageBitmap(blob, { resizeWidth: SMALL, resizeQuality: 'medium' });
  const canvas = new OffscreenCanvas(bitmap.width, Math.min(bitmap.height, SMALL * 2));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const small = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 });
  return new Promise((resolve, reject) => {
    const file = new FileReader();
    file.onload = () => resolve(String(file.result));
    file.onerror = () => reject(file.error);
    file.readAsDataURL(small);
  });
}

const bitmaps = new Map<string, Promise<ImageBitmap>>();

/** A photo's pixels, at most LARGE on the longer side. */
export function bitmapOf(id: string, blob: Blob, width: number, height: number): Promise<ImageBitmap> {
  const known = bitmaps.get(id);
  if (known) return known;
  const shrink = Math.min(1, LARGE / Math.max(width, height));
  const made = createImageBitmap(
    blob,
    shrink < 1 ? { resizeWidth: Math.round(width * shrink), resizeQuality: 'medium' } : {},
  );
  bitmaps.set(id, made);
  for (const old of [...bitmaps.keys()].slice(0, -KEPT)) {
    void bitmaps.get(old)?.then((bitmap) => bitmap.close());
    bitmaps.delete(old);
  }
  return made;
}

/** How a crop is drawn. */
export interface CropStyle {
  /** Whether paper becomes white and ink dark, as the reader sees it. */
  readonly flattened: boolean;
  /** Width of the photo, pixels. */
  readonly pageWidth: number;
}

/** Draws a part of a photo onto a canvas, as large as it goes. */
export function drawCrop(canvas: HTMLCanvasElement, bitmap: ImageBitmap, box: Box, style: CropStyle): void {
  const context = canvas.getContext('2d', { willReadFrequently: style.flattened });
  if (!context) return;
  const scale = bitmap.width / style.pageWidth;
  const enlarged = Math.min(canvas.width / box.w, canvas.height / box.h);
  const w = box.w * enlarged;
  const h = box.h * enlarged;
  const x = (canvas.width - w) / 2;
  const y = (canvas.height - h) / 2;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, box.x * scale, box.y * scale, box.w * scale, box.h * scale, x, y, w, h);
  if (style.flattened) flatten(context, Math.round(x), Math.round(y), Math.round(w), Math.round(h));
}

/** Stretches the greys so that the paper is white; the blue of a pen stays. */
function flatten(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number): void {
  if (w < 1 || h < 1) return;
  const pixels = context.getImageData(x, y, w, h);
  const { data } = pixels;
  const counts = new Uint32Array(256);
  for (let i = 0; i < data.length; i += 4) counts[greyAt(data, i)]!++;
  const low = quantile(counts, 0.01);
  const high = Math.max(low + 24, quantile(counts, 0.6));
  for (let i = 0; i < data.length; i += 4)
    for (let c = 0; c < 3; c++) data[i + c] = (255 * (data[i + c]! - low)) / (high - low);
  context.putImageData(pixels, x, y);
}

const greyAt = (data: Uint8ClampedArray, i: number): number =>
  Math.round(0.3 * data[i]! + 0.6 * data[i + 1]! + 0.1 * data[i + 2]!);

function quantile(counts: Uint32Array, share: number): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  for (const [grey, count] of counts.entries()) {
    sum += count;
    if (sum >= share * all) return grey;
  }
  return 255;
}
