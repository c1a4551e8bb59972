// Scores of a model on labelled pictures.

import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { calibrationError } from '../model/calibration.js';
import { argmax } from '../model/logits.js';
import type { Model } from '../model/model.js';

export interface Evaluation {
  readonly samples: number;
  readonly correct: number;
  /** correct / samples. */
  readonly accuracy: number;
  readonly alphabet: readonly string[];
  /** Expected calibration error of the answers' confidences, 0 to 1 (Naeini et al. 2015). */
  readonly calibrationError: number;
  /** Counts, [truth][answer], in the alphabet's order. */
  readonly confusion: readonly (readonly number[])[];
}

/** The best label of the alphabet for each picture ("not a symbol" is not an answer here), against the truth. */
export function evaluate(model: Model, data: LabelledPictures): Evaluation {
  const n = model.alphabet.length;
  const confusion = model.alphabet.map(() => new Array<number>(n).fill(0));
  const chunk = 1000;
  const confidences = new Float32Array(data.count);
  const right: boolean[] = [];
  let correct = 0;
  for (let from = 0; from < data.count; from += chunk) {
    const count = Math.min(chunk, data.count - from);
    const chances = model.classify(data.pictures.subarray(from * 784, (from + count) * 784), count);
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
