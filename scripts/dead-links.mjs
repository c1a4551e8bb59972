// What a built site points to and has not: pages, pictures, and places on pages.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Each link of a site's pages that leads nowhere, as `page: target`. Links to other sites are not followed.
 * @param {string} folder
 */
export function deadLinks(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  if (names.length === 0) throw new Error(`${folder} holds no page`);
  const pages = new Map(names.map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]));
  const dead = new Set();
  for (const [page, text] of pages) {
    for (const [, target = ''] of text.matchAll(/<(?:a|img|link|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g))
      if (!/^(?:[a-z]+:|\/\/)/i.test(target) && !leads(target, page)) dead.add(`${relative(folder, page)}: ${target}`);
  }
  return [...dead];

  /** @param {string} target @param {string} page */
  function leads(target, page) {
    const [path = '', anchor] = decodeURI(target.replaceAll('&amp;', '&')).split('#');
    const named = path === '' ? page : join(path.startsWith('/') ? folder : dirname(page), path);
    const file = [named, `${named}.html`, join(named, 'index.html')].find(
      (each) => existsSync(each) && statSync(each).isFile(),
    );
    if (file === undefined) return false;
    return !anchor || (pages.get(file) ?? '').includes(` id="${anchor}"`);
  }
}
