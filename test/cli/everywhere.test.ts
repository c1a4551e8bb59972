// What every command has in common: help with examples, --quiet, OWNHAND_HAND, completion, and how it ends.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/command-list.js';
import { withoutGlobalFlags } from '../../src/cli/global-flags.js';
import { messages } from '../../src/messages/messages.js';
import { drawnFolder } from './drawn.js';
import { jsonLines, main, ownhand } from './run.js';

const root = join(import.meta.dirname, '../..');
const page = join(root, 'examples/page.png');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-everywhere-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every command has two examples, of itself', () => {
  expect(Object.keys(messages.examples).sort()).toEqual(commands.map(({ name }) => name).sort());
  for (const [name, lines] of Object.entries(messages.examples)) {
    expect(new Set(lines).size).toBe(2);
    for (const line of lines) expect(line).toContain(`ownhand ${name}`);
  }
});

test('help shows them; of a command that is not there it says so', async () => {
  const { out } = await ownhand(['undo', '--help']);
  expect(out).toContain('  ownhand undo --hand ada\n');
  for (const args of [['help', 'rea'], ['rea']]) {
    const ran = await ownhand(args);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toMatch(/^ownhand: unknown command 'rea' \(Did you mean read\?\)\n$/);
  }
});

test('flags of every command are taken from anywhere but behind --', () => {
  expect(withoutGlobalFlags(['read', '--quiet', 'a', '--no-color'])).toEqual({ args: ['read', 'a'], quiet: true });
  expect(withoutGlobalFlags(['read', '--', '--quiet'])).toEqual({ args: ['read', '--', '--quiet'], quiet: false });
});

test('--quiet leaves results and failures, and nothing else', async () => {
  const blank = join(root, 'examples/hand/00_0.png');
  const ran = await ownhand(['read', page, blank, 'no-such.png', '--quiet']);
  expect(ran.code).toBe(3);
  expect(ran.out).toContain('12 40817 365');
  expect(ran.err).toBe('ownhand: no-such.png does not exist\n');
});

test('OWNHAND_HAND names the hand, unless --hand does', async () => {
  const env = { OWNHAND_HAND: 'ada', XDG_DATA_HOME: folder };
  expect((await ownhand(['history'], { env })).out).toContain('ada');
  expect((await ownhand(['history', '--hand', 'bo'], { env })).out).toContain('bo');
  const crops = join(folder, 'crops');
  drawnFolder(crops, '01', 1);
  const learn = async (...args: string[]) => {
    const { out } = await ownhand(['learn', crops, '--reverse', '--json', ...args], { env });
    return jsonLines(out)[0];
  };
  expect(await learn()).toMatchObject({ event: 'saved', ids: { length: 2 } });
  expect(await learn('--hand', 'bo')).toMatchObject({ event: 'saved', ids: { length: 2 } });
  // Each hand has its own samples now, and the one that is meant where nothing is said has none.
  const samplesOf = async (name: string) => (await ownhand(['history', '--hand', name, '--json'], { env })).out;
  for (const name of ['ada', 'bo']) expect(await samplesOf(name)).toContain('samples');
  expect(await samplesOf('default')).not.toContain('"ids"');
});

test('read --recursive descends into folders', async () => {
  const deep = join(folder, 'scans/2026/may');
  mkdirSync(deep, { recursive: true });
  mkdirSync(join(folder, 'scans/.hidden'));
  for (const to of ['2026/may/b.png', 'a.png', '.hidden/c.png']) copyFileSync(page, join(folder, 'scans', to));
  const filesOf = ({ out }: { out: string }) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).file);
  expect(filesOf(await ownhand(['read', '--json', 'scans'], { cwd: folder }))).toEqual(['scans/a.png']);
  expect(filesOf(await ownhand(['read', '--json', '--recursive', 'scans'], { cwd: folder }))).toEqual([
    'scans/2026/may/b.png',
    'scans/a.png',
  ]);
});

test.skipIf(!existsSync('/dev/full'))('a full disk behind standard output is one line', () => {
  const ran = spawnSync('sh', ['-c', `"${process.execPath}" "${main}" read "${page}" > /dev/full`], {
    encoding: 'utf8',
  });
  expect([ran.status, ran.stderr.slice(ran.stderr.lastIndexOf('ownhand: '))]).toEqual([
    1,
    'ownhand: standard output: no space left; free some and try again\n',
  ]);
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s ends with %i', async (signal, code) => {
  let sent = false;
  const ran = await ownhand(['read', '--json', ...Array<string>(100).fill(page)], {
    watch(_, kill) {
      if (!sent) kill(signal);
      sent = true;
    },
  });
  expect(ran.code).toBe(code);
});

test('a sharp that does not run on this machine is one line', async () => {
  const hooks = "export async function resolve(s,c,n){if(s==='sharp')throw new Error('Could not load');return n(s,c)}";
  const register = `import{register}from'node:module';register(${JSON.stringify(`data:text/javascript,${hooks}`)})`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(register)}` };
  const ran = await ownhand(['read', page], { env });
  expect([ran.code, ran.out]).toEqual([1, '']);
  expect(ran.err).toMatch(/^ownhand: sharp, which decodes pictures, does not run on this machine .*npm install.*\n$/);
});

describe('completion', () => {
  const scripts = new Map<string, string>();
  const script = (shell: string) => {
    const known =
      scripts.get(shell) ?? execFileSync(process.execPath, [main, 'completion', shell], { encoding: 'utf8' });
    scripts.set(shell, known);
    return known;
  };
  const complete = (...words: readonly string[]) => {
    const line = words.map((word) => `'${word}'`).join(' ');
    const code = `${script('bash')}\nCOMP_WORDS=(ownhand ${line}); COMP_CWORD=${words.length}; _ownhand; echo "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', code], { encoding: 'utf8' }).trim().split(' ');
  };

  test('in bash gives commands, and the options of each', () => {
    expect(complete('re')).toEqual(['read', 'rebuild']);
    expect(complete('read', '--r')).toEqual(['--resume', '--recursive']);
    expect(complete('undo', '--h')).toEqual(['--hand', '--help']);
    expect(complete('read', 'pa')).toEqual(['']);
  });

  test('knows every command in every shell', () => {
    for (const shell of ['bash', 'zsh', 'fish']) for (const { name } of commands) expect(script(shell)).toContain(name);
  });
});
