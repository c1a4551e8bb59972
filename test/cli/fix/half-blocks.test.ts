// Half-blocks: grey pictures as characters of a terminal.
import { expect, test } from 'vitest';
import { colourDepthOf, halfBlocks, resized } from '../../../src/cli/fix/half-blocks.js';
import type { Plane } from '../../../src/page/image.js';

/** `#` is ink (0), a space paper (255). */
function plane(rows: readonly string[]): Plane {
  const data = Uint8Array.from(rows.flatMap((row) => [...row].map((c) => (c === '#' ? 0 : 255))));
  return { width: rows[0]!.length, height: rows.length, data };
}

test('two pixels a character, in four forms without colours', () => {
  expect(halfBlocks(plane(['# # ', '##  ']), 'none')).toEqual(['█▄▀']);
  expect(halfBlocks(plane(['##', '  ', '##']), 'none')).toEqual(['▀▀', '▀▀']);
});

test('with colours the upper pixel is the front, the lower the back, told only where they change', () => {
  expect(halfBlocks(plane(['##', '##']), 'true')).toEqual([`\x1b[38;2;0;0;0;48;2;0;0;0m▀▀\x1b[0m`]);
  expect(halfBlocks(plane(['# ', ' #']), '256')).toEqual([`\x1b[38;5;232;48;5;255m▀\x1b[38;5;255;48;5;232m▀\x1b[0m`]);
});

test.each([
  [{ NO_COLOR: '1', COLORTERM: 'truecolor' }, 'none'],
  [{ NO_COLOR: '', COLORTERM: 'truecolor' }, 'true'],
  [{ TERM: 'dumb' }, 'none'],
  [{ TERM: 'xterm-256color' }, '256'],
] as const)('%j → %s', (env, depth) => expect(colourDepthOf(env)).toBe(depth));

test('resizing takes means, and repeats where it enlarges', () => {
  expect([...resized(plane(['## ', '## ']), 1, 1).data]).toEqual([85]);
  expect([...resized(plane(['# ']), 4, 2).data]).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
});
