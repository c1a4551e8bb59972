// How near a reading is to the truth.

/** Edit distance (Levenshtein 1966). @param {string} a @param {string} b @returns {number} */
export function edits(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/**
 * Which of `want` are found, whole and in order, among `got`: a longest common subsequence.
 * @param {readonly string[]} want
 * @param {readonly string[]} got
 * @returns {boolean[]}
 */
export function found(want, got) {
  const best = Array.from({ length: want.length + 1 }, () => new Array(got.length + 1).fill(0));
  for (let i = want.length - 1; i >= 0; i--) {
    for (let j = got.length - 1; j >= 0; j--) {
      best[i][j] = want[i] === got[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const hit = want.map(() => false);
  for (let i = 0, j = 0; i < want.length && j < got.length; ) {
    if (want[i] === got[j]) {
      hit[i++] = true;
      j++;
    } else if (best[i + 1][j] >= best[i][j + 1]) i++;
    else j++;
  }
  return hit;
}

/** The arithmetic mean, 0 of no values. @param {readonly number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The value below which the share `p` of all lie. @param {readonly number[]} values @param {number} p */
export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

/** As a figure is printed. @param {number} value @param {number} [digits] behind the point */
export const rounded = (value, digits = 4) => Number(value.toFixed(digits));

/** `--name value` of the command line. @param {string} name @param {string} fallback */
export function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}
