// What a person says is written on a page, as numbers in reading order: plain text with spaces between numbers, or
// comma-separated values as `read --csv` prints them.

/** A number of the text. */
export interface TextNumber {
  /** As it stands in the text, its marks of doubt left out. */
  readonly text: string;
  /** The line of the text that it stands in, from 0; empty lines count too. */
  readonly line: number;
  /** Its characters without points, commas and other signs, which teach nothing. */
  readonly labels: readonly string[];
}

/** What `textNumbers` makes of a text. */
export interface TextNumbers {
  /** In reading order. */
  readonly numbers: readonly TextNumber[];
  /** Words in which no character is known to the reader, such as the heads of columns; they are passed over. */
  readonly words: readonly string[];
}

/** Signs that reading tells by size and place; a hand that was taught one as a symbol of its own knows it by shape. */
const SIGNS = '.,-:%';

/**
 * The numbers of a text, for a reader of these labels. In `csv` each cell is a number, whatever delimiter it has; in
 * other text, spaces part numbers; slashes do in both.
 */
export function textNumbers(text: string, alphabet: readonly string[], csv = false): TextNumbers {
  const known = new Set(alphabet);
  const numbers: TextNumber[] = [];
  const words: string[] = [];
  const cleaned = text.replace(/^\uFEFF/, '').replaceAll('\u2212', '-');
  const delimiter = csv ? delimiterOf(cleaned) : undefined;
  // A slash parts two numbers, unless the hand knows it by shape.
  const parting = known.has('/') ? /\s+/ : /[\s/]+/;
  for (const [line, written] of cleaned.split(/\r\n|\n|\r/).entries()) {
    const cells = delimiter === undefined ? [written] : cellsOf(written, delimiter);
    for (const part of cells.flatMap((cell) => cell.split(parting))) {
      // `read --csv --promise` marks what is in doubt with a question mark.
      const own = part.replace(/\?$/, '');
      const labels = [...own].filter((label) => known.has(label) || !SIGNS.includes(label));
      if (labels.some((label) => known.has(label))) numbers.push({ text: own, line, labels });
      else if (labels.length > 0) words.push(own);
    }
  }
  return { numbers, words };
}

/** The delimiter of comma-separated values: whichever of the usual ones there is most of outside of quotes. */
function delimiterOf(text: string): string {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return ['\t', ';', ','].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** The values of a line (RFC 4180). */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let k = 0; k < line.length; k++) {
    const character = line[k]!;
    if (character === '"' && quoted && line[k + 1] === '"') cell += line[k++];
    else if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}
