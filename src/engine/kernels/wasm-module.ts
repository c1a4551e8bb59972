// The WASM builds of the kernels: which one runs here, and its exports on a memory.
import { type Memory, wasm } from '../memory.js';
import { bytes as plainText } from '../wasm/plain.js';
import { bytes as relaxedText } from '../wasm/relaxed.js';

export type Build = 'plain' | 'relaxed';

/** What a module exports: a function for each kernel, with nothing but numbers as arguments. */
export type Exports = Readonly<Record<string, (...numbers: (number | boolean)[]) => void>>;

/**
 * The faster build, unless the results must be the same everywhere: a fused multiply-add rounds differently, and not
 * every machine has one.
 */
export function chooseBuild(reproducible: boolean): Build {
  return !reproducible && wasm.validate(decode(relaxedText)) ? 'relaxed' : 'plain';
}

const modules = new Map<string, object>();

/** A module at work on `memory`. Every thread makes its own. */
export function instantiate(build: Build, memory: Memory, shared: boolean): Exports {
  const name = `${build} ${shared}`;
  let module = modules.get(name);
  if (!module) {
    const bytes = decode(build === 'relaxed' ? relaxedText : plainText);
    module = new wasm.Module(shared ? bytes : unshare(bytes));
    modules.set(name, module);
  }
  return new wasm.Instance(module, { env: { memory, abort } }).exports as Exports;
}

function abort(): never {
  throw new Error('A kernel was called with impossible arguments.');
}

/** Base64 to bytes; the core may use neither atob nor Buffer. */
function decode(text: string): Uint8Array {
  const digits = new Uint8Array(128);
  for (let i = 0; i < 64; i++)
    digits['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)] = i;
  const length = (text.length * 3) / 4 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const bytes = new Uint8Array(length);
  for (let i = 0, to = 0; i < text.length; i += 4) {
    const digit = (k: number): number => digits[text.charCodeAt(i + k)]!;
    const word = (digit(0) << 18) | (digit(1) << 12) | (digit(2) << 6) | digit(3);
    bytes[to++] = word >> 16;
    if (to < length) bytes[to++] = word >> 8;
    if (to < length) bytes[to++] = word;
  }
  return bytes;
}

/**
 * The same module importing an ordinary memory, for places without shared ones: the kernels themselves use no atomics.
 */
function unshare(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const name = [3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2]; // "env" "memory", kind memory
  const at = copy.findIndex((_, i) => name.every((byte, k) => copy[i + k] === byte)) + name.length;
  copy[at] = 1; // has a maximum, not shared
  return copy;
}
