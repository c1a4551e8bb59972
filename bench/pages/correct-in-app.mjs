// Corrections in the cells of the web app, and how long each takes, for bench/speed.mjs.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openApp } from './app.mjs';
import { quantile } from './score.mjs';

/**
 * Puts the misread numbers of pages right, one after the other, each when the page was read again with the one before.
 * @param {string} build the folder of ownhand
 * @param {readonly {file: string, truth: readonly string[]}[]} pages their numbers in reading order
 * @param {number} count
 */
export async function correctInApp(build, pages, count) {
  const { page, close } = await openApp(build);
  try {
    page.setDefaultTimeout(60_000);
    const seen = [];
    const reread = [];
    for (const { file, truth } of pages) {
      if (seen.length >= count) break;
      const picture = { name: basename(file), mimeType: 'image/jpeg', buffer: readFileSync(file) };
      if (seen.length > 0) await page.click('.photo button[aria-label="Add pages"]');
      await page.setInputFiles('[data-in=files]', picture);
      await page.waitForFunction((name) => document.querySelector('h1.unseen')?.textContent === name, picture.name);
      await page.waitForSelector('.sheet td input');
      await page.waitForFunction(() => document.querySelector('.status progress') === null);
      // A person looks at the page before the first key.
      await page.waitForTimeout(2000);
      while (seen.length < count) {
        const times = await correctOne(page, truth);
        if (!times) break;
        if (process.argv.includes('--verbose')) console.error(picture.name, JSON.stringify(times));
        seen.push(times.seen);
        if (times.reread !== undefined) reread.push(times.reread);
      }
    }
    const middle = (/** @type {number[]} */ all) => Math.round(quantile(all, 0.5));
    return {
      corrections: seen.length,
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
 * Puts the first number right that is read wrongly and not pinned, and says how long it took, by the page's own clock;
 * undefined where there is none.
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} truth
 */
async function correctOne(page, truth) {
  return page.evaluate(async (numbers) => {
    const fields = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('.sheet td input')]);
    // A page that is not laid out as it was written is passed over.
    if (fields.length !== numbers.length) return undefined;
    // A cell whose digits were not all found teaches nothing.
    const at = fields.findIndex(
      (field, i) =>
        field.value.length === numbers[i]?.length && field.value !== numbers[i] && !field.closest('td.confirmed'),
    );
    const [field, wanted] = [fields[at], numbers[at]];
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
