// The safetensors container: 8 bytes of header length, a JSON header, then the tensors' bytes.
// https://huggingface.co/docs/safetensors (format). Everything a file claims is checked before it is used.
import type { Tensor } from '../engine/engine.js';
import { OwnhandError } from '../error.js';
import { decodeText, encodeText } from '../utf8.js';
import { listOf, object, oneOf, optional, recordOf, text, wholeNumber } from './description.js';
import { fromHalf, toHalf } from './float16.js';

/**
 * How numbers are stored: in 32 or 16 bits, or in eight, as steps of which the largest number of an output channel has
 * 127. With eight, what has one dimension only stays in 16.
 */
export type Precision = 'F32' | 'F16' | 'I8';

/** Steps from 0 to the largest number of a channel, 127 at most, of a tensor of this shape. */
export type StepsOf = (shape: readonly number[]) => number;

/** What a safetensors file holds. */
export interface TensorFile {
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Tensors by name, in the order of the file's header. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** Most bytes of a header that is believed. */
const largestHeader = 1 << 20;
const size = { F32: 4, F16: 2, I8: 1 } as const;
/** What is put behind the name of a tensor of eight bits for the tensor of its steps, one a channel. */
const STEP = '.step';
/** Steps from 0 to the largest number of a channel. */
const STEPS = 127;
const whole = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const entry = object({ dtype: oneOf('F32', 'F16', 'I8'), shape: listOf(whole), data_offsets: listOf(whole, 2) });
const header = object({ __metadata__: optional(recordOf(text(true))) }, entry);

/** What a checked header says of a tensor. */
interface Entry {
  readonly dtype: Precision;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** A header that has passed its check. */
type Header = Readonly<Record<string, Entry>> & { readonly __metadata__?: Readonly<Record<string, string>> };

/** A tensor as a file holds it. */
interface Stored {
  readonly name: string;
  readonly precision: Precision;
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * The bytes of a file, with the tensors in the order of the map.
 * @param stepsOf says for 'I8' how many steps a tensor has from 0 to the largest number of a channel; with fewer than
 * 127 the file packs smaller
 */
export function encodeTensors(file: TensorFile, precision: Precision, stepsOf: StepsOf = () => STEPS): Uint8Array {
  const stored = [...file.tensors].flatMap(([name, tensor]) => toStore(name, tensor, precision, stepsOf));
  const head: Record<string, unknown> = { __metadata__: file.metadata };
  let end = 0;
  for (const { name, precision: dtype, shape, data } of stored) {
    const start = end;
    end += data.length * size[dtype];
    head[name] = { dtype, shape, data_offsets: [start, end] };
  }
  const json = JSON.stringify(head);
  // The header is padded with spaces so that the tensors start at a multiple of 8.
  const text = encodeText(json);
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  let at = 8 + length;
  for (const { precision: dtype, data } of stored) {
    for (let i = 0; i < data.length; i++) {
      if (dtype === 'F32') view.setFloat32(at, data[i]!, true);
      else if (dtype === 'F16') view.setUint16(at, toHalf(data[i]!), true);
      else view.setInt8(at, data[i]!);
      at += size[dtype];
    }
  }
  return bytes;
}

/**
 * A tensor as it is, or as whole steps and how long a step of each channel is; channels are its last dimension. A step
 * is made a little longer, so that it has four bits: a number of steps has seven, so their product is a half float, and
 * what holds a model as half floats holds the very same one.
 */
function toStore(name: string, { shape, data }: Tensor, precision: Precision, stepsOf: StepsOf): Stored[] {
  if (precision !== 'I8') return [{ name, precision, shape, data }];
  if (shape.length < 2) return [{ name, precision: 'F16', shape, data }];
  const channels = shape.at(-1)!;
  const step = new Float32Array(channels);
  for (let i = 0; i < data.length; i++) step[i % channels] = Math.max(step[i % channels]!, Math.abs(data[i]!));
  for (let c = 0; c < channels; c++) step[c] = inFourBits(step[c]! / stepsOf(shape));
  const steps = Int8Array.from(data, (value, i) => Math.round(value / (step[i % channels] || 1)));
  return [
    { name, precision, shape, data: steps },
    { name: `${name}${STEP}`, precision: 'F32', shape: [channels], data: step },
  ];
}

/** The least number of four bits, behind the binary point or before it, that is no smaller. */
function inFourBits(value: number): number {
  if (value === 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(value)) - 3);
  return Math.ceil(value / unit) * unit;
}

/**
 * Reads a file.
 * @param name how the user knows the file, for messages
 * @throws OwnhandError 'bad-checkpoint' where the file is cut short, its header is damaged, or its offsets don't fit.
 */
export function decodeTensors(bytes: Uint8Array, name: string): TensorFile {
  const bad = (what: string): OwnhandError =>
    new OwnhandError('bad-checkpoint', `${name}: ${what}. Restore it from a copy, or go back with "ownhand use N".`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw bad('not a checkpoint, it is shorter than a header');
  const length = Number(view.getBigUint64(0, true));
  if (length > largestHeader) throw bad('not a checkpoint, its header length makes no sense');
  if (8 + length > bytes.length) throw bad('cut short inside its header');
  const head = parse(decodeText(bytes.subarray(8, 8 + length)));
  try {
    header(head, '');
  } catch (error) {
    throw bad(`its header is damaged (${(error as Error).message})`);
  }
  const { __metadata__: metadata = {}, ...entries } = head as Header;
  const tensors = new Map<string, Tensor>();
  const body = bytes.length - 8 - length;
  let covered = 0;
  for (const [
    key,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of Object.entries(entries)) {
    const count = shape.reduce((product, n) => product * n, 1);
    if (to > body) throw bad(`cut short, or the offsets of tensor ${key} lie outside the file`);
    if (from > to || to - from !== count * size[dtype]) throw bad(`the offsets of tensor ${key} do not fit its shape`);
    covered += to - from;
    const start = 8 + length + from;
    // A model is read once, by code that is not compiled yet, so what can be done at one go is.
    const data =
      dtype === 'I8'
        ? new Float32Array(new Int8Array(view.buffer, view.byteOffset + start, count))
        : new Float32Array(count);
    if (dtype !== 'I8')
      for (let i = 0; i < count; i++) {
        data[i] =
          dtype === 'F32' ? view.getFloat32(start + 4 * i, true) : fromHalf(view.getUint16(start + 2 * i, true));
        if (!Number.isFinite(data[i])) throw bad(`tensor ${key} holds a value that is not a number`);
      }
    tensors.set(key, { shape, data });
  }
  if (covered !== body) throw bad('its tensors do not cover the file');
  for (const [key, { dtype }] of Object.entries(entries)) {
    if (dtype === 'I8' && !takeSteps(tensors, key))
      throw bad(`the steps of tensor ${key} are missing or do not fit its shape`);
  }
  return { metadata, tensors };
}

/** Makes whole steps numbers, by a tensor that is taken out; returns whether it is there and fits. */
function takeSteps(tensors: Map<string, Tensor>, name: string): boolean {
  const { shape, data } = tensors.get(name)!;
  const step = tensors.get(`${name}${STEP}`)?.data;
  if (step === undefined || step.length !== shape.at(-1)) return false;
  for (let i = 0; i < data.length; i += step.length)
    for (let channel = 0; channel < step.length; channel++) data[i + channel]! *= step[channel]!;
  tensors.delete(`${name}${STEP}`);
  return true;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
