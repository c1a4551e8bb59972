// The memory that an engine works in. The garbage collector takes its time to free a shared WebAssembly.Memory, so the
// memory of a closed engine is kept for the next one.

/** Bytes that can grow: a WebAssembly.Memory, or a plain stand-in where the reference runs. */
export interface Memory {
  /** All of its bytes; another buffer after `grow`. */
  readonly buffer: ArrayBufferLike;
  /** Adds pages; gives the number of pages before. */
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

/** Bytes of a page of WebAssembly memory. */
export const pageSize = 65536;
/** 2 GiB, what the kernels are compiled for. */
export const maximumPages = 32768;
/** Most bytes of closed engines' memories that are kept for the next ones. Set by eye. */
const mostKept = 256 << 20;

const pool: Memory[] = [];

/**
 * A zeroed memory of at least `bytes`: the smallest kept one that is large enough, else the largest one, grown, else a
 * new one.
 */
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

/** Keeps a memory for the next engine, if there is room for it; the caller must not use it any more. */
export function giveBack(memory: Memory): void {
  const held = pool.reduce((sum, other) => sum + other.buffer.byteLength, 0);
  if (held + memory.buffer.byteLength <= mostKept) pool.push(memory);
}

/** Whether threads can share memory here; if not, everything runs on one thread. */
export const canShare: boolean = 'SharedArrayBuffer' in globalThis;

const isShared = (memory: Memory): boolean => canShare && memory.buffer instanceof SharedArrayBuffer;
