// From a page to its equations: what finds them, and the models that it needs.
import type { EngineFactory } from '../engine/engine.js';
import type { Checkpoint } from '../model/checkpoint.js';
import type { PageImage } from '../page/image.js';
import type { Alternative } from '../reading.js';
import type { FoundEquation } from './expression.js';

/** Judges symbols, as far as what is built on equations needs it. */
export interface SymbolModel {
  /** The labels it can give. */
  readonly alphabet: readonly string[];
  /** Features [count, d] of pictures [count, 28, 28]: symbols that look alike lie in about the same direction. */
  features(pictures: Uint8Array, count: number): Float32Array;
}

/** The models that read equations. */
export interface EquationModels {
  /** Judges symbols. */
  readonly symbols: SymbolModel;
  /**
   * What a hand's own samples say of a normalised picture [28, 28], likeliest first: labels with their probabilities,
   * which together are what the samples know of it. Nothing where it looks like none of them.
   */
  readonly own?: (picture: Uint8Array) => readonly Alternative[];
  /** Ends their engines. */
  close(): void;
}

/** Opens the models of two checkpoints. Throws OwnhandError 'bad-checkpoint'. */
export declare function openEquationModels(
  symbols: Checkpoint,
  relations: Checkpoint,
  engines: EngineFactory,
): Promise<EquationModels>;

/** The equations of a page, top to bottom; boxes are pixels of the page. */
export declare function findEquations(page: PageImage, models: EquationModels): FoundEquation[];
