// A sheet as PDF 1.6: a page of rectangles and text in Helvetica, which every viewer and printer brings (ISO 32000-1).
import { drawSheet, FRAME, type Shape } from './draw-sheet.js';
import type { SheetLayout } from './layout.js';

/** Points per millimetre. */
const POINTS = 72 / 25.4;

/** The sheet as a PDF file of one page. */
export function sheetPdf(layout: SheetLayout): Uint8Array {
  const content = drawSheet(layout)
    .map((shape) => operators(shape, layout.height))
    .join('\n');
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  return file([
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pt(layout.width)} ${pt(layout.height)}] /Contents 4 0 R ` +
      '/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ]);
}

/** The file: the objects, numbered from 1, and a table of where each begins. Every character is one byte. */
function file(objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.6\n%\xe2\xe3\xcf\xd3\n';
  const starts = objects.map((object, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${starts.join('')}`;
  text += `${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The drawing operators of a shape. PDF counts upwards from the bottom of the page. */
function operators(shape: Shape, height: number): string {
  switch (shape.kind) {
    case 'fill':
      return `0 g ${pt(shape.x)} ${pt(height - shape.y - shape.h)} ${pt(shape.w)} ${pt(shape.h)} re f`;
    case 'frame': {
      const [x, y, side] = [pt(shape.x), pt(height - shape.y - shape.side), pt(shape.side)];
      return `${FRAME.grey} G ${pt(FRAME.width)} w ${x} ${y} ${side} ${side} re S`;
    }
    case 'text': {
      const text = winAnsi(shape.text);
      const size = text.includes('U+') ? Math.min(shape.size, CODE_POINT_SIZE) : shape.size;
      const font = `/F${shape.bold ? 2 : 1} ${pt(size)} Tf`;
      return `BT ${shape.grey} g ${font} ${pt(shape.x)} ${pt(height - shape.y)} Td (${text}) Tj ET`;
    }
  }
}

/** The size of text with a code point, in millimetres: small enough to stand beside a box. */
const CODE_POINT_SIZE = 2.2;

const pt = (millimetres: number) => String(Math.round(millimetres * POINTS * 1000) / 1000);

/** Characters of WinAnsi (Windows-1252) that Latin-1 lacks, with their bytes. */
const WINDOWS = new Map([...'€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'].map((character, i) => [character, 0x80 + i]));

/** A text as the inside of a PDF string; a character that WinAnsi lacks is printed as its code point, U+03B1. */
function winAnsi(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0)!;
      const byte = code < 0x7f || (code > 0x9f && code < 0x100) ? code : WINDOWS.get(character);
      if (byte === undefined) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      return /[\\()]/.test(character) ? `\\${character}` : String.fromCharCode(byte);
    })
    .join('');
}
