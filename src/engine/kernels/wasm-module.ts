// The WASM builds of the kernels: which one runs here, and its exports on a memory.
import { type Memory, wasm } from '../memory.js';
import { block, lengths, text } from '../wasm/kernel-bytes.js';

/** One of the builds. */
export type Build = keyof typeof lengths;

/** What a module exports: a function for each kernel, with nothing but numbers as arguments. */
export type Exports = Readonly<Record<string, (...numbers: (number | boolean)[]) => void>>;

/**
 * The faster build, unless the results must be the same everywhere: a fused multiply-add rounds differently, and not
 * every machine has one.
 */
export function chooseBuild(reproducible: boolean): Build {
  if (reproducible) return 'plain';
  hasRelaxed ??= wasm.validate(bytesOf('relaxed'));
  return hasRelaxed ? 'relaxed' : 'plain';
}

let hasRelaxed: boolean | undefined;

const modules = new Map<string, object>();

/** A module at work on `memory`. Every thread makes its own. */
export function instantiate(build: Build, memory: Memory, shared: boolean): Exports {
  const name = `${build} ${shared}`;
  let module = modules.get(name);
  if (!module) {
    const bytes = bytesOf(build);
    module = new wasm.Module(shared ? bytes : unshare(bytes));
    modules.set(name, module);
  }
  return new wasm.Instance(module, { env: { memory, abort } }).exports as Exports;
}

function abort(): never {
  throw new Error('A kernel was called with impossible arguments.');
}

/** The bytes of a build, whose blocks come by turns with those of the other one. */
function bytesOf(build: Build): Uint8Array {
  const builds = Object.keys(lengths);
  const turn = builds.indexOf(build);
  return Uint8Array.from({ length: lengths[build] }, (_, i) => {
    const at = 2 * ((Math.floor(i / block) * builds.length + turn) * block + (i % block));
    return Number.parseInt(text.slice(at, at + 2), 16);
  });
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
