// `ownhand who FILE…`: which of the hands on this machine a page looks like.

import type { Command } from 'commander';
import type { Likeness } from '../../insight/likeness.js';
import { messages } from '../../messages/messages.js';
import { openWriterIdentifier, SOMEBODY_ELSE } from '../../node/hand/identify-writer.js';
import { CommandError } from '../command-error.js';
import { eachPage } from '../each-page.js';
import { addJsonOption } from '../options.js';
import { note, printJson, printLine } from '../output.js';
import { table } from '../render.js';

interface Flags {
  readonly json?: boolean;
}

/** A hand is named from this chance on. */
const SURE = 0.8;

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  addJsonOption(command.argument('<files...>', messages.help.photosOrStandardInput)).action(run);
}

async function run(files: readonly string[], flags: Flags): Promise<void> {
  const identifier = await openWriterIdentifier(note);
  try {
    if (identifier.names.length === 0) throw new CommandError('empty', messages.who.noHands);
    await eachPage(files, flags.json ?? false, async (file, page) => {
      const { likeness, glyphs } = await identifier.identify(page);
      const hands = likeness.filter(({ name }) => name !== SOMEBODY_ELSE);
      const verdict = verdictOf(likeness, glyphs);
      if (!flags.json) return printLine(`${file}: ${verdict.text}${glyphs > 0 ? `\n${scores(hands)}` : ''}`);
      const rows = hands.map(({ name, score, nearness, confidence }) => ({
        hand: name,
        score: rounded(score),
        nearness: rounded(nearness),
        confidence: rounded(confidence),
      }));
      const other = likeness.find(({ name }) => name === SOMEBODY_ELSE)?.score ?? 0;
      return printJson<'who'>({ file, hand: verdict.hand, glyphs, hands: rows, somebodyElse: rounded(other) });
    });
  } finally {
    identifier.close();
  }
}

/** The hand that a page looks like, null where that cannot be told, and the answer in words. */
export function verdictOf(likeness: readonly Likeness[], glyphs: number): { hand: string | null; text: string } {
  const [first, second] = likeness;
  if (glyphs === 0 || first === undefined) return { hand: null, text: messages.who.noNumbers };
  const sure = first.score >= SURE;
  if (first.name === SOMEBODY_ELSE) return { hand: null, text: sure ? messages.who.nobody : messages.who.nobodyNear };
  if (sure) return { hand: first.name, text: messages.who.looksLike(first.name) };
  const other = second?.name === SOMEBODY_ELSE ? undefined : String(second?.name);
  return { hand: null, text: messages.who.eitherOr(first.name, other) };
}

function scores(hands: readonly Likeness[]): string {
  const rows = hands.map(({ name, score, nearness, confidence }) => [
    `  ${name}`,
    messages.percent(score, 0),
    nearness.toFixed(2),
    messages.percent(confidence, 0),
  ]);
  return table([[`  ${messages.who.columns[0]}`, ...messages.who.columns.slice(1)], ...rows]);
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
