// The PDF and the SVG are of one drawing; both must be whole files by themselves.
import { expect, test } from 'vitest';
import { drawSheet } from '../../src/sheet/draw-sheet.js';
import { sheetLayout } from '../../src/sheet/layout.js';
import { sheetPdf } from '../../src/sheet/pdf.js';
import { sheetSvg } from '../../src/sheet/svg.js';

const layout = sheetLayout(['7', '€', '(', '\\alpha', 'é', 'α', '<', '&']);
const shapes = drawSheet(layout);
const count = (kind: string) => shapes.filter((shape) => shape.kind === kind).length;

test('the SVG holds every shape, at true size', () => {
  const svg = sheetSvg(layout);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="210mm" height="297mm"/);
  expect(svg.match(/<rect /g)).toHaveLength(1 + count('fill') + count('frame'));
  expect(svg.match(/<text /g)).toHaveLength(count('text'));
  expect(svg).toContain('>&lt;</text>');
  expect(svg).toContain('>&amp;</text>');
  expect(svg).toContain('>α</text>');
});

test('the PDF holds every shape, and its table says where each object begins', () => {
  const pdf = Buffer.from(sheetPdf(layout)).toString('latin1');
  expect(pdf.match(/ re f$/gm)).toHaveLength(count('fill'));
  expect(pdf.match(/ re S$/gm)).toHaveLength(count('frame'));
  expect(pdf.match(/ Tj ET$/gm)).toHaveLength(count('text'));
  expect(pdf).toContain('/MediaBox [0 0 595.276 841.89]');
  const table = /xref\n0 (\d+)\n((?:.{18} \n)+)trailer[\s\S]*startxref\n(\d+)\n%%EOF\n$/.exec(pdf)!;
  expect(pdf.slice(Number(table[3]), Number(table[3]) + 4)).toBe('xref');
  const entries = table[2]!.match(/.{18} \n/g)!;
  expect(entries).toHaveLength(Number(table[1]));
  for (const [i, entry] of entries.slice(1).entries())
    expect(pdf.slice(Number(entry.slice(0, 10))).startsWith(`${i + 1} 0 obj\n`)).toBe(true);
  const [, length, content] = /\/Length (\d+) >>\nstream\n([\s\S]*)\nendstream/.exec(pdf)!;
  expect(content).toHaveLength(Number(length));
});

test('the PDF prints what Helvetica has, and names what it lacks', () => {
  const pdf = Buffer.from(sheetPdf(layout)).toString('latin1');
  for (const text of ['7', '\x80', '\\(', '\\\\alpha', '\xe9', 'U+03B1']) expect(pdf).toContain(`(${text}) Tj`);
});
