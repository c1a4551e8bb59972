// The labels that a reader knows, and room for those that a checkpoint never saw.
import type { Tensor, Weights } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import type { OwnHead } from './learned/own-head.js';

/** What the shipped reader reads. */
export const digitAlphabet: readonly string[] = [...'0123456789'];

/**
 * Whether a label is written as a bar: any stroke of letters, rules and edges may pass for one, so it says little.
 */
export function isBar(label: string): boolean {
  return label === '1';
}

/**
 * The first bias of a new label. It starts as an answer that is hardly ever given, so that no digit loses to it. Set by
 * eye.
 */
const unlikely = -4;

/**
 * The same reader with exactly these labels, in this order. Known labels keep their weights, new ones start as answers
 * that are hardly ever given, and others are dropped. "Not a symbol" stays the last output.
 */
export function withAlphabet(checkpoint: Checkpoint, alphabet: readonly string[]): Checkpoint {
  const last = checkpoint.network.layers.length - 1;
  const layer = checkpoint.network.layers[last];
  const same =
    alphabet.length === checkpoint.alphabet.length && alphabet.every((label, i) => label === checkpoint.alphabet[i]);
  if (same || layer?.kind !== 'dense') return checkpoint;
  // The column that each output comes from; -1 where it is new.
  const columns = [...alphabet.map((label) => checkpoint.alphabet.indexOf(label)), checkpoint.alphabet.length];
  const pick = ({ shape, data }: Tensor, value: number): Tensor => {
    const rows = data.length / layer.units;
    const picked = new Float32Array(rows * columns.length);
    for (let i = 0; i < picked.length; i++) {
      const column = columns[i % columns.length]!;
      picked[i] = column < 0 ? value : data[Math.floor(i / columns.length) * layer.units + column]!;
    }
    return { shape: [...shape.slice(0, -1), columns.length], data: picked };
  };
  const grown = (weights: Weights): Weights =>
    new Map(weights)
      .set(`${last}.weight`, pick(weights.get(`${last}.weight`)!, 0))
      .set(`${last}.bias`, pick(weights.get(`${last}.bias`)!, unlikely));
  const layers = checkpoint.network.layers.with(last, { ...layer, units: columns.length });
  const { own } = checkpoint;
  return {
    ...checkpoint,
    network: { ...checkpoint.network, layers },
    weights: grown(checkpoint.weights),
    alphabet,
    ...(own && { own: { ...own, ...grownHead(own, columns) } }),
  };
}

/** What a head adds to these columns of the logits; nothing to a new label, whose column is -1. */
function grownHead({ weight, bias }: OwnHead, columns: readonly number[]): Pick<OwnHead, 'weight' | 'bias'> {
  const pick = (rows: Float32Array): Float32Array => {
    const width = rows.length / bias.length;
    const picked = new Float32Array(columns.length * width);
    for (const [i, column] of columns.entries())
      if (column >= 0) picked.set(rows.subarray(column * width, (column + 1) * width), i * width);
    return picked;
  };
  return { weight: pick(weight), bias: pick(bias) };
}
