// node bench/start.mjs [--against FOLDER] [--rounds N]
// What it takes to start: a bare node, `import 'ownhand'`, and `ownhand read examples/page.png` from cold, as medians
// of interleaved rounds and as multiples of the bare node; and the size of the package, packed and installed. As one
// JSON object. FOLDER is another build of ownhand with its node_modules, measured in the same rounds and given as
// `before`.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { against: { type: 'string' }, rounds: { type: 'string', default: '15' } } });
const here = join(import.meta.dirname, '..');
const page = join(here, 'examples', 'page.png');
const builds = { after: here, ...(values.against !== undefined && { before: resolve(values.against) }) };

/** @type {Record<string, readonly string[]>} */
const runs = { node: ['-e', '0'] };
for (const [name, folder] of Object.entries(builds)) {
  const { bin, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const library = pathToFileURL(join(folder, exports['.'].default)).href;
  runs[`${name} import`] = ['-e', `import(${JSON.stringify(library)})`];
  runs[`${name} read`] = [join(folder, bin.ownhand), 'read', page];
}
/** @type {Record<string, number[]>} */
const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [name, args] of Object.entries(runs)) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name} failed: node ${args.join(' ')}`);
    times[name]?.push(performance.now() - start);
  }
}

/** @param {readonly number[]} all */
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;
/** @param {string} name */
const milliseconds = (name) => Math.round(median(times[name] ?? []));
/** @param {number} value */
const short = (value) => Math.round(value * 100) / 100;

/** @param {string} folder */
const bytesIn = (folder) => {
  let bytes = 0;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const about = lstatSync(path);
    bytes += about.isDirectory() ? bytesIn(path) : about.isFile() ? about.size : 0;
  }
  return bytes;
};

/** Packed and installed megabytes, the latter with all packages that are needed to run. @param {string} folder */
const sizeOf = (folder) => {
  const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ size, unpackedSize }] = JSON.parse(out);
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  let installed = unpackedSize;
  for (const [path, { dev, devOptional, peer }] of Object.entries(packages)) {
    if (path.startsWith('node_modules/') && !dev && !devOptional && !peer && existsSync(join(folder, path)))
      installed += bytesIn(join(folder, path));
  }
  return { packedMB: short(size / 1e6), installedMB: short(installed / 1e6) };
};

const node = milliseconds('node');
const result = Object.entries(builds).map(([name, folder]) => {
  const [load, read] = [milliseconds(`${name} import`), milliseconds(`${name} read`)];
  const ratios = { import: short(load / node), read: short(read / node) };
  return [name, { importMs: load, readMs: read, timesNode: ratios, ...sizeOf(folder) }];
});
console.log(JSON.stringify({ rounds: Number(values.rounds), nodeMs: node, ...Object.fromEntries(result) }));
