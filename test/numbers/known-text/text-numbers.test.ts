import { expect, test } from 'vitest';
import { textNumbers } from '../../../src/numbers/known-text/text-numbers.js';

const digits = [...'0123456789'];
const texts = (text: string, csv = false) => textNumbers(text, digits, csv).numbers.map(({ text: own }) => own);

test('spaces part numbers, and lines are counted', () => {
  const { numbers } = textNumbers('40817 365\n\n12', digits);
  expect(numbers.map(({ text, line }) => [text, line])).toEqual([
    ['40817', 0],
    ['365', 0],
    ['12', 2],
  ]);
});

test('signs are no labels, unless the hand knows them by shape', () => {
  const labels = (alphabet: readonly string[]) => textNumbers('-12.5', alphabet).numbers[0]!.labels.join('');
  expect(labels(digits)).toBe('125');
  expect(labels([...digits, '-'])).toBe('-125');
  expect(textNumbers('\u221212', digits).numbers[0]!.labels.join('')).toBe('12');
});

test('cells of comma-separated values are numbers, whatever parts them', () => {
  expect(texts('1,22\n,333\n', true)).toEqual(['1', '22', '333']);
  expect(texts('1;22,5\n;"3;4"', true)).toEqual(['1', '22,5', '3;4']);
  expect(texts('1\t2', true)).toEqual(['1', '2']);
  expect(texts('\uFEFF"1,5","7"', true)).toEqual(['1,5', '7']);
});

test('marks of doubt are left out, and words are told', () => {
  expect(textNumbers('date,reading\n12?,7', digits, true)).toMatchObject({
    numbers: [{ text: '12' }, { text: '7' }],
    words: ['date', 'reading'],
  });
});

test('a slash parts numbers, unless it was taught; colons and percent signs teach nothing', () => {
  const digits = [...'0123456789'];
  const textsOf = (text: string, alphabet: readonly string[]) =>
    textNumbers(text, alphabet).numbers.map(({ text: own, labels }) => [own, labels.join('')]);
  expect(textsOf('9/10 3:48 47%', digits)).toEqual([
    ['9', '9'],
    ['10', '10'],
    ['3:48', '348'],
    ['47%', '47'],
  ]);
  expect(textsOf('9/10', [...digits, '/'])).toEqual([['9/10', '9/10']]);
});
