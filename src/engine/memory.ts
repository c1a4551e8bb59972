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
export const maximumPages = 32768;
/** Memories kept for the next engine, and how large one may be to be kept. */
const keep = { count: 2, pages: 1024 };

const pool: Memory[] = [];

/** A memory of at least `bytes`; what is in it is undefined unless fresh, so it is zeroed. */
export function takeMemory(bytes: number, shared: boolean): Memory {
  const index = pool.findIndex((memory) => isShared(memory) === shared);
  const memory =
    index >= 0 ? pool.splice(index, 1)[0]! : new wasm.Memory({ initial: 1, maximum: maximumPages, shared });
  const kept = Math.min(memory.buffer.byteLength, bytes);
  new Uint8Array(memory.buffer).fill(0, 0, kept);
  growTo(memory, bytes);
  return memory;
}

export function growTo(memory: Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageSize);
  if (missing > 0) memory.grow(missing);
}

export function giveBack(memory: Memory): void {
  if (pool.length < keep.count && memory.buffer.byteLength <= keep.pages * pageSize) pool.push(memory);
}

/** Whether threads can share memory here; without it everything runs on one thread. */
export const canShare: boolean = 'SharedArrayBuffer' in globalThis;

const isShared = (memory: Memory): boolean => canShare && memory.buffer instanceof SharedArrayBuffer;
