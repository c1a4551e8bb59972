// What a page may ask of `ownhand serve`, and what comes back: the words that both sides share.
import type { ErrorCode } from '../error.js';

/** The address below which all of it is. */
export const API = '/api/';

/** Methods that are called with JSON, by their names, at `POST /api/call/NAME`. */
export const servedMethods = [
  'samples',
  'checkpoints',
  'current',
  'journal',
  'addSamples',
  'removeSamples',
  'use',
  'undo',
  'evaluate',
  'suspects',
  'ask',
] as const;

/** One of them. */
export type ServedMethod = (typeof servedMethods)[number];

/** What `GET /api/hand` gives. */
export interface ServedInfo {
  /** How the user named the hand. */
  readonly name: string;
  /** The names of the folder's pictures, in order. */
  readonly photos: readonly string[];
}

/** A failure on its way to the page. */
export interface ServedFailure {
  /** What went wrong. */
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

/** What `POST /api/learn` takes. Without samples the current checkpoint is remade. */
export interface LearnRequest {
  /** Of 28×28. */
  readonly samples?: unknown;
  /** Learn even where the guard refuses. */
  readonly force?: unknown;
  /** Learn nothing where a label looks wrong. */
  readonly strict?: unknown;
  /** The same seed and samples give the same checkpoint. */
  readonly seed?: unknown;
}

/** A line of what it gives, as it happens; the last one has the result or the failure. */
export type LearnLine =
  | { readonly progress: number }
  | { readonly suspects: unknown }
  | { readonly saved: unknown }
  | { readonly result: unknown }
  | ServedFailure;
