// Draws what browsers do not decode: photos as iPhones keep them (HEIC), and the pages of PDFs. Its decoders are large,
// so each comes when it is needed; neither is in the package.
import wasmUrl from '@hyzyla/pdfium/pdfium.wasm?url';

/** Pixels that the longer side of a PDF's page is drawn with, as in Node: about 250 to an inch of A4. */
const LONGER_SIDE = 3000;
/** Of a PDF with more pages than this, the first ones are drawn. */
const MOST_PAGES = 100;

/** What a file may be. */
export type Foreign = 'heic' | 'pdf';

interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

addEventListener('message', ({ data }: MessageEvent<{ readonly kind: Foreign; readonly file: Blob }>) => {
  const { kind, file } = data;
  const drawing = kind === 'heic' ? heicPhoto(file) : pdfPages(file);
  drawing.then(
    (pictures) => postMessage(pictures),
    () => postMessage([]),
  );
});

async function heicPhoto(file: Blob): Promise<Blob[]> {
  const { default: decode } = await import('heic-decode');
  return [await pictureOf(await decode({ buffer: new Uint8Array(await file.arrayBuffer()) }))];
}

async function pdfPages(file: Blob): Promise<Blob[]> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init({ wasmUrl });
  const document = await library.loadDocument(new Uint8Array(await file.arrayBuffer()));
  const pictures: Blob[] = [];
  for (let index = 0; index < Math.min(MOST_PAGES, document.getPageCount()); index++) {
    const page = document.getPage(index);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = LONGER_SIDE / Math.max(originalWidth, originalHeight, 1);
    pictures.push(await pictureOf(await page.render({ render: 'bitmap', scale })));
  }
  document.destroy();
  library.destroy();
  return pictures;
}

function pictureOf({ width, height, data }: Raster): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
}
