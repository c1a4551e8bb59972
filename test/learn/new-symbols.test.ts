// Symbols that the base never saw, from people's pens: the guard must let them in, and they must be found.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { slice } from '../slice.js';

/** So many people's. */
const WRITERS = slice(2, 1);

const root = join(import.meta.dirname, '..', '..');
const shared = process.env['OWNHAND_SHARED'] ?? join(root, '../shared');

test.skipIf(!existsSync(join(shared, 'data/crohme')))(
  `+, = and x of ${WRITERS} people, ten of each, are learned and found (needs the shared folder)`,
  async () => {
    const bench = [join(root, 'bench/symbols.mjs'), '--writers', `${WRITERS}`];
    const { stdout } = await promisify(execFile)(process.execPath, bench, {
      env: { ...process.env, OWNHAND_SHARED: shared },
    });
    const { learned, found, mnistLossMean } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number>;
    expect(learned).toBe(WRITERS);
    expect(found).toBeGreaterThanOrEqual(0.95);
    expect(mnistLossMean).toBeLessThan(0.15);
  },
);
