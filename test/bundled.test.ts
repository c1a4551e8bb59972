// A program that was bundled into one file reads, given the models or told where they are (needs a build).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSoak } from './slice.js';

const root = join(import.meta.dirname, '..');
const isBuilt = existsSync(join(root, 'dist/node/index.js'));
const page = join(root, 'examples/page.png');
const truth = readFileSync(join(root, 'examples/page.txt'), 'utf8').trim();
const program = `
import { learn, openHand, read, readAll, readLabelledFolders, useModels } from 'ownhand';
const [page, crops, models] = process.argv.slice(2);
async function main() {
  if (models) {
    const { readdirSync, readFileSync } = await import('node:fs');
    const names = readdirSync(models).filter((name) => /\\.(safetensors|gz)$/.test(name));
    useModels(Object.fromEntries(names.map((name) => [name, readFileSync(models + '/' + name)])));
  }
  const hand = openHand({ folder: 'hand' });
  const { text } = await read(hand, page);
  const all = [];
  for await (const each of readAll(hand, [page])) all.push('reading' in each ? each.reading.text : each.error.message);
  const { samples } = await readLabelledFolders([crops], false);
  const { samples: learned } = await learn(hand, samples.slice(0, 12), { force: true });
  console.log(JSON.stringify([text, all, learned]));
  await hand.close();
}
main().catch((error) => console.log(error.message));
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-bundled-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/ownhand'), 'dir');
  // sharp brings a binary, which no bundle can hold: it stays outside, as its own documentation says.
  for (const name of ['sharp', '@img', 'detect-libc', 'semver'])
    if (existsSync(join(root, 'node_modules', name)))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'dir');
  writeFileSync(join(folder, 'program.ts'), program);
  cpSync(join(root, 'models'), join(folder, 'elsewhere'), {
    recursive: true,
    filter: (path) => !/training/.test(path),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!isBuilt).each([
  ['esm', 'program.mjs'],
  ['cjs', 'program.cjs'],
] as const)('with esbuild as %s (needs a build)', async (format, out) => {
  await build({
    entryPoints: [join(folder, 'program.ts')],
    outfile: join(folder, out),
    bundle: true,
    platform: 'node',
    format,
    external: ['sharp'],
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const run = (models: string | undefined, more: Record<string, string>) => {
    rmSync(join(folder, 'hand'), { recursive: true, force: true });
    const args = [join(folder, out), page, join(root, 'examples/hand'), ...(models === undefined ? [] : [models])];
    return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...more } });
  };
  const wanted = [truth, [truth], 12];
  // One is told where the models are, the other brings them along; the soak does both in both.
  if (format === 'esm' || isSoak) expect(JSON.parse(run(join(folder, 'elsewhere'), {}))).toEqual(wanted);
  if (format === 'cjs' || isSoak)
    expect(JSON.parse(run(undefined, { OWNHAND_MODELS: join(folder, 'elsewhere') }))).toEqual(wanted);
  expect(run(undefined, {})).toMatch(/^A file of ownhand itself is missing .*OWNHAND_MODELS, or useModels\(…\)/);
});
