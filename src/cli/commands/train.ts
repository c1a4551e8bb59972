// `ownhand train`: a base checkpoint from nothing but MNIST, with progress. Ctrl-C keeps what was reached, and the same
// line goes on from there.

import { type Command, Option } from 'commander';
import { messages } from '../../messages/messages.js';
import { trainFile } from '../../node/models/train-file.js';
import { quickRecipe, standardRecipe } from '../../train/recipes.js';
import type { TrainOptions, TrainProgress } from '../../train/train-digits.js';
import { CommandError } from '../command-error.js';
import { positiveNumber, wholeNumber } from '../number-options.js';
import { addJsonOption } from '../options.js';
import { note, printJson, printLine, progressLine, untilInterrupted } from '../output.js';

interface Flags {
  readonly alphabet: 'digits' | 'equation';
  readonly crohme?: string;
  readonly mnist?: string;
  readonly out?: string;
  readonly quick?: boolean;
  readonly epochs?: number;
  readonly seed?: number;
  readonly batch?: number;
  readonly rate?: number;
  readonly threads?: number;
  readonly reproducible?: boolean;
  readonly json?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .addOption(
      new Option('--alphabet <which>', messages.help.train.alphabet).choices(['digits', 'equation']).default('digits'),
    )
    .option('--crohme <file>', messages.help.train.crohme)
    .option('--mnist <dir>', messages.help.train.mnist)
    .option('-o, --out <file>', messages.help.train.out)
    .option('--quick', messages.help.train.quick)
    .option('--epochs <n>', messages.help.train.epochs, wholeNumber(1))
    .option('--seed <n>', messages.help.train.seed, wholeNumber(0))
    .option('--batch <n>', messages.help.train.batch, wholeNumber(1))
    .option('--rate <x>', messages.help.train.rate, positiveNumber)
    .option('--threads <n>', messages.help.train.threads, wholeNumber(1))
    .option('--reproducible', messages.help.train.reproducible);
  addJsonOption(command).action(run);
}

async function run(flags: Flags): Promise<void> {
  if (flags.alphabet === 'equation') return trainEquations(flags);
  if (flags.crohme !== undefined) throw new CommandError('usage', messages.train.crohmeOfDigits);
  const { alphabet: _, crohme: __, mnist, out = 'digits.safetensors', quick, json, ...changes } = flags;
  const recipe: TrainOptions = { ...(quick ? quickRecipe : standardRecipe), ...changes };
  const result = await trainFile(out, recipe, {
    ...(mnist !== undefined && { mnist }),
    command: `ownhand ${process.argv.slice(2).join(' ')}`,
    signal: untilInterrupted(),
    onProgress: (progress) =>
      json ? progress.heldOut !== undefined && printJson<'train'>({ event: 'epoch', ...progress }) : show(progress),
    onResume: (epoch) => note(messages.train.goingOn(epoch, recipe.epochs)),
  });
  const { test, ...rest } = result;
  if (json)
    printJson<'train'>({
      event: 'trained',
      file: out,
      ...rest,
      samples: test.samples,
      correct: test.correct,
      accuracy: test.accuracy,
    });
  else {
    const kilobytes = Math.round(result.bytes / 1000);
    printLine(messages.train.trained(out, test.accuracy, test.samples, kilobytes, result.seconds));
  }
  if (result.stoppedEarly) note(messages.train.stoppedEarly(result.epochs, recipe.epochs));
}

function show(progress: TrainProgress): void {
  const { done, heldOut } = progress;
  if (heldOut === undefined) progressLine(messages.train.progress(progress, done));
  else progressLine(messages.train.epoch(progress, heldOut), true);
}

/** The three models of equations, into a folder. */
async function trainEquations({
  crohme,
  mnist,
  out = '.',
  seed,
  json,
  alphabet: _,
  ...ofDigits
}: Flags): Promise<void> {
  const [other] = Object.keys(ofDigits);
  if (other !== undefined) throw new CommandError('usage', messages.train.notOfEquations(other));
  if (crohme === undefined) throw new CommandError('usage', messages.train.needsCrohme);
  const { trainEquationsFiles } = await import('../../node/models/train-equations-file.js');
  const trained = await trainEquationsFiles(out, crohme, {
    ...(seed !== undefined && { seed }),
    ...(mnist !== undefined && { mnist }),
    command: `ownhand ${process.argv.slice(2).join(' ')}`,
    signal: untilInterrupted(),
    onProgress: (progress) =>
      json
        ? printJson<'train'>({ event: 'equation-epoch', ...progress })
        : progressLine(messages.train.equationEpoch(progress), true),
  });
  for (const each of trained) {
    if (json) printJson<'train'>({ event: 'equation-model', ...each });
    else printLine(messages.train.equationModel(each));
  }
}
