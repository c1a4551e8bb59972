// Pages that sharp cannot decode: HEIC photos and PDFs. Their decoders are large and seldom needed, so they are
// packages that the user installs beside ownhand where they are wanted. Without them the message says what to install.
import { OwnhandError } from '../../error.js';

/** A kind of picture that sharp does not decode. */
export type Foreign = 'heic' | 'pdf';

const PACKAGES = { heic: 'heic-decode', pdf: '@hyzyla/pdfium' } as const;
/**
 * Pixels that the longer side of a PDF's page is drawn with, since it has none of its own: about 250 to an inch of A4.
 */
const LONGER_SIDE = 3000;

/** Raw pixels of a picture; channels are RGBA. */
export interface Raster {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** [height, width, 4] */
  readonly data: Uint8Array;
}

// The parts of the packages that are used are typed here, since they need not be there when this is compiled.
type HeicDecode = (input: {
  buffer: Uint8Array;
}) => Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
interface PdfDocument {
  getPageCount(): number;
  getPage(index: number): {
    getOriginalSize(): { originalWidth: number; originalHeight: number };
    render(options: { render: 'bitmap'; scale: number }): Promise<{ width: number; height: number; data: Uint8Array }>;
  };
  destroy(): void;
}
interface Pdfium {
  readonly PDFiumLibrary: {
    init(): Promise<{ loadDocument(bytes: Uint8Array): Promise<PdfDocument>; destroy(): void }>;
  };
}

/** The kind of picture that bytes are, by their first few; undefined where sharp may know it. */
export function foreignKind(bytes: Uint8Array): Foreign | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('latin1');
  if (start.startsWith('%PDF')) return 'pdf';
  return /^.{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)/s.test(start) && !start.includes('avif') ? 'heic' : undefined;
}

/**
 * Decodes the picture, or one page of a PDF, counted from 1. Throws OwnhandError 'needs-install', 'damaged', 'not-
 * found'.
 */
export async function rasterise(kind: Foreign, bytes: Uint8Array, name: string, page = 1): Promise<Raster> {
  if (kind === 'heic') {
    const { default: heicDecode } = await load<{ default: HeicDecode }>(kind, name);
    const { width, height, data } = await quietly(() => heicDecode({ buffer: bytes })).catch(damaged(name));
    return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  }
  return withPdf(bytes, name, async (pdf) => {
    const count = pdf.getPageCount();
    if (page > count)
      throw new OwnhandError('not-found', `${name}: the PDF has ${count === 1 ? 'one page' : `${count} pages`}`);
    const pdfPage = pdf.getPage(page - 1);
    const { originalWidth, originalHeight } = pdfPage.getOriginalSize();
    const scale = LONGER_SIDE / Math.max(originalWidth, originalHeight, 1);
    return pdfPage.render({ render: 'bitmap', scale }).catch(damaged(name));
  });
}

/** How many pages a PDF has. Throws OwnhandError 'needs-install', 'damaged'. */
export async function pdfPages(bytes: Uint8Array, name: string): Promise<number> {
  return withPdf(bytes, name, async (pdf) => pdf.getPageCount());
}

async function withPdf<T>(bytes: Uint8Array, name: string, use: (pdf: PdfDocument) => Promise<T>): Promise<T> {
  const { PDFiumLibrary } = await load<Pdfium>('pdf', name);
  const library = await PDFiumLibrary.init();
  try {
    const pdf = await library.loadDocument(bytes).catch(damaged(name));
    try {
      return await use(pdf);
    } finally {
      pdf.destroy();
    }
  } finally {
    library.destroy();
  }
}

async function load<T>(kind: Foreign, name: string): Promise<T> {
  const wanted = PACKAGES[kind];
  try {
    return (await import(wanted)) as T;
  } catch (cause) {
    const what = kind === 'pdf' ? 'a PDF' : 'HEIC';
    throw new OwnhandError(
      'needs-install',
      `${name} is ${what}, which needs a decoder of its own: run \`npm install ${wanted}\`, or save it as ` +
        `${kind === 'pdf' ? 'PNG or JPEG' : 'JPEG'}`,
      { cause },
    );
  }
}

/** The HEIC decoder tells of its failures on standard output, where only readings belong. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  try {
    return await run();
  } finally {
    console.log = log;
  }
}

const damaged = (name: string) => (cause: unknown) => {
  throw new OwnhandError('damaged', `${name} is damaged or cut off and cannot be decoded`, { cause });
};
