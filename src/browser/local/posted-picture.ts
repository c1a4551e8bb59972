// A picture on its way into a worker. What is drawn is taken as it is at this moment; files are decoded there.
import { OwnhandError } from '../../error.js';
import type { Decoders, PictureInput, Pixels } from '../picture-source.js';
import type { PostedPicture } from '../workers/worker-messages.js';

let decoders: Decoders = {};

/** Gives decoders for files that browsers do not decode. */
export function setDecoders(given: Decoders): void {
  decoders = given;
}

const ids = new WeakMap<Blob, number>();
let last = 0;

/** How a picture is told. */
export interface PictureOptions {
  /** What messages call it. */
  readonly name?: string | undefined;
  /** The page of a PDF, counted from 1. */
  readonly page?: number | undefined;
}

/** What is posted of a picture. Throws OwnhandError 'not-an-image', 'damaged'. */
export async function toPosted(input: PictureInput, { name, page = 1 }: PictureOptions): Promise<PostedPicture> {
  const called = name ?? (input instanceof File && input.name !== '' ? input.name : 'the picture');
  if (input instanceof Uint8Array || input instanceof ArrayBuffer)
    return toPosted(new Blob([input as BlobPart]), { name: called, page });
  if (input instanceof Blob) {
    const decoded = await decodedByOthers(input, called, page);
    if (decoded) return { source: decoded, name: called };
    const id = ids.get(input) ?? ++last;
    ids.set(input, id);
    return { source: input, name: called, id };
  }
  if (typeof input !== 'object' || input === null) throw unreadable(called);
  if (input instanceof ImageBitmap) return { source: input, name: called };
  if ('data' in input && 'width' in input && 'height' in input) {
    const { data, width, height } = input;
    return { source: { data, width, height }, name: called };
  }
  try {
    return { source: await createImageBitmap(input), name: called };
  } catch (cause) {
    if (cause instanceof TypeError) throw unreadable(called, cause);
    throw new OwnhandError('damaged', `${called} shows no picture that can be taken (yet)`, { cause });
  }
}

/** What a decoder that was given makes of a file; undefined where there is none for it. */
async function decodedByOthers(file: Blob, name: string, page: number): Promise<Pixels | ImageBitmap | undefined> {
  if (!decoders.heic && !decoders.pdf) return undefined;
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 32).arrayBuffer()));
  const isHeic = /^.{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)/s.test(start) && !start.includes('avif');
  const decoder = start.startsWith('%PDF') ? decoders.pdf : isHeic ? decoders.heic : undefined;
  if (!decoder) return undefined;
  try {
    return await decoder(file, page);
  } catch (cause) {
    if (cause instanceof OwnhandError) throw cause;
    throw new OwnhandError('damaged', `${name} is damaged or cut off and cannot be decoded`, { cause });
  }
}

function unreadable(name: string, cause?: unknown): OwnhandError {
  return new OwnhandError(
    'not-an-image',
    `${name} is no picture; give a File, a Blob, bytes, pixels, an image, a canvas or a video`,
    { cause },
  );
}
