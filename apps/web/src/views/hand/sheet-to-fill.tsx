// A sheet to print and to fill in, and the photo of it coming back.
import { useSignal } from '@preact/signals';
import { type PaperSize, sheetLayout, sheetPdf } from 'ownhand/browser';
import { useRef } from 'preact/hooks';
import { saveFile } from '../../out/save.js';
import { rereadAll } from '../../session/correct.js';
import { learning, reader, say } from '../../session/state.js';
import { faultOf } from '../../texts/faults.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';

/** The sheet. */
export function SheetToFill() {
  const symbols = useSignal('0123456789');
  const paper = useSignal<PaperSize>('a4');
  const file = useRef<HTMLInputElement>(null);
  const print = (): void => {
    try {
      const labels = [...new Set([...symbols.value].filter((symbol) => symbol.trim() !== ''))];
      const pdf = sheetPdf(sheetLayout(labels, { paper: paper.value }));
      saveFile('ownhand-sheet.pdf', new Blob([new Uint8Array(pdf)]), 'application/pdf');
    } catch (error) {
      say(faultOf(error), 'bad');
    }
  };
  return (
    <section class="card" aria-labelledby="sheet">
      <h2 id="sheet">{t.value.sheet}</h2>
      <p class="quiet">{t.value.sheetHelp}</p>
      <div class="row">
        <label class="grow">
          <span class="quiet">{t.value.sheetSymbols}</span>
          <input
            type="text"
            value={symbols.value}
            autoComplete="off"
            onInput={({ currentTarget }) => (symbols.value = currentTarget.value)}
          />
        </label>
        <label>
          <span class="quiet">{t.value.sheetPaper}</span>
          <select
            value={paper.value}
            onChange={({ currentTarget }) => (paper.value = currentTarget.value as PaperSize)}
          >
            <option value="a4">A4</option>
            <option value="letter">Letter</option>
          </select>
        </label>
      </div>
      <div class="row">
        <Button icon="save" kind="primary" onClick={print}>
          {t.value.printPdf}
        </Button>
        <Button icon="photo" onClick={() => file.current?.click()}>
          {t.value.readSheet}
        </Button>
      </div>
      <input
        ref={file}
        class="unseen"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        data-in="sheet"
        onChange={({ currentTarget }) => {
          const photo = currentTarget.files?.[0];
          currentTarget.value = '';
          if (photo) void learnSheet(photo);
        }}
      />
    </section>
  );
}

async function learnSheet(photo: File): Promise<void> {
  const hand = reader.value;
  if (!hand) return;
  try {
    const { samples } = await hand.readSheet(photo, photo.name);
    say(t.value.sheetRead(samples.length));
    learning.value = 0;
    const { result } = await hand.learn(samples, (share) => {
      learning.value = share;
    });
    if (result.learned) say(t.value.sheetLearned(samples.length, result.own.before, result.own.after), 'good');
    else if (!result.unchanged) say(t.value.notLearned(result.reason), 'bad');
  } catch (error) {
    say(faultOf(error), 'bad');
  } finally {
    learning.value = null;
    rereadAll();
  }
}
