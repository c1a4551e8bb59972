// The learning rate over a training: linear warm-up, then a cosine down to nothing (Loshchilov & Hutter 2017).

/**
 * The learning rate at a point of the training.
 * @param progress share of the training done, 0 to 1
 * @param warmUp share of the training in which the rate rises to its peak
 */
export function rateAt(progress: number, peak: number, warmUp: number): number {
  if (progress < warmUp) return (peak * (progress + 1e-3)) / (warmUp + 1e-3);
  const t = (progress - warmUp) / (1 - warmUp);
  return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, t)));
}
