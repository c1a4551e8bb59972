// The models of equations: files of their own beside the shipped ones, since their data has another licence.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EquationModels } from '../../equations/read-equations.js';
import { OwnhandError } from '../../error.js';
import { createEngine } from '../engine/node-engine.js';
import { modelsPlace } from '../models/models-place.js';
import { readShippedCheckpoint } from '../models/shipped.js';

/** The files' names, beside the other models. */
const FILES = [
  'equation-symbols.safetensors',
  'equation-relations.safetensors',
  'equation-context.safetensors',
] as const;

let opened: Promise<EquationModels> | undefined;

/**
 * The models, opened once in a thread when the first equation is read. Throws OwnhandError 'needs-install' where a file
 * is missing, 'bad-checkpoint' where one is damaged.
 */
export function equationModels(): Promise<EquationModels> {
  opened ??= open();
  // What is missing this time may be there the next.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function open(): Promise<EquationModels> {
  const place = modelsPlace();
  for (const file of FILES) {
    const isThere = typeof place === 'string' ? existsSync(join(place, file)) : file in place;
    if (!isThere) throw missing(typeof place === 'string' ? join(place, file) : file);
  }
  const [symbols, relations, context] = await Promise.all(FILES.map(readShippedCheckpoint));
  const { openEquationModels } = await import('../../equations/read-equations.js');
  return openEquationModels(symbols!, relations!, context!, createEngine);
}

function missing(file: string): OwnhandError {
  return new OwnhandError(
    'needs-install',
    `Equations need a model that is not here: ${file}. Put the three files of equations there, or say with ` +
      'OWNHAND_MODELS where the models are; `ownhand train --alphabet equation` makes them.',
  );
}
