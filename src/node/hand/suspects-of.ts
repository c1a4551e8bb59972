// Labels of a hand's samples that look wrong.
import type { HandStore } from '../../hand/store.js';
import { checkLabels, type SuspectLabel } from '../../learn/labels/check-labels.js';
import { createEngine } from '../engine/node-engine.js';
import { shippedBase } from '../models/shipped.js';

/** The labels that look wrong, the likeliest to be so first. */
export async function suspectsOf(store: HandStore): Promise<readonly SuspectLabel[]> {
  return checkLabels(await shippedBase(), await store.samples(), [], createEngine);
}
