// node apps/web/screenshots.mjs: pictures of every screen into docs/web/, of phone and desktop, light and dark. It
// needs the built app and Chromium. The page that they show is the example, blurred, so that some of it is in doubt.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'docs', 'web');
const example = join(root, 'examples', 'page.png');
mkdirSync(out, { recursive: true });

const server = await preview({
  configFile: false,
  root: join(root, 'apps', 'web'),
  build: { outDir: join(root, 'dist', 'web') },
  preview: { port: 0, host: '127.0.0.1' },
  logLevel: 'error',
});
const url = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const photo = await sharp(example).blur(4).png().toBuffer();
const clean = readFileSync(example);
const picture = (name, buffer) => ({ name, mimeType: 'image/png', buffer });

const looks = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1.5 },
};

/** Takes pictures of all screens in one look. */
async function shoot(device, colorScheme) {
  const context = await browser.newContext({ ...looks[device], colorScheme, locale: 'en-GB' });
  await context.addInitScript(() => localStorage.setItem('ownhand.tour', 'seen'));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  const quiet = () =>
    page.waitForFunction(
      () =>
        !document.querySelector('.status progress') &&
        !/offline|Opening/.test(document.querySelector('.status p')?.textContent ?? ''),
    );
  const take = async (screen) => {
    await page.waitForTimeout(400);
    const png = await page.screenshot();
    await sharp(png)
      .png({ palette: true, colours: 48, dither: 0.5, effort: 10 })
      .toFile(join(out, `${screen}-${device}-${colorScheme}.png`));
  };
  const go = (name) => page.click(`.top nav button:has-text("${name}")`);
  await quiet();
  await take('start');
  await page.setInputFiles('[data-in=files]', [picture('march.png', photo), picture('april.png', clean)]);
  await page.waitForSelector('.check canvas');
  await page.waitForSelector('.strip .doubt.none');
  await quiet();
  await take('page');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1');
  await page.keyboard.press('Backspace');
  // What a person would do: the 9 that was taken for a 4 is put right, and learned.
  for (const field of await page.$$('.sheet input')) if ((await field.inputValue()) === '40452') await field.click();
  await page.keyboard.type('40952');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /^(Learned|Kept)/.test(document.querySelector('.status p')?.textContent ?? ''));
  await page.keyboard.press('Escape');
  await take('learned');
  await go('All numbers');
  await take('all');
  await go('My hand');
  await page.fill('.card textarea', '12 40817 365');
  await page.waitForSelector('.matrix td');
  await page.setViewportSize({ ...looks[device].viewport, height: 1500 });
  await page.evaluate(() => {
    document.activeElement?.blur();
    document.querySelector('main')?.scrollTo(0, 0);
  });
  await page.waitForTimeout(800);
  await take('hand');
  await context.close();
}

for (const device of ['desktop', 'phone']) for (const scheme of ['light', 'dark']) await shoot(device, scheme);
await browser.close();
await server.close();
