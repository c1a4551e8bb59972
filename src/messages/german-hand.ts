// What is said in German about a hand itself: by `history`, `undo`, `use`, `forget`, `rebuild`, `export` and `import`.
import type { Messages } from './english.js';
import { ofGuard } from './german-faults.js';
import { counted, percent, readerAtStart, readerWith } from './german-words.js';
import type { BeforeAfter } from './message-values.js';

type OfHand = 'history' | 'serve' | 'plot' | 'use' | 'forget' | 'rebuild' | 'export' | 'import';

/** By command. */
export const germanHand: Pick<Messages, OfHand> = {
  history: {
    wrote: (file) => `${file} geschrieben`,
    empty: (hand) => `Die Hand ${hand} hat noch nichts gelernt`,
    scores: (own, mnist) => `Ihre Muster ${change(own)}, MNIST ${change(mnist)}`,
    saved: (session, samples, replaced) =>
      `Sitzung ${session}: ${samples} Muster gespeichert` +
      `${replaced > 0 ? `, ${counted(replaced, 'Aufschrift', 'Aufschriften')} ersetzt` : ''}`,
    fromPlaces: (places, all) => ` aus ${places.join(', ')}${all > places.length ? `, … (${all})` : ''}`,
    learned: (checkpoint, samples, scores) => `Stand ${checkpoint} aus ${of(samples)}: ${scores}`,
    rebuilt: ', neu gemacht',
    forced: ', erzwungen',
    refused: (reason, scores) => `nicht gelernt: ${ofGuard(reason)} (${scores})`,
    switched: (by, checkpoint) =>
      by === 'undo'
        ? `zurück ${readerWith('zu', checkpoint)}`
        : `${readerAtStart(checkpoint)} ${by === 'use' ? 'gewählt' : 'neu gemacht'}`,
    forgot: (samples, restored) => `${samples} Muster vergessen${restored > 0 ? `, ${countAgain(restored)}` : ''}`,
    page: (photo, edits) =>
      edits === 0
        ? `Korrekturen von ${photo} zurückgenommen`
        : `${photo} richtiggestellt: ${counted(edits, 'Korrektur', 'Korrekturen')}`,
  },

  serve: {
    serving: (address, hand, photos) =>
      `Die Hand ${hand}${photos > 0 ? ` und ${counted(photos, 'Foto', 'Fotos')}` : ''} unter ${address} (Strg-C ` +
      'beendet es)',
    noApp:
      'Die Web-App ist nicht gebaut, nur ihre Schnittstelle ist da; führen Sie `npm run build:web` im Ordner von ' +
      'ownhand aus',
    portWanted: (text) => `„${text}“ ist kein Port; geben Sie eine Zahl bis 65535 an`,
  },

  plot: {
    title: (hand) => `Was die Hand ${hand} gelernt hat`,
    own: 'Ihre eigenen Muster, richtig gelesen',
    mnist: 'MNIST-Ziffern, an denen nie gelernt wurde, richtig gelesen',
    empty: 'noch nichts',
    emptyDescription: 'Sie hat noch nichts gelernt.',
    step: (when, checkpoint, samples) =>
      `${when}, ${checkpoint === undefined ? 'nicht gelernt' : `Stand ${checkpoint}`}, ${samples} Muster`,
    stepScores: (step, own, mnist) => `${step}: eigene Muster ${own}, MNIST ${mnist}.`,
    checkpoint: (number) => `Nr. ${number}`,
    refused: 'abgelehnt',
  },

  use: {
    inUse: (checkpoint) => `${readerAtStart(checkpoint)} ist in Gebrauch`,
    samplesStay: (samples, sessions) =>
      `${samples} Muster dieses Schritts ${samples === 1 ? 'bleibt und wird' : 'bleiben und werden'} beim nächsten ` +
      `wieder gelernt; ${sessions.map((session) => `\`ownhand forget --session ${session}\``).join(' und ')} ` +
      `${sessions.length === 1 ? 'nimmt' : 'nehmen'} ${samples === 1 ? 'es' : 'sie'} zurück`,
    samplesTakenBack: (samples, restored) =>
      `${samples} Muster zurückgenommen${restored > 0 ? `; ${countAgain(restored)}` : ''}`,
  },

  forget: {
    oneWay:
      'Sagen Sie auf eine Art, was zu vergessen ist: IDs, --last, --session N, --source DATEI, --label L, --page ' +
      'DATEI, --suspects oder --all',
    all: (samples, checkpoints, hand) =>
      `${samples} Muster und ${counted(checkpoints, 'Stand', 'Stände')} der Hand ${hand}`,
    some: (samples, hand, labels) =>
      `${samples} Muster der Hand ${hand} (${[...labels].map(([label, count]) => `${count} von ${label}`).join(', ')})`,
    suspect: (id, label, looksLike, chance) => `${id}  ${label}, sieht nach ${looksLike} aus  ${percent(chance, 0)}`,
    noSuspects: 'Keine Aufschrift sieht falsch aus; nichts wurde gelöscht',
    ambiguous: (id, few, count) =>
      `${id} kann ${few.join(', ')}${count > few.length ? `, … (${count})` : ''} sein; geben Sie mehr davon an. ` +
      'Nichts wurde gelöscht',
    noSession: (hand, session, sessions) =>
      sessions === 0
        ? `Die Hand ${hand} hat keine Sitzung, deren Muster noch da sind`
        : `Die Hand ${hand} hat keine Sitzung ${session}; \`ownhand history\` nennt ${sessions}`,
    emptySession: (session) => `Von Sitzung ${session} ist kein Muster mehr da`,
    noneFrom: (file) => `Kein Muster ist aus ${file}; \`ownhand history\` sagt, woher sie sind`,
    noneLabelled: (label) => `Kein Muster hat die Aufschrift ${label}`,
    confirm: (what) => `${what} endgültig löschen?`,
    nothingDeleted: 'Nichts wurde gelöscht',
    nothingOfPage: (hand, file) => `Die Hand ${hand} hat nichts behalten, was auf ${file} richtiggestellt wurde`,
    forgotPage: (file, edits) =>
      `${counted(edits, 'Korrektur', 'Korrekturen')} von ${file} zurückgenommen; die Muster bleiben, ` +
      '`ownhand forget --source` löscht sie',
    forgotAll: (what) => `${what} vergessen`,
    noSample: (hand, id) => `Die Hand ${hand} hat kein Muster ${id}; nichts wurde gelöscht`,
    forgotSamples: (samples, restored, checkpoint) =>
      `${samples} Muster vergessen; ${restored > 0 ? `${countAgain(restored)}; ` : ''}` +
      `${checkpoint === 0 ? 'der mitgelieferte Leser' : `Stand ${checkpoint}, aus den anderen gelernt,`} ist in ` +
      'Gebrauch',
    needsTerminal: (what) => `Mit --yes wird gelöscht: ${what}; hier ist kein Terminal, um nachzufragen`,
  },

  rebuild: {
    notRebuilt: (reason) => `nicht neu gemacht: ${ofGuard(reason)} (--force behält es trotzdem)`,
    same: (checkpoint, samples) => `Stand ${checkpoint} aus ${of(samples)} neu gemacht: Bit für Bit wie zuvor`,
    rebuilt: (checkpoint, samples, { before, after }) =>
      `Stand ${checkpoint}, aus ${of(samples)} neu gemacht, ist jetzt in Gebrauch; Ihre Muster ${percent(before)} → ` +
      percent(after),
    goesBack: (checkpoint) => `; \`ownhand use ${checkpoint}\` geht zurück`,
  },

  export: {
    needsPictures: '--as schreibt nur Bilder und Aufschriften; lassen Sie --no-pictures weg',
    wroteSamples: (to, samples, hand) => `${to}: ${samples} Muster der Hand ${hand}, 28×28, weiß auf schwarz`,
    wrote: (file, samples, checkpoints, hand, kilobytes) =>
      `${file}: ${samples} Muster und ${counted(checkpoints, 'Stand', 'Stände')} der Hand ${hand}, ${kilobytes} kB`,
  },

  import: {
    noPictures: (file) => `${file} wurde ohne Bilder exportiert; daraus ist nichts zu lernen`,
    imported: (hand, samples, checkpoints) =>
      `Die Hand ${hand} hat jetzt ${samples} Muster und ${counted(checkpoints, 'Stand', 'Stände')}`,
  },
};

const change = ({ before, after }: BeforeAfter): string => `${percent(before, 1)} → ${percent(after, 1)}`;

const of = (samples: number): string => counted(samples, 'Muster', 'Mustern');

/** Of samples that had been replaced. */
const countAgain = (samples: number): string =>
  samples === 1 ? '1 älteres gilt wieder' : `${samples} ältere gelten wieder`;
