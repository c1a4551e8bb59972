// Bun and Deno read and learn as Node does, to the bit. A soak: `npm install --no-save bun deno` brings them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const isBuilt = existsSync(join(root, 'dist/node/index.js'));

/** The program that an npm package has brought for this machine. */
function binaryOf(scope: string, file: string): string | undefined {
  const folder = join(root, 'node_modules', scope);
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .map((name) => join(folder, name, file))
    .find((path) => existsSync(path));
}

function run(command: string, args: readonly string[]): { readonly said: string; readonly learned: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-runtime-'));
  try {
    const program = join(import.meta.dirname, 'runtime-program.mjs');
    const inputs = [join(root, 'examples/page.png'), join(root, 'examples/hand'), folder];
    const said = execFileSync(command, [...args, program, ...inputs], { encoding: 'utf8' });
    return { said, learned: readFileSync(join(folder, 'checkpoints/0001.safetensors')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const runtimes = [
  ['Bun', binaryOf('@oven', 'bin/bun'), []],
  ['Deno', binaryOf('@deno', 'deno'), ['run', '--allow-all']],
] as const;
for (const [name, binary, args] of runtimes) {
  test.skipIf(!isBuilt || binary === undefined)(
    `${name} does what Node does (a soak; needs a build and its npm package)`,
    () => {
      const [here, there] = [run(process.execPath, []), run(binary!, args)];
      expect(there.said).toBe(here.said);
      expect(there.learned.equals(here.learned)).toBe(true);
    },
  );
}

const bun = binaryOf('@oven', 'bin/bun');

// sharp is a library of the machine that no single file can hold, so what is compiled has its pixels from elsewhere.
test.skipIf(!isBuilt || bun === undefined)(
  'a program that `bun build --compile` makes one file of reads as in Node (a soak; needs a build and bun)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ownhand-compiled-'));
    try {
      const page = join(root, 'examples/page.png');
      const { data, info } = await sharp(page).greyscale().raw().toBuffer({ resolveWithObject: true });
      writeFileSync(join(folder, 'pixels'), data);
      const program = join(import.meta.dirname, 'core-program.mjs');
      const compiled = join(folder, 'compiled');
      execFileSync(bun!, ['build', '--compile', program, '--outfile', compiled], { stdio: 'pipe' });
      const inputs = [join(folder, 'pixels'), String(info.width), join(root, 'models/digits.safetensors')];
      const there = execFileSync(compiled, inputs, { cwd: folder, encoding: 'utf8' });
      expect(there).toBe(execFileSync(process.execPath, [program, ...inputs], { encoding: 'utf8' }));
      expect(there).toContain('40817');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
