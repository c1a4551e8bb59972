// A folder of labelled photos: `labels.tsv` and the photos in `files/`. bench/README.md describes the columns.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mustExist, sharedFolder } from './shared-folder.mjs';

/**
 * @typedef {object} Labelled
 * @property {string} file path of the photo
 * @property {string} name its name in `files/`
 * @property {string} kind
 * @property {string} reading lines parted by `/`, numbers by spaces
 * @property {string} tier
 * @property {string} writer
 */

/**
 * The rows of a file of tab-separated values, by the names in its first line.
 * @param {string} file
 * @returns {Record<string, string>[]}
 */
function readTsv(file) {
  const lines = readFileSync(file, 'utf8').replaceAll('\r', '').trimEnd().split('\n');
  const [names = [], ...rows] = lines.map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(names.map((name, k) => [name, row[k] ?? ''])));
}

/**
 * The named folder, or the shared folder's where none is named.
 * @param {string | undefined} named
 * @param {string} fallback its name in the shared folder
 */
export function dataFolder(named, fallback) {
  return mustExist(
    named === undefined ? join(sharedFolder, 'data', fallback) : resolve(named),
    'name a folder of labelled photos',
  );
}

/**
 * The photos of a folder with their labels; a row without tier or writer belongs to one that has no name.
 * @param {string} folder
 * @param {string} [tier] only these
 * @returns {Labelled[]}
 */
export function readLabels(folder, tier) {
  const labels = mustExist(join(folder, 'labels.tsv'), 'it says what stands on each photo');
  return readTsv(labels)
    .map(({ file = '', kind = '', reading = '', tier = '', writer = '' }) => {
      return { file: join(folder, 'files', file), name: file, kind, reading, tier, writer };
    })
    .filter((row) => tier === undefined || row.tier === tier);
}

/**
 * The lines of a label without the spaces between numbers. In an equation `/` is a division.
 * @param {Labelled} labelled
 */
export function linesOf({ reading, tier }) {
  const digits = reading.replaceAll(' ', '');
  return tier === 'equation' ? [digits] : digits.split('/');
}

/**
 * The lines of a reading without the spaces between numbers; none where the photo could not be read.
 * @param {{lines?: readonly {text: string}[]}} reading
 */
export const linesRead = ({ lines = [] }) => lines.map(({ text }) => text.replaceAll(' ', ''));

/** Whether all lines agree, in order. @param {readonly string[]} a @param {readonly string[]} b */
export const sameLines = (a, b) => a.length === b.length && a.every((line, k) => line === b[k]);
