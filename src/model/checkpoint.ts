// A checkpoint holds weights, the network that they belong to, the alphabet, and how they came about. It never changes.
import * as z from 'zod/mini';
import type { Network, Tensor, Weights } from '../engine/engine.js';
import { shapesOf } from '../engine/plan/shapes.js';
import { OwnhandError } from '../error.js';
import { gateWidth } from './gate-features.js';
import { shapeAfter } from './network-surgery.js';
import type { OwnHead } from './own-head.js';
import { decodeTensors, encodeTensors, type Precision } from './safetensors.js';

/** The version of the file format, raised when an older ownhand could not read a file correctly. */
const formatVersion = 1;

const size = z.int().check(z.positive(), z.maximum(4096));
const activation = z.enum(['none', 'relu']);
const layer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conv'),
    size: z.union([z.literal(1), z.literal(3)]),
    channels: size,
    norm: z.optional(z.literal('batch')),
    activation,
  }),
  z.object({ kind: z.literal('maxpool') }),
  z.object({ kind: z.literal('upsample') }),
  z.object({ kind: z.literal('add'), from: z.int().check(z.nonnegative(), z.maximum(4096)) }),
  z.object({ kind: z.literal('average') }),
  z.object({ kind: z.literal('dense'), units: size, norm: z.optional(z.literal('batch')), activation }),
  z.object({ kind: z.literal('dropout'), rate: z.number().check(z.minimum(0), z.maximum(0.99)) }),
]);
const metadata = z.object({
  version: z.literal(formatVersion),
  network: z.object({ input: z.tuple([size, size, size]), layers: z.array(layer) }),
  alphabet: z.array(z.string().check(z.minLength(1))),
  /** Logits are divided by this before the softmax (Guo et al. 2017). */
  temperature: z.number().check(z.positive()),
  /** What it was trained on and by which command, for people. */
  training: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Measured rates and counts, by name. */
  scores: z.record(z.string(), z.number()),
  /**
   * The checkpoint it was learned from: a number of the same hand, or 0 for the shipped base; null for a base itself.
   */
  parent: z.nullable(z.int()),
  /** What learning a hand has added to the base; its numbers are tensors whose names begin with `own.`. */
  own: z.optional(
    z.object({
      cut: z.int().check(z.positive(), z.maximum(4096)),
      labels: z.array(z.string().check(z.minLength(1))),
    }),
  ),
});

/** All of a checkpoint but its numbers. */
export interface CheckpointInfo
  extends Readonly<Omit<z.infer<typeof metadata>, 'network' | 'version' | 'alphabet' | 'own'>> {
  /** The network that the weights belong to. */
  readonly network: Network;
  /** The labels in the order of the outputs; of a network that labels pixels, a label for each channel. */
  readonly alphabet: readonly string[];
}

export interface Checkpoint extends CheckpointInfo {
  /** The base's, where a hand was learned. */
  readonly weights: Weights;
  /** What was learned of a hand, if anything was. */
  readonly own?: OwnHead;
}

/** A safetensors file; a base of 150,000 weights takes 300 kB as F16. */
export function encodeCheckpoint(checkpoint: Checkpoint, precision: Precision = 'F16'): Uint8Array {
  const { weights, own, ...info } = checkpoint;
  const described = own && { cut: own.cut, labels: own.labels };
  const about = { version: formatVersion, ...info, ...(described && { own: described }) };
  const tensors = own ? new Map([...weights, ...tensorsOf(own)]) : weights;
  return encodeTensors({ metadata: { ownhand: JSON.stringify(about) }, tensors }, precision);
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
  const info = metadata.safeParse(raw);
  if (!info.success) throw bad('its description is damaged; restore it from a copy');
  const { version: _, own, ...rest } = info.data;
  const network = rest.network as Network;
  checkShapes(network, rest.alphabet.length, file.tensors, own, bad);
  if (!own) return { ...rest, network, weights: file.tensors };
  const named = (wanted: boolean): [string, Tensor][] =>
    [...file.tensors].filter(([name]) => name.startsWith('own.') === wanted);
  const added = new Map(named(true).map(([name, tensor]) => [name.slice(4), tensor]));
  const take = (name: string): Float32Array => {
    const { data } = added.get(name)!;
    added.delete(name);
    return data;
  };
  const [gate, mean, keys] = [take('gate'), take('mean'), take('keys')];
  return { ...rest, network, weights: new Map(named(false)), own: { ...own, gate, mean, keys, tuned: added } };
}

function tensorsOf({ tuned, gate, mean, keys, labels }: OwnHead): readonly [string, Tensor][] {
  return [
    ...[...tuned].map(([name, tensor]): [string, Tensor] => [`own.${name}`, tensor]),
    ['own.gate', { shape: [gate.length], data: gate }],
    ['own.mean', { shape: [mean.length], data: mean }],
    ['own.keys', { shape: [labels.length, mean.length], data: keys }],
  ];
}

/** Refuses a file unless it has every weight that the network needs, in its shape, and nothing else. */
function checkShapes(
  network: Network,
  labels: number,
  weights: Weights,
  own: { readonly cut: number; readonly labels: readonly string[] } | undefined,
  bad: (what: string) => OwnhandError,
): void {
  const want = shapesOrRefuse(network, bad);
  if (own) {
    const last = network.layers.length - 1;
    for (const [name, shape] of [...want]) if (Number.parseInt(name, 10) >= own.cut) want.set(`own.${name}`, shape);
    const width = want.get(`${last}.weight`)?.[0] ?? 0;
    const [, , channels] = shapeAfter(network, own.cut);
    want
      .set('own.gate', [gateWidth(width, channels) + 1])
      .set('own.mean', [width])
      .set('own.keys', [own.labels.length, width]);
    if (own.cut >= last) throw bad('what it has learned does not fit its network');
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
