// The symbol model looks at pages of any size in tiles, and gives chances of each class for cells of 4×4 pixels.
import { expect, test } from 'vitest';
import type { Engine, EngineFactory } from '../../../src/engine/engine.js';
import type { Checkpoint } from '../../../src/model/checkpoint.js';
import {
  openSymbolModel,
  SYMBOL_CELL,
  symbolClasses,
  withPrintAsDigits,
} from '../../../src/model/sight/symbol-model.js';

const checkpoint = {
  network: { input: [256, 256, 1], layers: [] },
  weights: new Map(),
  alphabet: symbolClasses,
} as unknown as Checkpoint;

/** An engine that is certain of the class whose number a cell's first pixel holds. */
const classOfValue: EngineFactory = async (network) =>
  ({
    network,
    predictChances(pictures: Uint8Array) {
      const side = network.input[0];
      const cells = side / SYMBOL_CELL;
      const chances = new Uint8Array(symbolClasses.length * cells * cells);
      for (let row = 0; row < cells; row++)
        for (let column = 0; column < cells; column++)
          chances[(pictures[SYMBOL_CELL * (row * side + column)]! * cells + row) * cells + column] = 255;
      return chances;
    },
  }) as unknown as Engine;

/** A page each of whose cells holds a class, drawn by a rule. */
function page(width: number, height: number, classAt: (column: number, row: number) => number) {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = classAt(Math.floor(x / SYMBOL_CELL), Math.floor(y / SYMBOL_CELL));
  return { width, height, data };
}

test.each([
  [200, 90],
  [384, 384],
  [1101, 870],
])('every cell of a page of %i×%i is told of as it lies there', async (width, height) => {
  const classAt = (column: number, row: number): number => (3 * column + 7 * row) % symbolClasses.length;
  const model = await openSymbolModel(checkpoint, classOfValue, 0);
  const seen = model.see(page(width, height, classAt));
  expect([seen.width, seen.height]).toEqual([Math.ceil(width / SYMBOL_CELL), Math.ceil(height / SYMBOL_CELL)]);
  const expected = new Uint8Array(symbolClasses.length * seen.width * seen.height);
  for (let row = 0; row < seen.height; row++)
    for (let column = 0; column < seen.width; column++)
      expected[(classAt(column, row) * seen.height + row) * seen.width + column] = 255;
  expect(Buffer.compare(seen.chances, expected)).toBe(0);
});

test('what is not worth a look is paper', async () => {
  const model = await openSymbolModel(checkpoint, classOfValue, 0);
  const { width, height, chances } = model.see(
    page(600, 60, () => 7),
    (x) => x >= 300,
  );
  const at = (k: number, column: number): number => chances[k * width * height + column]!;
  expect([at(0, 0), at(7, 0), at(0, width - 1), at(7, width - 1)]).toEqual([255, 0, 0, 255]);
});

test('where print is read, it is a digit that nobody knows, and digits are print', () => {
  const chances = new Uint8Array(symbolClasses.length * 2);
  const [print, three] = [symbolClasses.indexOf('print'), symbolClasses.indexOf('3')];
  chances[2 * print] = 200;
  chances[2 * three + 1] = 240;
  const exchanged = withPrintAsDigits({ width: 2, height: 1, chances }).chances;
  expect([exchanged[2 * three], exchanged[2 * print]]).toEqual([20, 0]);
  expect([exchanged[2 * three + 1], exchanged[2 * print + 1]]).toEqual([0, 240]);
});

test('another model is refused', async () => {
  const other = { ...checkpoint, alphabet: ['a', 'b'] };
  await expect(openSymbolModel(other, classOfValue, 0)).rejects.toThrow(/tells paper, sign/);
});
