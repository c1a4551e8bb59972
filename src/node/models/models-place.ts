// Where the models that travel with ownhand are. A program that was bundled into one file no longer lies beside them:
// it says where they are, or brings them along.
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

/** A folder that holds the models' files, or the files' bytes by their names, such as `digits.safetensors`. */
export type ModelsPlace = string | Readonly<Record<string, Uint8Array>>;

let place: ModelsPlace | undefined;

/** Says where the models are; models that were loaded before stay. */
export function setModelsPlace(given: ModelsPlace | undefined): void {
  place = given;
}

/** Where they are: as said, as `OWNHAND_MODELS` says, or in the package. */
export function modelsPlace(): ModelsPlace {
  if (place !== undefined) return place;
  if (env['OWNHAND_MODELS']) return env['OWNHAND_MODELS'];
  return packagedModels();
}

/** The package's own folder of models, whether it is there or not. */
export function packagedModels(): string {
  // A bundle of CommonJS has no address of its own.
  const here: string | undefined = import.meta.url;
  return here?.startsWith('file:') ? fileURLToPath(new URL('../../../models', here)) : 'models';
}
