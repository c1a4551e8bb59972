// A spreadsheet of the app, as an independent reader of spreadsheets sees it.
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { workbookOf } from '../../apps/web/src/out/workbook.js';

test('what is in it is what was put there, sheet by sheet', async () => {
  const wide = Array.from({ length: 60 }, (_, k) => `${k}`);
  const { sheets } = await readXlsx(
    workbookOf([
      { name: 'a & "b" <c>', rows: [['007', '', '1,5'], [], ['&lt;', '  8 ', 'ä π 数']] },
      { name: 'wide', rows: [wide] },
    ]),
  );
  expect(sheets.map(({ name }) => name)).toEqual(['a & "b" <c>', 'wide']);
  const [first, second] = sheets.map(({ rows }) => rows.map((row) => row.map((cell) => cell ?? '')));
  expect(first![0]).toEqual(['007', '', '1,5']);
  expect(first![2]).toEqual(['&lt;', '  8 ', 'ä π 数']);
  expect(second).toEqual([wide]);
});

test('what XML cannot hold becomes a space', async () => {
  const { sheets } = await readXlsx(workbookOf([{ name: 'x', rows: [['1\u0001\u00022']] }]));
  expect(sheets[0]!.rows).toEqual([['1  2']]);
});
