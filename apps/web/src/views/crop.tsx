// A number cut from the photo, large, with what stands around it.
import { useEffect, useRef } from 'preact/hooks';
import { widened } from '../pages/boxes.js';
import type { Page, Shown } from '../pages/page.js';
import { bitmapOf, drawCrop } from '../session/pictures.js';
import type { Size } from '../session/viewport.js';
import { t } from '../texts/texts.js';

/** What is cut out. */
export interface CropProps {
  /** Where from. */
  readonly page: Page;
  /** Which number, or symbol. */
  readonly number: Pick<Shown, 'box' | 'text'>;
  /** The photo's size. */
  readonly size: Size | null;
  /** Whether paper is made white, as the reader sees it. */
  readonly flattened?: boolean;
}

/** Heights of a number that are shown around it. */
const AROUND = 0.7;
/** Pixels of the canvas; it is shown as wide as there is room. */
const SIZE = { width: 704, height: 256 } as const;

/** The crop. */
export function Crop({ page, number, size, flattened = false }: CropProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { blob, id } = page;
  const { box } = number;
  useEffect(() => {
    if (!size) return;
    let isGone = false;
    void bitmapOf(id, blob, size.width, size.height).then((bitmap) => {
      if (isGone || !canvas.current) return;
      const region = withShape(widened(box, AROUND * box.h, size.width, size.height), size);
      drawCrop(canvas.current, bitmap, region, { flattened, pageWidth: size.width });
      outline(canvas.current, region, box);
    });
    return () => {
      isGone = true;
    };
  }, [id, blob, size, box.x, box.y, box.w, box.h, flattened]);
  return (
    <figure>
      <canvas ref={canvas} width={SIZE.width} height={SIZE.height} role="img" aria-label={number.text} />
      <figcaption>{flattened ? t.value.asRead : t.value.original}</figcaption>
    </figure>
  );
}

/** The region made as wide or as high as the canvas is, as far as the page goes. */
function withShape(
  region: Shown['box'],
  { width, height }: { readonly width: number; readonly height: number },
): Shown['box'] {
  const shape = SIZE.width / SIZE.height;
  const w = Math.max(region.w, Math.min(width, region.h * shape));
  const h = Math.max(region.h, Math.min(height, region.w / shape));
  const x = Math.min(Math.max(0, region.x - (w - region.w) / 2), width - w);
  const y = Math.min(Math.max(0, region.y - (h - region.h) / 2), height - h);
  return { x, y, w, h };
}

function outline(canvas: HTMLCanvasElement, region: Shown['box'], box: Shown['box']): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = Math.min(canvas.width / region.w, canvas.height / region.h);
  const left = (canvas.width - region.w * scale) / 2;
  const top = (canvas.height - region.h * scale) / 2;
  const gap = 8;
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = 4;
  context.beginPath();
  context.roundRect(
    left + (box.x - region.x) * scale - gap,
    top + (box.y - region.y) * scale - gap,
    box.w * scale + 2 * gap,
    box.h * scale + 2 * gap,
    12,
  );
  context.stroke();
}
