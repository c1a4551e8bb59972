// A picture as a file, to be sent: what is drawn becomes a PNG.

import { imageOfPixels } from '../image-of-pixels.js';
import { toPosted } from '../local/posted-picture.js';
import type { PictureInput } from '../picture-source.js';

/** The file of a picture. Throws OwnhandError 'not-an-image', 'damaged'. */
export async function fileOf(picture: PictureInput): Promise<Blob> {
  const { source, name } = await toPosted(picture, {});
  if (source instanceof Blob) return source;
  const bitmap = source instanceof ImageBitmap ? source : await createImageBitmap(imageOfPixels(source, name));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
