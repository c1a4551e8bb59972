// Reads a photo, corrects the glyphs that are least sure, learns them with progress, and reads again.
import { readFileSync } from 'node:fs';
import { annotate, isSure, learn, type NewSample, OwnhandError, openHand, read, undo } from 'ownhand';

const [photo = 'page.png', name = 'ada'] = process.argv.slice(2);
const hand = openHand(name);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
try {
  const bytes = readFileSync(photo);
  const before = await read(hand, bytes, { name: photo, signal: stop.signal });
  const numbers = before.lines.flatMap((line) => line.numbers);
  for (const number of numbers) console.log(number.text, isSure(number, 0.99) ? '' : '?');

  const glyphs = numbers.flatMap((number) => number.glyphs).filter((glyph) => !glyph.sign);
  const doubtful = [...glyphs].sort((a, b) => a.confidence - b.confidence).slice(0, 20);
  // A program shows each picture to a person here, and takes the label that it is given.
  const samples = doubtful.map(({ label, picture }): NewSample => ({ label, picture, source: photo }));
  const { learned, reason, own } = await learn(hand, samples, {
    signal: stop.signal,
    onProgress: ({ done }) => process.stderr.write(`\r${Math.round(100 * done)} %`),
  });
  console.log(learned ? `own digits: ${own.before} → ${own.after}` : `not learned: ${reason}`);

  const after = await read(hand, bytes, { signal: stop.signal });
  if (learned && after.text !== before.text) console.log(`back to checkpoint ${await undo(hand)}`);
  console.log(`annotated: ${(await annotate(bytes, after)).length} bytes`);
} catch (error) {
  if (!(error instanceof OwnhandError)) throw error;
  console.error(error.name === 'AbortError' ? 'stopped' : error.message);
} finally {
  await hand.close();
}
