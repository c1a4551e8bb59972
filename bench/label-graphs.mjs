// How much of an expression is read rightly, symbol by symbol and relation by relation, as the field's tool says of
// strokes (LgEval: Mouchère et al. 2016). A picture has no strokes: a symbol is the one that was drawn in its place.

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {{parent: number, relation: string}} Edge */

/** Two boxes are in one place where they have this share of the area of either in common. */
const SAME_PLACE = 0.5;

/**
 * The box of a drawn symbol's ink.
 * @param {{x: number, y: number, width: number, height: number, ink: Float32Array}} mask
 */
export function boxOfMask({ x, y, width, height, ink }) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let v = 0, k = 0; v < height; v++)
    for (let u = 0; u < width; u++, k++) {
      if (ink[k] <= 127) continue;
      [left, right, top, bottom] = [Math.min(left, u), Math.max(right, u), Math.min(top, v), Math.max(bottom, v)];
    }
  return { x: x + left, y: y + top, w: right - left + 1, h: bottom - top + 1 };
}

/** @param {Box} a @param {Box} b */
function common(a, b) {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? (w * h) / (a.w * a.h + b.w * b.h - w * h) : 0;
}

/**
 * What each symbol of a row hangs on, and how.
 * @param {import('../dist/equations/expression.js').Row} row
 * @param {number} parent
 * @param {string} relation
 * @returns {(readonly [number, Edge])[]}
 */
function edgesOf(row, parent = -1, relation = 'right') {
  const edges = [];
  let [on, how] = [parent, relation];
  for (const term of row) {
    const symbol = term.kind === 'fraction' ? term.bar : term.kind === 'root' ? term.sign : term.symbol;
    edges.push(/** @type {const} */ ([symbol, { parent: on, relation: how }]));
    const parts = {
      super: term.super,
      sub: term.sub,
      ...(term.kind === 'fraction' && { above: term.numerator, below: term.denominator }),
      ...(term.kind === 'root' && { inside: term.inside, above: term.degree }),
      ...(term.kind === 'symbol' && { above: term.above, below: term.below }),
    };
    for (const [way, part] of Object.entries(parts)) if (part) edges.push(...edgesOf(part, symbol, way));
    [on, how] = [symbol, 'right'];
  }
  return edges;
}

/**
 * Symbols found in their place and with their label, and relations between two symbols in their places.
 * @param {{labels: string[], boxes: Box[], layout: readonly Edge[]}} truth
 * @param {readonly import('../dist/equations/expression.js').FoundEquation[]} found
 */
export function rightParts({ labels, boxes, layout }, found) {
  const symbols = found.flatMap(({ expression }) => expression.symbols);
  const pairs = boxes
    .flatMap((box, i) => symbols.map((symbol, j) => ({ i, j, share: common(box, symbol.box) })))
    .filter(({ share }) => share >= SAME_PLACE)
    .sort((a, b) => b.share - a.share);
  const place = new Map();
  const taken = new Set();
  for (const { i, j } of pairs) {
    if (place.has(i) || taken.has(j)) continue;
    place.set(i, j);
    taken.add(j);
  }
  const edges = new Map();
  let offset = 0;
  for (const { expression } of found) {
    for (const [symbol, { parent, relation }] of edgesOf(expression.row))
      edges.set(symbol + offset, { parent: parent < 0 ? -1 : parent + offset, relation });
    offset += expression.symbols.length;
  }
  const related = layout.filter(({ parent }) => parent >= 0).length;
  const right = layout.filter(({ parent, relation }, child) => {
    const edge = edges.get(place.get(child));
    return parent >= 0 && edge?.parent === place.get(parent) && edge?.relation === relation;
  });
  return {
    symbols: labels.length,
    inPlace: place.size,
    labelled: labels.filter((label, i) => symbols[place.get(i)]?.label === label).length,
    relations: related,
    related: right.length,
  };
}
