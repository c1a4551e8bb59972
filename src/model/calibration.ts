// Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks"): one number, fitted on samples that
// were not trained on, makes a network's confidences true to its accuracy without changing any answer.

/** Mean negative log-likelihood, in nats, of the true columns under softmax(logits / temperature). */
function logLoss(logits: Float32Array, columns: number, truth: ArrayLike<number>, temperature: number): number {
  let total = 0;
  for (let i = 0; i < truth.length; i++) {
    const from = i * columns;
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < columns; j++) top = Math.max(top, logits[from + j]!);
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += Math.exp((logits[from + j]! - top) / temperature);
    total += Math.log(sum) - (logits[from + truth[i]!]! - top) / temperature;
  }
  return total / Math.max(1, truth.length);
}

/** The temperature with the least log-loss, between 1/8 and 8, by golden-section search on its logarithm. */
export function fitTemperature(logits: Float32Array, columns: number, truth: ArrayLike<number>): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  const loss = (t: number): number => logLoss(logits, columns, truth, Math.exp(t));
  let low = Math.log(1 / 8);
  let high = Math.log(8);
  let a = high - golden * (high - low);
  let b = low + golden * (high - low);
  let lossA = loss(a);
  let lossB = loss(b);
  while (high - low > 1e-3) {
    if (lossA < lossB) {
      high = b;
      [b, lossB] = [a, lossA];
      a = high - golden * (high - low);
      lossA = loss(a);
    } else {
      low = a;
      [a, lossA] = [b, lossB];
      b = low + golden * (high - low);
      lossB = loss(b);
    }
  }
  return Math.exp((low + high) / 2);
}

/** Expected calibration error (Naeini et al. 2015): mean gap between confidence and accuracy over equal-width bins. */
export function calibrationError(confidence: ArrayLike<number>, right: ArrayLike<boolean>, bins = 15): number {
  const sum = new Float64Array(bins);
  for (let i = 0; i < confidence.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(confidence[i]! * bins));
    sum[bin]! += confidence[i]! - (right[i] ? 1 : 0);
  }
  return sum.reduce((total, gap) => total + Math.abs(gap), 0) / Math.max(1, confidence.length);
}
