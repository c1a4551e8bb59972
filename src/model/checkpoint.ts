// A checkpoint holds weights, the network that they belong to, the alphabet, and how they came about. It never changes.
import type { Network, Tensor, Weights } from '../engine/engine.js';
import { shapesOf } from '../engine/plan/shapes.js';
import { OwnhandError } from '../error.js';
import { gateWidth, headWidth, outputWidths } from './base-outputs.js';
import {
  either,
  listOf,
  numberWithin,
  object,
  oneKindOf,
  oneOf,
  optional,
  recordOf,
  text,
  wholeNumber,
} from './description.js';
import type { OwnHead } from './learned/own-head.js';
import { decodeTensors, encodeTensors, type Precision, type StepsOf } from './safetensors.js';

/** The version of the file format, raised when an older ownhand could not read a file correctly. */
const formatVersion = 1;

/** Most channels, units or pixels on a side, and layers: what no network of this engine has by far. */
const MOST = 4096;
const size = wholeNumber(1, MOST);
const activation = oneOf('none', 'relu');
const norm = optional(oneOf('batch'));
const layer = oneKindOf('kind', {
  conv: object({ size: oneOf(1, 3), channels: size, norm, activation }),
  maxpool: object({}),
  upsample: object({}),
  add: object({ from: wholeNumber(0, MOST) }),
  average: object({}),
  dense: object({ units: size, norm, activation }),
  dropout: object({ rate: numberWithin(0, 0.99) }),
});
const habits = object({
  apart: recordOf(numberWithin(Number.MIN_VALUE, 1 - Number.EPSILON)),
  touching: numberWithin(1, Number.MAX_VALUE),
});
const description = object({
  network: object({ input: listOf(size, 3), layers: listOf(layer) }),
  alphabet: listOf(text()),
  temperature: numberWithin(Number.MIN_VALUE, Number.MAX_VALUE),
  training: recordOf(either(text(true), numberWithin(-Number.MAX_VALUE, Number.MAX_VALUE))),
  scores: recordOf(numberWithin(-Number.MAX_VALUE, Number.MAX_VALUE)),
  parent: either(oneOf(null), wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  own: optional(object({ labels: listOf(text()), habits: optional(habits) })),
});

/** All of a checkpoint but its numbers. */
export interface CheckpointInfo {
  /** The network that the weights belong to. */
  readonly network: Network;
  /** The labels in the order of the outputs; of a network that labels pixels, a label for each channel. */
  readonly alphabet: readonly string[];
  /** Logits are divided by this before the softmax (Guo et al. 2017). */
  readonly temperature: number;
  /** What it was trained on and by which command, for people. */
  readonly training: Readonly<Record<string, string | number>>;
  /** Measured rates and counts, by name. */
  readonly scores: Readonly<Record<string, number>>;
  /**
   * The checkpoint it was learned from: a number of the same hand, or 0 for the shipped base; null for a base itself.
   */
  readonly parent: number | null;
}

/** What a checkpoint's file says of itself, beside its version. */
interface Description extends CheckpointInfo {
  /** What learning a hand has added to the base; its numbers are tensors whose names begin with `own.`. */
  readonly own?: Pick<OwnHead, 'labels' | 'habits'>;
}

export interface Checkpoint extends CheckpointInfo {
  /** The base's, where a hand was learned. */
  readonly weights: Weights;
  /** What was learned of a hand, if anything was. */
  readonly own?: OwnHead;
}

/** A safetensors file; a base of 150,000 weights takes 300 kB as F16. */
export function encodeCheckpoint(checkpoint: Checkpoint, precision: Precision = 'F16', stepsOf?: StepsOf): Uint8Array {
  const { weights, own, ...info } = checkpoint;
  const described = own && { labels: own.labels, ...(own.habits && { habits: own.habits }) };
  const about = { version: formatVersion, ...info, ...(described && { own: described }) };
  const tensors = own ? new Map([...weights, ...tensorsOf(own)]) : weights;
  return encodeTensors({ metadata: { ownhand: JSON.stringify(about) }, tensors }, precision, stepsOf);
}

/**
 * Reads a checkpoint's file and checks all that it claims.
 * @param name how the user knows the file, for messages
 * @throws OwnhandError 'bad-checkpoint' where the file is damaged, of another version, or its tensors don't fit its
 * network.
 */
export function decodeCheckpoint(bytes: Uint8Array, name: string): Checkpoint {
  const file = decodeTensors(bytes, name);
  const bad = (what: string): OwnhandError => new OwnhandError('bad-checkpoint', `${name}: ${what}.`);
  const json = file.metadata['ownhand'];
  if (json === undefined) throw bad('a safetensors file, but not one of ownhand');
  const raw = parse(json);
  const version = typeof raw === 'object' && raw !== null && 'version' in raw ? raw.version : undefined;
  if (version !== formatVersion) {
    throw bad(
      `made by another version of ownhand (format ${String(version)}, this one reads ${formatVersion}); update ownhand`,
    );
  }
  const { own, ...rest } = described(raw, bad);
  const { network } = rest;
  checkShapes(network, rest.alphabet.length, file.tensors, own, bad);
  if (!own) return { ...rest, weights: file.tensors };
  const take = (name: string): Float32Array => file.tensors.get(`own.${name}`)!.data;
  const head = { weight: take('weight'), bias: take('bias'), gate: take('gate') };
  const weights = new Map([...file.tensors].filter(([name]) => !name.startsWith('own.')));
  return { ...rest, weights, own: { ...own, ...head } };
}

/** The parts of a description that this version knows, checked. */
function described(raw: unknown, bad: (what: string) => OwnhandError): Description {
  try {
    description(raw, '');
  } catch (error) {
    throw bad(`its description is damaged (${(error as Error).message}); restore it from a copy`);
  }
  const { network, alphabet, temperature, training, scores, parent, own } = raw as Description;
  return { network, alphabet, temperature, training, scores, parent, ...(own && { own }) };
}

function tensorsOf({ weight, bias, gate }: OwnHead): readonly [string, Tensor][] {
  const columns = bias.length;
  return [
    ['own.weight', { shape: [columns, weight.length / columns], data: weight }],
    ['own.bias', { shape: [columns], data: bias }],
    ['own.gate', { shape: [gate.length], data: gate }],
  ];
}

/** Refuses a file unless it has every weight that the network needs, in its shape, and nothing else. */
function checkShapes(
  network: Network,
  labels: number,
  weights: Weights,
  own: { readonly labels: readonly string[] } | undefined,
  bad: (what: string) => OwnhandError,
): void {
  const want = shapesOrRefuse(network, bad);
  if (own) {
    if (weights.has('own.keys'))
      throw bad('it was learned by an earlier ownhand; `ownhand rebuild` learns it again from the samples');
    const widths = outputWidths(network);
    want
      .set('own.weight', [labels + 1, headWidth(widths)])
      .set('own.bias', [labels + 1])
      .set('own.gate', [gateWidth(widths) + 1]);
  }
  for (const [name, shape] of want) {
    const got = weights.get(name)?.shape;
    if (!got || got.length !== shape.length || got.some((n, i) => n !== shape[i])) {
      throw bad(
        `its tensor ${name} is ${got ? `[${got.join(', ')}]` : 'missing'} ` +
          `where the network needs [${shape.join(', ')}]`,
      );
    }
  }
  if (weights.size !== want.size) throw bad('it holds tensors that its network does not know');
  const last = network.layers.at(-1);
  if (last?.kind === 'conv') {
    if (last.channels !== labels) throw bad(`its network does not end in ${labels} channels, one a label of a pixel`);
  } else if (last?.kind !== 'dense' || last.units !== labels + 1)
    throw bad(`its network does not end in ${labels + 1} outputs, one a label and one for "not a symbol"`);
}

function shapesOrRefuse(network: Network, bad: (what: string) => OwnhandError): Map<string, readonly number[]> {
  try {
    return weightShapes(network);
  } catch (error) {
    throw bad(`its network makes no sense (${(error as Error).message.replace(/\.$/, '')})`);
  }
}

/** Whether two checkpoints have the same base: what either learned of a hand counts for nothing. */
export function haveSameWeights(a: Checkpoint, b: Checkpoint): boolean {
  return [...a.weights].every(([name, { data }]) => {
    const other = b.weights.get(name)?.data;
    return other?.length === data.length && data.every((value, i) => value === other[i]);
  });
}

/** Names and shapes of a network's weights, in the order of its layers. */
export function weightShapes(network: Network): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  const pictures = shapesOf(network);
  network.layers.forEach((l, i) => {
    if (l.kind !== 'conv' && l.kind !== 'dense') return;
    const [h, w, c] = pictures[i]!;
    const out = l.kind === 'conv' ? l.channels : l.units;
    shapes.set(`${i}.weight`, l.kind === 'conv' ? [l.size, l.size, c, out] : [h * w * c, out]);
    for (const name of l.norm ? ['gain', 'shift', 'mean', 'variance'] : ['bias']) shapes.set(`${i}.${name}`, [out]);
  });
  return shapes;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
