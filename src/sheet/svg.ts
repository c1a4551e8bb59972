// A sheet as SVG, at its true size.
import { drawSheet, FRAME, type Shape } from './draw-sheet.js';
import type { SheetLayout } from './layout.js';

/** The sheet as an SVG document. */
export function sheetSvg(layout: SheetLayout): string {
  const { width, height } = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...drawSheet(layout).map(element),
    '</svg>\n',
  ].join('\n');
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'fill':
      return `<rect x="${mm(shape.x)}" y="${mm(shape.y)}" width="${mm(shape.w)}" height="${mm(shape.h)}"/>`;
    case 'frame': {
      const square = `x="${mm(shape.x)}" y="${mm(shape.y)}" width="${mm(shape.side)}" height="${mm(shape.side)}"`;
      return `<rect ${square} fill="none" stroke="${hex(FRAME.grey)}" stroke-width="${FRAME.width}"/>`;
    }
    case 'text': {
      const family = "Helvetica, Arial, 'Liberation Sans', sans-serif";
      const font = `font-family="${family}" font-size="${shape.size}"${shape.bold ? ' font-weight="bold"' : ''}`;
      const at = `x="${mm(shape.x)}" y="${mm(shape.y)}"`;
      return `<text ${at} ${font} fill="${hex(shape.grey)}">${escaped(shape.text)}</text>`;
    }
  }
}

const mm = (value: number) => String(Math.round(value * 1000) / 1000);
const hex = (grey: number) =>
  `#${Math.round(255 * grey)
    .toString(16)
    .padStart(2, '0')
    .repeat(3)}`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
