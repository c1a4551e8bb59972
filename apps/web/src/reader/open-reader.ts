// Opens a hand with the library.
import * as library from 'ownhand/browser';
import type { Reader } from './reader.js';

/** A page takes up to 100 MB while it is read. Set by eye. */
const MOST_AT_ONCE = 4;

/** Opens the hand that the server works on where a token is given, else one that this browser keeps. */
export async function openReader(name: string, token: string, warn: (line: string) => void): Promise<Reader> {
  const served: library.ServedHand | null = token === '' ? null : await library.openServedHand(token);
  const atOnce = served ? 2 : Math.min(MOST_AT_ONCE, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));
  const hand: library.Hand = served ?? library.openHand(name, { warn });
  const reader: Reader = {
    name: hand.name,
    served: served !== null,
    photos: served?.photos ?? [],
    atOnce,
    read: (picture, title) => library.read(hand, picture, { name: title, threads: atOnce }),
    readEquations: (picture, title, edits) => library.readEquations(hand, picture, { name: title, edits }),
    async learnSymbol(sample, onProgress) {
      // The reader of numbers knows digits; other symbols are kept for that of equations.
      if (/^[0-9]$/.test(sample.label)) return (await reader.learn([sample], onProgress)).ids;
      return (await hand.store.exclusively(() => hand.store.addSamples([sample]))).map(({ id }) => id);
    },
    readBoxes: (picture, boxes) => library.readBoxes(hand, picture, boxes),
    prepare: () => library.prepareToLearn(hand),
    async learn(samples, onProgress) {
      let ids: readonly string[] = [];
      const result = await library.learn(hand, samples, {
        onProgress: ({ done }) => onProgress(done),
        onSaved: ({ stored }) => {
          ids = stored.map(({ id }) => id);
        },
      });
      return { result, ids };
    },
    forget: async (ids) => void (await hand.store.removeSamples(ids, { restore: true })),
    checkpoint: () => hand.store.current(),
    use: (checkpoint) => library.use(hand, checkpoint),
    samples: () => hand.store.samples(),
    journal: () => hand.store.journal(),
    // What equations have taught is no digit.
    evaluate: (samples) =>
      library.evaluate(hand, samples).catch((error: unknown) => {
        if (!(error instanceof library.OwnhandError) || error.code !== 'unknown-label') throw error;
        const digits = samples.filter(({ label }) => /^[0-9]$/.test(label));
        return library.evaluate(hand, digits);
      }),
    suspects: () => library.suspects(hand),
    exportFile: () => library.exportHand(hand),
    async importFile(file, onProgress) {
      const isEmpty = (await hand.store.samples()).length === 0 && (await hand.store.checkpoints()).length === 0;
      if (isEmpty) await library.importHand(hand, file);
      else await reader.learn(await library.samplesOfExport(file), onProgress);
    },
    readSheet: (picture, title) => library.readSheet(picture, { name: title }),
    close: () => hand.close(),
  };
  return reader;
}

/** Names of the hands that this browser keeps. */
export const handNames = (): Promise<readonly string[]> => library.handNames();

/** Deletes a hand of this browser for good. */
export const removeHand = (name: string): Promise<void> => library.removeHand(name);
