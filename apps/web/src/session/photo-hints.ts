// Whether what the camera sees would be read well: sharp, lit and straight, told from a small grey picture.

/** What can be said of a picture. */
export interface PhotoHints {
  /** Whether strokes have hard edges. */
  readonly sharp: boolean;
  /** How light the paper is. */
  readonly light: 'dark' | 'lit' | 'bright';
  /** Whether lines and edges run level. */
  readonly straight: boolean;
}

/** All set by eye with a page held before a camera. */
const LIMITS = {
  /** The share of the strongest edge's height that a sharp edge rises within one pixel. */
  sharp: 0.32,
  /** Grey of the paper, 0 to 255, below which it is dark. */
  dark: 70,
  /** Share of pixels that are burnt out, above which it is too bright. */
  burnt: 0.35,
  /** Degrees off level. */
  tilted: 5,
  /** Differences between neighbours that are no edge but noise, 0 to 255. */
  noise: 12,
} as const;

/**
 * Looks at a picture.
 * @param pixels RGBA, as a canvas gives them
 */
export function photoHints(pixels: {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}): PhotoHints {
  const { width, height } = pixels;
  const grey = greyOf(pixels.data);
  let steepest = 0;
  let cos = 0;
  let sin = 0;
  let burnt = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (grey[at]! > 250) burnt++;
      const dx = grey[at + 1]! - grey[at - 1]!;
      const dy = grey[at + width]! - grey[at - width]!;
      const strength = Math.hypot(dx, dy);
      steepest = Math.max(steepest, strength / 2);
      if (strength < 2 * LIMITS.noise) continue;
      // Four times the angle: edges that run across and down count alike.
      const angle = 4 * Math.atan2(dy, dx);
      cos += strength * Math.cos(angle);
      sin += strength * Math.sin(angle);
    }
  }
  const sorted = grey.slice().sort();
  const paper = sorted[Math.floor(sorted.length * 0.8)] ?? 0;
  const darkest = sorted[Math.floor(sorted.length * 0.005)] ?? 0;
  const tilt = (Math.atan2(sin, cos) / 4) * (180 / Math.PI);
  return {
    sharp: steepest >= LIMITS.sharp * Math.max(40, paper - darkest),
    light: paper < LIMITS.dark ? 'dark' : burnt > LIMITS.burnt * width * height ? 'bright' : 'lit',
    straight: Math.abs(tilt) <= LIMITS.tilted,
  };
}

function greyOf(data: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(data.length / 4);
  for (let i = 0; i < grey.length; i++)
    grey[i] = Math.round(0.3 * data[4 * i]! + 0.6 * data[4 * i + 1]! + 0.1 * data[4 * i + 2]!);
  return grey;
}
