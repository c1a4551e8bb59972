// What a page may give as a picture. Files and Blobs are decoded in the worker; what is drawn already comes as pixels.

/** Decoded pixels; every ImageData is some. */
export interface Pixels {
  /** Row by row from the top: RGBA, RGB or grey, by how many values there are for each pixel; 0 to 255. */
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
}

/**
 * A picture: a File or Blob; the file's bytes; decoded pixels; a canvas; an image; a video, of which the frame is read
 * that it shows. A Blob that was read lately is not decoded again.
 */
export type PictureInput =
  | Blob
  | Uint8Array
  | ArrayBuffer
  | Pixels
  | ImageBitmap
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLVideoElement
  | HTMLImageElement
  | VideoFrame;

/** Decodes a kind of file that browsers do not: one page of it, counted from 1. It may throw whatever it likes. */
export type Decoder = (file: Blob, page: number) => Promise<Pixels | ImageBitmap>;

/** Decoders of a program's own. Each may be missing. */
export interface Decoders {
  /** Photos of iPhones, where the browser does not decode them itself (Safari does). */
  readonly heic?: Decoder;
  /** Scans. */
  readonly pdf?: Decoder;
}

/** A picture that lies where `ownhand serve` runs. It is read there; `blob` brings it to be looked at. */
export interface ServedPhoto {
  /** Its place among the served photos, from 0. */
  readonly index: number;
  /** The file's name. */
  readonly name: string;
  /** The file. Throws OwnhandError 'not-found', 'refused'. */
  blob(): Promise<Blob>;
}

/** Whether a picture lies where the server is. */
export function isServedPhoto(picture: PictureInput | ServedPhoto): picture is ServedPhoto {
  return typeof picture === 'object' && picture !== null && 'blob' in picture && typeof picture.blob === 'function';
}
