// One memory for everything. A shared WebAssembly.Memory is only given back by the garbage collector, and it does not hurry; so a closed
// engine's memory is kept for the next one.

/** Bytes that can grow: a WebAssembly.Memory, or a plain stand-in where the reference runs. */
export interface Memory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** The parts of the WebAssembly interface that the engine uses: neither the DOM's types nor Node's are known here. */
interface WebAssemblyApi {
  Memory: new (how: { initial: number; maximum: number; shared: boolean }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
  validate(bytes: Uint8Array): boolean;
}
declare const WebAssembly: WebAssemblyApi;
export const wasm: WebAssemblyApi = WebAssembly;

export const pageSize = 65536;
/** 2 GiB, what the kernels are compiled for. */
const maximumPages = 32768;
/** Bytes of closed engines' memories that are kept for the next ones. */
const most = 256 << 20;

const pool: Memory[] = [];

/** A zeroed memory of at least `bytes`, which it keeps for good: the smallest kept one that is large enough, else the largest, grown. */
export function takeMemory(bytes: number, shared: boolean): Memory {
  const fitting = pool
    .filter((memory) => isShared(memory) === shared)
    .sort((a, b) => a.buffer.byteLength - b.buffer.byteLength);
  const kept = fitting.find((memory) => memory.buffer.byteLength >= bytes) ?? fitting.at(-1);
  if (kept) pool.splice(pool.indexOf(kept), 1);
  const memory = kept ?? new wasm.Memory({ initial: 1, maximum: maximumPages, shared });
  new Uint8Array(memory.buffer).fill(0, 0, Math.min(memory.buffer.byteLength, bytes));
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageSize);
  if (missing > 0) memory.grow(missing);
  return memory;
}

export function giveBack(memory: Memory): void {
  const held = pool.reduce((sum, other) => sum + other.buffer.byteLength, 0);
  if (held + memory.buffer.byteLength <= most) pool.push(memory);
}

/** Whether threads can share memory here; without it everything runs on one thread. */
export const canShare: boolean = 'SharedArrayBuffer' in globalThis;

const isShared = (memory: Memory): boolean => canShare && memory.buffer instanceof SharedArrayBuffer;
