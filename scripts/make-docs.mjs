// npm run docs: the documents as a site, in site/.vitepress/dist. Its pages are the repository's own documents, in the
// same folders, a reference of the commands made of their table, and one of the library made of its docstrings. Nothing
// is fetched, and the build fails where a link leads nowhere. Run it after `npm run build`.
import './in-english.mjs';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { Application } from 'typedoc';
import { build } from 'vitepress';
import { commands } from '../dist/cli/command-list.js';
import { messages } from '../dist/messages/messages.js';
import { deadLinks } from './dead-links.mjs';

const root = join(import.meta.dirname, '..');
const site = join(root, 'site');
const inSite = (/** @type {string[]} */ ...names) => join(site, ...names);
process.chdir(root);
rmSync(site, { recursive: true, force: true });
mkdirSync(inSite('.vitepress'), { recursive: true });

/** What a program can import, and what that is. */
const entries = {
  ownhand: 'src/node/index.ts',
  'ownhand/browser': 'src/browser/index.ts',
  'ownhand/core': 'src/core.ts',
  'ownhand/training': 'src/training.ts',
  'ownhand/store-contract': 'src/hand/store-contract.ts',
};

const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md', 'models/README.md'],
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
for (const folder of ['docs/pictures', 'docs/web']) cpSync(folder, inSite(folder), { recursive: true });
for (const document of documents) {
  mkdirSync(dirname(inSite(document)), { recursive: true });
  writeFileSync(inSite(document), withSiteLinks(readFileSync(document, 'utf8'), dirname(document)));
}
writeFileSync(inSite('index.md'), readFileSync(inSite('README.md')));
await describeCommands();
await describeLibrary();
const shown = readdirSync(inSite('api'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
// Headings are called in links as GitHub calls them, so that links work in both places.
const slugify = `(text) => text.toLowerCase().replace(/[^\\p{L}\\p{N} _-]/gu, '').replaceAll(' ', '-')`;
writeFileSync(
  inSite('.vitepress/config.mjs'),
  `export default { ...${JSON.stringify(configuration())}, markdown: { anchor: { slugify: ${slugify} } } };\n`,
);
await build(site);
const dead = deadLinks(inSite('.vitepress/dist'));
for (const link of dead) console.error(`dead link: ${link}`);
console.log(`${documents.length} documents, ${shown.length} pages of the library, ${dead.length} dead links`);
process.exitCode = dead.length === 0 ? 0 : 1;

/**
 * Links to files of the repository that are no page of the site become plain text.
 * @param {string} text @param {string} folder
 */
function withSiteLinks(text, folder) {
  return text.replace(/(?<!!)\[([^\]]*)\]\(([^)\s]+)\)/g, (link, words, target) => {
    const path = relative(root, resolve(root, folder, target.split('#')[0]));
    return /^[a-z]+:|^#/.test(target) || documents.includes(path) || !existsSync(path) ? link : words;
  });
}

/** A page of all commands: arguments, options and examples, as their help has them. */
async function describeCommands() {
  const parts = ['# The commands', 'This page is made of what `ownhand COMMAND --help` prints.'];
  for (const { name, summary, load } of commands) {
    const command = new Command(name).description(summary).helpOption('-h, --help', messages.help.help);
    command.configureHelp({ helpWidth: 74 });
    new Command('ownhand').addCommand(command);
    (await load())(command);
    const examples = (messages.examples[name] ?? []).join('\n');
    parts.push(
      `## ${name}`,
      `\`\`\`text\n${command.helpInformation().trim()}\n\`\`\``,
      `\`\`\`sh\n${examples}\n\`\`\``,
    );
  }
  writeFileSync(inSite('commands.md'), `${parts.join('\n\n')}\n`);
}

/** Pages of all that a program can import. */
async function describeLibrary() {
  const tsconfig = inSite('tsconfig.json');
  const compilerOptions = {
    rootDir: '../src',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    composite: false,
    noEmit: true,
  };
  const include = Object.values(entries).map((file) => `../${file}`);
  writeFileSync(tsconfig, JSON.stringify({ extends: '../tsconfig.base.json', compilerOptions, include }));
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.values(entries),
    tsconfig,
    out: inSite('api'),
    entryFileName: 'index',
    readme: 'none',
    disableSources: true,
    skipErrorChecking: true,
    logLevel: 'Warn',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('typedoc found no program');
  // Typedoc calls modules by their files; a program knows them by what it imports.
  const names = Object.entries(entries).map(([name, file]) => [name, file.replace(/^src\/|(\/index)?\.ts$/g, '')]);
  for (const module of project.children ?? [])
    module.name = names.find(([, file]) => file === module.name)?.[0] ?? module.name;
  await app.generateOutputs(project);
}

/** What vitepress is told; local search needs no service. */
function configuration() {
  const page = (/** @type {string} */ text, /** @type {string} */ link) => ({ text, link });
  return {
    title: 'ownhand',
    description: 'Reads handwritten numbers from a photo, and learns your hand.',
    themeConfig: {
      search: { provider: 'local' },
      outline: [2, 3],
      sidebar: [
        {
          text: 'Use it',
          items: [
            page('Overview', '/'),
            page('A first half hour', '/docs/tutorial'),
            page('What is read well, and what not yet', '/docs/kinds'),
            page('What is read, and what is left out', '/docs/reading'),
            page('Equations', '/docs/equations'),
            page('Teaching it your hand', '/docs/learning'),
            page('Questions', '/docs/faq'),
          ],
        },
        {
          text: 'Reference',
          items: [
            page('The command line', '/docs/command-line'),
            page('Every command', '/commands'),
            page('In your own program', '/docs/library'),
            page('Every function and type', '/api/'),
          ],
        },
        {
          text: 'Behind it',
          items: [
            page('How it works', '/docs/how-it-works'),
            page('How it was measured', '/docs/measured'),
            page('The benches', '/bench/README'),
            page('The shipped models', '/models/README'),
            page('How it is built', '/ARCHITECTURE'),
            page('Decisions', '/docs/decisions'),
            page('Working on it', '/CONTRIBUTING'),
            page('Changes', '/CHANGELOG'),
          ],
        },
      ],
    },
  };
}
