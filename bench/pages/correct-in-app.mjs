// Numbers typed into their cells in the web app, and how long each takes, for bench/speed.mjs.
import { readFileSync } from 'node:fs';
import { openApp } from './app.mjs';
import { quantile } from './score.mjs';

/**
 * Types the numbers of a photo into their cells, one after the other, each when the page was read again with the one
 * before: those that are read wrongly first, then others, as somebody does who goes over a page.
 * @param {string} build the folder of ownhand
 * @param {string} photo
 * @param {readonly string[]} truth the numbers in reading order
 * @param {number} count
 */
export async function correctInApp(build, photo, truth, count) {
  const { page, close } = await openApp(build);
  try {
    page.setDefaultTimeout(60_000);
    const picture = { name: 'page.jpg', mimeType: 'image/jpeg', buffer: readFileSync(photo) };
    await page.setInputFiles('[data-in=files]', picture);
    await page.waitForSelector('.sheet td input');
    await page.waitForFunction(() => document.querySelector('.status progress') === null);
    // A person looks at the page before the first key.
    await page.waitForTimeout(2000);
    const seen = [];
    const reread = [];
    let wrong = 0;
    for (let k = 0; k < count; k++) {
      const times = await correctOne(page, truth);
      if (!times) break;
      if (process.argv.includes('--verbose')) console.error(k + 1, JSON.stringify(times));
      seen.push(times.seen);
      if (times.wasWrong) wrong++;
      if (times.reread !== undefined) reread.push(times.reread);
    }
    const middle = (/** @type {number[]} */ all) => Math.round(quantile(all, 0.5));
    return {
      typed: seen.length,
      wrong,
      learned: reread.length,
      seenMs: middle(seen),
      rereadMs: middle(reread),
      first: Math.round(reread[0] ?? 0),
      lastFive: middle(reread.slice(-5)),
    };
  } finally {
    await close();
  }
}

/**
 * Types the first number that is read wrongly and not pinned, or else the first that is not pinned, and says how long
 * it took, by the page's own clock; undefined where all are pinned.
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} truth
 */
async function correctOne(page, truth) {
  return page.evaluate(async (numbers) => {
    const fields = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('.sheet td input')]);
    if (fields.length !== numbers.length) throw new Error(`the table has ${fields.length} cells`);
    // A cell whose digits were not all found teaches nothing.
    const left = [...fields.entries()].flatMap(([i, { value }]) =>
      value.length === numbers[i]?.length && !fields[i]?.closest('td.confirmed') ? [i] : [],
    );
    const at = left.find((i) => fields[i]?.value !== numbers[i]) ?? left[0] ?? -1;
    const [field, wanted] = [fields[at], numbers[at]];
    const wasWrong = field?.value !== wanted;
    if (!field || wanted === undefined) return undefined;
    const confirmed = () => document.querySelectorAll('td.confirmed').length;
    const before = confirmed();
    const start = performance.now();
    field.focus();
    field.value = wanted;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.blur();
    /** @param {() => boolean} holds */
    const until = async (holds) => {
      while (!holds()) await new Promise((next) => requestAnimationFrame(next));
      return performance.now() - start;
    };
    const seen = await until(() => confirmed() > before);
    // What has the status say that it learned, or why not, comes after the page was read again.
    const busy = () => document.querySelector('.status progress') !== null;
    await until(() => busy() || performance.now() - start > 2000);
    const done = await until(() => !busy());
    const isLearned = /^Learned/.test(document.querySelector('.status p')?.textContent ?? '');
    return { seen, wasWrong, ...(isLearned && { reread: done }) };
  }, truth);
}
