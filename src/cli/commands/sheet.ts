// `ownhand sheet`: a page of boxes to print and fill in; its photo is what `ownhand learn` then needs, and nothing else.
import { basename, dirname, extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { OwnhandError } from '../../error.js';
import { writeDurably } from '../../node/files.js';
import type { PaperSize } from '../../sheet/code.js';
import { sheetLayout } from '../../sheet/layout.js';
import { sheetPdf } from '../../sheet/pdf.js';
import { sheetSvg } from '../../sheet/svg.js';
import { addJsonOption, wholeNumber } from '../hand-option.js';
import { printJson, printLine } from '../output.js';

interface Flags {
  readonly out: string;
  readonly labels: string;
  readonly each?: number;
  readonly paper: PaperSize;
  readonly json?: boolean;
}

export function configure(command: Command): void {
  command
    .option('-o, --out <file>', 'the file to write, .pdf or .svg', 'sheet.pdf')
    .option('--labels <symbols>', 'what to write: each character, or each word where there are spaces', '0123456789')
    .option('--each <n>', 'boxes for each symbol (default: 10, or as many as fit)', wholeNumber(1))
    .addOption(new Option('--paper <size>', 'paper to print on').choices(['a4', 'letter']).default('a4'));
  addJsonOption(command).action(sheet);
}

async function sheet({ out, labels: text, each, paper, json }: Flags): Promise<void> {
  const kind = extname(out).toLowerCase();
  if (kind !== '.pdf' && kind !== '.svg')
    throw new OwnhandError('usage', `${out} must end in .pdf or .svg, which says what to write`);
  const layout = sheetLayout(labelsOf(text), { paper, ...(each !== undefined && { each }) });
  const bytes = kind === '.pdf' ? sheetPdf(layout) : Buffer.from(sheetSvg(layout));
  await writeDurably(dirname(resolve(out)), [{ name: basename(out), bytes }]);
  const { plan, boxes } = layout;
  if (json) printJson({ event: 'sheet', file: out, ...plan, boxes: boxes.length });
  else
    printLine(
      `${out}: ${boxes.length} boxes, ${plan.each} for each of ${plan.labels.join(' ')}; print it, fill it in, photograph it, then \`ownhand learn photo.jpg\``,
    );
}

/** A label a character, or a label a word where several are given. */
function labelsOf(text: string): readonly string[] {
  const words = text.normalize('NFC').trim().split(/\s+/);
  return words.length > 1 ? words : [...words[0]!];
}
