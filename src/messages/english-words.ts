// How English puts a count and a share into a sentence.

/** `1 glyph`, `2 glyphs` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share of 0 to 1 as `99.62 %`. */
export function percent(share: number, digits = 2): string {
  return `${(share * 100).toFixed(digits)} %`;
}

/** A reader by its checkpoint's number; 0 is the one that travels with the package. */
export function readerName(checkpoint: number): string {
  return checkpoint === 0 ? 'the shipped reader' : `checkpoint ${checkpoint}`;
}

/** `12 s`, `3 min 4 s`; `?` where it cannot be told. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const [m, s] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return m === 0 ? `${s} s` : `${m} min ${s} s`;
}
