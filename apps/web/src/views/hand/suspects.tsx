// Samples whose labels look wrong, each to be forgotten or kept.
import { useSignal } from '@preact/signals';
import type { Sample, SuspectLabel } from 'ownhand/browser';
import { useEffect } from 'preact/hooks';
import { reader, say } from '../../session/state.js';
import { faultOf } from '../../texts/faults.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';
import { GlyphPicture } from './glyph-picture.js';
import { forgetSample } from './wall.js';

/** The suspects. */
export function Suspects({ samples }: { readonly samples: readonly Sample[] }) {
  const found = useSignal<readonly SuspectLabel[] | null>(null);
  const kept = useSignal<readonly string[]>([]);
  const hand = reader.value;
  // Other samples have other suspects.
  useEffect(() => {
    let isGone = false;
    hand?.suspects().then(
      (suspects) => {
        if (!isGone) found.value = suspects;
      },
      (error: unknown) => say(faultOf(error), 'bad'),
    );
    return () => {
      isGone = true;
    };
  }, [hand, samples, found]);
  if (!found.value) return null;
  const shown = found.value.flatMap(({ id, label, looksLike }) => {
    const sample = samples.find((one) => one.id === id);
    return sample && !kept.value.includes(sample.id) ? [{ sample, label, looksLike }] : [];
  });
  return (
    <section class="card" aria-labelledby="suspects">
      <h2 id="suspects">{t.value.suspects}</h2>
      {shown.length === 0 && <p class="quiet">{t.value.noSuspects}</p>}
      <ul class="suspects">
        {shown.map(({ sample, label, looksLike }) => (
          <li key={sample.id}>
            <GlyphPicture picture={sample.picture} label={label} />
            <span>{t.value.suspect(label, looksLike)}</span>
            <Button kind="quiet" onClick={() => void forgetSample(sample)}>
              {t.value.forget}
            </Button>
            <Button kind="quiet" onClick={() => (kept.value = [...kept.value, sample.id])}>
              {t.value.keep}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
