// The keys in what a terminal sends.
import { expect, test } from 'vitest';
import { keysOf } from '../../../src/cli/fix/keys.js';

test('keys as terminals send them; function keys are none', () => {
  expect(keysOf('7\r\t\x1b[Z\x7f\x03é\x1b[A\x1bOB\x1b[1;2C\x1b[15~\n')).toEqual([
    { char: '7' },
    'enter',
    'tab',
    'back-tab',
    'backspace',
    'ctrl-c',
    { char: 'é' },
    'up',
    'down',
    'shift-right',
    'enter',
  ]);
  expect(keysOf('\x1b')).toEqual([]);
});
