// What is said about a hand itself: by `history`, `undo`, `use`, `forget`, `rebuild`, `export` and `import`.
import { percent, plural, readerName } from './english-words.js';
import type { BeforeAfter } from './message-values.js';

/** By command. */
export const englishHand = {
  history: {
    wrote: (file: string) => `wrote ${file}`,
    empty: (hand: string) => `the hand ${hand} has learned nothing yet`,
    scores: (own: BeforeAfter, mnist: BeforeAfter) => `your samples ${change(own)}, MNIST ${change(mnist)}`,
    /** `session`: the number by which `forget --session` knows it. */
    saved: (session: number, samples: number, replaced: number) =>
      `session ${session}: saved ${plural(samples, 'sample')}` +
      `${replaced > 0 ? `, replaced ${plural(replaced, 'label')}` : ''}`,
    /** The first few places that samples are from; `all`: how many places there are. */
    fromPlaces: (places: readonly string[], all: number) =>
      ` from ${places.join(', ')}${all > places.length ? `, … (${all})` : ''}`,
    learned: (checkpoint: number, samples: number, scores: string) =>
      `checkpoint ${checkpoint} from ${plural(samples, 'sample')}: ${scores}`,
    rebuilt: ', rebuilt',
    forced: ', forced',
    refused: (reason: string, scores: string) => `refused: ${reason} (${scores})`,
    switched: (by: 'use' | 'undo' | 'rebuild', checkpoint: number) =>
      `${by === 'use' ? 'chose' : by === 'undo' ? 'went back to' : 'rebuilt'} ${readerName(checkpoint)}`,
    forgot: (samples: number, restored: number) =>
      `forgot ${plural(samples, 'sample')}${restored > 0 ? `, ${countAgain(restored)}` : ''}`,
    page: (photo: string, edits: number) =>
      edits === 0
        ? `took the corrections of ${photo} back`
        : `put ${photo} right: ${plural(edits, 'correction')} of it`,
  },

  serve: {
    serving: (address: string, hand: string, photos: number) =>
      `the hand ${hand}${photos > 0 ? ` and ${plural(photos, 'photo')}` : ''} at ${address} (Ctrl-C ends it)`,
    noApp: 'the web app is not built, so only its API is there; run `npm run build:web` in the folder of ownhand',
    portWanted: (text: string) => `"${text}" is no port; give a number of up to 65535`,
  },

  /** The picture that `history --svg` draws. */
  plot: {
    title: (hand: string) => `What the hand ${hand} has learned`,
    own: 'Your own samples read rightly',
    mnist: 'MNIST digits never trained on read rightly',
    empty: 'nothing yet',
    emptyDescription: 'It has learned nothing yet.',
    /** `checkpoint`: undefined where the step was refused. */
    step: (when: string, checkpoint: number | undefined, samples: number) =>
      `${when}, ${checkpoint === undefined ? 'refused' : `checkpoint ${checkpoint}`}, ${samples} samples`,
    stepScores: (step: string, own: string, mnist: string) => `${step}: own samples ${own}, MNIST ${mnist}.`,
    checkpoint: (number: number) => `no. ${number}`,
    refused: 'refused',
  },

  use: {
    inUse: (checkpoint: number) => `${readerName(checkpoint)} is in use`,
    /** `sessions`: those in which the samples were saved. */
    samplesStay: (samples: number, sessions: readonly number[]) =>
      `${plural(samples, 'sample')} of that step stay${samples === 1 ? 's' : ''} and will be learned again with the ` +
      `next; ${sessions.map((session) => `\`ownhand forget --session ${session}\``).join(' and ')} takes them back`,
    samplesTakenBack: (samples: number, restored: number) =>
      `took back ${plural(samples, 'sample')}${restored > 0 ? `; ${countAgain(restored)}` : ''}`,
  },

  forget: {
    oneWay:
      'say one way what to forget: ids, --last, --session N, --source FILE, --label L, --page FILE, --suspects, or ' +
      '--all',
    all: (samples: number, checkpoints: number, hand: string) =>
      `${plural(samples, 'sample')} and ${plural(checkpoints, 'checkpoint')} of the hand ${hand}`,
    /** `labels`: how many samples there are of each. */
    some: (samples: number, hand: string, labels: ReadonlyMap<string, number>) =>
      `${plural(samples, 'sample')} of the hand ${hand} (${[...labels]
        .map(([label, count]) => `${count} of ${label}`)
        .join(', ')})`,
    suspect: (id: string, label: string, looksLike: string, chance: number) =>
      `${id}  ${label}, looks like ${looksLike}  ${percent(chance, 0)}`,
    noSuspects: 'no label looks wrong; nothing was deleted',
    ambiguous: (id: string, few: readonly string[], count: number) =>
      `${id} may be ${few.join(', ')}${count > few.length ? `, … (${count})` : ''}; give more of it. Nothing was ` +
      'deleted',
    noSession: (hand: string, session: number, sessions: number) =>
      sessions === 0
        ? `the hand ${hand} has no session whose samples are still there`
        : `the hand ${hand} has no session ${session}; \`ownhand history\` lists ${sessions}`,
    emptySession: (session: number) => `no sample of session ${session} is left`,
    noneFrom: (file: string) => `no sample is from ${file}; \`ownhand history\` says where samples are from`,
    noneLabelled: (label: string) => `no sample has the label ${label}`,
    confirm: (what: string) => `Delete ${what} for ever?`,
    nothingDeleted: 'nothing was deleted',
    nothingOfPage: (hand: string, file: string) => `the hand ${hand} keeps nothing that was put right on ${file}`,
    forgotPage: (file: string, edits: number) =>
      `took ${plural(edits, 'correction')} of ${file} back; the samples stay, \`ownhand forget --source\` deletes them`,
    forgotAll: (what: string) => `forgot ${what}`,
    noSample: (hand: string, id: string) => `the hand ${hand} has no sample ${id}; nothing was deleted`,
    forgotSamples: (samples: number, restored: number, checkpoint: number) =>
      `forgot ${plural(samples, 'sample')}; ` +
      `${restored > 0 ? `${countAgain(restored)}; ` : ''}` +
      `${checkpoint === 0 ? 'the shipped reader' : `checkpoint ${checkpoint}, learned from the others,`} is ` +
      'in use',
    needsTerminal: (what: string) => `add --yes to delete ${what}; there is no terminal to ask on`,
  },

  rebuild: {
    notRebuilt: (reason: string) => `not rebuilt: ${reason} (--force keeps it all the same)`,
    same: (checkpoint: number, samples: number) =>
      `checkpoint ${checkpoint} rebuilt from ${plural(samples, 'sample')}: bit for bit what it was`,
    rebuilt: (checkpoint: number, samples: number, { before, after }: BeforeAfter) =>
      `checkpoint ${checkpoint} rebuilt from ${plural(samples, 'sample')} is now in use; your samples ` +
      `${percent(before)} → ${percent(after)}`,
    goesBack: (checkpoint: number) => `; \`ownhand use ${checkpoint}\` goes back`,
  },

  export: {
    needsPictures: '--as writes nothing but pictures and labels; leave out --no-pictures',
    wroteSamples: (to: string, samples: number, hand: string) =>
      `${to}: ${plural(samples, 'sample')} of the hand ${hand}, 28×28, white on black`,
    wrote: (file: string, samples: number, checkpoints: number, hand: string, kilobytes: number) =>
      `${file}: ${plural(samples, 'sample')} and ${plural(checkpoints, 'checkpoint')} of the hand ${hand}, ` +
      `${kilobytes} kB`,
  },

  import: {
    noPictures: (file: string) => `${file} was exported without pictures; there is nothing to merge`,
    imported: (hand: string, samples: number, checkpoints: number) =>
      `the hand ${hand} now holds ${plural(samples, 'sample')} and ${plural(checkpoints, 'checkpoint')}`,
  },
};

function change({ before, after }: BeforeAfter): string {
  return `${percent(before, 1)} → ${percent(after, 1)}`;
}

/** Of samples that had been replaced. */
function countAgain(samples: number): string {
  return samples === 1 ? '1 older one counts again' : `${samples} older ones count again`;
}
