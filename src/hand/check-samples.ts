// Samples that a program gives come from outside of the compiler's sight, so a wrong kind of value gets a line that
// says what is wanted instead of a failure deep within.
import { OwnhandError } from '../error.js';
import { pictureSide, pictureSize } from '../glyph/picture.js';
import type { NewSample } from './store.js';

/** Throws OwnhandError 'usage' where a sample's label is no string, or its picture none of 28×28 bytes. */
export function checkSamples(samples: readonly Partial<NewSample>[]): void {
  for (const [i, sample] of samples.entries()) {
    const { label, picture, source } = sample as Partial<Record<keyof NewSample, unknown>>;
    const which = typeof source === 'string' && source !== '' ? `sample ${i} (${source})` : `sample ${i}`;
    const refusal = (what: string) => new OwnhandError('usage', `${which}: ${what}`);
    if (typeof label !== 'string')
      throw refusal(`its label must be a string such as '7'; it is ${label === undefined ? 'missing' : shown(label)}`);
    const wanted = `must be a Uint8Array of ${pictureSize} values, ${pictureSide}×${pictureSide}, white on black`;
    if (!(picture instanceof Uint8Array))
      throw refusal(`its picture ${wanted}; it is ${picture === undefined ? 'missing' : kindOf(picture)}`);
    if (picture.length !== pictureSize) throw refusal(`its picture ${wanted}; it has ${picture.length}`);
    if ('source' in sample && source !== undefined && typeof source !== 'string')
      throw refusal('its source must be a string, such as the name of its file');
  }
}

const shown = (value: unknown): string => `the ${typeof value} ${String(value)}`;

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return shown(value);
  return `a value of the kind ${value.constructor?.name ?? 'object'}`;
}
