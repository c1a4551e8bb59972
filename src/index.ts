// The core without a platform, `ownhand/core`: pages, stores and engines are the caller's. In Node, `ownhand` brings them.
export { createEngine, type Spawn } from './engine/create.js';
export type { Engine, EngineOptions, Network, Tensor, Weights } from './engine/engine.js';
export { type ErrorCode, OwnhandError } from './error.js';
export { labelOfName, nameOfLabel } from './hand/sample-name.js';
export type { Change, HandStore, JournalEntry, NewSample, Sample } from './hand/store.js';
export { type Evaluation, evaluate } from './learn/evaluate.js';
export type { LabelledPictures } from './learn/labelled.js';
export { quickRecipe, standardRecipe } from './learn/recipe.js';
export { decodeRehearsal, type Rehearsal } from './learn/rehearsal.js';
export { type TrainHooks, type TrainOptions, type TrainProgress, train } from './learn/train.js';
export { type LearnOptions, type LearnResult, learn, rebuild, type Shipped } from './learn.js';
export { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './model/checkpoint.js';
export type { Classifier } from './model/classifier.js';
export { type EngineFactory, Model } from './model/model.js';
export type { Box, PageImage, Plane } from './page/image.js';
export { isSure } from './promise.js';
export { read } from './read.js';
export type { Alternative, ReadGlyph, Reading, ReadLine, ReadNumber } from './reading.js';
