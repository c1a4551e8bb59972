// Where the labels of a folder's pictures stand: at the end of each name, or in the name of the folder, as data sets
// have it. What may be either is refused, since wrong labels spoil a hand.
import { basename, resolve } from 'node:path';
import { OwnhandError } from '../../error.js';
import { labelOfName, nameOfLabel } from '../../hand/sample-name.js';

/** Where labels are taken from. */
export type LabelPlace = 'folders' | 'names';

/** The labels of a folder's files. */
export interface FolderLabels {
  /** One for each file, in their order. */
  readonly labels: readonly string[];
  /** Where they stood. */
  readonly from: LabelPlace;
}

/** Running numbers cover at least this share of the numbers between the first and the last. Set by eye. */
const DENSE = 0.5;
/** Fewer numbers do not show that they run. */
const LEAST_NUMBERS = 3;

/** The label that a folder's name is: a single character, or an escaped label; undefined where it is none. */
export function labelOfFolder(folder: string): string | undefined {
  const name = basename(resolve(folder)).normalize('NFC');
  if ([...name].length === 1) return labelOfName(name);
  const label = name.includes('%') ? labelOfName(name) : undefined;
  return label !== undefined && nameOfLabel(label) === name ? label : undefined;
}

/**
 * Whether the files of several folders are numbered: through all of them, or in each from the start. What they end in
 * are no labels then.
 */
export function areNumbered(folders: readonly (readonly string[])[]): boolean {
  const stems = folders.map((files) => files.map(stemOf));
  const startsAnew = stems.map((own) => own.map((stem) => Number(endNumber(stem))).sort((a, b) => a - b));
  const fromStart = startsAnew.every((own) => own[0]! <= 1 && own.every((number, i) => number === own[0]! + i));
  return isNumbered(stems.flat()) || (fromStart && stems.flat().length >= LEAST_NUMBERS && haveOneName(stems.flat()));
}

/**
 * The labels of the files of one folder. `from` says where they stand; where it is undefined, the names tell, unless
 * they are known to be `numbered`.
 * Throws OwnhandError 'no-label' where there is none, 'refused' where the folder and the names say different things.
 */
export function labelsOfFolder(
  folder: string,
  files: readonly string[],
  from: LabelPlace | undefined,
  numbered = false,
): FolderLabels {
  const own = labelOfFolder(folder);
  const stems = files.map(stemOf);
  const byFolder = (label: string): FolderLabels => ({ labels: files.map(() => label), from: 'folders' });
  if (from === 'folders') {
    if (own !== undefined) return byFolder(own);
    throw new OwnhandError(
      'no-label',
      `${folder} is no label: a folder whose name is one has a single character, or its escaped form such as %2B`,
    );
  }
  if (from === undefined && own !== undefined) {
    const named = stems.map(labelOfName);
    if (!named.every((label) => label === own) && !numbered && !isNumbered(stems) && endInLabels(stems))
      throw new OwnhandError(
        'refused',
        `${folder}: the folder says ${own}, its files' names say ${[...new Set(named)].slice(0, 5).join(', ')}; ` +
          'add --labels-from folders or --labels-from names',
      );
    return byFolder(own);
  }
  if (from === undefined && areRunning(stems))
    throw new OwnhandError(
      'no-label',
      `${folder}: names such as ${files[0]} end in running numbers, which are no labels; put the pictures into ` +
        'folders named by their labels, or add --labels-from names',
    );
  return { labels: stems.map((stem, i) => labelOfName(stem) ?? throwNoLabel(`${folder}/${files[i]}`)), from: 'names' };
}

/** A file's name without its ending. */
export function stemOf(file: string): string {
  return file.replace(/\.[^.]*$/, '');
}

function throwNoLabel(path: string): never {
  throw new OwnhandError('no-label', `${path} has no label: the last character before the ending says what is written`);
}

/** Whether most names end in a label that is set off, as in `12_7`, or are nothing but a label. */
const endInLabels = (stems: readonly string[]): boolean =>
  stems.filter((stem) => /^.$|[_\-. ](.|[^_]*%[0-9A-F]{2}[^_]*)$/isu.test(stem)).length > stems.length / 2;

/** Whether the names are numbered: the same words, and numbers that run. */
function isNumbered(stems: readonly string[]): boolean {
  return haveOneName(stems) && run(stems.map(endNumber));
}

/** Whether names differ in nothing but the numbers that they end in. */
const haveOneName = (stems: readonly string[]): boolean =>
  stems.every((stem) => /\d$/.test(stem)) && new Set(stems.map((stem) => stem.replace(/\d+$/, ''))).size === 1;

/** Whether the names end in running numbers that are too long for labels. */
function areRunning(stems: readonly string[]): boolean {
  const numbers = stems.map(endNumber);
  return numbers.some((digits) => digits.length > 1) && run(numbers);
}

/** The digits that a name ends in. */
const endNumber = (stem: string): string => /\d*$/.exec(stem)?.[0] ?? '';

/** Whether these are numbers, each another, that lie close together. */
function run(digits: readonly string[]): boolean {
  const numbers = new Set(digits.map(Number));
  if (digits.includes('') || numbers.size < digits.length || digits.length < LEAST_NUMBERS) return false;
  const sorted = [...numbers].sort((a, b) => a - b);
  return digits.length >= DENSE * (sorted.at(-1)! - sorted[0]! + 1);
}
