// The command line in German: which language is in use, and what changes with it and what does not.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnFolder } from './drawn.js';
import { jsonLines, ownhand } from './run.js';

const page = join(import.meta.dirname, '../../examples/page.png');
const none = { OWNHAND_LANG: '', LC_ALL: '', LC_MESSAGES: '', LANG: '' };
const inGerman = { OWNHAND_LANG: 'de' };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-languages-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  [{ OWNHAND_LANG: 'de' }, true],
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'C' }, false],
  [{ OWNHAND_LANG: 'en', LANG: 'de_DE.UTF-8' }, false],
])('%j is German: %s', async (env, german) => {
  const { out } = await ownhand(['help', 'sheet'], { env: { ...none, ...env } });
  expect(out).toContain(german ? 'Aufruf: ownhand sheet [Optionen]\n' : 'Usage: ownhand sheet [options]\n');
  expect(out).toContain('ownhand sheet -o symbols.pdf --labels "0123456789+-"\n');
});

test('the help has nothing left of English', async () => {
  const texts = await Promise.all(
    [['--help'], ['help', 'read'], ['help', 'sheet'], ['help', 'completion']].map((args) =>
      ownhand(args, { env: inGerman }),
    ),
  );
  expect(texts[0]?.out).toMatch(/^Aufruf: ownhand \[Optionen\] \[Befehl\]\n[\s\S]*\nOptionen:\n[\s\S]*\nBefehle:\n/);
  expect(texts[2]?.out).toMatch(/\(möglich: "a4",\s+"letter", sonst: "a4"\)/);
  for (const { out } of texts)
    expect(out).not.toMatch(/\b(Usage|Arguments|Options|Commands|options|command|choices|the|with)\b/);
});

test('a page is read as in English; a file that is not there is told in German', async () => {
  const [english, german] = [await ownhand(['read', page]), await ownhand(['read', page], { env: inGerman })];
  expect([german.code, german.out]).toEqual([0, english.out]);
  const missing = await ownhand(['read', 'no-such.png'], { env: inGerman });
  expect([missing.code, missing.err]).toEqual([1, 'ownhand: Das ist nicht da. (no-such.png does not exist)\n']);
});

test('programs get what they get in English', async () => {
  const runs = [{ OWNHAND_LANG: 'en' }, inGerman].map((env) => ownhand(['read', '--json', 'no-such.png'], { env }));
  const [english, german] = await Promise.all(runs);
  expect([german?.code, german?.out]).toEqual([english?.code, english?.out]);
  expect(jsonLines(german?.out ?? '')).toMatchObject([{ error: { code: 'not-found' } }]);
});

test.each([
  [['rea'], 'Den Befehl „rea“ gibt es nicht (meinten Sie read?)'],
  [['read', '--frce'], 'Die Option „--frce“ gibt es nicht'],
  [['read'], 'Das Argument „files“ fehlt'],
  [['read', 'a.png', '--promise'], 'Bei der Option „--promise <p>“ fehlt der Wert'],
  [
    ['fix', 'a.png', '--below', '7'],
    '„7“ geht nicht bei der Option „--below <p>“. Es muss eine Sicherheit über 0 und bis 1 sein, etwa 0.9.',
  ],
  [['completion', 'ksh'], '„ksh“ geht nicht beim Argument „shell“. Möglich: bash, zsh, fish'],
  [['history', 'a', 'b'], 'Zu viele Argumente: 2 statt 0'],
  [['read', 'a.png', '--json', '--csv'], '--json und --csv gehen nicht zusammen; wählen Sie eines'],
])('wrong use is told in German: %j', async (args, told) => {
  const ran = await ownhand(args, { env: inGerman });
  expect([ran.code, ran.err]).toEqual([2, `ownhand: ${told}\n`]);
});

test('learning is told in German', async () => {
  const crops = join(folder, 'crops');
  drawnFolder(crops, '01', 1);
  const env = { ...inGerman, XDG_DATA_HOME: folder };
  const learned = await ownhand(['learn', crops, '--reverse', '--hand', 'ada'], { env });
  expect(learned.err).toContain('ownhand: 2 neue Muster in der Hand ada gespeichert\n');
  const again = await ownhand(['learn', crops, '--reverse', '--hand', 'ada'], { env });
  expect(again.err).toContain('ownhand: keine neuen Muster in der Hand ada gespeichert; 2 schon bekannt\n');
  const history = await ownhand(['history', '--hand', 'ada'], { env });
  expect(history.out).toContain('Sitzung 1: 2 Muster gespeichert');
});
