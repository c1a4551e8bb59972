import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Key } from '../../../src/cli/fix/question.js';
import { choices, current, type FixState, labelledGlyphs, startFix, step } from '../../../src/cli/fix/state.js';
import { question } from './questions-for-tests.js';

const digits = [...'0123456789'];
const start = (labels: string, alphabet: readonly string[] = digits) =>
  startFix(
    [...labels].map((label) => question(label)),
    alphabet,
  );
/** Characters stand for themselves; words are keys of their own. */
const press = (state: FixState, ...keys: (Exclude<Key, object> | (string & {}))[]) =>
  keys.reduce((s, key) => step(s, key.length > 1 ? (key as Key) : { char: key }), state);
const given = (state: FixState) =>
  labelledGlyphs(state).map(({ label, question: { label: was } }) => `${was}→${label}`);

test('Enter keeps, a label puts right, x leaves out', () => {
  const end = press(start('735'), 'enter', '8', 'x');
  expect(end.status).toBe('done');
  expect(given(end)).toEqual(['7→7', '3→8']);
});

test('undo goes back a question each time, and says when there is none', () => {
  const two = press(start('735'), '1', 'x');
  expect(current(two)?.label).toBe('5');
  const back = press(two, 'u', 'backspace');
  expect(current(back)?.label).toBe('7');
  expect(press(back, 'u')).toMatchObject({ answers: [], status: 'asking', message: /nothing to undo/ });
  expect(press(back, 'u', '2').message).toBe('');
  expect(given(press(back, '2', 'enter', 'enter'))).toEqual(['7→2', '3→3', '5→5']);
});

test('q stops with what was given, Ctrl-C with nothing to learn', () => {
  expect(given(press(start('735'), '1', 'q'))).toEqual(['7→1']);
  expect(press(start('735'), '1', 'q').status).toBe('done');
  expect(press(start('735'), '1', 'ctrl-c').status).toBe('left');
});

test('a key that is no label is said so, and nothing is answered', () => {
  const state = press(start('7'), 'k');
  expect(state).toMatchObject({ answers: [], status: 'asking', message: /^k is not a label/ });
  expect(press(state, 'enter').message).toBe('');
});

test('Tab goes through the likely labels, then the others, and round', () => {
  expect(choices(question('7'), ['1', '4', '7', 'x', '\\pi'])).toEqual(['7', '1', '4', 'x', '\\pi']);
  const state = start('77', ['1', '4', '7', 'x', '\\pi']);
  expect(given(press(state, 'tab', 'enter', 'q'))).toEqual(['7→1']);
  expect(given(press(state, 'back-tab', 'enter', 'q'))).toEqual(['7→\\pi']);
  expect(given(press(state, 'tab', 'tab', 'tab', 'enter', 'q'))).toEqual(['7→x']);
  expect(given(press(state, 'tab', 'tab', 'tab', 'tab', 'tab', 'enter', 'q'))).toEqual(['7→7']);
  // The next question starts anew.
  expect(given(press(state, 'tab', 'enter', 'enter'))).toEqual(['7→1', '7→7']);
});

test('no questions: done at once; after the end no key does anything', () => {
  expect(start('').status).toBe('done');
  const end = press(start('7'), '1');
  expect(press(end, 'u', 'ctrl-c', '2')).toBe(end);
});

test('whatever is pressed: no more answers than questions, done when all are answered, undo takes one back', () => {
  const key = fc.oneof(
    fc.constantFrom<Key>('enter', 'tab', 'back-tab', 'backspace'),
    fc.constantFrom(...'0123456789xuk').map((char): Key => ({ char })),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
      let state = start('0123456');
      for (const each of keys) {
        const before = state;
        state = step(state, each);
        expect(state.status).toBe(state.answers.length === 7 ? 'done' : 'asking');
        if (state.answers.length <= before.answers.length) continue;
        expect(state.answers.slice(0, -1)).toEqual(before.answers);
        if (state.status === 'asking') expect(step(state, { char: 'u' }).answers).toEqual(before.answers);
      }
    }),
  );
});
