// What is said while pages are read: by `read`, `diff` and `who`, and by every command that takes photos.
import type { LeftOutReason } from '../reading.js';
import { plural, readerName } from './english-words.js';

/** What strokes that were left out were taken for. */
const TAKEN_FOR: Readonly<Record<LeftOutReason, string>> = {
  words: 'as words',
  print: 'as print',
  rules: 'as rules',
  specks: 'as specks',
  signs: 'as signs outside numbers',
  chance: 'as chance finds',
  unread: 'that read as nothing',
};

/** By command; `inputs` is of all that take photos. */
export const englishReading = {
  inputs: {
    noImages: (folder: string) => `${folder} holds no images`,
    nothingMatches: (glob: string) => `nothing matches ${glob}`,
    unreadable: (count: number, all: number) => `${count} of ${plural(all, 'file')} could not be read`,
    stopped: 'stopped',
  },

  read: {
    noNumbers: 'no numbers found',
    noNumbersIn: (file: string) => `${file}: no numbers found`,
    page: (width: number, height: number, glyphs: number) => `${width}×${height}, ${plural(glyphs, 'glyph')}`,
    progress: (done: number, all: number, secondsLeft: number) => `${done} of ${all} read, about ${secondsLeft} s left`,
    /** `kept`: crops that were there with another label, and were left alone. */
    wrote: (folder: string, picture: string, crops: number, kept: number) =>
      `${folder}: wrote ${picture} and ` +
      `${plural(crops, 'crop')}${kept > 0 ? `; ${plural(kept, 'crop')} with another label left as they were` : ''}`,
    jsonOrCsv: '--json and --csv do not go together; choose one',
    csvStyle: '--delimiter and --bom say how --csv is written; add --csv',
    turned: (file: string, degrees: number) => `${file}: turned by ${degrees}° to be read`,
    leftOut: (file: string, counts: ReadonlyMap<LeftOutReason, number>) => {
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${TAKEN_FOR[reason]}`);
      return `${file}: ${plural(all, 'stroke')} left out: ${parts.join(', ')}`;
    },
    wroteWorkbook: (file: string, tables: number) => `${file}: wrote ${plural(tables, 'table')}`,
  },

  equations: {
    numbersOnly: '--csv, --xlsx, --resume, --promise and --print are of numbers; leave out --latex, or these',
    noneIn: (file: string) => `${file}: no equations found`,
    none: 'no equations found',
    page: (width: number, height: number, equations: number) => `${width}×${height}, ${plural(equations, 'equation')}`,
    holds: 'holds',
    /** `symbol`: what is most likely wrong; `label`: what would make it hold. */
    fails: (value: string, symbol: string, label: string | undefined) =>
      `does not hold: it comes to ${value}; most in doubt is the ${symbol}` +
      `${label === undefined ? '' : `, perhaps ${label}`}`,
    comesTo: (value: string) => `comes to ${value}`,
    ofPage: (file: string, text: string, verdict: string) => `${file}: ${text} ${verdict}`,
    wroteDocument: (file: string, equations: number) => `${file}: wrote ${plural(equations, 'equation')}`,
  },

  /** `fix --latex`. */
  fixLatex: {
    keys: [
      'type the right symbol, such as x, \\alpha or alpha; Enter takes it',
      'Enter keep',
      'Tab another',
      'Backspace undo',
      '↓ learn',
      'Ctrl-C leave',
    ],
    typed: (typed: string, label: string) => (typed === label ? `${typed}_` : `${typed}_  (${label})`),
    nothingBelow: (pages: number, confidence: number) =>
      Number.isFinite(confidence)
        ? `${plural(pages, 'page')} read, no symbol is below ${confidence}; --all asks about every symbol`
        : `${plural(pages, 'page')} read, no equations found`,
    noLabelGiven: 'no symbol was given a label; nothing was learned',
    kept: (symbols: number) =>
      symbols === 0
        ? 'these symbols were kept already'
        : `kept ${plural(symbols, 'symbol')}, which equations are read with from now on`,
    changed: (file: string, equation: number, before: string, after: string) =>
      `${file}, equation ${equation}: ${before || '(nothing)'} → ${after || '(nothing)'}`,
  },

  diff: {
    readerName,
    samples: (count: number, a: number, b: number, rightBefore: number, rightAfter: number, changed: number) =>
      `${plural(count, 'sample')}: ${rightBefore} right with ${readerName(a)}, ${rightAfter} with ` +
      `${readerName(b)}; ${changed} read differently`,
    page: (file: string, changed: number) =>
      `${file}: ${changed === 0 ? 'nothing' : plural(changed, 'glyph')} read differently`,
    sampleColumns: ['sample', 'label'],
    placeColumn: 'at',
    glyph: (answer: string, number: string) => `${answer} in ${number}`,
    noGlyph: '(none)',
    nowRight: 'now right',
    nowWrong: 'now wrong',
    stillWrong: 'still wrong',
    noCheckpoint: (hand: string, number: number) =>
      `the hand ${hand} has no checkpoint ${number}; \`ownhand history\` lists them`,
  },

  who: {
    noHands: 'cannot tell: no hand on this machine has samples yet; `ownhand learn` makes one',
    noNumbers: 'cannot tell: no numbers found',
    nobody: 'looks like none of the hands here',
    nobodyNear: 'cannot tell: nobody here is near enough',
    looksLike: (hand: string) => `looks like ${hand}`,
    /** `second`: another hand, or undefined for somebody else's. */
    eitherOr: (first: string, second: string | undefined) =>
      `cannot tell: it may be ${first}'s or ${second === undefined ? "somebody else's" : `${second}'s`}`,
    columns: ['hand', 'score', 'nearness', 'sureness'],
  },
};
