// The body of the workers that learn, and that do all else with hands and readings that takes longer than a moment.
import { namedGlyphs } from '../../archive/crop-names.js';
import { encodeHand } from '../../archive/hand-archive.js';
import { archivedSamples, importHand, settledContents } from '../../archive/settled-hand.js';
import { evaluateSamples } from '../../insight/evaluate-samples.js';
import { glyphsToAsk } from '../../insight/glyphs-to-ask.js';
import { checkLabels } from '../../learn/labels/check-labels.js';
import { learn, rebuild } from '../../learn/learn-hand.js';
import { prepareLearning } from '../../learn/seen-rehearsal.js';
import { onPageOf } from '../../reading.js';
import { sheetPhoto } from '../../sheet/sheet-photo.js';
import { createEngine } from '../browser-engine.js';
import { annotatePage } from './annotate-page.js';
import { gzipped } from './compress.js';
import { handIn } from './hand-file.js';
import { openedReader } from './opened-reader.js';
import { decodedPages } from './picture/decoded-pages.js';
import { pngOfPicture } from './sample-pictures.js';
import { serve } from './serve-tasks.js';
import { notMine } from './surroundings.js';

serve(({ models, store, call }) => {
  const pageOf = decodedPages();
  const modelOf = openedReader(models.base);
  /** The functions that the page has given, to be called there. */
  const functions = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => call(name, args)]));
  return async (task) => {
    switch (task.kind) {
      case 'sheet':
        return sheetPhoto((await pageOf(task.picture)).page, task.picture.name);
      case 'annotate': {
        const { page } = await pageOf(task.picture);
        return annotatePage(page, onPageOf(task.reading, page.width, page.height), task.promise);
      }
      case 'crops':
        return namedGlyphs(task.name, task.reading).map(({ name, glyph }) => ({
          name,
          bytes: pngOfPicture(glyph.picture),
        }));
      case 'ask':
        return glyphsToAsk(await models.base(), task.readings, task.samples, createEngine, task.count);
      case 'evaluate':
        return evaluateSamples(await modelOf(task.reader), task.samples);
      case 'suspects':
        return checkLabels(await models.base(), task.samples, [], createEngine);
      case 'prepare':
        return prepareLearning(await models.shipped(), createEngine, async () => {});
      case 'learn': {
        const options = { ...task.options, ...functions(task.callbacks) };
        const [hand, shipped] = [store(task.hand), await models.shipped()];
        return task.samples === undefined
          ? rebuild(hand, shipped, createEngine, options)
          : learn(hand, shipped, createEngine, task.samples, options);
      }
      case 'export': {
        const contents = await settledContents(store(task.hand), (line) => call('warn', [line]));
        const png = task.pictures ? ({ picture }: { picture: Uint8Array }) => pngOfPicture(picture) : undefined;
        return gzipped(encodeHand(contents, png, task.hand));
      }
      case 'import':
        return importHand(store(task.hand), await handIn(task.file, task.name));
      case 'samplesOf':
        return archivedSamples(await handIn(task.file, task.name), task.name);
      default:
        throw notMine(task);
    }
  };
});
