// node scripts/make-symbol-model.mjs --pens DIR [--from MODEL] [--rounds N] [--rate R] [--seed S] [--threads 2] [FILE]:
// trains the symbol model on generated documents → models/symbols.safetensors; options as for make-page-model.mjs.
import { symbolsFile } from '../dist/node/models/shipped.js';
import { symbolRecipe, symbolRefinement } from '../dist/train/sight-recipes.js';
import { makeSightModel } from './sight-training.mjs';

await makeSightModel('symbol', { fresh: symbolRecipe, refining: symbolRefinement }, symbolsFile);
