// node scripts/make-page-model.mjs --pens DIR [--from MODEL] [--rounds N] [--rate R] [--seed S] [--threads 2] [FILE]:
// trains the page model on generated documents → models/page.safetensors; with --from it refines a trained one. Rounds
// of 100 steps, the highest rate and the seed of the documents are the recipe's, or these. DIR holds
// pendigits-orig.tra.gz. Run it after `npm run build`. A training that was stopped goes on where it stood.
import { pageFile } from '../dist/node/models/shipped.js';
import { pageRecipe, pageRefinement } from '../dist/train/sight-recipes.js';
import { makeSightModel } from './sight-training.mjs';

await makeSightModel('page', { fresh: pageRecipe, refining: pageRefinement }, pageFile);
