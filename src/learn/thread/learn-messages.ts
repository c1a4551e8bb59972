// What a learning thread and the thread that holds the hand's store say to each other: plain data, so that any store,
// a database's too, can stay where it is.
import type { ErrorCode } from '../../error.js';
import type { HandStore, NewSample } from '../../hand/store.js';
import type { LearnOptions, LearnResult } from '../learn-step.js';

/** What the thread may ask of the store; it has the hand to itself all the while. */
export type StoreMethod = Exclude<keyof HandStore, 'name' | 'exclusively'>;

/** What is to be done. */
export interface LearnJob {
  /** Learn these samples; where they are missing, remake the current checkpoint. */
  readonly samples?: readonly NewSample[];
  /** How the user named the hand, for messages. */
  readonly name: string;
  /** The options that are no functions. */
  readonly options: LearnOptions;
  /** The names of those that are. */
  readonly callbacks: readonly string[];
}

/** A failure, as it passes between threads. */
export interface Failure {
  /** The code of an OwnhandError; undefined for any other error. */
  readonly code?: ErrorCode;
  /** What it says. */
  readonly message: string;
}

/** What the thread says. */
export type FromThread =
  | { readonly ask: number; readonly method: StoreMethod; readonly args: readonly unknown[] }
  | { readonly callback: string; readonly args: readonly unknown[] }
  | { readonly result: LearnResult }
  | { readonly prepared: true }
  | { readonly failed: Failure };

/** What the thread is told. */
export type ToThread =
  | { readonly job: LearnJob }
  | { readonly prepare: true }
  | { readonly answer: number; readonly value?: unknown; readonly failed?: Failure };
