// node bench/pixels.mjs: a small encoder and decoder with skips that labels every pixel, as one JSON object: memory,
// patches of 256×256 a second in training, megapixels a second in prediction. The best of several rounds, and processor
// time beside it, which a busy machine inflates less.
import { initialWeights } from '../dist/engine/initial-weights.js';
import { planOf } from '../dist/engine/plan/plan.js';
import { createEngine } from '../dist/node/engine/node-engine.js';

const conv = (channels) => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const pool = { kind: 'maxpool' };
const up = (from) => [{ kind: 'upsample' }, { kind: 'add', from }];
const network = {
  input: [256, 256, 1],
  layers: [
    ...[conv(8), conv(8), pool, conv(16), conv(16), pool, conv(32), conv(32), pool, conv(48), conv(48), pool],
    ...[conv(64), conv(48), ...up(10), conv(48), conv(32), ...up(7), conv(32), conv(16), ...up(4), conv(16), conv(8)],
    ...[...up(1), conv(8), { kind: 'conv', size: 1, channels: 8, activation: 'none' }],
  ],
};
const batch = 8;
const pixels = 256 * 256;
const rounds = 8;

/** The least seconds of `run`, on the clock and of all threads' processors. */
function least(run) {
  let [clock, processor] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < rounds + 2; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    run();
    const used = process.cpuUsage(before);
    clock = Math.min(clock, (performance.now() - start) / 1000);
    processor = Math.min(processor, (used.user + used.system) / 1e6);
  }
  return { clock, processor };
}

const results = {};
const pictures = Uint8Array.from({ length: batch * pixels }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 13) & 255);
const labels = pictures.map((value) => value >> 5);
for (const threads of [1, 2]) {
  const weights = initialWeights(network, 1);
  const trainer = await createEngine(network, weights, { threads, maxBatch: batch });
  const train = least(() => trainer.step({ size: batch, pictures, labels }, { rate: 1e-3 }));
  trainer.close();
  const reader = await createEngine(network, weights, { threads, maxBatch: threads });
  const predict = least(() => reader.predictPictures(pictures, batch));
  results[`${threads} threads, ${reader.simd} SIMD`] = {
    trainMiB: Math.round(planOf(network, threads, batch).end / 2 ** 20),
    predictMiB: Math.round(planOf(network, threads, threads).end / 2 ** 20),
    patchesPerSecond: Number((batch / train.clock).toFixed(1)),
    processorMsPerPatch: Number(((1000 * train.processor) / batch).toFixed(1)),
    megapixelsPerSecond: Number(((batch * pixels) / 1e6 / predict.clock).toFixed(2)),
    processorMsPerMegapixel: Number(((1000 * predict.processor) / ((batch * pixels) / 1e6)).toFixed(0)),
  };
  reader.close();
}
console.log(
  JSON.stringify({ node: process.version, network: 'encoder and decoder, 8 to 64 channels', ...results }, null, 1),
);
