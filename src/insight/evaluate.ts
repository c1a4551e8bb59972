// Scores of a model on labelled pictures.

import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import { calibrationError } from '../model/calibration.js';
import { argmax } from '../model/logits.js';
import type { Model } from '../model/model.js';

/** Scores of a model on labelled pictures. */
export interface Evaluation {
  /** The number of pictures. */
  readonly samples: number;
  /** How many of them were read rightly. */
  readonly correct: number;
  /** correct / samples. */
  readonly accuracy: number;
  /** The model's labels. */
  readonly alphabet: readonly string[];
  /** Expected calibration error of the answers' confidences, 0 to 1 (Naeini et al. 2015). */
  readonly calibrationError: number;
  /** Counts, [truth][answer], in the alphabet's order. */
  readonly confusion: readonly (readonly number[])[];
}

/** Pictures classified at a time, so that memory stays in bounds. */
const CHUNK = 1000;

/** The best label of the alphabet for each picture ("not a symbol" is not an answer here), against the truth. */
export function evaluate(model: Model, data: LabelledPictures): Evaluation {
  const n = model.alphabet.length;
  const confusion = model.alphabet.map(() => new Array<number>(n).fill(0));
  const confidences = new Float32Array(data.count);
  const right: boolean[] = [];
  let correct = 0;
  for (let from = 0; from < data.count; from += CHUNK) {
    const count = Math.min(CHUNK, data.count - from);
    const chances = model.classify(data.pictures.subarray(from * pictureSize, (from + count) * pictureSize), count);
    for (let i = 0; i < count; i++) {
      const truth = data.labels[from + i]!;
      const answer = argmax(chances, i * (n + 1), n);
      confidences[from + i] = chances[i * (n + 1) + answer]!;
      right.push(answer === truth);
      confusion[truth]![answer]!++;
      if (answer === truth) correct++;
    }
  }
  return {
    samples: data.count,
    correct,
    accuracy: correct / Math.max(1, data.count),
    calibrationError: calibrationError(confidences, right),
    alphabet: model.alphabet,
    confusion,
  };
}
