// Brings pages into the web app and puts them right as a person would who works by keys, for bench/cards.mjs.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openApp } from './app.mjs';
import { rounded } from './score.mjs';

/** Milliseconds from one key to the next. */
const KEY = 120;

/** What the page shows: the name of the photo, its tables, and which number is asked about. */
const shown = () => {
  const tables = [...document.querySelectorAll('.side .sheet')].map((table) =>
    [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => ({
        text: cell.querySelector('input')?.value ?? '',
        id: cell.querySelector('input')?.id ?? '',
        asked: cell.classList.contains('focused'),
      })),
    ),
  );
  const asks = document.querySelector('.check .crops canvas')?.getAttribute('aria-label') ?? undefined;
  return {
    name: document.querySelector('h1.unseen')?.textContent ?? '',
    rows: tables.flat(),
    asks,
    isBusy: document.querySelector('.status progress') !== null,
    waits: document.querySelectorAll('.strip .waits').length,
  };
};

/** @typedef {ReturnType<typeof shown>} Shown */

/**
 * For each thing that is shown the true number that it stands for; undefined where it stands for none (Needleman &
 * Wunsch 1970: as few as possible differ, are missing or too many).
 * @param {readonly string[]} given @param {readonly string[]} truth
 */
function aligned(given, truth) {
  const cost = Array.from({ length: given.length + 1 }, (_, i) =>
    Array.from({ length: truth.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (/** @type {number} */ i, /** @type {number} */ j) => cost[i]?.[j] ?? Number.POSITIVE_INFINITY;
  const swap = (/** @type {number} */ i, /** @type {number} */ j) =>
    at(i - 1, j - 1) + (given[i - 1] === truth[j - 1] ? 0 : 1);
  for (let i = 1; i <= given.length; i++)
    for (let j = 1; j <= truth.length; j++) {
      const row = /** @type {number[]} */ (cost[i]);
      row[j] = Math.min(swap(i, j), at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  /** @type {(string | undefined)[]} */
  const out = given.map(() => undefined);
  for (let i = given.length, j = truth.length; i > 0 && j > 0; )
    if (at(i, j) === swap(i, j)) out[--i] = truth[--j];
    else if (at(i, j) === at(i - 1, j) + 1) i--;
    else j--;
  return out;
}

/**
 * Keys, clicks, and milliseconds of waiting, until the tables of the cards are right.
 * @param {string} build the folder of ownhand
 * @param {readonly {file: string, truth: string[][]}[]} cards
 * @param {{pace: number, verbose: boolean}} options
 */
export async function checkCards(build, cards, { pace, verbose }) {
  const { page, close } = await openApp(build);
  page.setDefaultTimeout(120_000);
  const truthOf = new Map(cards.map(({ file, truth }) => [basename(file), truth]));
  const [counts, waited] = [
    { keys: 0, clicks: 0, asked: 0, corrected: 0, typedLater: 0 },
    { first: 0, between: 0, end: 0 },
  ];
  const press = async (/** @type {string} */ key) => {
    counts.keys++;
    await page.keyboard.press(key);
    await page.waitForTimeout(KEY);
  };
  /** Waits until something holds, and gives the milliseconds. @param {(now: Shown) => boolean} holds */
  const until = async (holds) => {
    const start = performance.now();
    while (!holds(await page.evaluate(shown))) await page.waitForTimeout(20);
    return performance.now() - start;
  };
  try {
    const files = cards.map(({ file }) => ({
      name: basename(file),
      mimeType: 'image/jpeg',
      buffer: readFileSync(file),
    }));
    await page.setInputFiles('[data-in=files]', files);
    waited.first = await until(({ asks, isBusy, rows }) => asks !== undefined || (!isBusy && rows.length > 0));
    for (;;) {
      const now = await page.evaluate(shown);
      if (now.asks === undefined) {
        if (!now.isBusy && now.waits === 0) break;
        waited.between += await until(({ asks, isBusy, waits }) => asks !== undefined || (!isBusy && waits === 0));
        continue;
      }
      await page.waitForTimeout(pace);
      await answer(now, truthOf.get(now.name) ?? []);
    }
    waited.end = await until(({ isBusy }) => !isBusy);
    let right = 0;
    for (const [k, { truth }] of cards.entries()) right += (await lookOver(k, truth)) ? 1 : 0;
    waited.end += await until(({ isBusy }) => !isBusy);
    const seconds = Object.values(waited).reduce((sum, ms) => sum + ms, 0) / 1000;
    return {
      ...counts,
      keysACard: rounded(counts.keys / cards.length, 2),
      cardsRight: right,
      waitingSeconds: rounded(seconds, 1),
      waitedFor: Object.fromEntries(Object.entries(waited).map(([when, ms]) => [when, Math.round(ms)])),
    };
  } finally {
    await close();
  }

  /** Answers what is asked. @param {Shown} now @param {string[][]} truth */
  async function answer({ rows, asks, name }, truth) {
    const cells = rows.flat().filter(({ text }) => text !== '');
    const wanted = aligned(
      cells.map(({ text }) => text),
      truth.flat(),
    )[cells.findIndex(({ asked }) => asked)];
    counts.asked++;
    if (verbose) console.error(name, asks, wanted);
    if (wanted === asks) return press('Enter');
    counts.corrected++;
    if (wanted === undefined) return press('x');
    const isTwo = asks?.startsWith(wanted) && truth.flat().includes(asks.slice(wanted.length));
    if (isTwo || (asks?.endsWith(wanted) && truth.flat().includes(asks.slice(0, -wanted.length)))) {
      // Two numbers that were read as one are parted before a digit.
      const at = isTwo ? wanted.length : (asks ?? '').length - wanted.length;
      const chosen = await page.evaluate(() =>
        [...document.querySelectorAll('.check .glyphs [aria-pressed]')].findIndex(
          (button) => button.getAttribute('aria-pressed') === 'true',
        ),
      );
      for (let k = chosen; k !== at; k += Math.sign(at - k)) await press(`Shift+Arrow${k < at ? 'Right' : 'Left'}`);
      return press('s');
    }
    if (wanted.length !== asks?.length) await press('e');
    for (const digit of wanted) await press(digit);
    if (wanted.length !== asks?.length) await press('Enter');
  }

  /**
   * Types what is wrong into its cell; tells whether the table is right then.
   * @param {number} k @param {string[][]} truth
   */
  async function lookOver(k, truth) {
    if (cards.length > 1) await page.click(`.strip li:nth-child(${k + 1}) button`);
    await page.waitForTimeout(pace);
    const { rows } = await page.evaluate(shown);
    const isSameShape = rows.length === truth.length && rows.every((row, r) => row.length === truth[r]?.length);
    for (const [r, row] of isSameShape ? rows.entries() : []) {
      for (const [c, { text, id }] of row.entries()) {
        const wanted = truth[r]?.[c] ?? '';
        if (text === wanted) continue;
        counts.clicks++;
        counts.typedLater++;
        if (verbose) console.error('never asked', k + 1, r, c, text, wanted);
        await page.click(`#${id}`);
        for (const digit of wanted) await press(digit);
        await press('Enter');
      }
    }
    await until(({ isBusy }) => !isBusy);
    const after = (await page.evaluate(shown)).rows.map((row) => row.map(({ text }) => text));
    const isRight = JSON.stringify(after) === JSON.stringify(truth);
    if (verbose && !isRight) console.error('not right', k + 1, JSON.stringify({ after, truth }));
    return isRight;
  }
}
