// A 28×28 glyph, dark on light as it was written.
import { useEffect, useRef } from 'preact/hooks';

const SIDE = 28;

/** The glyph. */
export function GlyphPicture({ picture, label }: { readonly picture: Uint8Array; readonly label?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const pixels = new ImageData(SIDE, SIDE);
    for (let i = 0; i < SIDE * SIDE; i++) {
      pixels.data.set([27, 48, 122, picture[i] ?? 0], 4 * i);
    }
    context.putImageData(pixels, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      class="glyph-picture"
      width={SIDE}
      height={SIDE}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
