// Teaching a page by typing what it says: lines that fit what was found are confirmed, all at once.
import { useSignal } from '@preact/signals';
import { fitLines } from '../../pages/fit-lines.js';
import { confirmAll } from '../../session/correct.js';
import { page, say, tables } from '../../session/state.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';

/** The form. */
export function TeachPage() {
  const text = useSignal('');
  const here = page.value;
  const teach = (): void => {
    const { fits, misfits } = fitLines(tables.value, text.value);
    if (fits.length === 0) {
      say(t.value.teachNothing, 'bad');
      return;
    }
    confirmAll(fits);
    if (misfits.length > 0) say(t.value.teachMismatch(misfits.join(', ')), 'bad');
    else say(t.value.taught(fits.length), 'good');
  };
  return (
    <section class="card" aria-labelledby="teach">
      <h2 id="teach">
        {t.value.teach} {here && <span class="quiet">{here.name}</span>}
      </h2>
      <p class="quiet">{here ? t.value.teachHelp : t.value.noPagesHelp}</p>
      <label class="grow">
        <span class="quiet">{t.value.teachText}</span>
        <textarea
          rows={5}
          disabled={!here}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
      </label>
      <div class="row">
        <Button icon="check" kind="primary" disabled={!here || text.value.trim() === ''} onClick={teach}>
          {t.value.teachButton}
        </Button>
      </div>
    </section>
  );
}
