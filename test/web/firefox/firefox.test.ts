// The app in Firefox: a photo is read, a number put right and learned, and all is there after a reload. Debian's Firefox
// knows fewer commands than drivers send, so that a script of the page's own does what a person would.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { examplePage, written } from '../open-app.js';
import { canTest, serveApp } from '../serve-app.js';

const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

/** What the page tells at its end. */
interface Told {
  readonly error?: string;
  readonly isolated: boolean;
  readonly read: readonly (readonly string[])[];
  readonly said: string;
  readonly confirmed: number;
  readonly again: readonly (readonly string[])[];
}

const script = `
const until = async (holds) => {
  for (;;) {
    const value = holds();
    if (value) return value;
    await new Promise((next) => setTimeout(next, 50));
  }
};
const table = () => [...document.querySelectorAll('.sheet tbody tr')].map((row) =>
  [...row.querySelectorAll('input')].map((field) => field.value));
const cell = () => document.querySelector('.sheet td input');
const isQuiet = () => document.querySelector('.status progress') === null;
const first = async () => {
  localStorage.setItem('ownhand.tour', 'seen');
  const input = await until(() => document.querySelector('[data-in=files]'));
  const bytes = Uint8Array.from(atob('PICTURE'), (letter) => letter.charCodeAt(0));
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], 'page.png', { type: 'image/png' }));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => cell() && isQuiet());
  const read = table();
  const field = cell();
  field.focus();
  field.value = '17';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.blur();
  const line = () => document.querySelector('.status p')?.textContent ?? '';
  await until(() => /^(Learned|Kept)/.test(line()) && isQuiet());
  sessionStorage.setItem('told', JSON.stringify({ isolated: crossOriginIsolated, read, said: line() }));
  location.reload();
};
const again = async (told) => {
  await until(() => cell() && isQuiet());
  const confirmed = document.querySelectorAll('td.confirmed').length;
  await fetch('/told', { method: 'POST', body: JSON.stringify({ ...told, confirmed, again: table() }) });
};
const told = sessionStorage.getItem('told');
(told ? again(JSON.parse(told)) : first()).catch((error) =>
  fetch('/told', { method: 'POST', body: JSON.stringify({ error: String(error) }) }));
`;

describe.skipIf(!firefox || !canTest)('in Firefox (needs it, and a build)', () => {
  const profile = mkdtempSync(join(tmpdir(), 'ownhand-firefox-'));
  let running: ChildProcess | undefined;
  afterAll(async () => {
    const ended = running && new Promise((resolve) => running!.once('exit', resolve));
    running?.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });

  test('a photo is read, a number put right and learned, and is there after a reload', async () => {
    writeFileSync(join(profile, 'user.js'), 'user_pref("intl.accept_languages", "en-GB");\n');
    const picture = examplePage().toString('base64');
    let hear: (told: Told) => void = () => {};
    const heard = new Promise<Told>((resolve) => {
      hear = resolve;
    });
    const server = await serveApp({
      scripts: { '/drive.js': script.replace('PICTURE', picture) },
      onPost: (body) => hear(JSON.parse(body) as Told),
    });
    running = spawn(firefox!, ['--headless', '--no-remote', '--profile', profile, server.url], { stdio: 'ignore' });
    const told = await heard;
    expect(told.error).toBeUndefined();
    expect(told.isolated).toBe(true);
    expect(told.read).toEqual(written);
    expect(told.said).toMatch(/^(Learned|Kept)/);
    expect(told.confirmed).toBe(1);
    // Other numbers may read otherwise now; this one stays.
    expect(told.again[0]![0]).toBe('17');
    expect(told.again.map(({ length }) => length)).toEqual(written.map(({ length }) => length));
    await server.close();
  });
});
