// What keys mean on the page: digits are collected until there are as many as the number has, and then it is corrected.
import { signal } from '@preact/signals';
import { accept, correct, join, split, takeAway, takeBack } from './correct.js';
import { answerSymbol } from './equations.js';
import { dialog, focused, page, screen } from './state.js';
import { copyTables } from './take-out.js';
import { moveOn, step, stepLine } from './walk.js';

/** What has been typed of the right number so far. */
export const typed = signal('');
/** Whether the original is held beside what the reader sees. */
export const holdsOriginal = signal(false);
/** The digit of the number in focus that the pad is about, counted from 0. */
export const chosen = signal(0);
/** Whether a number of another length is being typed. */
export const editing = signal(false);

const WRITES = /^[0-9.,+-]$/;

/** Does what a key says; tells whether it meant something. */
function answer(key: string, shift: boolean): boolean {
  if (page.value?.equations) return answerSymbol(key);
  const number = focused.value;
  if (shift && (key === 'ArrowLeft' || key === 'ArrowRight')) return choose(key === 'ArrowLeft' ? -1 : 1);
  if (number && WRITES.test(key)) {
    typed.value += key;
    if (typed.value.length >= number.text.length) settle(typed.value);
    return true;
  }
  const action = actions[key.length === 1 ? key.toLowerCase() : key];
  if (!action) return false;
  action();
  return true;
}

/** The digit before or after the chosen one is chosen, of the number that has the focus. */
function choose(by: 1 | -1): boolean {
  const length = focused.value?.glyphs.length ?? 0;
  if (length > 0) chosen.value = Math.min(length - 1, Math.max(0, chosen.value + by));
  return true;
}

/** The number that has the focus reads so. */
export function settle(text: string): void {
  const number = focused.value;
  typed.value = '';
  editing.value = false;
  if (!number) return;
  if (text === '' || text === number.text) accept(number);
  else correct(number, text);
}

const leave = (go: () => void) => () => {
  typed.value = '';
  go();
};

const actions: Readonly<Record<string, () => void>> = {
  Enter: () => settle(typed.value),
  x: leave(() => focused.value && takeAway(focused.value)),
  Backspace: () => {
    if (typed.value === '') void takeBack();
    else typed.value = typed.value.slice(0, -1);
  },
  ArrowLeft: leave(() => step(-1)),
  ArrowRight: leave(() => step(1)),
  ArrowUp: leave(() => stepLine(-1)),
  ArrowDown: leave(() => stepLine(1)),
  Escape: leave(() => undefined),
  ' ': () => {
    holdsOriginal.value = true;
  },
  n: leave(() => moveOn()),
  e: () => {
    editing.value = focused.value !== null;
  },
  j: leave(() => focused.value && join(focused.value)),
  s: leave(() => focused.value && split(focused.value, chosen.value)),
  c: () => void copyTables(),
};

/** Whether keys belong to whatever has the focus: a field to type in, or a button that was reached by keys. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, dialog')) return true;
  return (key === 'Enter' || key === ' ') && target.closest('button, a, summary') !== null;
}

/** Listens to keys on the page's screen. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    if (event.key === '?') dialog.value = 'keys';
    else if (screen.value !== 'page' || dialog.value !== '' || !answer(event.key, event.shiftKey)) return;
    event.preventDefault();
  });
  addEventListener('keyup', ({ key }) => {
    if (key === ' ') holdsOriginal.value = false;
  });
  // A button that was pressed by a pointer gives the keys back, so that Enter accepts and does not press it again.
  addEventListener('click', ({ detail, target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (detail > 0 && button && !button.closest('dialog')) button.blur();
  });
}
