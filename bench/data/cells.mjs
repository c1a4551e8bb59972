// Tables as cells, and how far two of them agree.

/** @typedef {{row: number, column: number, text: string}} Cell */

/**
 * The cells of comma-separated values (RFC 4180) that are not empty; rows that are empty throughout do not count.
 * @param {string} text
 * @returns {Cell[]}
 */
export function cellsOf(text) {
  /** @type {string[][]} */
  const rows = [[]];
  let [cell, quoted] = ['', false];
  const endCell = () => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (let k = 0; k < text.length; k++) {
    const character = text[k];
    if (quoted && character === '"' && text[k + 1] === '"') {
      cell += '"';
      k++;
    } else if (character === '"') quoted = !quoted;
    else if (quoted) cell += character;
    else if (character === ',') endCell();
    else if (character === '\n') {
      endCell();
      rows.push([]);
    } else if (character !== '\r') cell += character;
  }
  endCell();
  return rows
    .filter((row) => row.some((one) => one !== ''))
    .flatMap((row, r) => row.map((one, column) => ({ row: r, column, text: one })))
    .filter((one) => one.text !== '');
}

/**
 * How far a grid may be shifted as a whole, in rows and columns: headings and margins that one of the two leaves out.
 */
const MOST_SHIFT = 3;

/**
 * Cells whose text stands in its row and its column, under the best shift of the whole grid.
 * @param {readonly Cell[]} there
 * @param {readonly Cell[]} read
 */
export function cellsInPlace(there, read) {
  let best = 0;
  for (let down = -MOST_SHIFT; down <= MOST_SHIFT; down++) {
    for (let across = -MOST_SHIFT; across <= MOST_SHIFT; across++) {
      const at = new Map(read.map(({ row, column, text }) => [`${row + down},${column + across}`, text]));
      const right = there.filter(({ row, column, text }) => at.get(`${row},${column}`) === text);
      best = Math.max(best, right.length);
    }
  }
  return best;
}

/**
 * Cells whose text was read anywhere, each as often as it stands there.
 * @param {readonly Cell[]} there
 * @param {readonly Cell[]} read
 */
export function cellsAnywhere(there, read) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const { text } of read) left.set(text, (left.get(text) ?? 0) + 1);
  return there.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count > 0;
  }).length;
}
