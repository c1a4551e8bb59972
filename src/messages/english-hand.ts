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
      `forgot ${plural(samples, 'sample')}${restored > 0 ? `, ${restored} older ones count again` : ''}`,
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
    nothingToUndo: (hand: string) => `there is nothing to undo: the hand ${hand} uses the shipped reader`,
  },

  forget: {
    samplesOrAll: 'give the samples to forget, or --all, one of the two',
    all: (samples: number, checkpoints: number, hand: string) =>
      `${plural(samples, 'sample')} and ${plural(checkpoints, 'checkpoint')} of the hand ${hand}`,
    confirm: (what: string) => `Delete ${what} for ever?`,
    nothingDeleted: 'nothing was deleted',
    forgotAll: (what: string) => `forgot ${what}`,
    noSample: (hand: string, id: string) => `the hand ${hand} has no sample ${id}; nothing was deleted`,
    forgotSamples: (samples: number, checkpoint: number) =>
      `forgot ${plural(samples, 'sample')}; ` +
      `${checkpoint === 0 ? 'the shipped reader' : `checkpoint ${checkpoint}, learned from the others,`} is ` +
      'in use',
    needsTerminal: 'add --yes to confirm; there is no terminal to ask on',
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
