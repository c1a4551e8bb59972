// Training a base reader from nothing, `ownhand/training`. It stands apart from the core, since neither reading nor
// learning a hand needs it.
export { quickRecipe, standardRecipe } from './train/recipes.js';
export { type TrainHooks, type TrainOptions, type TrainProgress, train } from './train/train-digits.js';
