// What the browser compresses by itself, bounded, so that no small file becomes a large one.

/**
 * What is left of a stream when it is unpacked. Throws RangeError beyond `most` bytes, TypeError where it is damaged.
 */
export async function unpacked(file: Blob, format: 'gzip' | 'deflate', most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      void reader.cancel();
      throw new RangeError('more than it may be');
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes as a gzip file. */
export async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

/** Whether bytes begin as a gzip file does. A server may have unpacked one on the way (Content-Encoding: gzip). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Bytes in a zlib stream (RFC 1950) that stores them as they are: a hand's file is compressed as a whole later. */
export function stored(bytes: Uint8Array): Uint8Array {
  const BLOCK = 65_535;
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  const out = new Uint8Array(2 + blocks * 5 + bytes.length + 4);
  const view = new DataView(out.buffer);
  out.set([0x78, 0x01]);
  let at = 2;
  let [a, b] = [1, 0]; // Adler-32
  for (let k = 0; k < blocks; k++) {
    const block = bytes.subarray(k * BLOCK, (k + 1) * BLOCK);
    out[at] = k === blocks - 1 ? 1 : 0;
    view.setUint16(at + 1, block.length, true);
    view.setUint16(at + 3, ~block.length, true);
    out.set(block, at + 5);
    at += 5 + block.length;
    for (const byte of block) {
      a = (a + byte) % 65_521;
      b = (b + a) % 65_521;
    }
  }
  view.setUint32(at, b * 65_536 + a);
  return out;
}
