// What is said in German while pages are read: by `read`, `diff` and `who`, and by every command that takes photos.
import type { LeftOutReason } from '../reading.js';
import type { Messages } from './english.js';
import { counted, readerWith } from './german-words.js';

/** What strokes that were left out were taken for. */
const TAKEN_FOR: Readonly<Record<LeftOutReason, string>> = {
  words: 'als Wörter',
  print: 'als Druck',
  rules: 'als Linien',
  specks: 'als Flecken',
  signs: 'als Zeichen außerhalb von Zahlen',
  chance: 'als Zufall',
  unread: 'als unlesbar',
};

const pagesRead = (pages: number) => `${counted(pages, 'Seite', 'Seiten')} gelesen`;
const equationsOf = (count: number) => counted(count, 'Gleichung', 'Gleichungen');

/** By command; `inputs` is of all that take photos. */
export const germanReading: Pick<Messages, 'inputs' | 'read' | 'equations' | 'fixLatex' | 'diff' | 'who'> = {
  inputs: {
    noImages: (folder) => `In ${folder} ist kein Bild`,
    nothingMatches: (glob) => `Zu ${glob} passt nichts`,
    unreadable: (count, all) =>
      `${count} von ${counted(all, 'Datei', 'Dateien')} ${count === 1 ? 'war' : 'waren'} nicht zu lesen`,
    stopped: 'Abgebrochen',
  },

  read: {
    noNumbers: 'keine Zahlen gefunden',
    noNumbersIn: (file) => `${file}: keine Zahlen gefunden`,
    page: (width, height, glyphs) => `${width}×${height}, ${glyphs} Zeichen`,
    progress: (done, all, secondsLeft) => `${done} von ${all} gelesen, noch etwa ${secondsLeft} s`,
    wrote: (folder, picture, crops, kept) => {
      const left = kept === 1 ? 'einer mit anderer Aufschrift blieb' : `${kept} mit anderer Aufschrift blieben`;
      const crop = counted(crops, 'Ausschnitt', 'Ausschnitte');
      return `${folder}: ${picture} und ${crop} geschrieben${kept > 0 ? `; ${left} unverändert` : ''}`;
    },
    jsonOrCsv: '--json und --csv gehen nicht zusammen; wählen Sie eines',
    csvStyle: '--delimiter und --bom sagen, wie --csv schreibt; geben Sie auch --csv an',
    turned: (file, degrees) => `${file}: zum Lesen um ${degrees}° gedreht`,
    leftOut: (file, counts) => {
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${TAKEN_FOR[reason]}`);
      return `${file}: ${counted(all, 'Strich', 'Striche')} ausgelassen: ${parts.join(', ')}`;
    },
    wroteWorkbook: (file, tables) => `${file}: ${counted(tables, 'Tabelle', 'Tabellen')} geschrieben`,
  },

  equations: {
    numbersOnly: '--csv, --xlsx, --resume, --promise und --print sind für Zahlen; lassen Sie --latex weg, oder diese',
    noneIn: (file) => `${file}: keine Gleichungen gefunden`,
    none: 'keine Gleichungen gefunden',
    page: (width, height, equations) => `${width}×${height}, ${equationsOf(equations)}`,
    holds: 'stimmt',
    fails: (value, symbol, label) =>
      `stimmt nicht: es ergibt ${value}; am unsichersten ist ${symbol}` +
      `${label === undefined ? '' : `, vielleicht ${label}`}`,
    comesTo: (value) => `ergibt ${value}`,
    ofPage: (file, text, verdict) => `${file}: ${text} ${verdict}`,
    wroteDocument: (file, equations) => `${file}: ${equationsOf(equations)} geschrieben`,
  },

  fixLatex: {
    keys: [
      'das richtige Zeichen tippen, etwa x, \\alpha oder alpha; Enter nimmt es',
      'Enter stimmt',
      'Tab ein anderes',
      'Rücktaste zurück',
      '↓ lernen',
      'Strg-C verlassen',
    ],
    typed: (typed, label) => (typed === label ? `${typed}_` : `${typed}_  (${label})`),
    nothingBelow: (pages, confidence) =>
      Number.isFinite(confidence)
        ? `${pagesRead(pages)}, kein Zeichen liegt unter ${confidence}; --all fragt nach jedem`
        : `${pagesRead(pages)}, keine Gleichungen gefunden`,
    noLabelGiven: 'Kein Zeichen bekam eine Aufschrift; nichts wurde gelernt',
    kept: (symbols) =>
      symbols === 0
        ? 'Diese Zeichen waren schon behalten'
        : `${symbols} Zeichen behalten; Gleichungen werden von jetzt an mit ${symbols === 1 ? 'ihm' : 'ihnen'} gelesen`,
    changed: (file, equation, before, after) =>
      `${file}, Gleichung ${equation}: ${before || '(nichts)'} → ${after || '(nichts)'}`,
  },

  diff: {
    readerName: (checkpoint) => (checkpoint === 0 ? 'mitgelieferter Leser' : `Stand ${checkpoint}`),
    samples: (count, a, b, rightBefore, rightAfter, changed) =>
      `${count} Muster: ${rightBefore} richtig ${readerWith('mit', a)}, ${rightAfter} ${readerWith('mit', b)}; ` +
      `${changed} anders gelesen`,
    page: (file, changed) => `${file}: ${changed === 0 ? 'nichts' : `${changed} Zeichen`} anders gelesen`,
    sampleColumns: ['Muster', 'Aufschrift'],
    placeColumn: 'bei',
    glyph: (answer, number) => `${answer} in ${number}`,
    noGlyph: '(keines)',
    nowRight: 'jetzt richtig',
    nowWrong: 'jetzt falsch',
    stillWrong: 'noch falsch',
    noCheckpoint: (hand, number) => `Die Hand ${hand} hat keinen Stand ${number}; \`ownhand history\` nennt alle`,
  },

  who: {
    noHands: 'nicht zu sagen: keine Hand auf diesem Rechner hat schon Muster; `ownhand learn` macht eine',
    noNumbers: 'nicht zu sagen: keine Zahlen gefunden',
    nobody: 'sieht nach keiner der Hände hier aus',
    nobodyNear: 'nicht zu sagen: niemand hier kommt nahe genug',
    looksLike: (hand) => `sieht nach ${hand} aus`,
    eitherOr: (first, second) => `nicht zu sagen: vielleicht ${first}, vielleicht ${second ?? 'jemand anders'}`,
    columns: ['Hand', 'Wert', 'Nähe', 'Sicherheit'],
  },
};
