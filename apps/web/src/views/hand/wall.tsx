// The samples as a wall, by label.
import type { Sample } from 'ownhand/browser';
import { rereadAll } from '../../session/correct.js';
import { reader, say } from '../../session/state.js';
import { t } from '../../texts/texts.js';
import { GlyphPicture } from './glyph-picture.js';

/** Samples of a label that are shown, the newest. */
const MOST = 60;

/** Deletes a sample; the reader forgets it when it learns next. */
export async function forgetSample({ id, label }: Pick<Sample, 'id' | 'label'>): Promise<void> {
  await reader.value?.forget([id]);
  say(t.value.forgotten(label));
  rereadAll();
}

/** The wall. */
export function Wall({ samples }: { readonly samples: readonly Sample[] }) {
  const labels = [...new Set(samples.map(({ label }) => label))].sort();
  return (
    <section class="card" aria-labelledby="wall">
      <h2 id="wall">
        {t.value.wall} <span class="quiet">{t.value.samplesCount(samples.length)}</span>
      </h2>
      <div class="wall">
        {labels.map((label) => {
          const own = samples.filter((sample) => sample.label === label);
          return (
            <div key={label} role="group" aria-label={t.value.wallOf(label, own.length)}>
              <h3>
                {label} <span class="quiet">{own.length}</span>
              </h3>
              <div class="glyph-row">
                {own
                  .slice(-MOST)
                  .reverse()
                  .map((sample) => (
                    <button
                      key={sample.id}
                      type="button"
                      title={t.value.forget}
                      aria-label={t.value.sampleOf(label)}
                      onClick={() => void forgetSample(sample)}
                    >
                      <GlyphPicture picture={sample.picture} />
                    </button>
                  ))}
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}
