// The body of the workers that read pages. What only learning needs is in the other kind, so that this one loads fast.
import { read } from '../../numbers/read-page.js';
import { onPageOf } from '../../reading.js';
import { openedReader } from './opened-reader.js';
import { decodedPages } from './picture/decoded-pages.js';
import { serve } from './serve-tasks.js';
import { notMine } from './surroundings.js';
import { once } from './worker-models.js';

serve(({ models }) => {
  const pageOf = decodedPages();
  const modelOf = openedReader(models.base);
  const equations = once(async () => (await import('./equations-in-worker.js')).openEquations(models));
  return async (task) => {
    switch (task.kind) {
      case 'read': {
        // The models are on their way while the picture is decoded.
        const [decoded, model, helpers] = await Promise.all([
          pageOf(task.picture),
          modelOf(task.reader),
          models.helpers(),
        ]);
        const put =
          task.edits.length > 0 ? (await import('./put-right.js')).puttingRight(task.edits, decoded, model) : undefined;
        const { careful, print = false } = task.options;
        const look = careful ? (await import('../../numbers/looks/read-carefully.js')).readCarefully : read;
        return onPageOf(look(decoded.page, model, helpers, { put, print }), decoded.width, decoded.height);
      }
      case 'boxes': {
        const { readBoxes } = await import('../../numbers/read-boxes.js');
        const { page, width, height } = await pageOf(task.picture);
        const [kx, ky] = [page.width / width, page.height / height];
        const small = task.boxes.map(({ x, y, w, h }) => ({ x: x * kx, y: y * ky, w: w * kx, h: h * ky }));
        const glyphs = readBoxes(page, small, await modelOf(task.reader));
        return glyphs.map((glyph, i) => glyph && { ...glyph, box: task.boxes[i]! });
      }
      case 'equations': {
        const page = await pageOf(task.picture);
        return (await equations())(page, task.samples, task.edits);
      }
      default:
        throw notMine(task);
    }
  };
});
