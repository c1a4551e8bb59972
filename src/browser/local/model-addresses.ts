// Where the models lie: where the package has them, seen from this file, or where a program says.
import type { ModelAddresses } from '../workers/worker-messages.js';
import { modelFiles } from '../workers/worker-messages.js';

let folder: string | undefined;

/** Says in which folder they lie, an address that may be relative to the page. */
export function setModelsFolder(address: string | URL): void {
  const absolute = new URL(address, document.baseURI).href;
  folder = absolute.endsWith('/') ? absolute : `${absolute}/`;
}

/** Where they lie. */
export function modelAddresses(): ModelAddresses {
  if (folder !== undefined) {
    const named = Object.entries(modelFiles).map(([what, file]) => [what, folder + file]);
    return Object.fromEntries(named) as ModelAddresses;
  }
  // Bundlers take these files along, each by its own words. Those of equations are for who wants them: they are looked
  // for beside the first.
  const digits = new URL('../../models/digits.safetensors', import.meta.url).href;
  return {
    digits,
    lettering: new URL('../../models/lettering.safetensors', import.meta.url).href,
    wholes: new URL('../../models/wholes.safetensors', import.meta.url).href,
    strokes: new URL('../../models/strokes.safetensors', import.meta.url).href,
    page: new URL('../../models/page.safetensors', import.meta.url).href,
    symbols: new URL('../../models/symbols.safetensors', import.meta.url).href,
    rehearsal: new URL('../../models/rehearsal.gz', import.meta.url).href,
    equationSymbols: new URL(modelFiles.equationSymbols, digits).href,
    equationRelations: new URL(modelFiles.equationRelations, digits).href,
    equationContext: new URL(modelFiles.equationContext, digits).href,
  };
}
