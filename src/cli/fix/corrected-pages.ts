// Photos that were put right: the hand keeps it, what can be learned of it becomes samples, and what is learned is
// checked on the photos themselves.
import type { PageEdit } from '../../hand/page-edits.js';
import { sourceOnPage } from '../../hand/page-place.js';
import type { NewSample } from '../../hand/store.js';
import {
  type GivenGlyph,
  givenIn,
  glyphAt,
  type ReadOtherwise,
  readOtherwise,
  withoutLabels,
} from '../../insight/given-glyphs.js';
import { messages } from '../../messages/messages.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { keepEdits, keptEdits } from '../../node/pages/kept-edits.js';
import { readDecoded } from '../../node/pages/read-picture.js';
import type { Reading } from '../../reading.js';
import { note } from '../output.js';
import { decodedPhoto } from './decoded-photos.js';
import { editsOf, type FixState, labelledGlyphs } from './state.js';

/** A photo that was put right. */
export interface CorrectedPage {
  /** As the user named it. */
  readonly file: string;
  /** All that is kept of it. */
  readonly edits: readonly PageEdit[];
  /** The labels that are given on it, pixels of the full photo. */
  readonly given: readonly GivenGlyph[];
  /** Those of them that the reader has otherwise before it learns. */
  readonly wrong: readonly GivenGlyph[];
}

/** What came of the answers before anything is learned. */
export interface Corrected {
  /** The photos, in the order in which they were asked about. */
  readonly pages: readonly CorrectedPage[];
  /** What was given, to be learned. */
  readonly samples: readonly NewSample[];
}

/** Has the hand keep what was put right, and makes samples of it. */
export async function keepCorrections(hand: Hand, end: FixState): Promise<Corrected> {
  const pages: CorrectedPage[] = [];
  const answers = labelledGlyphs(end);
  const samples: NewSample[] = [];
  for (const [file, edits] of editsOf(end)) {
    const earlier = givenIn(await (await keptEdits(hand.store)).of(file));
    await keepEdits(hand.store, file, file, edits);
    const all = await (await keptEdits(hand.store)).of(file);
    const own = answers.filter(({ question }) => question.file === file);
    const given = givenIn(all);
    const isThere = (box: GivenGlyph['box']) => given.some((each) => isSame(each.box, box));
    const asFound = own.filter(({ question }) => isThere(question.box));
    samples.push(
      ...asFound.map(
        ({ label, question }): NewSample => ({
          label,
          picture: question.picture,
          source: question.source,
        }),
      ),
    );
    const anew = givenIn(edits).filter(({ box }) => !own.some(({ question }) => isSame(question.box, box)));
    if (anew.length + earlier.length === 0) {
      const wrong = asFound.filter(({ label, question }) => label !== question.label);
      pages.push({
        file,
        edits: all,
        given,
        wrong: wrong.map(({ label, question }) => ({ label, box: question.box })),
      });
      continue;
    }
    // Glyphs that were joined, cut or added have no picture before the page is read with them.
    const { asRead } = await readTwice(hand, file, all);
    for (const { label, box } of anew) {
      const glyph = glyphAt(asRead, box);
      if (glyph) samples.push({ label, picture: glyph.picture, source: sourceOnPage(file, glyph.box) });
      else note(messages.finding.notFound(file, label));
    }
    pages.push({ file, edits: all, given, wrong: readOtherwise(asRead, given) });
  }
  return { pages, samples };
}

/** What the reader that was learned makes of the labels on a page. */
export interface CheckedPage {
  /** The page as it is read from now on. */
  readonly reading: Reading;
  /** Labels that the reader had rightly before, and has otherwise now. */
  readonly spoilt: readonly ReadOtherwise[];
  /** Labels that it has otherwise, as before. */
  readonly notTaken: readonly ReadOtherwise[];
}

/** Reads a page that was put right with the reader in use. */
export async function checkPage(hand: Hand, { file, edits, given, wrong }: CorrectedPage): Promise<CheckedPage> {
  const { asRead, asGiven } = await readTwice(hand, file, edits);
  const otherwise = readOtherwise(asRead, given);
  const wasWrong = ({ box }: GivenGlyph) => wrong.some((each) => isSame(each.box, box));
  return {
    reading: asGiven,
    spoilt: otherwise.filter((each) => !wasWrong(each)),
    notTaken: otherwise.filter(wasWrong),
  };
}

/** A page as the reader has it where its glyphs are put right, and with the labels that were given; full pixels. */
async function readTwice(
  hand: Hand,
  file: string,
  edits: readonly PageEdit[],
): Promise<{ readonly asRead: Reading; readonly asGiven: Reading }> {
  const [model, decoded] = [await hand.model(), await decodedPhoto(file)];
  const asRead = await readDecoded(decoded, model, { edits: withoutLabels(edits) });
  return { asRead: asRead.reading, asGiven: (await readDecoded(decoded, model, { edits })).reading };
}

const isSame = (a: GivenGlyph['box'], b: GivenGlyph['box']): boolean =>
  a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
