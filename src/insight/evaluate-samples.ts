// Scores of a model on samples whose labels are strings, as people and folders give them.
import { OwnhandError } from '../error.js';
import { pictureSize } from '../glyph/picture.js';
import { checkSamples } from '../hand/check-samples.js';
import type { NewSample } from '../hand/store.js';
import type { Model } from '../model/model.js';
import { type Evaluation, evaluate } from './evaluate.js';

/**
 * Throws OwnhandError 'unknown-label' where the model cannot give a sample's label, 'empty' where there are none, and
 * 'usage' where one is of the wrong kind.
 */
export function evaluateSamples(
  model: Model,
  samples: readonly Omit<NewSample, 'source'>[] | readonly NewSample[],
): Evaluation {
  checkSamples(samples);
  if (samples.length === 0) throw new OwnhandError('empty', 'there are no samples to measure on');
  const { alphabet } = model;
  const unknown = samples.find((sample) => !alphabet.includes(sample.label));
  if (unknown !== undefined) {
    const where = 'source' in unknown ? `${unknown.source}: ` : '';
    throw new OwnhandError(
      'unknown-label',
      `${where}the reader does not know the label "${unknown.label}" (it knows ${alphabet.join(' ')})`,
    );
  }
  const pictures = new Uint8Array(samples.length * pictureSize);
  for (const [i, sample] of samples.entries()) pictures.set(sample.picture, i * pictureSize);
  return evaluate(model, {
    count: samples.length,
    pictures,
    labels: Uint8Array.from(samples, (sample) => alphabet.indexOf(sample.label)),
  });
}
