// Between two steps of learning others have their turn, the caller hears how far it is, and a signal is heard.
import { breathe } from '../breathe.js';
import { type StopSignal, throwIfStopped } from '../signal.js';

/** How far learning is. */
export interface LearnProgress {
  /** The share of the work that is done, 0 to 1, never falling. */
  readonly done: number;
}

/** What a pause serves. */
export interface PauseOptions {
  /** Stops learning between two parts of the work. */
  readonly signal?: StopSignal;
  /** Called after each part of the work. */
  readonly onProgress?: (progress: LearnProgress) => void;
}

/** Gives others their turn, and throws where learning was stopped; `done` is the share of the work behind it. */
export type Pause = (done: number) => Promise<void>;

/** The pause of a learning step whose samples are saved. */
export function pauseOf({ signal, onProgress }: PauseOptions): Pause {
  return async (done) => {
    onProgress?.({ done });
    await breathe();
    throwIfStopped(signal, 'Stopped; the samples are saved, nothing was learned.');
  };
}
