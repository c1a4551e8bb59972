// Where a page is written on, by sharp's means.
import { type Ink, inkShares, mapSize } from '../../drawing/ink-shares.js';
import type { PageImage } from '../../page/image.js';

/**
 * Where a page is written on.
 * @param rule straight runs of ink along or down the page that are longer, in its pixels, are of rules
 */
export async function inkMap(page: PageImage, rule: number): Promise<Ink> {
  const { default: sharp } = await import('sharp');
  const { width, height, channels, data } = page;
  const { w, h, blur } = mapSize(width, height);
  const grey = await sharp(data, { raw: { width, height, channels } })
    .resize(w, h, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const blurred = await sharp(grey, { raw: { width: w, height: h, channels: 1 } })
    .blur(blur)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return inkShares(page, grey, blurred, rule);
}
