// What two of a hand's checkpoints read differently, of its samples and of pages.
import type { HandStore } from '../../hand/store.js';
import { type Answer, answers, type GlyphDifference, readingDifferences } from '../../insight/differences.js';
import type { Reading } from '../../reading.js';
import { readDecoded } from '../pages/read-picture.js';
import type { DecodedPage } from '../picture/decode.js';
import { noCheckpoint } from './checkpoint-files.js';
import { openModel } from './open-model.js';

/** A sample that two checkpoints read differently. */
export interface SampleDifference {
  /** The sample's. */
  readonly id: string;
  /** What it is. */
  readonly label: string;
  /** What the first checkpoint reads. */
  readonly before: Answer;
  /** What the second one reads. */
  readonly after: Answer;
}

/** How two checkpoints read a hand's samples. */
export interface SampleDifferences {
  /** The number of samples. */
  readonly samples: number;
  /** How many of them the first checkpoint reads rightly. */
  readonly rightBefore: number;
  /** How many of them the second one reads rightly. */
  readonly rightAfter: number;
  /** Those that they read differently. */
  readonly changed: readonly SampleDifference[];
}

/** How two checkpoints read a page. */
export interface PageDifferences {
  /** As the first checkpoint reads it. */
  readonly before: Reading;
  /** As the second one reads it. */
  readonly after: Reading;
  /** The glyphs that they read differently. */
  readonly changed: readonly GlyphDifference[];
}

/** Two checkpoints, opened to be compared. */
export interface ReaderPair {
  /** How they read the hand's samples. */
  samples(): Promise<SampleDifferences>;
  /** How they read a page. */
  page(page: DecodedPage): Promise<PageDifferences>;
  /** Frees the readers. */
  close(): void;
}

/** Opens two checkpoints, 0 for the shipped reader. Throws OwnhandError 'not-found', 'bad-checkpoint'. */
export async function openReaderPair(store: HandStore, a: number, b: number): Promise<ReaderPair> {
  const there = await store.checkpoints();
  for (const number of [a, b]) if (number !== 0 && !there.includes(number)) throw noCheckpoint(store.name, number);
  const before = await openModel(store, a, 1);
  const after = await openModel(store, b, 1).catch((error: unknown) => {
    before.close();
    throw error;
  });
  return {
    async samples() {
      const samples = await store.samples();
      const [one, other] = [answers(before, samples), answers(after, samples)];
      const right = (all: readonly Answer[]) => all.filter((answer, i) => answer.label === samples[i]!.label).length;
      const changed = samples.flatMap(({ id, label }, i): SampleDifference | [] =>
        one[i]!.label === other[i]!.label ? [] : { id, label, before: one[i]!, after: other[i]! },
      );
      return { samples: samples.length, rightBefore: right(one), rightAfter: right(other), changed };
    },
    async page(page) {
      const [one, other] = [(await readDecoded(page, before)).reading, (await readDecoded(page, after)).reading];
      return { before: one, after: other, changed: readingDifferences(one, other) };
    },
    close() {
      before.close();
      after.close();
    },
  };
}
