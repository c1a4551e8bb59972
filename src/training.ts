// Training a base reader from nothing, `ownhand/training`. It stands apart from the core, since neither reading nor
// learning a hand needs it.
export type {
  Activation,
  Augmentation,
  Batch,
  Engine,
  EngineFactory,
  EngineOptions,
  EngineState,
  Layer,
  Network,
  StepOptions,
  StepResult,
  Tensor,
  Weights,
} from './engine/engine.js';
export type { LabelledPictures } from './glyph/labelled-pictures.js';
export type { Checkpoint, CheckpointInfo } from './model/checkpoint.js';
export type { Habits } from './model/learned/habits.js';
export type { OwnHead } from './model/learned/own-head.js';
export type { StopSignal } from './signal.js';
export type { FitState } from './train/fit.js';
export { quickRecipe, standardRecipe } from './train/recipes.js';
export {
  type Kept,
  type Trained,
  type TrainHooks,
  type TrainOptions,
  type TrainProgress,
  type TrainState,
  train,
} from './train/train-digits.js';
