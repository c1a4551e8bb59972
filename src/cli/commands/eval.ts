// `ownhand eval`: how well the hand's current reader reads labelled glyphs, or the MNIST test digits.

import type { Command } from 'commander';
import { type Evaluation, evaluate } from '../../insight/evaluate.js';
import { evaluateSamples } from '../../insight/evaluate-samples.js';
import { messages } from '../../messages/messages.js';
import type { Model } from '../../model/model.js';
import { loadMnistPart } from '../../node/models/mnist.js';
import type { LabelledOptions } from '../../node/samples/labelled-folder.js';
import { readLabelledInputs } from '../../node/samples/labelled-inputs.js';
import { CommandError } from '../command-error.js';
import { endWith, exitCode } from '../exit-code.js';
import { expandGlobs } from '../inputs.js';
import type { ClassScore } from '../json/printed-lines.js';
import { tellFound } from '../learning/label-warnings.js';
import { addHandOption, addJsonOption, type HandFlags, labelsFromOption, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';
import { table } from '../render.js';

interface Flags extends HandFlags, LabelledOptions {
  readonly mnist?: string | true;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('[folders...]', messages.help.eval.folders)
    .option('--reverse', messages.help.reverse)
    .option('--no-reverse', messages.help.noReverse)
    .addOption(labelsFromOption())
    .option('--mnist [dir]', messages.help.eval.mnist);
  addHandOption(addJsonOption(command)).action(run);
}

async function run(folders: readonly string[], flags: Flags): Promise<void> {
  if (folders.length > 0 === (flags.mnist !== undefined)) {
    throw new CommandError('usage', messages.eval.foldersOrMnist);
  }
  await withHand(flags, async (hand) => {
    const model = await hand.model();
    const result =
      flags.mnist === undefined
        ? await evaluateFolders(model, folders, flags)
        : evaluate(model, await loadMnistPart('test', flags.mnist === true ? undefined : flags.mnist));
    const classes = perClass(result);
    if (flags.json) printJson<'eval'>({ ...result, classes });
    else printLine(evaluationText(result));
  });
}

async function evaluateFolders(model: Model, folders: readonly string[], flags: Flags): Promise<Evaluation> {
  const found = await readLabelledInputs(await expandGlobs(folders), flags);
  const { samples, unreadable } = found;
  tellFound(found, flags);
  if (samples.length === 0) throw unreadable[0] ?? new CommandError('no-images', messages.eval.nothingToMeasure);
  if (unreadable.length > 0) endWith(exitCode.someUnreadable);
  return evaluateSamples(model, samples);
}

/** One for each label that occurs. */
function perClass({ alphabet, confusion }: Evaluation): readonly ClassScore[] {
  return alphabet
    .map((label, i) => ({
      label,
      samples: confusion[i]!.reduce((sum, count) => sum + count, 0),
      correct: confusion[i]![i]!,
    }))
    .filter((score) => score.samples > 0);
}

/** Overall, each label's share, and what was taken for what (rows: written, columns: read). */
function evaluationText(result: Evaluation): string {
  const { alphabet, confusion, correct, samples, accuracy } = result;
  const head = [messages.eval.writtenColumn, ...alphabet, messages.eval.rightColumn];
  const rows = perClass(result).map((score) => {
    const counts = confusion[alphabet.indexOf(score.label)]!.map((count) => (count === 0 ? '·' : String(count)));
    return [score.label, ...counts, messages.percent(score.correct / score.samples)];
  });
  return `${messages.eval.right(accuracy, correct, samples)}\n\n${table([head, ...rows])}`;
}
