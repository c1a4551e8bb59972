// Where labels stand: in the names of files, or in that of their folder. What may be either is refused.
import { expect, test } from 'vitest';
import { areNumbered, labelOfFolder, labelsOfFolder } from '../../../src/node/samples/folder-labels.js';

const numbered = (count: number, prefix = 'img_', digits = 4) =>
  Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(digits, '0')}.png`);
const crops = ['page_1_120_40_3.png', 'page_1_160_41_4.png', 'page_1_201_40_5.png'];

test('a folder is a label where its name is one character or an escaped label', () => {
  expect(['sets/7', '+', '%2B', '%70i', 'crops', '12', '7s'].map(labelOfFolder)).toEqual([
    '7',
    '+',
    '+',
    'pi',
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  ['sets/7', numbered(4)],
  ['sets/7', numbered(12, '', 1)],
  ['sets/7', ['a_7.png', 'b_7.png']],
  ['sets/7', ['a41bd0.png', 'ff83c2.png', '0c11ef.png']],
])('%s says what is in it: %o', (folder, files) => {
  expect(labelsOfFolder(folder, files, undefined)).toEqual({ labels: files.map(() => '7'), from: 'folders' });
});

test('elsewhere the names say it', () => {
  expect(labelsOfFolder('crops', crops, undefined)).toEqual({ labels: ['3', '4', '5'], from: 'names' });
  expect(labelsOfFolder('crops', ['0.png', '1.png', '2.png'], undefined).labels).toEqual(['0', '1', '2']);
  expect(labelsOfFolder('crops', ['0013.png', '0021.png', '0038.png'], undefined).labels).toEqual(['3', '1', '8']);
});

test.each([
  ['sets/7', crops, 'refused', /the folder says 7, its files' names say 3, 4, 5; add --labels-from folders or/],
  ['crops', numbered(12), 'no-label', /names such as img_0001.png end in running numbers/],
  ['crops', [...numbered(6, 'a'), ...numbered(12, 'b').slice(6)], 'no-label', /running numbers/],
])('what may be either is refused: %s, %o', (folder, files, code, message) => {
  expect(() => labelsOfFolder(folder, files, undefined)).toThrow(expect.objectContaining({ code }));
  expect(() => labelsOfFolder(folder, files, undefined)).toThrow(message);
});

test('what is said holds', () => {
  expect(labelsOfFolder('sets/7', crops, 'names').labels).toEqual(['3', '4', '5']);
  expect(labelsOfFolder('sets/7', crops, 'folders').labels).toEqual(['7', '7', '7']);
  expect(labelsOfFolder('crops', numbered(3), 'names').labels).toEqual(['1', '2', '3']);
  expect(() => labelsOfFolder('crops', crops, 'folders')).toThrow(/crops is no label/);
});

test('files are numbered through several folders, or in each from the start', () => {
  expect(
    areNumbered([
      ['img_1.png', 'img_4.png'],
      ['img_2.png', 'img_3.png'],
    ]),
  ).toBe(true);
  expect(areNumbered([['img_1.png', 'img_2.png'], ['img_1.png']])).toBe(true);
  expect(
    areNumbered([
      ['a_3.png', 'a_5.png'],
      ['a_3.png', 'a_4.png'],
    ]),
  ).toBe(false);
  expect(areNumbered([['a_1.png', 'b_2.png'], ['c_1.png']])).toBe(false);
});
