// Files that are pictures to people and none to the browser become pictures: a HEIC photo, each page of a PDF.
import type { Foreign } from './foreign-worker.js';

/** The pictures that a file holds; the file itself where the browser decodes it, or where no decoder is at hand. */
export async function picturesIn(file: File): Promise<readonly File[]> {
  const kind = await kindOf(file);
  if (!kind) return [file];
  const drawn = await drawnBy(kind, file);
  const stem = file.name.replace(/\.[^.]*$/, '');
  return drawn.length === 0
    ? [file]
    : drawn.map((picture, k) => {
        const name = drawn.length > 1 ? `${stem} ${k + 1}.jpg` : `${stem}.jpg`;
        return new File([picture], name, { type: picture.type });
      });
}

async function kindOf(file: File): Promise<Foreign | undefined> {
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 32).arrayBuffer()));
  if (start.startsWith('%PDF')) return 'pdf';
  if (!/^.{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)/s.test(start) || start.includes('avif')) return undefined;
  // Safari decodes them itself.
  const own = await createImageBitmap(file).catch(() => undefined);
  own?.close();
  return own ? undefined : 'heic';
}

/** What the worker makes of it; nothing where it is damaged, or where the worker is not served. */
function drawnBy(kind: Foreign, file: File): Promise<readonly Blob[]> {
  return new Promise((done) => {
    const worker = new Worker(new URL('./foreign-worker.ts', import.meta.url), { type: 'module' });
    const end = (pictures: readonly Blob[]): void => {
      worker.terminate();
      done(pictures);
    };
    worker.onmessage = ({ data }: MessageEvent<readonly Blob[]>) => end(data);
    worker.onerror = () => end([]);
    worker.postMessage({ kind, file });
  });
}
