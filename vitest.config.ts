import { defineConfig } from 'vitest/config';

/** Where CI wants the counts. */
const report = process.env['OWNHAND_REPORT'];

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // What needs other runtimes runs in the soak only.
    include: ['test/**/*.test.ts', ...(process.env['OWNHAND_SOAK'] ? ['test/**/*.soak.ts'] : [])],
    // Many tests start the command line several times, on machines that are busy with other tests.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What the command line says is checked in English, whatever language the machine speaks.
    env: { OWNHAND_LANG: 'en' },
    pool: 'forks',
    maxWorkers: 2,
  },
});
