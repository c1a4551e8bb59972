// What `ownhand train --alphabet equation` refuses, each in one line that says what to do.
import { expect, test } from 'vitest';
import { ownhand } from '../run.js';

test.each([
  [['--alphabet', 'equation'], 'needs --crohme FILE'],
  [['--alphabet', 'equation', '--quick'], '--quick is of digits'],
  [['--alphabet', 'equation', '--crohme', 'x', '--epochs', '3'], '--epochs is of digits'],
  [['--crohme', 'x'], 'give --alphabet equation too'],
])('train %j', async (flags, says) => {
  const { code, err, out } = await ownhand(['train', ...flags]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toContain(says);
});

test('a file of expressions that is not there is one line', async () => {
  const { code, err } = await ownhand(['train', '--alphabet', 'equation', '--crohme', 'nowhere.jsonl']);
  expect(code).toBe(1);
  expect(err).toContain('nowhere.jsonl cannot be read');
});
