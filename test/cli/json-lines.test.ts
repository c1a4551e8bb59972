// What every command prints with --json is as docs/json-lines.schema.json says, and that is what the types say.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Command } from 'commander';
import { afterAll, expect, test } from 'vitest';
import { commands } from '../../src/cli/command-list.js';
import { jsonLines, ownhand } from './run.js';

const root = join(import.meta.dirname, '../..');
const page = join(root, 'examples/page.png');
const crops = join(root, 'examples/hand');
const text = readFileSync(join(root, 'docs/json-lines.schema.json'), 'utf8');
const { definitions, properties } = JSON.parse(text) as { definitions: object; properties: Record<string, object> };
const folder = mkdtempSync(join(tmpdir(), 'ownhand-json-'));
const file = (name: string) => join(folder, name);
const env = { XDG_DATA_HOME: file('data') };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Says whether a line is one of a command's. */
function checkOf(command: string): ValidateFunction {
  return new Ajv({ strict: false, allErrors: true }).compile({ definitions, ...properties[command] });
}

test('the schema is what the types say', () => {
  execFileSync(process.execPath, [join(root, 'scripts/make-json-schema.mjs'), file('schema.json')]);
  expect(readFileSync(file('schema.json'), 'utf8'), 'run node scripts/make-json-schema.mjs').toBe(text);
}, 120_000);

test('the schema has every command that knows --json', async () => {
  const knows: string[] = [];
  for (const { name, load } of commands) {
    const command = new Command(name);
    (await load())(command);
    if (command.options.some(({ long }) => long === '--json')) knows.push(name);
  }
  expect(Object.keys(properties).sort()).toEqual(knows.sort());
});

const session: readonly (readonly string[])[] = [
  ['read', page, crops],
  ['read', page, '--promise', '0.9'],
  ['read', 'no-such.png'],
  ['read', page, '--latex'],
  ['learn', crops],
  ['learn', crops],
  ['learn', page, '--text', '40817 365'],
  ['learn', 'no-such-folder'],
  ['eval', crops],
  ['eval'],
  ['history'],
  ['diff', '0', '1', page, 'no-such.png'],
  ['diff', '0', '7'],
  ['who', page],
  ['ask', page, '--count', '2'],
  ['ask', page, '--count', '2', '--out', file('asked')],
  ['rebuild'],
  ['export', file('hand.tar.gz')],
  ['export', file('hand.csv'), '--as', 'csv'],
  ['import', file('hand.tar.gz'), '--hand', 'second'],
  ['import', file('hand.tar.gz'), '--hand', 'second', '--merge'],
  ['import', file('hand.tar.gz')],
  ['sheet', '--out', file('sheet.svg')],
  ['serve', '--port', '0'],
  ['use', '0'],
  ['use', '1'],
  ['undo', '--samples'],
  ['undo'],
  ['forget', '--suspects', '--yes', '--hand', 'second'],
  ['forget', '--last', '--yes', '--hand', 'second'],
  ['forget', '--all', '--yes', '--hand', 'second'],
  ['train', '--quick', '--epochs', '1', '--out', file('quick.safetensors')],
];

test('what every command prints is as the schema says', async () => {
  const events = new Set<unknown>();
  for (const [command, ...args] of session) {
    const ran = await ownhand([command!, ...args, '--json'], {
      env,
      // A server runs until it is told to end.
      watch: (said, kill) => void (command === 'serve' && said.includes('"serving"') && kill('SIGINT')),
    });
    const printed = jsonLines(ran.out);
    expect(printed.length, `${command} ${args.join(' ')}: ${ran.err}`).toBeGreaterThan(0);
    const check = checkOf(command!);
    for (const line of printed) {
      events.add(line['event']);
      expect(check(line), `${command} ${args.join(' ')}: ${JSON.stringify([line, check.errors])}`).toBe(true);
      // A name that no type has is told too.
      expect(check({ ...line, surplus: 1 })).toBe(false);
    }
  }
  expect(new Set(session.map(([command]) => command))).toEqual(new Set(Object.keys(properties)));
  for (const event of ['saved', 'learned', 'unchanged', 'rebuilt', 'use', 'forgot', 'current', 'imported', 'trained'])
    expect(events, event).toContain(event);
}, 600_000);
