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

/** Across and down, the squares that the light of the paper is taken from. */
const LIGHT = { columns: 6, rows: 3 } as const;
/** Share of the paper's light that becomes black, and from which on all is white; set by eye. */
const RANGE = { black: 0.3, white: 0.9 } as const;

/** Makes the paper white wherever light or shadow falls on it; the blue of a pen stays. */
function flatten(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number): void {
  if (w < 1 || h < 1) return;
  const light = lightOf(context.canvas, x, y, w, h);
  const pixels = context.getImageData(x, y, w, h);
  const { data } = pixels;
  const steep = 255 / (RANGE.white - RANGE.black);
  for (let i = 0; i < data.length; i += 4)
    for (let c = i; c < i + 3; c++) data[c] = steep * (data[c]! / (light[c]! + 1) - RANGE.black);
  context.putImageData(pixels, x, y);
}

/** How light the paper is at each pixel: the mean of what is around it, since ink is a small part of it. */
function lightOf(canvas: HTMLCanvasElement, x: number, y: number, w: number, h: number): Uint8ClampedArray {
  const { columns, rows } = LIGHT;
  const small = new OffscreenCanvas(columns, rows);
  const context = small.getContext('2d');
  const large = new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true });
  if (!context || !large) return new Uint8ClampedArray(4 * w * h).fill(255);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, x, y, w, h, 0, 0, columns, rows);
  large.imageSmoothingQuality = 'high';
  large.drawImage(small, 0, 0, w, h);
  return large.getImageData(0, 0, w, h).data;
}
