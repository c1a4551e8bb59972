// `ownhand sheet`: a page of boxes to print and fill in. A photo of it is all that `ownhand learn` then needs.

import { basename, dirname, extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { messages } from '../../messages/messages.js';
import { writeDurably } from '../../node/files.js';
import type { PaperSize } from '../../sheet/code.js';
import { sheetLayout } from '../../sheet/layout.js';
import { sheetPdf } from '../../sheet/pdf.js';
import { sheetSvg } from '../../sheet/svg.js';
import { CommandError } from '../command-error.js';
import { wholeNumber } from '../number-options.js';
import { addJsonOption } from '../options.js';
import { printJson, printLine } from '../output.js';

interface Flags {
  readonly out: string;
  readonly labels: string;
  readonly each?: number;
  readonly paper: PaperSize;
  readonly json?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .option('-o, --out <file>', messages.help.sheet.out, 'sheet.pdf')
    .option('--labels <symbols>', messages.help.sheet.labels, '0123456789')
    .option('--each <n>', messages.help.sheet.each, wholeNumber(1))
    .addOption(new Option('--paper <size>', messages.help.sheet.paper).choices(['a4', 'letter']).default('a4'));
  addJsonOption(command).action(sheet);
}

async function sheet({ out, labels: text, each, paper, json }: Flags): Promise<void> {
  const kind = extname(out).toLowerCase();
  if (kind !== '.pdf' && kind !== '.svg') throw new CommandError('usage', messages.sheet.pdfOrSvg(out));
  const layout = sheetLayout(labelsOf(text), { paper, ...(each !== undefined && { each }) });
  const bytes = kind === '.pdf' ? sheetPdf(layout) : Buffer.from(sheetSvg(layout));
  await writeDurably(dirname(resolve(out)), [{ name: basename(out), bytes }]);
  const { plan, boxes } = layout;
  if (json) printJson<'sheet'>({ event: 'sheet', file: out, ...plan, boxes: boxes.length });
  else printLine(messages.sheet.wrote(out, boxes.length, plan.each, plan.labels));
}

/** A label a character, or a label a word where several are given. */
function labelsOf(text: string): readonly string[] {
  const words = text.normalize('NFC').trim().split(/\s+/);
  return words.length > 1 ? words : [...words[0]!];
}
