// Writer identification: which of the hands on this machine a page looks like.
import { pictureSize } from '../../glyph/picture.js';
import { type KnownHand, type LabelledFeatures, type Likeness, likeness } from '../../insight/likeness.js';
import { directions, meanRow } from '../../model/feature-rows.js';
import { featuresOf } from '../../model/features.js';
import type { Model } from '../../model/model.js';
import { learnableGlyphs, type Reading } from '../../reading.js';
import { createEngine } from '../engine/node-engine.js';
import { listFolder } from '../files.js';
import { shipped } from '../models/shipped.js';
import { readDecoded } from '../pages/read-picture.js';
import type { DecodedPage } from '../picture/decode.js';
import { handsFolder, openHandStore } from './hand-place.js';
import { openModel } from './open-model.js';

/** What `Likeness.name` is where a page looks like nobody's here. */
export const SOMEBODY_ELSE = '';
/** Digits of other writers that stand for somebody else. */
const OTHERS = 1000;

/** The hands of this machine, opened to be compared with pages. */
export interface WriterIdentifier {
  /** Hands with samples, by name. */
  readonly names: readonly string[];
  /** The hands, and somebody else, likeliest first, with how many glyphs were read (by the reader that read most). */
  identify(page: DecodedPage): Promise<{ readonly likeness: readonly Likeness[]; readonly glyphs: number }>;
  /** Frees the readers. */
  close(): void;
}

interface KnownWriter {
  readonly name: string;
  readonly model: Model;
  readonly samples: LabelledFeatures;
}

/** Opens the reader of every named hand that has samples. Throws OwnhandError 'bad-checkpoint'. */
export async function openWriterIdentifier(warn: (line: string) => void): Promise<WriterIdentifier> {
  const { base, rehearsal } = await shipped();
  const others = Array.from({ length: Math.min(OTHERS, rehearsal.replay.count) }, (_, i) => i);
  const picture = (i: number) => rehearsal.replay.pictures.subarray(i * pictureSize, (i + 1) * pictureSize);
  const raw = (await featuresOf(base, others.map(picture), createEngine)).features;
  const mean = meanRow(raw, raw.length / others.length);
  const known: KnownWriter[] = [];
  const close = () => {
    for (const { model } of known) model.close();
  };
  try {
    const labels = others.map((i) => base.alphabet[rehearsal.replay.labels[i]!]!);
    const shippedModel = await openModel(openHandStore(), 0, 1);
    known.push({ name: SOMEBODY_ELSE, model: shippedModel, samples: { labels, features: directions(raw, mean) } });
    for (const name of [...(await listFolder(handsFolder()))].filter((each) => !each.startsWith('.')).sort()) {
      const store = openHandStore(`${handsFolder()}/${name}`, { name, warn });
      const samples = await store.samples().catch(() => []);
      if (samples.length === 0) continue;
      const model = await openModel(store, await store.current(), 1);
      known.push({ name, model, samples: await placed(samples) });
    }
  } catch (error) {
    close();
    throw error;
  }

  async function placed(all: readonly { label: string; picture: Uint8Array }[]): Promise<LabelledFeatures> {
    if (all.length === 0) return { labels: [], features: new Float32Array(0) };
    const pictures = all.map((each) => each.picture);
    const { features } = await featuresOf(base, pictures, createEngine);
    return { labels: all.map(({ label }) => label), features: directions(features, mean) };
  }

  async function identify(page: DecodedPage) {
    const candidates: KnownHand[] = [];
    for (const { name, model, samples } of known) {
      const glyphs = glyphsOf((await readDecoded(page, model)).reading);
      const confidences = glyphs.map(({ confidence }) => confidence);
      candidates.push({ name, samples, glyphs: { ...(await placed(glyphs)), confidences } });
    }
    return { likeness: likeness(candidates), glyphs: Math.max(...candidates.map((each) => each.glyphs.labels.length)) };
  }

  return { names: known.slice(1).map(({ name }) => name), identify, close };
}

const glyphsOf = (reading: Reading) => reading.lines.flatMap((line) => line.numbers.flatMap(learnableGlyphs));
