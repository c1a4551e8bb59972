// What is said in German while a hand learns: by `learn`, `eval`, `fix`, `ask` and `sheet`, and while a base reader is
// trained.
import type { Messages } from './english.js';
import { ofGuard } from './german-faults.js';
import { counted, decimal, duration, percent, readerAtStart } from './german-words.js';
import type { EpochScores } from './message-values.js';

type Learning = 'learn' | 'labels' | 'knownText' | 'eval' | 'fix' | 'finding' | 'ask' | 'sheet' | 'train';

const isOrAre = (count: number) => (count === 1 ? 'ist' : 'sind');
const pagesRead = (pages: number) => `${counted(pages, 'Seite', 'Seiten')} gelesen`;
const few = (names: readonly string[], all: number) => `${names.join(', ')}${all > names.length ? `, … (${all})` : ''}`;

/** By command; `labels` are warnings of several commands. */
export const germanLearning: Pick<Messages, Learning> = {
  learn: {
    nothingToLearn: 'Es gibt nichts, woraus sich lernen lässt',
    tooFewOfEveryNew: 'Von jedem neuen Zeichen ist zu wenig da, um es zu lernen; füllen Sie mehr seiner Kästchen aus',
    saved: (added, replaced, known, hand) =>
      [
        `${added === 0 ? 'keine neuen' : counted(added, 'neues', 'neue')} Muster in der Hand ${hand} gespeichert`,
        ...(replaced > 0
          ? [`${counted(replaced, 'frühere Aufschrift', 'frühere Aufschriften')} derselben Zeichen ersetzt`]
          : []),
        ...(known > 0 ? [`${known} schon bekannt`] : []),
      ].join('; '),
    takePart: ({ samples, sessions, from, to }) => {
      const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
      const when = sessions === 0 ? '' : ` (${first === last ? first : `${first} bis ${last}`})`;
      const earlier = `${counted(samples, 'früheres', 'frühere')} Muster dieser Hand`;
      return `${earlier} ${samples === 1 ? 'wird' : 'werden'} mitgelernt${when}`;
    },
    unchanged: (checkpoint) => `Nichts Neues zu lernen. ${readerAtStart(checkpoint)} bleibt in Gebrauch`,
    notLearned: (reason) =>
      `nicht gelernt: ${ofGuard(reason)} (die Muster sind gespeichert, \`ownhand forget --last\` löscht sie; --force ` +
      'lernt sie trotzdem)',
    notTaken: (id, label, readAs) =>
      `Warnung: Muster ${id}, angegeben als ${label}, wird trotzdem als ${readAs} gelesen; mehr Muster davon helfen`,
    moreNotTaken: (count) =>
      `Warnung: ${counted(count, 'weiteres', 'weitere')} Muster ${count === 1 ? 'wird' : 'werden'} auch noch anders ` +
      'gelesen',
    notSaved: (reason) =>
      `nicht gelernt: ${ofGuard(reason)}; nichts wurde gespeichert. Stellen Sie die Aufschriften richtig, oder ` +
      'nehmen Sie --force, wenn sie stimmen',
    forgetSuspects: '`ownhand forget --suspects` zeigt die Muster, deren Aufschriften falsch aussehen, und löscht sie',
    yourSamples: 'Ihre Muster',
    mnistDigits: 'MNIST-Ziffern',
    ofSamples: (samples, heldOut) => `von ${samples}${heldOut ? ' zurückgehaltenen' : ''}`,
    nowInUse: (checkpoint) => `Stand ${checkpoint} ist jetzt in Gebrauch; \`ownhand undo\` geht zurück`,
  },

  labels: {
    looksProcessed:
      'Warnung: Die meisten dieser Bilder sehen aufbereitet aus, weiß auf schwarz; sind sie es, lassen Sie ' +
      '--reverse weg',
    looksLikeCrops:
      'Warnung: Die meisten dieser Bilder sehen nach dunkler Tinte auf hellem Papier aus; ist es so, lassen Sie ' +
      '--no-reverse weg',
    takenAsPaper: (light, dark) =>
      `${counted(light, 'Bild', 'Bilder')} als dunkle Tinte auf hellem Papier genommen` +
      `${dark > 0 ? `, ${dark} als weiß auf schwarz` : ''}; --no-reverse nimmt alle als weiß auf schwarz`,
    labelledByFolder: (pictures) =>
      `${counted(pictures, 'Bild', 'Bilder')} nach dem Namen des Ordners beschriftet; --labels-from names nimmt die ` +
      'Dateinamen',
    passedOver: (count, names) => `übergangen: ${few(names, count)}`,
    suspectFile: (file, label, looksLike) =>
      `Warnung: ${file} sieht bei Ihnen nach ${looksLike} aus, nicht nach ${label}; ist es so, benennen Sie die ` +
      'Datei um',
    suspectBox: (box, label, looksLike) =>
      `Warnung: ${box} sieht bei Ihnen nach ${looksLike} aus, nicht nach ${label}; ist es misslungen, schwärzen Sie ` +
      'das Kästchen und fotografieren Sie das Blatt noch einmal',
    suspectGlyph: (file, label, looksLike) =>
      `Warnung: Ein Zeichen von ${file}, angegeben als ${label}, sieht bei Ihnen nach ${looksLike} aus`,
    suspectEarlier: (count, suspects) =>
      `Warnung: ${counted(count, 'frühere Aufschrift ist', 'frühere Aufschriften sind')} vielleicht falsch: ${suspects
        .map(({ id, label, looksLike }) => `${id} (${looksLike}, nicht ${label}?)`)
        .join(', ')}${count > suspects.length ? ', …' : ''}; \`ownhand forget ID\` nimmt eine zurück`,
    sheetFilled: (photo, glyphs, boxes) =>
      `${photo}: ${glyphs} der ${boxes} Kästchen des Blatts ${isOrAre(glyphs)} ausgefüllt`,
    knownFromOtherPhoto: (count) => `${count} davon ${isOrAre(count)} von einem anderen Foto desselben Blatts bekannt`,
    tooFew: (label, count, least) =>
      `Warnung: ${label} ist für diesen Leser neu, und ${count} davon ${isOrAre(count)} zu wenig, um es zu lernen ` +
      `(mindestens ${least}); ausgelassen`,
  },

  knownText: {
    noCrops: '--text ist für Fotos von Seiten; --reverse und --labels-from sind für beschriftete Bilder',
    noFile: (file) => `${file} ist nicht da`,
    oneForEach: (photos, texts) =>
      `${counted(photos, 'Foto', 'Fotos')} und ${counted(texts, 'Text', 'Texte')}: Geben Sie für jedes Foto ein ` +
      '--text an, in derselben Reihenfolge',
    aligned: (photo, found, digits, otherwise) =>
      `${photo}: ${found} von ${counted(digits, 'Ziffer', 'Ziffern')} des Textes gefunden, ${otherwise} davon anders ` +
      'gelesen',
    notAligned: (photo, text, line, found, of) =>
      `${photo}: ${text} in Zeile ${line} des Textes: ` +
      (found === 0 ? 'nicht gefunden' : `${found} von ${of} Ziffern gefunden, die anderen werden nicht gelernt`),
    moreNotAligned: (count) =>
      `${counted(count, 'weitere Zahl', 'weitere Zahlen')} des Textes nicht oder nicht ganz gefunden`,
    extra: (photo, strokes) =>
      `${photo}: ${counted(strokes, 'Strich', 'Striche')} in diesen Zeilen ` +
      `${strokes === 1 ? 'gehört' : 'gehören'} nicht zum Text`,
    words: (count, names) => `übergangen, ohne Ziffern: ${few(names, count)}`,
    nothingAligned: (photos) =>
      `Vom Text war auf ${photos === 1 ? 'dem Foto' : 'diesen Fotos'} nichts zu finden; gehört er zu einem anderen?`,
  },

  eval: {
    foldersOrMnist: 'Geben Sie Ordner mit beschrifteten Zeichen an oder --mnist, eines von beiden',
    nothingToMeasure: 'Es gibt nichts zu messen',
    right: (accuracy, correct, samples) => `${percent(accuracy)} richtig: ${correct} von ${samples}`,
    writtenColumn: 'geschrieben',
    rightColumn: 'richtig',
  },

  fix: {
    needsTerminal:
      'fix fragt Taste für Taste und braucht ein Terminal; ohne eines: `ownhand read --out ORDNER`, die falschen ' +
      'Ausschnitte umbenennen, `ownhand learn ORDNER`',
    needsFile: (command) => `${command} liest Tasten von der Standardeingabe; geben Sie das Foto als Datei an`,
    reading: (page, pages, file) => `${page} von ${pages} wird gelesen: ${file}`,
    noNumbers: (pages) => `${pagesRead(pages)}, keine Zahlen gefunden`,
    nothingBelow: (pages, confidence) =>
      `${pagesRead(pages)}, nichts liegt unter ${confidence}; --all fragt nach jedem Zeichen`,
    stopped: 'Abgebrochen; nichts wurde gelernt',
    stoppedAfterLearning: 'Abgebrochen; was angegeben wurde, ist gelernt',
    noLabelGiven: 'Kein Zeichen bekam eine Aufschrift; nichts wurde gelernt',
    question: (number, questions) => `${number} von ${questions}`,
    line: (line) => `Zeile ${line}: `,
    readAs: (choices) => `gelesen als ${choices}`,
    keys: [
      'die richtige Aufschrift, oder: Enter stimmt',
      'Tab eine andere',
      'x kein Zeichen',
      'j mit dem nächsten verbinden',
      'c teilen',
      'n eine/zwei Zahlen',
      'm eines fehlt',
      's Punkt, Komma, Minus',
      'u zurück',
      'q lernen',
      'Strg-C verlassen',
    ],
    unknownLabel: (label, alphabet) => `${label} kennt dieser Leser nicht; er kennt ${alphabet.join(' ')}`,
    nothingToUndo: 'Es gibt nichts zurückzunehmen',
    changedLine: (file, line, before, after) =>
      `${file}, Zeile ${line}: ${before || '(nichts)'} → ${after || '(nichts)'}`,
    asBefore: (pages) => `${pages === 1 ? 'Die Seite wird' : 'Die Seiten werden'} gelesen wie zuvor`,
  },

  finding: {
    noNext: 'In dieser Zeile folgt kein Zeichen mehr',
    nothingBefore: 'Es ist das erste seiner Zeile',
    parted: 'Hier beginnt eine Zahl; jetzt die Aufschrift',
    together: 'Es gehört zur Zahl davor; jetzt die Aufschrift',
    whichSign: 'Möglich sind . , - und :',
    added: 'Aufgenommen; jetzt die Aufschrift des Zeichens, nach dem gefragt wird',
    takenBack: 'Was neben diesem Zeichen richtiggestellt wurde, ist zurückgenommen',
    keys: {
      join: ['ein Zeichen mit dem nächsten: seine Aufschrift', 'Enter wie gelesen', 'u zurück'],
      cut: ['hier teilen: ← → verschieben', 'Enter teilen', 'u zurück'],
      halves: ['die Aufschrift der markierten Hälfte', 'Enter wie gelesen', 'u zurück'],
      box: ['um das, was fehlt: ← → ↑ ↓ verschieben', 'mit Umschalt, oder + -: Größe', 'Enter nehmen', 'u zurück'],
      missed: ['die Aufschrift von dem, was fehlte', 'Enter wie gelesen', 'u zurück'],
      sign: ['welches ist es: . , oder -', 'u zurück'],
    },
    notTaken: (file, label, readAs) =>
      `Warnung: Ein Zeichen von ${file}, angegeben als ${label}, hält der Leser immer noch für ` +
      `${readAs || 'nichts'}; dieses Foto wird trotzdem so gelesen, wie Sie es angegeben haben`,
    takenBackStep: (file, label, readAs, count) =>
      `zurückgenommen: Ein Zeichen von ${file}, bestätigt als ${label}, würde für ${readAs || 'nichts'} gehalten` +
      `${count > 1 ? `, und ${counted(count - 1, 'weiteres', 'weitere')} auch anders` : ''}; der Leser von vorher ` +
      'ist wieder in Gebrauch (die Muster bleiben; --force lernt sie trotzdem)',
    kept: (pages) =>
      `${pages === 1 ? 'Das Foto wird' : `${pages} Fotos werden`} von jetzt an so gelesen, wie Sie es ` +
      'richtiggestellt haben, was auch immer gelernt wird',
    notFound: (file, label) =>
      `Warnung: In ${file} ist keine Tinte, wo ${label} aufgenommen wurde; es wird nicht gelernt`,
  },

  ask: {
    glyph: (file, line, marked, confidence) => `${file}, Zeile ${line}: ${marked}  ${percent(confidence)}`,
    wrote: (glyphs, folder) =>
      `${glyphs} Zeichen nach ${folder} geschrieben; benennen Sie um, was eine falsche Aufschrift hat, dann ` +
      `\`ownhand learn ${folder}\``,
  },

  sheet: {
    pdfOrSvg: (file) => `${file} muss auf .pdf oder .svg enden; daran zeigt sich, was zu schreiben ist`,
    wrote: (file, boxes, each, labels) =>
      `${file}: ${boxes} Kästchen, je ${each} für ${labels.join(' ')}; drucken, ausfüllen, fotografieren, dann ` +
      '`ownhand learn foto.jpg`',
  },

  train: {
    notOfEquations: (flag) => `--${flag} ist für Ziffern und geht nicht mit --alphabet equation`,
    crohmeOfDigits: '--crohme ist für Gleichungen; geben Sie auch --alphabet equation an',
    needsCrohme: '--alphabet equation braucht --crohme DATEI, die Formeln, an denen trainiert wird',
    equationEpoch: ({ model, epoch, epochs, loss, heldOut }) =>
      `${model}: Durchgang ${epoch + 1}/${epochs}  Verlust ${decimal(loss, 4)}  zurückgehalten ${percent(heldOut)}`,
    equationModel: ({ file, heldOut, bytes }) =>
      `${file}: ${percent(heldOut)} von dem, was Menschen schrieben, an denen nicht gelernt wurde, ` +
      `${Math.round(bytes / 1000)} kB`,
    goingOn: (epoch, epochs) => `weiter nach Durchgang ${epoch} von ${epochs}`,
    trained: (file, accuracy, digits, kilobytes, seconds) =>
      `${file}: ${percent(accuracy)} von ${digits} Testziffern von MNIST, ${kilobytes} kB, ${duration(seconds)}`,
    stoppedEarly: (epoch, epochs) =>
      `angehalten nach Durchgang ${epoch} von ${epochs}; so weit ist es gekommen, dieselbe Zeile macht weiter`,
    progress: (epoch, done) => `${epochHead(epoch)}  ${Math.floor(done * 100)} %  noch ${duration(epoch.secondsLeft)}`,
    epoch: (epoch, heldOut) =>
      `${epochHead(epoch)}  zurückgehalten ${percent(heldOut)}  noch ${duration(epoch.secondsLeft)}`,
  },
};

function epochHead({ epoch, epochs, loss, accuracy }: EpochScores): string {
  return `Durchgang ${epoch + 1}/${epochs}  Verlust ${decimal(loss, 4)}  richtig ${percent(accuracy)}`;
}
