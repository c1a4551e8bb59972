// Pixels as a browser draws them.
import { OwnhandError } from '../error.js';
import type { Pixels } from './picture-source.js';

/** Pixels of one, three or four values each as an ImageData. Throws OwnhandError 'damaged' for any other number. */
export function imageOfPixels({ data, width, height }: Pixels, name: string): ImageData {
  const each = data.length / (width * height);
  if (!(Number.isSafeInteger(width) && Number.isSafeInteger(height) && (each === 1 || each === 3 || each === 4)))
    throw new OwnhandError(
      'damaged',
      `${name} is ${data.length} values for ${width}×${height} pixels; give 4, 3 or 1 bytes a pixel`,
    );
  const image = new ImageData(width, height);
  if (each === 4) image.data.set(data);
  else {
    for (let i = 0; i < width * height; i++) {
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = data[i * each + (each === 3 ? c : 0)]!;
      image.data[4 * i + 3] = 255;
    }
  }
  return image;
}
