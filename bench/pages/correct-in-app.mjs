// Corrections in the web app, by keys alone, and how long each takes, for bench/speed.mjs.
import { readFileSync } from 'node:fs';
import { openApp } from './app.mjs';
import { quantile } from './score.mjs';

/**
 * Puts misread numbers of a photo right, one after the other, each when the page was read again with the one before.
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
    for (let k = 0; k < count; k++) {
      const times = await correctOne(page, truth);
      if (!times) break;
      seen.push(times.seen);
      if (times.reread !== undefined) reread.push(times.reread);
    }
    const middle = (/** @type {number[]} */ all) => Math.round(quantile(all, 0.5));
    return {
      corrections: seen.length,
      learned: reread.length,
      seenMs: middle(seen),
      rereadMs: middle(reread),
      first: Math.round(reread[0] ?? 0),
      last: Math.round(reread.at(-1) ?? 0),
    };
  } finally {
    await close();
  }
}

/**
 * Puts the first number right that is read wrongly and not pinned, and says how long it took, by the page's own clock;
 * undefined where there is none.
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} truth
 */
async function correctOne(page, truth) {
  return page.evaluate(async (numbers) => {
    const fields = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('.sheet td input')]);
    const read = fields.filter(({ value }) => value !== '');
    const at = read.findIndex((field, i) => field.value !== numbers[i] && !field.closest('td.confirmed'));
    const [field, wanted] = [read[at], numbers[at]];
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
    return { seen, ...(isLearned && { reread: done }) };
  }, truth);
}
