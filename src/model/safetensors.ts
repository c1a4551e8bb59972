// The safetensors container: 8 bytes of header length, a JSON header, then the tensors' bytes.
// https://huggingface.co/docs/safetensors (format). Everything a file claims is checked before it is used.
import type { Tensor } from '../engine/engine.js';
import { OwnhandError } from '../error.js';
import { decodeText, encodeText } from '../utf8.js';
import { listOf, object, oneOf, optional, recordOf, text, wholeNumber } from './description.js';
import { fromHalf, toHalf } from './float16.js';

/** Bits of a stored number: 32 or 16. */
export type Precision = 'F32' | 'F16';

/** What a safetensors file holds. */
export interface TensorFile {
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Tensors by name, in the order of the file's header. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** Most bytes of a header that is believed. */
const largestHeader = 1 << 20;
const size = { F32: 4, F16: 2 } as const;
const whole = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const entry = object({ dtype: oneOf('F32', 'F16'), shape: listOf(whole), data_offsets: listOf(whole, 2) });
const header = object({ __metadata__: optional(recordOf(text(true))) }, entry);

/** What a checked header says of a tensor. */
interface Entry {
  readonly dtype: Precision;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** A header that has passed its check. */
type Header = Readonly<Record<string, Entry>> & { readonly __metadata__?: Readonly<Record<string, string>> };

/** The bytes of a file, with the tensors in the order of the map. */
export function encodeTensors(file: TensorFile, precision: Precision): Uint8Array {
  const head: Record<string, unknown> = { __metadata__: file.metadata };
  let end = 0;
  for (const [name, { shape, data }] of file.tensors) {
    const start = end;
    end += data.length * size[precision];
    head[name] = { dtype: precision, shape, data_offsets: [start, end] };
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
  for (const { data } of file.tensors.values()) {
    for (const value of data) {
      if (precision === 'F32') view.setFloat32(at, value, true);
      else view.setUint16(at, toHalf(value), true);
      at += size[precision];
    }
  }
  return bytes;
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
    const data = new Float32Array(count);
    const start = 8 + length + from;
    for (let i = 0; i < count; i++) {
      data[i] = dtype === 'F32' ? view.getFloat32(start + 4 * i, true) : fromHalf(view.getUint16(start + 2 * i, true));
      if (!Number.isFinite(data[i])) throw bad(`tensor ${key} holds a value that is not a number`);
    }
    tensors.set(key, { shape, data });
  }
  if (covered !== body) throw bad('its tensors do not cover the file');
  return { metadata, tensors };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
