// `ownhand learn PHOTO --text …`: photos whose text is known become samples. What does not align is told, not learned.

import { readFile, stat } from 'node:fs/promises';
import { messages } from '../../messages/messages.js';
import { systemError } from '../../node/files.js';
import { readTextPhoto, type TextPhoto } from '../../node/samples/text-photo.js';
import { CommandError } from '../command-error.js';
import { type HandFlags, withHand } from '../options.js';
import { note, printJson } from '../output.js';
import { pictureOf } from '../standard-input.js';
import { type LearnFlags, learnAndTell } from './learn-and-tell.js';

/** Numbers that did not align are told one by one; of more, only these. */
const MOST_TOLD = 8;

/** A text, and whether it is comma-separated values. */
interface KnownText {
  readonly text: string;
  readonly csv: boolean;
}

/**
 * Learns photos by their texts, one text for each, in the same order.
 * @throws OwnhandError 'usage' where there are more of one than of the other, 'not-found' for a file of text, and as
 * reading and learning do
 */
export async function learnWithText(
  photos: readonly string[],
  texts: readonly string[],
  flags: LearnFlags & HandFlags,
): Promise<void> {
  if (photos.length !== texts.length)
    throw new CommandError('usage', messages.knownText.oneForEach(photos.length, texts.length));
  const known = await Promise.all(texts.map(textOf));
  await withHand(flags, async (hand) => {
    const pages: TextPhoto[] = [];
    for (const [k, photo] of photos.entries()) {
      const { name, picture } = await pictureOf(photo);
      const { text, csv } = known[k]!;
      const page = await readTextPhoto(picture, text, () => hand.model(), { name, csv });
      if (flags.json) printJson<'learn'>({ event: 'aligned', ...jsonOf(page) });
      tell(page);
      pages.push(page);
    }
    const samples = pages.flatMap((page) => page.samples);
    if (samples.length === 0) throw new CommandError('failed', messages.knownText.nothingAligned(photos.length));
    await learnAndTell(hand.store, samples, flags);
  });
}

/** The text in a file where there is one of that name, or else what was typed. */
async function textOf(given: string): Promise<KnownText> {
  const isFile = (await stat(given).catch(() => undefined))?.isFile() ?? false;
  if (!isFile && /\.(txt|csv|tsv)$/i.test(given)) throw new CommandError('not-found', messages.knownText.noFile(given));
  if (!isFile) return { text: given, csv: false };
  const text = await readFile(given, 'utf8').catch((error: unknown) => {
    throw systemError(error, given);
  });
  return { text, csv: /\.(csv|tsv)$/i.test(given) };
}

function tell({ name, samples, glyphs, digits, notAligned, extra, words }: TextPhoto): void {
  const otherwise = glyphs.filter(({ label, readAs }) => label !== readAs).length;
  note(messages.knownText.aligned(name, samples.length, digits, otherwise));
  for (const { text, line, found, of } of notAligned.slice(0, MOST_TOLD))
    note(messages.knownText.notAligned(name, text, line, found, of));
  if (notAligned.length > MOST_TOLD) note(messages.knownText.moreNotAligned(notAligned.length - MOST_TOLD));
  if (extra.length > 0) note(messages.knownText.extra(name, extra.length));
  if (words.length > 0) note(messages.knownText.words(words.length, words.slice(0, MOST_TOLD)));
}

/** What `--json` says of a page: its glyphs without their pictures, boxes as [x, y, w, h]. */
const jsonOf = ({ name, glyphs, digits, notAligned, extra, words }: TextPhoto) => ({
  file: name,
  digits,
  glyphs: glyphs.map(({ label, readAs, chance, box: { x, y, w, h } }) => ({
    label,
    readAs,
    chance,
    box: [x, y, w, h] as const,
  })),
  notAligned,
  extra: extra.map(({ x, y, w, h }) => [x, y, w, h] as const),
  words,
});
