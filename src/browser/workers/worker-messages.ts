// What the page and its workers say to each other. A worker does one task at a time.
import type { Box } from '../../geometry/box.js';
import type { PageEdit } from '../../hand/page-edits.js';
import type { NewSample, Sample } from '../../hand/store.js';
import type { LearnOptions } from '../../learn/learn-step.js';
import type { Failure, StoreMethod } from '../../learn/thread/learn-messages.js';
import type { ReadingOptions } from '../../many-pages.js';
import type { Reading } from '../../reading.js';
import type { Pixels } from '../picture-source.js';

/** The files of the models, by what they are. */
export const modelFiles = {
  digits: 'digits.safetensors',
  lettering: 'lettering.safetensors',
  wholes: 'wholes.safetensors',
  strokes: 'strokes.safetensors',
  page: 'page.safetensors',
  symbols: 'symbols.safetensors',
  rehearsal: 'rehearsal.gz',
  equationSymbols: 'equation-symbols.safetensors',
  equationRelations: 'equation-relations.safetensors',
  equationContext: 'equation-context.safetensors',
} as const;

/** Where each of these files lies, an absolute address. */
export type ModelAddresses = Readonly<Record<keyof typeof modelFiles, string>>;

/** What a worker is started with. */
export interface WorkerStart {
  /** Where the models lie. */
  readonly models: ModelAddresses;
  /** A lock that the worker holds as long as it lives; missing where the browser has no locks. */
  readonly lock?: string;
}

/** A picture on its way into a worker. */
export interface PostedPicture {
  /** The file, or what has been decoded already. */
  readonly source: Blob | ImageBitmap | Pixels;
  /** What messages call it. */
  readonly name: string;
  /** A number that stays with the same Blob, by which the worker knows a picture again. */
  readonly id?: number;
}

/** The reader of a hand: a checkpoint, and a name that changes with it. Without bytes it is the shipped reader. */
export interface PostedReader {
  /** Two readers of one key are the same. */
  readonly key: string;
  /** The checkpoint's bytes; missing for the shipped reader, and where the worker has this reader already. */
  readonly bytes?: Uint8Array;
  /** What messages call the checkpoint. */
  readonly name: string;
}

/** Work for a worker. The kinds that have a hand's name ask the page for what its store holds. */
export type Task =
  | {
      readonly kind: 'read';
      readonly reader: PostedReader;
      readonly picture: PostedPicture;
      /** What was put right on it, boxes in pixels of the full photo. */
      readonly edits: readonly PageEdit[];
      /** What is read of it, and how closely. */
      readonly options: ReadingOptions;
    }
  | {
      readonly kind: 'boxes';
      readonly reader: PostedReader;
      readonly picture: PostedPicture;
      readonly boxes: readonly Box[];
    }
  | {
      readonly kind: 'equations';
      readonly picture: PostedPicture;
      /** The hand's own, which have a say. */
      readonly samples: readonly Pick<Sample, 'label' | 'picture'>[];
      /** What a person has put right, boxes in pixels of the full photo. */
      readonly edits: readonly PageEdit[];
    }
  | { readonly kind: 'sheet'; readonly picture: PostedPicture }
  | { readonly kind: 'annotate'; readonly picture: PostedPicture; readonly reading: Reading; readonly promise?: number }
  | { readonly kind: 'crops'; readonly reading: Reading; readonly name: string }
  | {
      readonly kind: 'ask';
      readonly readings: readonly Reading[];
      readonly samples: readonly Sample[];
      readonly count: number;
    }
  | {
      readonly kind: 'evaluate';
      readonly reader: PostedReader;
      readonly samples: readonly Omit<NewSample, 'source'>[];
    }
  | { readonly kind: 'suspects'; readonly samples: readonly Sample[] }
  | { readonly kind: 'prepare' }
  | {
      readonly kind: 'learn';
      readonly hand: string;
      /** Where they are missing, the current checkpoint is remade. */
      readonly samples?: readonly NewSample[];
      readonly options: LearnOptions;
      readonly callbacks: readonly string[];
    }
  | {
      readonly kind: 'export';
      readonly hand: string;
      readonly pictures: boolean;
      readonly callbacks: readonly string[];
    }
  | { readonly kind: 'import'; readonly hand: string; readonly file: Blob; readonly name: string }
  | { readonly kind: 'samplesOf'; readonly file: Blob; readonly name: string };

/** What a worker is told. */
export type ToWorker =
  | { readonly start: WorkerStart }
  | { readonly task: Task }
  | { readonly answer: number; readonly value?: unknown; readonly failed?: Failure };

/** What a worker says. */
export type FromWorker =
  | { readonly ready: true }
  | { readonly ask: number; readonly method: StoreMethod; readonly args: readonly unknown[] }
  | { readonly callback: string; readonly args: readonly unknown[] }
  | { readonly done: unknown }
  | { readonly failed: Failure };
