// Shapes of strokes on a square bitmap: thinner, thicker, and what hangs together.

export const UP = 4;
export const FIELD = 28 * UP;

/** Area over half the outline: near enough for strokes. @param {Uint8Array} bits */
export function strokeWidth(bits) {
  let [area, edge] = [0, 0];
  for (let k = FIELD; k < bits.length - FIELD; k++) {
    if (!bits[k]) continue;
    area++;
    edge += 4 - bits[k - 1] - bits[k + 1] - bits[k - FIELD] - bits[k + FIELD];
  }
  return (2 * area) / Math.max(1, 0.8 * edge);
}

/** One round of thinning, which keeps what is connected connected (Zhang & Suen 1984). @param {Uint8Array} bits */
export function thinned(bits) {
  let from = bits;
  for (const pass of [0, 1]) {
    const to = from.slice();
    for (let y = 1; y < FIELD - 1; y++) {
      for (let x = 1; x < FIELD - 1; x++) {
        const at = y * FIELD + x;
        if (!from[at]) continue;
        const p = [
          from[at - FIELD],
          from[at - FIELD + 1],
          from[at + 1],
          from[at + FIELD + 1],
          from[at + FIELD],
          from[at + FIELD - 1],
          from[at - 1],
          from[at - FIELD - 1],
        ];
        let [count, turns] = [0, 0];
        for (let k = 0; k < 8; k++) {
          count += p[k];
          if (!p[k] && p[(k + 1) & 7]) turns++;
        }
        if (count < 2 || count > 6 || turns !== 1) continue;
        const [a, b] = pass ? [p[0] * p[2] * p[6], p[0] * p[4] * p[6]] : [p[0] * p[2] * p[4], p[2] * p[4] * p[6]];
        if (!a && !b) to[at] = 0;
      }
    }
    from = to;
  }
  return from;
}

/** Grown by one place in each direction. @param {Uint8Array} bits */
export function dilated(bits) {
  const out = bits.slice();
  for (let k = FIELD; k < bits.length - FIELD; k++)
    if (bits[k - 1] | bits[k + 1] | bits[k - FIELD] | bits[k + FIELD]) out[k] = 1;
  return out;
}

/** Pieces less holes, from the 2×2 patterns (Gray 1971). @param {Uint8Array} bits */
export function euler(bits) {
  let sum = 0;
  for (let k = 0; k < bits.length - FIELD - 1; k++) {
    const count = bits[k] + bits[k + 1] + bits[k + FIELD] + bits[k + FIELD + 1];
    if (count === 1) sum++;
    else if (count === 3) sum--;
    else if (count === 2 && bits[k] === bits[k + FIELD + 1]) sum -= 2;
  }
  return sum / 4;
}

/**
 * The connected pieces, eight neighbours: the places of each one's ink.
 * @param {Uint8Array} bits
 * @returns {number[][]}
 */
export function pieces(bits) {
  const left = bits.slice();
  const found = [];
  for (let start = 0; start < left.length; start++) {
    if (!left[start]) continue;
    const piece = [start];
    left[start] = 0;
    for (let k = 0; k < piece.length; k++) {
      for (const step of [-FIELD - 1, -FIELD, -FIELD + 1, -1, 1, FIELD - 1, FIELD, FIELD + 1]) {
        if (!left[piece[k] + step]) continue;
        left[piece[k] + step] = 0;
        piece.push(piece[k] + step);
      }
    }
    found.push(piece);
  }
  return found;
}

/** How many are set. @param {Uint8Array} bits */
export function total(bits) {
  let sum = 0;
  for (let k = 0; k < bits.length; k++) sum += bits[k];
  return sum;
}
