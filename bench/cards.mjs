#!/usr/bin/env node
// node bench/cards.mjs [--cards 20] [--seed 1] [--pace 700] [--verbose]
// A person's task in the web app: score cards of one hand, photographed, to a right table, by keys alone. First every
// number that the app asks about is answered, then the tables are looked over, and what is wrong is typed into its
// cell. Told are the keys that were pressed a card, and the seconds that a person waits for the machine: nothing is
// asked yet, or something is still being learned at the end. `--pace`: milliseconds that a person looks at a number.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCards } from './pages/check-cards.mjs';
import { composePage } from './pages/compose.mjs';
import { digitField } from './pages/ink.mjs';
import { between, pick, seeded, shuffled, whole } from './pages/random.mjs';
import { option } from './pages/score.mjs';
import { writePicture } from './pages/write.mjs';
import { byWriter, drawnSample, pendigits } from './writers/strokes.mjs';

const [cards, seed, pace] = [option('cards', '20'), option('seed', '1'), option('pace', '700')].map(Number);
/** Rounds and players of a card, and the most that a player scores. */
const CARD = { rounds: 6, players: 3, most: 60 };

const random = seeded(seed);
const [own = []] = shuffled(random, [...byWriter(pendigits('tes')).values()]);
/** @type {Map<string, Uint8Array[]>} */
const forms = new Map();
for (const digit of own.filter(({ label }) => /^\d$/.test(label)))
  forms.set(digit.label, [...(forms.get(digit.label) ?? []), drawnSample(digit).picture]);

const root = mkdtempSync(join(tmpdir(), 'ownhand-cards-'));
/** @type {{file: string, truth: string[][]}[]} */
const written = [];
for (let k = 0; k < cards; k++) {
  const truth = Array.from({ length: CARD.rounds }, () =>
    Array.from({ length: CARD.players }, () => String(whole(random, 0, CARD.most))),
  );
  const file = join(root, `card-${String(k + 1).padStart(2, '0')}.jpg`);
  const page = composePage(random, {
    lines: truth,
    size: between(random, 45, 70),
    columns: Array.from({ length: CARD.players }, (_, c) => 3.5 * c),
    writer: { field: (label, next, pen) => digitField(pick(next, forms.get(label) ?? []), pen) },
  });
  await writePicture(page, file);
  written.push({ file, truth });
}
const build = join(import.meta.dirname, '..');
const result = await checkCards(build, written, { pace, verbose: process.argv.includes('--verbose') });
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify({ cards, seed, numbers: cards * CARD.rounds * CARD.players, ...result }));
